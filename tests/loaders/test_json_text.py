import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.common.json_text import (
    DEEPEST,
    NOT_DECODED,
    JsonError,
    column_of,
    decode_at,
    decode_valid,
    parse_json,
)

values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(values)
def test_plain_json_is_read_as_it_is(value):
    assert parse_json(json.dumps(value)) == value


documents = st.recursive(
    st.sampled_from(
        ["null", "true", "0", "-0", "1E400", "1e-400", "1.10", "9" * 30, "9" * 5000, "01", "1.",
         "NaN", '""', '"\\ud83d"', '"\\ud83d\\ude00"', '"\\u00e9\\/"', '"\\x"', '"\t"', '"\ud800"']
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
    | st.lists(st.tuples(st.sampled_from('ab"'), inner), max_size=3).map(
        lambda pairs: "{" + ",".join(f"{json.dumps(key)}:{value}" for key, value in pairs) + "}"
    ),
    max_leaves=8,
)  # fmt: skip


@given(documents, st.sampled_from(["", " ", "\ufeff", "}"]))
def test_what_is_read_fast_is_what_is_read_slowly(text, behind):
    try:
        found = decode_valid(text + behind)
    except NOT_DECODED:
        return
    assert repr(found) == repr(decode_at(text, 0)[0])
    assert not behind.strip()


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1])
def test_the_depth_of_what_is_read_fast_is_known(depth):
    text = '[0, {"a": ' * (depth // 2) + "[]" * (depth % 2 or 1) + "}]" * (depth // 2)
    text = text if depth % 2 else text.replace("[]", "0")
    if depth <= DEEPEST:
        assert parse_json(text) == decode_valid(text)
    else:
        with pytest.raises(JsonError, match=f"more than {DEEPEST} brackets"):
            parse_json(text)


@given(documents, st.sampled_from(["[%s]", '{"a": {"b": [%s]}}', "%s", '[{"a": [[%s]]}]']))
def test_a_text_of_many_brackets_is_read_as_any_other(text, around):
    text = around % text
    many = f"[{text}, [{', '.join(['{}'] * DEEPEST)}]]"
    try:
        found = decode_valid(text)
    except NOT_DECODED:
        with pytest.raises(NOT_DECODED):
            decode_valid(many)
        return
    assert repr(decode_valid(many)[0]) == repr(found)


def test_a_key_whose_value_is_null_is_as_good_as_absent():
    assert parse_json('{"a": null, "b": {"c": null, "d": 0}}') == {"b": {"d": 0}}


def test_a_control_sign_in_a_string_is_read():
    assert parse_json('{"a\x00": "\t\x1f"}') == {"a\x00": "\t\x1f"}
    assert column_of('{"a\x00": [1]}', ("a\x00", 0)) == 9


@pytest.mark.parametrize(
    ("text", "reason", "column"),
    [
        ("", "not JSON (expecting value)", 1),
        ("nope", "not JSON (expecting value)", 1),
        ('{"a": 1} {"b": 2}', "not JSON (extra data)", 10),
        ('{"a": "cut', "not JSON (unterminated string starting at)", 7),
        ('["NaN", NaN]', "NaN is no number in JSON", 9),
        ("NaNtucket", "NaN is no number in JSON", 1),
        ("[Infinity]", "Infinity is no number in JSON", 2),
        ('{"a": -Infinity}', "-Infinity is no number in JSON", 7),
        ('{"a": [1, ' + "9" * 5000 + "]}", "a number of 5,000 digits", 11),
        ("[" * 100_000, f"more than {DEEPEST} brackets inside each other", DEEPEST + 1),
        ('{"a":' * 100_000, f"more than {DEEPEST} brackets inside each other", DEEPEST * 5 + 1),
    ],
)
def test_json_that_cannot_be_trusted_is_refused_with_its_column(text, reason, column):
    with pytest.raises(JsonError) as raised:
        parse_json(text)
    assert (raised.value.reason, raised.value.column) == (reason, column)


def test_brackets_in_a_text_do_not_count_as_depth():
    assert parse_json(json.dumps({"text": "[" * 1000})) == {"text": "[" * 1000}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), "{"),
        (("a",), "[1"),
        (("a", 0), "1"),
        (("a", 1), '{"b"'),
        (("a", 1, "b"), "{}"),
        (("a", 1, "c"), '["'),
        (("a", 2), '"x,y'),
        (("d",), "5"),
        (("a", 1, "missing", "deeper"), '{"b"'),
        (("a", 9), "[1"),
    ],
)
def test_a_value_is_found_by_what_leads_to_it(path, found):
    text = '{"a": [1, {"b": {}, "c": ["]", []]}, "x,y"], "d": 5}'
    assert text[column_of(text, path) - 1 :].startswith(found)


pieces = st.sampled_from(["NaN", "-Infinity", "{", "}", '"a"', ":", ",", "[", "]", "1", "é", "\0"])


@given(st.lists(pieces, max_size=30).map("".join))
def test_anything_is_either_read_or_refused_with_a_column_in_it(text):
    column = 1
    try:
        parse_json(text)
    except JsonError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


def test_the_last_value_of_a_repeated_key_counts():
    assert parse_json('{"a": 1, "b": [{"c": 1, "\\u0063": 2}], "a": 3}') == {
        "a": 3,
        "b": [{"c": 2}],
    }
    assert parse_json('{"a": 1, "a": null}') == {}


@pytest.mark.parametrize("deep", [DEEPEST + 1, 900, 5000, 100_000])
@pytest.mark.parametrize("later", ["1", "null", "[]"])
def test_a_value_too_deep_is_refused_though_a_later_one_replaces_it(deep, later):
    start = time.process_time()
    with pytest.raises(JsonError, match="inside each other"):
        parse_json(f'{{"k": {"[" * deep}{"]" * deep}, "k": {later}}}')
    assert time.process_time() - start < 2
