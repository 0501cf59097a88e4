"""Posts left in their file read the same as others, and changes of the file are noticed."""

import json
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.ui.harbor import reader_of, shown
from tui_feed.feed.build.record_batch import KEPT
from tui_feed.feed.index.post_store import LONGEST_LINE
from tui_feed.ingest import Loading, open_feed
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.ui.app import FeedApp


def lean(*paths: object) -> Loading:
    loading = Loading(tuple(map(str, paths)), in_background=True)
    while not loading.step(0.01):
        pass
    return loading


def posts_of(loading: Loading) -> list[Post]:
    return [loading.feed.post(row) for row in range(len(loading.feed))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "posts.jsonl", 300)


def test_posts_that_stay_in_their_file_are_the_posts_that_were_read(path: Path) -> None:
    feed = open_feed(str(path))
    loading = lean(path)
    assert posts_of(loading) == [feed.post(row) for row in range(len(feed))]
    assert kept_bytes(loading) == 0
    loading.end()


def kept_bytes(loading: Loading) -> int:
    return sum(len(piece.kept) for piece in loading.feed._posts._pieces)


@pytest.mark.parametrize("room", [0, 2**20])
def test_what_cannot_be_read_again_alone_is_kept(
    tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.feed.build.batch_builder.ROOM", room)
    lines = [
        {"type": "post", "text": "no id"},
        {"type": "post", "text": "no id"},
        {"type": "post", "id": "1", "text": "quotes", "quote": {"text": "no id either"}},
        {"type": "post", "id": "2", "text": "whole", "quote": {"id": "3", "text": "named"}},
    ]
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    feed = open_feed(str(path))
    loading = lean(path)
    assert posts_of(loading) == [feed.post(row) for row in range(4)]
    places = [place for piece in loading.feed._posts._pieces for place in piece.places]
    # The last one could be read again, but has to be looked through each time: where there is
    # room, it is kept.
    assert [bool(place & KEPT) for place in places] == [True, True, True, bool(room)]
    assert posts_of(loading)[3].quote == Post(id="3", text="named")


def test_several_files_and_what_both_hold(path: Path, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "more.jsonl", 400)
    feed = open_feed(str(path), str(other))
    loading = lean(path, other)
    assert len(feed) == 400  # posts in both files have a single row, with the facts of both
    assert list(loading.feed) == list(feed)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_is_replaced_or_removed_is_still_there_for_its_reader(path, replaced) -> None:
    loading = lean(path)
    expected = posts_of(loading)
    loading = lean(path)
    if replaced:
        other = path.with_name("other")
        other.write_text("something else")
        other.replace(path)
    else:
        path.unlink()
    assert posts_of(loading) == expected
    assert loading.trouble is None


def test_a_file_that_changes_is_said_and_no_post_becomes_another(path: Path) -> None:
    expected = posts_of(lean(path))
    loading = lean(path)
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2] + b"x" * 50 + b"".join(lines[3:])[:-9_000])
    found = posts_of(loading)
    assert loading.trouble
    assert "posts.jsonl has changed" in loading.trouble
    for before, now in zip(expected, found, strict=True):
        assert now == before or (now.unavailable and now.id == before.id)
    assert any(post.unavailable for post in found)


def test_of_a_file_that_became_one_endless_line_no_more_is_read_than_of_any_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.feed.build.batch_builder.ROOM", 0)
    path = tmp_path / "posts.jsonl"
    quote = {"id": "3", "text": "named"}
    line = json.dumps({"type": "post", "id": "2", "text": "whole", "quote": quote})
    path.write_text(f'{{"type": "post", "text": "no id"}}\n{line}\n')
    loading = lean(path)
    with path.open("wb") as out:
        out.truncate(8 * LONGEST_LINE)
    sizes = []
    files = loading.feed.files
    assert files
    read = files.bytes_at

    def bytes_at(source: int, file: int, at: int, size: int) -> bytes:
        sizes.append(size)
        return read(source, file, at, size)

    files.bytes_at = bytes_at
    assert "r reads it again" in (posts_of(loading)[1].unavailable or "")
    assert max(sizes) <= LONGEST_LINE + 2


@pytest.mark.parametrize("part", [0, 0.3, 0.99])
def test_of_a_file_that_was_cut_the_posts_that_are_gone_say_so(path: Path, part: float) -> None:
    loading = lean(path)
    with path.open("ab") as out:
        out.truncate(int(part * path.stat().st_size))
    found = posts_of(loading)
    assert found[-1].unavailable
    assert "r reads it again" in found[-1].unavailable


def test_lines_that_are_added_do_no_harm(path: Path) -> None:
    expected = posts_of(lean(path))
    loading = lean(path)
    with path.open("a") as out:
        out.write('{"type":"post","id":"new"}\n')
    assert posts_of(loading) == expected
    assert loading.trouble


async def test_the_screen_says_that_a_file_has_changed_and_goes_on(path: Path) -> None:
    app = FeedApp(lean(path), Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        path.write_text("gone")
        await pilot.press("G")
        await pilot.pause()
        assert "has changed since it was read" in shown(app)
        await pilot.press("k", "k")
        await pilot.pause()
        assert "posts.jsonl has changed" in shown(app).split("\n")[0]
        assert reader_of(app).timeline.index == 297
