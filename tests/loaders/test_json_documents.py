"""JSON as tools leave it: documents over several lines, lists behind each other, numbers as ids."""

import json

import pytest

from tests.loaders.captures import load, posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.models import Problem

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
    found = list(documents(file_of(text.encode())))
    assert [each.value for each in found if isinstance(each, Document)] == [FIRST, SECOND]
    assert not [each for each in found if isinstance(each, Problem)]


def test_documents_over_several_lines_know_where_they_begin():
    found = list(documents(file_of(f"{spread(SECOND)}\n{spread(FIRST)}".encode())))
    assert [each.place for each in found] == ["line 1", "line 4"]


def test_a_fault_between_documents_is_told_with_its_place_and_what_it_costs():
    text = f"{spread(SECOND)}\n{{\n  bad\n}}\n{spread(SECOND)}"
    first, problem = documents(file_of(text.encode()))
    assert first.value == SECOND
    assert problem.place == "line 5, column 3"
    assert problem.reason.endswith("what follows is not read")
    assert problem.skipped


def test_parts_of_an_archive_that_were_joined_are_all_read():
    text = 'window.YTD.tweets.part0 = [{"a": 1}];\nwindow.YTD.tweets.part1 = [ {"a": 2} ]\n'
    found = list(items(file_of(text.encode())))
    assert [each.value for each in found if isinstance(each, Item)] == [{"a": 1}, {"a": 2}]
    assert len(found) == 2


def test_what_follows_a_list_is_not_left_out_in_silence():
    first, problem = items(file_of(b'[{"a": 1}]\n{"a": 2}\n'))
    assert first.value == {"a": 1}
    assert (problem.place, problem.reason) == (
        "the whole file", "what follows its list is not read",
    )  # fmt: skip
    assert problem.skipped


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
