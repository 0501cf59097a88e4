"""Ids that name no network and no feed: two files may use one for different posts."""

import json
from pathlib import Path

import pytest

from tui_feed import open_feed
from tui_feed.ingest.raw_records import search_messages
from tui_feed.models import Post

FIRST = [
    {"id": "1", "author": {"handle": "mill"}, "created_at": "2024-01-05", "text": "One"},
    {"id": "2", "author": {"handle": "mill"}, "text": "Two", "reply_to_id": "1"},
    {"id": "3", "author": {"handle": "mill"}, "text": "Of both"},
]
SECOND = [
    {"id": "2", "author": {"handle": "quay"}, "text": "Zwei", "reply_to_id": "1",
     "quote": {"id": "1", "text": "Eins"}},
    {"id": "1", "author": {"handle": "quay"}, "created_at": "2024-01-05", "text": "Eins"},
    {"id": "3", "author": {"handle": "mill"}, "text": "Of both", "metrics": {"likes": 3}},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files whose posts share ids."""
    write(tmp_path / "a.jsonl", *FIRST)
    write(tmp_path / "b.jsonl", *SECOND)
    return tmp_path


def write(path: Path, *posts: object) -> None:
    path.write_text("".join(json.dumps({"type": "post", **post}) + "\n" for post in posts))


def read(*paths: Path) -> dict[str, Post]:
    return {post.id: post for post in open_feed(*map(str, paths))}


def test_posts_of_two_files_that_share_an_id_by_chance_are_both_there(folder):
    found = read(folder / "a.jsonl", folder / "b.jsonl")
    assert {key: post.text for key, post in found.items()} == {
        "1": "One", "2": "Two", "3": "Of both", "b#1": "Eins", "b#2": "Zwei",
    }  # fmt: skip
    assert (found["2"].reply_to_id, found["b#2"].reply_to_id) == ("1", "b#1")
    assert found["b#2"].quote
    assert (found["b#2"].quote.id, found["b#2"].quote.text) == ("b#1", "Eins")
    assert found["3"].metrics.likes == 3


def test_whatever_the_order_and_the_place_of_the_files_no_post_is_lost(folder):
    texts = ["Eins", "Of both", "One", "Two", "Zwei"]
    for paths in ([folder / "b.jsonl", folder / "a.jsonl"], [folder]):
        assert sorted(post.text for post in read(*paths).values()) == texts


def test_one_file_keeps_its_ids(folder):
    assert sorted(read(folder / "b.jsonl")) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "more",
    [
        {"url": "https://x.com/mill/status/1"},
        {"id": "1742000000000000001"},
        {"id": "at://did:plc:mill/app.bsky.feed.post/1"},
        {"id": "https://mill.example/1"},
    ],
)
def test_ids_of_a_network_are_those_of_one_post(tmp_path, more):
    post = {"id": "1", "author": {"handle": "mill"}, "created_at": "2024-01-05", **more}
    write(tmp_path / "a.jsonl", {**post, "text": "Before"})
    write(tmp_path / "b.jsonl", {**post, "text": "After an edit"})
    assert len(read(tmp_path / "a.jsonl", tmp_path / "b.jsonl")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"text": "The whole of it"}, {"text": "The whole…"}),
        ({"text": "a", "created_at": "2024-01-05T10:00:00Z"},
         {"text": "b", "created_at": "2024-01-05T10:00:00Z"}),
        ({"text": "x", "author": {"handle": "Mill"}}, {"text": "x", "author": {"handle": "mill"}}),
        ({"text": "x"}, {"text": "", "metrics": {"likes": 1}}),
    ],
)  # fmt: skip
def test_copies_that_nothing_contradicts_are_merged(tmp_path, one, other):
    write(tmp_path / "a.jsonl", {"id": "1", **one})
    write(tmp_path / "b.jsonl", {"id": "1", **other})
    assert len(read(tmp_path / "a.jsonl", tmp_path / "b.jsonl")) == 1


def test_tables_have_local_ids_as_well(tmp_path):
    header = "id,created_at,username,text\n"
    (tmp_path / "a.csv").write_text(f"{header}1,2023-01-30,mill,One\n")
    (tmp_path / "b.csv").write_text(f"{header}1,2023-03-30,quay,Eins\n")
    assert sorted(read(tmp_path / "a.csv", tmp_path / "b.csv")) == ["1", "b.csv#1"]


def test_the_record_of_such_a_post_is_that_of_its_file(folder):
    paths = (str(folder / "a.jsonl"), str(folder / "b.jsonl"))
    (message,) = search_messages(paths, None, ["b#1"])
    assert b"Eins" in message
    assert b"One" not in message
    (message,) = search_messages((str(folder),), None, [f"{folder.name}/b.jsonl#2"])
    assert b"Zwei" in message
