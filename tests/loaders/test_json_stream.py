"""Long lists read item by item: the same values as reading them whole, in any pieces."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.common import json_buffer, json_stream
from tui_feed.loaders.common.json_stream import Item, items, lists_of
from tui_feed.models import Problem
from tui_feed.sources.file import File


class Pieces:
    """Bytes in pieces of one size."""

    def __init__(self, data: bytes, size: int = 4096) -> None:
        self._data, self._size = data, size
        self.given = 0

    def chunks(self):
        for at in range(0, len(self._data), self._size):
            self.given += 1
            yield self._data[at : at + self._size]


def file(data: bytes | str, size: int = 4096) -> File:
    data = data.encode() if isinstance(data, str) else data
    return File("x.json", "x.json", Pieces(data, size))


def read(data: bytes | str, key: str | None = None, size: int = 4096) -> list[Item | Problem]:
    return list(items(file(data, size), key))


def values(found: list[Item | Problem]) -> list:
    return [each.value for each in found if isinstance(each, Item)]


def told(found: list[Item | Problem]) -> list[str]:
    return [f"{each.place}: {each.reason}" for each in found if isinstance(each, Problem)]


scalars = st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(anything, max_size=6), st.integers(1, 40), st.booleans(), st.booleans())
def test_a_list_in_any_pieces_gives_what_reading_it_whole_gives(found, size, indented, escaped):
    text = json.dumps(found, indent=2 if indented else None, ensure_ascii=escaped)
    assert values(read(text, size=size)) == found
    assert values(read(f"window.YTD.tweets.part0 = {text};", size=size)) == found
    around = json.dumps({"first": {"items": [0], "x": found}, "items": "ITEMS", "last": 1})
    assert values(read(around.replace('"ITEMS"', text), "items", size=size)) == found


records = st.recursive(
    st.fixed_dictionaries({"id": st.integers(0, 9) | st.none()}),
    lambda inner: st.fixed_dictionaries({"id": st.lists(inner, max_size=3) | st.just('},{"id"')}),
    max_leaves=8,
)


@given(st.lists(records, max_size=9), st.integers(1, 80), st.sampled_from([",", ", ", ",\n  "]))
def test_items_that_hold_what_looks_like_others_are_told_apart(found, size, comma):
    written = [json.dumps(each, separators=(comma, ":")) for each in found]
    stated = json.loads(json.dumps(found), object_pairs_hook=_without_null)
    read_in_pieces = read(f"[{comma.join(written)}]", size=size)
    assert values(read_in_pieces) == stated
    assert [each.text for each in read_in_pieces] == written


faults = st.tuples(st.integers(0, 400), st.sampled_from(["", *'{}[]",:1x\\', "NaN", '},{"id"']))


@given(
    st.lists(records, min_size=3, max_size=9),
    st.lists(faults, max_size=4),
    st.integers(1, 80),
    st.sampled_from([",", ", "]),
)
def test_the_guess_of_an_end_changes_nothing_of_broken_items(found, faults, size, comma):
    text = f"[{comma.join(json.dumps(each, separators=(comma, ':')) for each in found)}]"
    for at, sign in faults:
        at = 1 + at % (len(text) - 1)
        text = text[:at] + sign + text[at + (not sign) :]
    guessed = read(text, size=size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_BOUNDARY", re.compile(r"(?!)"))
        assert read(text, size=size) == guessed
    assert read(text) == guessed


def _without_null(pairs):
    return {key: value for key, value in pairs if value is not None}


def test_items_know_their_place_and_how_they_are_written():
    first, second = read('[{"a": 1} , {"b":  2}]')
    assert (first.number, first.text) == (1, '{"a": 1}')
    assert (second.number, second.text) == (2, '{"b":  2}')


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"a": NaN}', "item 2, column 7: NaN is no number in JSON"),
        ("[" * 5_000 + "]" * 5_000, "more than 300 brackets inside each other"),
        ('{"a": ' + "9" * 5_000 + "}", "a number of 5,000 digits"),
        ("{a: 1}", "item 2, column 2: not JSON"),
    ],
    ids=["nan", "deep", "digits", "bare"],
)
def test_an_item_that_cannot_be_read_is_left_out_and_named(bad, reason):
    found = read(f'[{{"id": 1}}, {bad}, {{"id": 3}}]')
    assert values(found) == [{"id": 1}, {"id": 3}]
    (message,) = told(found)
    assert reason in message


def test_a_missing_comma_costs_nothing():
    assert values(read('[{"a": 1} {"b": 2}]')) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_list_that_was_cut_gives_what_is_whole_and_says_so(cut):
    text = '[{"a": 1}, {"b": [1, 2, "x"]}]'
    found = read(text[:-cut])
    assert values(found) in ([], [{"a": 1}], [{"a": 1}, {"b": [1, 2, "x"]}])
    assert "cut" in told(found)[-1]


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', "3", '"x"', "nothing here", '{"items": 3}', ""])
def test_what_holds_no_such_list_says_so(text):
    found = read(text, "items")
    assert values(found) == []
    assert told(found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_the_bytes_may_be_in_any_unicode(encoding):
    assert values(read('[{"a": "電車 ❤"}]'.encode(encoding), size=7)) == [{"a": "電車 ❤"}]


def test_bytes_that_are_no_text_are_said_once():
    found = read(b'[{"a": "\xe9"}, {"a": "\xe9"}]')
    assert values(found) == [{"a": "\ufffd"}, {"a": "\ufffd"}]
    assert told(found) == ["the whole file: not UTF-8 in places, which show as \ufffd"]


def test_an_item_without_end_stops_the_reading(monkeypatch):
    monkeypatch.setattr(json_buffer, "LONGEST_ITEM", 10_000)
    found = read('[{"a": 1}, "' + "x" * 100_000)
    assert values(found) == [{"a": 1}]
    assert "reading stopped there" in told(found)[-1]


def test_the_first_item_comes_before_the_file_has_been_read():
    source = Pieces(json.dumps([{"id": n, "text": "x" * 1000} for n in range(5000)]).encode())
    first = next(items(File("x.json", "x.json", source)))
    assert isinstance(first, Item)
    assert source.given < 30  # twice the head, a piece more


@pytest.mark.parametrize("bad", ['"', '[{"a": "', "[[[[", '["\\'])
def test_time_grows_with_the_file_and_not_faster(bad):
    def seconds(size: int) -> float:
        data = ("[" + bad + "x" * size).encode()
        start = time.perf_counter()
        read(data, size=65_536)
        return time.perf_counter() - start

    assert seconds(4_000_000) < 20 * seconds(1_000_000) + 10


@pytest.mark.parametrize("key", [None, "items", "others"])
def test_a_broken_item_behind_a_long_one_takes_no_longer_than_others(key):
    broken = '{"id": 1, x}'

    def seconds(first: str) -> float:
        text = f"[{first}, {', '.join([broken] * 2_000)}]"
        text = f'{{"items": {text}, "others": []}}' if key else text
        start = time.perf_counter()
        assert not values(read(text, key, size=65_536))[1:]
        return time.perf_counter() - start

    assert seconds(json.dumps("電" * 3_000_000, ensure_ascii=False)) < 4 * seconds(broken) + 10


@pytest.mark.parametrize("size", [1, 7, 4096])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"k": [], "k": [1, 2]}', [1, 2]),
        ('{"k": [], "x": {"k": [9]}, "k": [1], "y": 0}', [1]),
        ('{"k": [1], "k": [2, 3]}', [2, 3]),
        ('{"k": [1], "k": [2], "k": [3], "z": []}', [3]),
        ('{"k": [1, "k"], "x": {"k": [2]}}', [1, "k"]),
        ('{"k": [1], "k": []}', []),
        ('{"k": [], "x": 1}', []),
        ('{"k": []', []),
        ('{"k": [1]', [1]),
        ('[{"a": 1, "a": 2}]', [{"a": 2}]),
        ('{"k": [1], "k": [2], "k', [2]),
        ('{"k": [1], "k": [], "k": 3}', []),
        ("{" + '"k": [1], ' * 2_000 + '"k": [2]}', [2]),
    ],
)
def test_the_last_value_of_a_repeated_key_counts(text, found, size):
    assert values(read(text, "k" if text[0] == "{" else None, size=size)) == found
    assert text == '{"k": []' or not told(read(text, "k" if text[0] == "{" else None, size=size))


def test_of_a_long_file_both_lists_of_a_repeated_key_are_read_and_it_says_so(monkeypatch):
    monkeypatch.setattr(json_stream, "LOOK_AHEAD", 10)
    found = read('{"k": [1, 2, 3, 4, 5], "k": [6], "k": []}', "k", size=5)
    assert values(found) == [1, 2, 3, 4, 5, 6]
    assert told(found) == ["the whole file: 'k' is there twice; the items of both lists are read"]


def test_a_file_without_a_byte_is_called_empty_and_not_cut():
    assert told(read("")) == ["the whole file: it is empty"]
    assert told(read(" \n")) == ["the whole file: it holds nothing but space"]
    assert told(read("[")) == ["the start: the file ends inside its list; it may have been cut"]


@pytest.mark.parametrize("cut", range(1, 10))
def test_of_a_cut_list_the_last_whole_item_is_named(cut):
    found = read('[{"a": 1}, {"b": 2}'[:-cut])
    assert told(found) == ["after item 1: the file ends inside its list; it may have been cut"]


def test_a_file_that_cannot_be_read_is_not_called_empty():
    class Damaged:
        def chunks(self):
            raise OSError(5, "it is damaged")
            yield b""

    assert told(list(items(File("x.json", "x.json", Damaged())))) == [
        "the whole file: reading stopped: it is damaged"
    ]


@pytest.mark.parametrize("before", ["[%s]", '{"a": [%s]}', '{"a": {"b": [%s]}, "c": 1}'])
def test_a_list_is_found_behind_more_than_fits_into_memory(before, monkeypatch):
    long = before % ", ".join(['{"text": "a ] in a text"}'] * 4_000)
    monkeypatch.setattr(json_buffer, "LONGEST_ITEM", len(long) + 1)
    text = f'{{"first": {long}, "items": [1, 2], "last": {long}}}'
    assert values(read(text, "items")) == [1, 2]


def test_a_long_list_before_the_one_that_is_read_may_be_longer_than_any_item(monkeypatch):
    monkeypatch.setattr(json_buffer, "LONGEST_ITEM", 10_000)
    likes = json.dumps([{"like": {"tweetId": str(number)}} for number in range(10_000)])
    text = f'{{"like": {likes}, "items": [1, 2]}}'
    assert values(read(text, "items")) == [1, 2]


def test_a_list_that_another_bracket_ends_is_passed():
    assert values(read('{"like": [1, 2}, "items": [3]}', "items")) == [3]


def lists(data: str, size: int = 4096) -> list[tuple[str, list[Item | Problem]]]:
    return [(key, list(found)) for key, found in lists_of(file(data, size))]


@given(st.dictionaries(st.text("abc", max_size=3), anything, max_size=6), st.integers(1, 40))
def test_all_lists_of_an_object_come_in_one_pass(found, size):
    came = {key: values(each) for key, each in lists(json.dumps(found), size)}
    assert came == {key: each for key, each in found.items() if isinstance(each, list)}


@pytest.mark.parametrize("text", ["", "[]", "1", "{", '{"a"', '{"a" 1}', '{"a": {"b": [1]', "{]"])
def test_no_lists_come_of_a_file_without_any(text):
    assert lists(text) == []


def test_a_list_that_is_cut_says_so_when_all_lists_are_read():
    ((key, found),) = lists('{"a": [1, {"b": 2')
    assert (key, values(found)) == ("a", [1])
    assert told(found) == ["after item 1: the file ends inside its list; it may have been cut"]
