"""Several workers read a large file just as a single process does."""

import os
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tui_feed.ingest import Loading, open_feed, workers
from tui_feed.query import Query


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use workers for files of some kilobytes, on any machine."""
    monkeypatch.setattr(workers, "BLOCK", 4_096)
    monkeypatch.setattr(workers, "SMALLEST_FILE", 1)
    monkeypatch.setattr(workers, "BLOCKS_WITHOUT_WORKERS", 0)
    monkeypatch.setattr(workers, "_processors", lambda: 3)


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    return write_corpus(tmp_path / "corpus.jsonl", 400).read_bytes().splitlines(keepends=True)


def by_hand(path: Path) -> Loading:
    loading = Loading((str(path),), in_background=True)
    while not loading.step(0.01):
        pass
    return loading


def is_the_same(path: Path, data: bytes) -> Loading:
    path.write_bytes(data)
    here, there = open_feed(str(path)), by_hand(path)
    assert there.failure is None
    posts = [there.feed.post(row) for row in range(len(there.feed))]
    assert posts == [here.post(row) for row in range(len(here))]
    assert list(map(str, there.feed.problems)) == list(map(str, here.problems))
    assert there.feed.profiles == here.profiles
    for text in ("tram", "#Bells", "@elleryworks", "is:reply", "domain:example", "lang:ja"):
        query = Query.parse(text)
        assert list(there.feed.select(query)) == list(here.select(query))
    assert there.feed.values("tag") == here.values("tag")
    reading = Loading((str(path),))
    reading.step(float("inf"))
    assert there.reports == reading.reports
    return there


def test_a_regular_file(tmp_path: Path, lines: list[bytes]) -> None:
    loading = is_the_same(tmp_path / "x.jsonl", b"".join(lines))
    assert len(loading.feed) == 400
    assert len(loading.feed._posts._pieces) > 20
    assert not any(piece.kept for piece in loading.feed._posts._pieces[1:])
    assert loading.progress.taken == loading.progress.total


def test_without_an_end_and_with_a_byte_order_mark(tmp_path: Path, lines: list[bytes]) -> None:
    is_the_same(tmp_path / "x.jsonl", b"\xef\xbb\xbf" + b"".join(lines).rstrip())


def test_lines_that_must_be_looked_at(tmp_path: Path, lines: list[bytes]) -> None:
    lines[50:50] = [b'{"type":"post","text":"no id"}\n'] * 3
    lines[200:200] = [b"not json\n", b"\n", b"\xff\n", b"\xfe\n"]
    lines[300:300] = [b'{"type":"post","text":"no id"}\n', lines[7], lines[8]]
    loading = is_the_same(tmp_path / "x.jsonl", b"".join(lines))
    reasons = [problem.reason for problem in loading.feed.problems]
    assert sum("read before" in reason for reason in reasons) == 2
    assert sum("not UTF-8" in reason for reason in reasons) == 1
    assert loading.feed.problems[0].place.startswith("line 201, column 1")


def test_lines_that_end_as_windows_does(tmp_path: Path, lines: list[bytes]) -> None:
    is_the_same(tmp_path / "x.jsonl", b"".join(lines).replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("place", [1, 200, 401])
def test_a_line_longer_than_any(
    tmp_path: Path, lines: list[bytes], place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.sources.file.LONGEST_LINE", 2**19)
    monkeypatch.setattr("tui_feed.sources.lines.LONGEST_LINE", 2**19)
    lines.insert(place, b"x" * 2**20 + b"\n")
    lines.insert(place + 1, b"not json\n")
    loading = is_the_same(tmp_path / "x.jsonl", b"".join(lines))
    assert "longer than" in loading.feed.problems[0].reason
    assert loading.feed.problems[1].place.startswith(f"line {place + 2},")


def test_without_any_worker_the_file_is_read_in_place(
    tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any worker process, the file is read in place."""

    def refuse() -> int:
        raise OSError("no more processes")

    path = tmp_path / "x.jsonl"
    path.write_bytes(b"".join(lines))
    monkeypatch.setattr(os, "fork", refuse)
    assert len(by_hand(path).feed) == 400
