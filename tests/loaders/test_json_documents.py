"""JSON documents of a file: one, a list, one a line, or one behind the other."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.captures import load, posts_of, problems_of
from tests.loaders.test_json_stream import file
from tui_feed.loaders.common import json_documents
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_text import decode_at
from tui_feed.models import Problem

ONE, TWO, THREE = {"a": 1, "b": [1, {"c": "}{"}]}, {"a": 2}, {"a": 3}


def read(data: bytes | str) -> list[Document | Problem]:
    return list(documents(file(data)))


def values(found: list[Document | Problem]) -> list:
    return [each.value for each in found if isinstance(each, Document)]


def told(found: list[Document | Problem]) -> list[str]:
    return [f"{each.place}: {each.reason}" for each in found if isinstance(each, Problem)]


@pytest.mark.parametrize("one", ['{\n "id": 1,\n x\n}\n', '{"id": 1}'])
def test_many_documents_in_a_row_take_no_longer_behind_a_long_one(one):
    def seconds(first: str) -> float:
        text = first + one * 2_000
        start = time.perf_counter()
        assert len(read(text)) >= 2_000
        return time.perf_counter() - start

    long = json.dumps({"a": "電" * 3_000_000}, indent=1, ensure_ascii=False)
    assert seconds(long) < 4 * seconds(one) + 10


@pytest.mark.parametrize("line", [",", " , ", "\ufeff", ",,"])
def test_a_line_with_nothing_but_a_separator_is_passed(line):
    found = read(f'{{"a": 1}}\n{line}\n{{"a": 2}}\n{line}')
    assert values(found) == [{"a": 1}, {"a": 2}]
    assert told(found) == []


@given(st.lists(st.sampled_from([
    '{"a": "', "x" * 30, '"', "}", "{", "[1.5e", "+10, ", "true", "-Infinity", "]", "\n", "\\u00",
    "e9", '{"b": 12}', "[[[", ": ", ", ",
]), max_size=12), st.integers(17, 40))  # fmt: skip
def test_a_piece_of_the_text_gives_what_the_whole_text_gives(parts, length):
    text = '{"a": 1}' + "".join(parts)
    expected = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_documents, "_SHORT", length)
        assert read(text) == expected
        patch.setattr(json_documents, "_value_at", decode_at)
        assert read(text) == expected


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("between", ["\n", "\r\n", "", " ", "\n\n", "\n\ufeff", "\x1e", ",\n"])
def test_documents_in_a_row_are_all_read(indent, between):
    text = between.join(json.dumps(each, indent=indent) for each in (ONE, TWO, THREE))
    found = read(text)
    assert values(found) == [ONE, TWO, THREE]
    assert told(found) == []


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("between", ["\n", "", ";\n", ",\n", "\nwindow.YTD.tweets.part1 = "])
def test_lists_in_a_row_are_all_read(indent, between):
    text = between.join(json.dumps(each, indent=indent) for each in ([ONE], [], [TWO, THREE]))
    found = read(text)
    assert values(found) == [ONE, TWO, THREE]
    assert [each.place for each in found if isinstance(each, Document)] == [
        "item 1",
        "item 2",
        "item 3",
    ]
    assert told(found) == []


def test_text_behind_a_list_is_told():
    found = read('[{"a": 1}]\n{"a": 2}\n')
    assert values(found) == [{"a": 1}]
    assert told(found) == ["after item 1: text behind the list is not read"]


@pytest.mark.parametrize("behind", ["", ";", "\n// done\n", "\0\0\0", "\n/* done */", "\n\n"])
def test_the_end_of_a_list_tells_nothing(behind):
    assert told(read(f'[{{"a": 1}}]{behind}')) == []


def test_documents_know_where_they_stand():
    found = read(json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2))
    assert [each.place for each in found] == ["line 1", "line 10"]
    assert [each.place for each in read('{"a": 1}{"a": 2}\n{"a": 3}')] == [
        "line 1",
        "line 1, column 9",
        "line 2",
    ]
    assert [each.place for each in read(json.dumps(ONE, indent=2))] == [""]


def test_damage_between_documents_costs_no_other():
    indented = [json.dumps(each, indent=2) for each in (ONE, TWO, THREE)]
    found = read(indented[0] + '\n{\n  "a": nope\n}\n' + indented[2])
    assert values(found) == [ONE, THREE]
    assert told(found) == ["line 11, column 8: not JSON (expecting value); it is left out"]
    found = read('{"a": 1}{"a": 2} oops\n{"a": 3}')
    assert values(found) == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert told(found) == ["line 1, column 18: not JSON (expecting value); the rest is left out"]


def test_a_document_that_cannot_be_read_is_named():
    found = read('{\n  "a": nope\n}')
    assert values(found) == []
    assert told(found) == ["line 2, column 8: not JSON (expecting value); nothing was read"]


def test_a_control_sign_in_a_string_costs_nothing():
    assert values(read('{"a": "x\x0by\tz"}\n{"a": 2}\n')) == [{"a": "x\x0by\tz"}, {"a": 2}]
    assert values(read('[{"a": "x\x00y"}, {"a": 2}]')) == [{"a": "x\x00y"}, {"a": 2}]
    assert values(read('{\n "a": "x\ny"\n}')) == [{"a": "x\ny"}]


FIRST, SECOND = {"a": [1, {"b": "x, y"}]}, {"a": "}{"}


def spread(value: object) -> str:
    return json.dumps(value, indent=2)


@pytest.mark.parametrize(
    "text",
    [
        f"{spread(FIRST)}\n{spread(SECOND)}\n",
        f"{spread(FIRST)}\n\n\n{spread(SECOND)}",
        f"{spread(FIRST)}\r\n{spread(SECOND)}\r\n",
        f"{spread(FIRST)},\n{spread(SECOND)},\n",
        json.dumps(FIRST) + json.dumps(SECOND),
        f"{json.dumps(FIRST)},\n{json.dumps(SECOND)}\n",
        f"{json.dumps(FIRST)},\n{json.dumps(SECOND)},\n",
        f"[{json.dumps(FIRST)}]\n[{json.dumps(SECOND)}]\n",
        f"{spread([FIRST])}\n[]\n{spread([SECOND])}\n",
        f"\ufeff[]\n{spread([FIRST, SECOND])}",
    ],
)
def test_documents_that_follow_each_other_are_all_read(text):
    found = list(documents(file(text)))
    assert [each.value for each in found if isinstance(each, Document)] == [FIRST, SECOND]
    assert not [each for each in found if isinstance(each, Problem)]


def test_ids_that_are_numbers_are_as_good_as_others(tmp_path):
    path = tmp_path / "page.jsonl"
    tweet = {"id": 1620000000000000001, "author_id": 5001, "text": "Grinding"}
    users = [{"id": 5001, "username": "MillStreet", "name": "Mill Street"}]
    path.write_text(json.dumps({"data": [tweet], "includes": {"users": users}}))
    (post,) = posts_of(load(path))
    assert (post.id, post.author.handle) == ("1620000000000000001", "MillStreet")


def test_a_status_whose_id_was_rounded_is_told_by_its_address(tmp_path):
    address = "https://social.example/users/mill/statuses/109000000000000001"
    account = {"id": 1, "acct": "mill", "url": "https://social.example/@mill"}
    status = {
        "id": 1.09e17, "uri": address, "url": "https://social.example/@mill/109000000000000001",
        "created_at": "2023-09-08T05:00:00Z", "content": "<p>Grinding</p>",
        "visibility": "public", "account": account,
    }  # fmt: skip
    path = tmp_path / "statuses.json"
    path.write_text(json.dumps([status]))
    records = load(path)
    (post,) = posts_of(records)
    assert (post.id, post.text, post.author.handle) == (address, "Grinding", "mill@social.example")
    assert not problems_of(records)


@pytest.mark.parametrize("is_list", [True, False])
def test_native_lines_that_a_tool_took_apart_are_read_as_before(tmp_path, is_list):
    lines = [
        {"type": "profile", "handle": "mill"},
        {"type": "post", "id": "1", "author": {"handle": "mill"}, "text": "One #tag"},
        {"type": "post", "author": {"handle": "mill"}, "text": "Two"},
        {"type": "post", "id": 3, "text": "Three"},
    ]
    path = tmp_path / "saved.json"
    path.write_text(spread(lines) if is_list else "\n".join(map(spread, lines)))
    records = load(path)
    one, two = posts_of(records)
    assert (one.id, one.author.handle, one.hashtags) == ("1", "mill", ("tag",))
    assert (two.id[0], two.text) == ("~", "Two")
    (problem,) = problems_of(records)
    assert problem.place == ("item 4" if is_list else "line 20")
    assert problem.reason.startswith("id: input should be a valid string")
