"""JSON documents of a file: one, a list, one a line, or one behind the other."""

import json

import pytest

from tests.loaders.test_json_stream import file
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.models import Problem

ONE, TWO, THREE = {"a": 1, "b": [1, {"c": "}{"}]}, {"a": 2}, {"a": 3}


def read(data: bytes | str) -> list[Document | Problem]:
    return list(documents(file(data)))


def values(found: list[Document | Problem]) -> list:
    return [each.value for each in found if isinstance(each, Document)]


def told(found: list[Document | Problem]) -> list[str]:
    return [f"{each.place}: {each.reason}" for each in found if isinstance(each, Problem)]


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
