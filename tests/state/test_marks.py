"""Marks, notes, labels and read posts: they outlive the program, and know their posts again."""

import stat
from pathlib import Path

import pytest

from tests.state.marking import Reader, feed_of, is_whole, posts
from tui_feed.feed.identity import Identity, identity_of
from tui_feed.ingest.loading import open_feed
from tui_feed.models import Post
from tui_feed.models.lines import native_line
from tui_feed.query import Query

LONG = ("1700000000000000001", "1700000000000000002", "1700000000000000003")
URI = "https://social.example/users/harbor/statuses/7"
DERIVED = "~0123456789abcdef"


def test_marks_notes_labels_and_read_posts_are_there_again(tmp_path: Path) -> None:
    first = Reader(tmp_path, feed_of(posts(*LONG, "7", DERIVED, URI)))
    for post_id in (LONG[0], "7", DERIVED, URI):
        assert first.marks.toggle_mark(first.row(post_id))
    first.marks.set_note(first.row("7"), "  check \x1b the date\n twice ")
    first.marks.set_labels(first.row(URI), "ferry, #late trams,, ferry")
    first.marks.set_read([first.row(LONG[1]), first.row(DERIVED)])
    first.settle()
    again = Reader(tmp_path, feed_of(posts(DERIVED, URI, "7", *LONG)))
    assert again.marked() == {LONG[0], "7", DERIVED, URI}
    assert again.feed.own.notes == {again.row("7"): "check \ufffd the date twice"}
    assert again.feed.own.labels == {again.row(URI): ("ferry", "late trams")}
    assert again.read() == {LONG[1], DERIVED}
    assert (first.told, again.told) == ([], [])


def test_what_is_taken_back_stays_away(tmp_path: Path) -> None:
    one = Reader(tmp_path, feed_of(posts(*LONG)))
    row = one.row(LONG[0])
    one.marks.toggle_mark(row)
    one.marks.set_note(row, "a note")
    one.marks.set_labels(row, "ferry, tram")
    one.marks.set_read([row])
    one.settle()
    assert not one.marks.toggle_mark(row)
    one.marks.set_note(row, " ")
    one.marks.set_labels(row, "tram")
    assert not one.marks.toggle_read(row)
    one.settle()
    own = Reader(tmp_path, feed_of(posts(*LONG))).feed.own
    assert not own.marked
    assert not own.notes
    assert not own.read
    assert own.labels == {0: ("tram",)}


def test_nothing_is_written_for_a_reader_who_marks_nothing(tmp_path: Path) -> None:
    Reader(tmp_path / "state", feed_of(posts(*LONG)))
    assert not (tmp_path / "state").exists()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "new" / "state", feed_of(posts(*LONG)))
    reader.marks.toggle_mark(0)
    reader.settle()
    folder = tmp_path / "new" / "state"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert "marks.sqlite" in names
    assert set(names.values()) == {0o600}


# Identity


def write(path: Path, records: list[Post]) -> str:
    path.write_text("".join(f"{native_line(each)}\n" for each in records), "utf-8")
    return str(path)


def test_a_mark_is_found_in_another_archive_and_in_a_merged_one(tmp_path: Path) -> None:
    old = Reader(tmp_path, feed_of(posts(LONG[0], "7")))
    for post_id in (LONG[0], "7"):
        old.marks.toggle_mark(old.row(post_id))
    old.marks.set_read([old.row("7")])
    old.settle()
    other = write(tmp_path / "quay.jsonl", posts("7", LONG[2], handle="QuayNews"))
    new = write(tmp_path / "new.jsonl", posts("7", *LONG[:2]))
    for paths in ((new,), (other, new), (new, other)):
        merged = Reader(tmp_path, open_feed(*paths))
        found = [merged.feed.post(row) for row in merged.feed.own.marked]
        assert {post.author.handle for post in found} == {"HarborRiders"}
        assert {post.id.rpartition("#")[2] for post in found} == {LONG[0], "7"}
        (read,) = (merged.feed.post(row) for row in merged.feed.own.read)
        assert read.text == "Post 7 of HarborRiders."


def test_posts_of_two_people_with_one_id_are_two_posts() -> None:
    mine, other = posts("7")[0], posts("7", handle="QuayNews")[0]
    assert identity_of(mine) != identity_of(other)
    assert identity_of(mine) == Identity("7", "@harborriders")
    renamed = Post(id="b.jsonl#7", author=other.author)
    assert identity_of(renamed, ["a.jsonl", "b.jsonl"]) == identity_of(other)


@pytest.mark.parametrize("post_id", [LONG[0], URI, DERIVED, "at://did:plc:x/app/3k", "u-1/2"])
def test_an_id_of_a_network_is_an_identity_by_itself(post_id: str) -> None:
    assert identity_of(posts(post_id)[0]) == identity_of(posts(post_id, handle="Other")[0])


def test_a_mark_stays_with_a_post_that_is_merged_later(tmp_path: Path) -> None:
    feed = feed_of([Post(id=LONG[0], text="Cut…", created_at="2024-01-05")], labels=("a",))
    reader = Reader(tmp_path, feed)
    reader.marks.toggle_mark(0)
    reader.marks.set_read([0])
    reader.marks.save_read()
    feed.begin("b")
    feed.add(Post(id=LONG[0], text="Cut… no more.", created_at="2024-01-05T10:00:00Z"))
    reader.settle()
    row = reader.row(LONG[0])
    assert row != 0
    assert row in feed.own.marked
    assert row in feed.own.read


def test_posts_that_arrive_later_get_their_marks(tmp_path: Path) -> None:
    reader = Reader(tmp_path, feed_of(posts(*LONG)))
    reader.marks.toggle_mark(reader.row(LONG[2]))
    reader.settle()
    feed = feed_of(posts(LONG[0]))
    later = Reader(tmp_path, feed)
    assert not later.marked()
    for post in posts(*LONG[1:]):
        feed.add(post)
    assert later.marks.is_behind
    assert later.settle().marked() == {LONG[2]}


# Queries


def found(feed, query: str) -> set[str]:
    return {feed.post(row).id for row in feed.select(Query.parse(query))}


def test_every_term_about_marks_and_its_negation_are_exact(tmp_path: Path) -> None:
    reader = Reader(tmp_path, feed_of(posts(*LONG)))
    one, two, three = LONG
    reader.marks.toggle_mark(reader.row(one))
    reader.marks.set_note(reader.row(two), "Check the Café date")
    reader.marks.set_labels(reader.row(three), "To read")
    reader.marks.set_read([reader.row(three)])
    for query, wanted in (
        ("is:marked", {one}),
        ("-is:marked", {two, three}),
        ("is:unread", {one, two}),
        ("is:read", {three}),
        ("-is:read", {one, two}),
        ("has:note", {two}),
        ("-has:note", {one, three}),
        ("note:cafe", {two}),
        ("note:date -note:tram", {two}),
        ('label:"to read"', {three}),
        ("-label:TO", set(LONG)),
        ("is:marked OR has:note", {one, two}),
        ("exclude:marked", {two, three}),
    ):
        selection = reader.feed.select(Query.parse(query))
        assert found(reader.feed, query) == wanted, query
        assert not selection.unknown
    kinds = dict(reader.feed.values("is"))
    assert (kinds["marked"], kinds["unread"], kinds["read"], kinds["note"]) == (1, 2, 1, 1)
    assert reader.feed.values("label") == [("To read", 1)]


def test_without_any_mark_every_post_is_unread_and_no_kind_is_listed() -> None:
    feed = feed_of(posts(*LONG))
    assert found(feed, "is:unread") == set(LONG)
    assert not found(feed, "is:marked OR is:read OR has:note OR label:x")
    assert not {"marked", "read", "unread", "note"} & dict(feed.values("is")).keys()


# Many read posts


def test_everything_can_be_read_at_once_and_single_posts_unread_again(tmp_path: Path) -> None:
    ids = (*LONG, "7", "007", URI, DERIVED, "x1")
    one = Reader(tmp_path, feed_of(posts(*ids)))
    one.marks.set_read([one.row(LONG[0])])
    one.marks.toggle_read(one.row(LONG[0]))
    parts = list(one.marks.read_all(one.feed.select().as_set()))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    one.settle()
    assert one.marks.unread_count == 0
    two = Reader(tmp_path, feed_of(posts(*reversed(ids), "8"), posts("7", handle="QuayNews")))
    assert two.read() == set(ids)
    two.marks.toggle_read(two.row("7"))
    two.settle()
    assert Reader(tmp_path, feed_of(posts(*ids))).read() == {*ids} - {"7"}


def test_many_single_rows_become_a_set_when_the_file_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.state.database._MOST_ROWS", 3)
    ids = [str(10**15 + number) for number in range(5)]
    one = Reader(tmp_path, feed_of(posts(*ids, URI)))
    one.marks.set_read(range(6))
    one.settle()
    one.marks.toggle_read(0)
    one.settle()
    for _ in range(2):
        two = Reader(tmp_path, feed_of(posts(*ids, URI)))
        assert two.read() == {*ids[1:], URI}
    assert is_whole(tmp_path)


# Place


def test_a_timeline_opens_where_its_reader_was_also_from_another_copy(tmp_path: Path) -> None:
    from tui_feed.models import Profile

    me = Profile(handle="HarborRiders")
    one = Reader(tmp_path, feed_of([me, *posts(*LONG)]), "harbor.zip")
    assert one.marks.saved_place() is None
    one.marks.set_place(one.row(LONG[1]))
    one.settle()
    two = Reader(tmp_path, feed_of([me, *posts(*reversed(LONG))]), "harbor-2024 (1).zip")
    assert two.marks.saved_place() == two.row(LONG[1])
    other = Reader(tmp_path, feed_of(posts(*LONG)), "harbor.zip")
    assert other.marks.saved_place() is None


def test_without_accounts_a_timeline_is_known_by_the_names_of_its_files(tmp_path: Path) -> None:
    one = Reader(tmp_path, feed_of(posts(*LONG)), "b.txt, a.txt")
    one.marks.set_place(2)
    one.settle()
    assert Reader(tmp_path, feed_of(posts(*LONG)), "a.txt, b.txt").marks.saved_place() == 2
    assert Reader(tmp_path, feed_of(posts(*LONG)), "a.txt").marks.saved_place() is None


def test_standard_input_has_no_place(tmp_path: Path) -> None:
    one = Reader(tmp_path, feed_of(posts(*LONG)), "standard input")
    one.marks.set_place(2)
    one.settle()
    assert not list(tmp_path.iterdir())
