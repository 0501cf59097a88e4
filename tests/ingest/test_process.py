"""A reader process gives the same feed, stops at once, and its death is reported."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.bench.corpus import write_corpus
from tests.ui.harbor import notices, reader_of, shown
from tui_feed.feed import Feed
from tui_feed.feed.build.batch_builder import BatchBuilder
from tui_feed.ingest import Loading, open_feed, process
from tui_feed.ingest.messages import ReaderMessage, packed, unpacked
from tui_feed.ingest.process import Process
from tui_feed.models import Post, Problem, Profile
from tui_feed.query import Query
from tui_feed.ui.app import FeedApp

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = write_corpus(tmp_path_factory.mktemp("corpus") / "posts.jsonl", 3_000)
    first = path.read_text().split("\n")[1]
    with path.open("a", encoding="utf-8") as out:
        out.write(f"{first}\nnot json\n")
    return str(path)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Large file, read by several workers."""
    return str(write_corpus(tmp_path_factory.mktemp("large") / "posts.jsonl", 30_000))


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Large file without a canonical line."""
    path = tmp_path_factory.mktemp("slow") / "posts.jsonl"
    lines = (f'{{"type": "post", "id": "{n}", "text": "tram {n}"}}\n' for n in range(60_000))
    path.write_text("".join(lines))
    return str(path)


def reader_process(*paths: object) -> Loading:
    loading = Loading(tuple(map(str, paths)), in_background=True)
    assert loading._process
    return loading


def begin(loading: Loading, posts: int = 1) -> None:
    """Read the first posts, and little more."""
    while len(loading.feed) < posts:
        loading.step(0)


def begin_and_pause(loading: Loading, posts: int = 1) -> None:
    """Read the first posts, then hold the process: a slow screen must not meet its end."""
    begin(loading, posts)
    os.kill(pid_of(loading), signal.SIGSTOP)


def finish(loading: Loading) -> None:
    while not loading.step(0.01):
        time.sleep(loading.pause)


def drain(other: Process) -> None:
    while True:
        other.message()


def pid_of(loading: Loading) -> int:
    assert loading._process
    return loading._process._pid


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def posts_of(loading: Loading) -> list[Post]:
    return list(loading.feed)


def ids_found(feed: Feed, query: str) -> list[str]:
    """Return the ids of the posts found; a merged post has another row in each run of a reader."""
    return [feed.post(row).id for row in feed.select(Query.parse(query))]


def test_another_process_reads_what_this_one_would_have_read(corpus: str) -> None:
    expected = open_feed(corpus)
    loading = reader_process(corpus)
    pid = pid_of(loading)
    finish(loading)
    assert not is_alive(pid)
    feed = loading.feed
    assert posts_of(loading) == list(expected)
    assert feed.profiles == expected.profiles
    assert list(map(str, feed.problems)) == list(map(str, expected.problems))
    assert loading.reports[0].posts == 3_001
    for text in ("tram", "#LateTrams", "since:2026-11", "min_views:5000", "has:images"):
        assert ids_found(feed, text) == ids_found(expected, text)
    assert loading.progress.taken == loading.progress.total == Path(corpus).stat().st_size


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*")) + sorted(FIXTURES.glob("*.*")), ids=lambda path: path.name
)
def test_every_fixture_is_read_the_same_by_another_process(path: Path) -> None:
    here, there = Loading((str(path),)), reader_process(path)
    assert there.is_open() == here.is_open()
    assert there.failure == here.failure
    if here.failure:
        return
    finish(here)
    finish(there)
    assert posts_of(there) == posts_of(here)
    assert list(map(str, there.feed.problems)) == list(map(str, here.feed.problems))
    assert there.feed.profiles == here.feed.profiles
    assert there.reports == here.reports


def test_several_files_keep_their_labels(corpus: str) -> None:
    other = str(FIXTURES / "local_progress.txt")
    expected = open_feed(other, corpus)
    loading = reader_process(other, corpus)
    finish(loading)
    assert loading.feed.sources == expected.sources
    for label in expected.sources:
        assert ids_found(loading.feed, f"in:{label}") == ids_found(expected, f"in:{label}")


def test_a_file_that_cannot_be_read_is_said_as_soon_as_that_is_known(tmp_path: Path) -> None:
    loading = reader_process(tmp_path / "missing.jsonl")
    assert not loading.is_open()
    assert loading.failure
    assert "missing.jsonl: no such file" in loading.failure


def test_standard_input_is_read_by_the_other_process_and_again_by_this_one(corpus: str) -> None:
    program = """
import asyncio, sys
from tui_feed.ingest import Loading
loading = Loading(("-",), in_background=True)
assert loading.is_open()
while not loading.step(0.01): pass
feed = loading.feed
print(len(feed), loading.feed.post(2999).id == feed.post(2999).id, loading.trouble)
print(asyncio.run(loading.raw(feed.post(7).id))[:40])
print(loading.again().failure)
"""
    with Path(corpus).open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-c", program], stdin=stream, capture_output=True, text=True
        )
    assert done.stderr == ""
    first, record, *_, last = done.stdout.splitlines()
    assert first == "3000 True None"
    assert record == "{"
    assert "only once" in last


def test_stopping_takes_no_time_and_keeps_what_came(slow: str) -> None:
    loading = reader_process(slow)
    begin(loading)
    pid, held = pid_of(loading), len(loading.feed)
    loading.cancel()
    assert not is_alive(pid)
    assert loading.step(0.01)
    assert 0 < held == len(loading.feed) < 60_000
    assert len(posts_of(loading)) == held
    assert "reading was stopped here" in str(loading.feed.problems[-1])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGKILL, "it was killed; memory may have run out"),
        (signal.SIGXCPU, "minutes of computing"),
        (signal.SIGTERM, "it was ended by SIGTERM"),
    ],
)
def test_a_process_that_dies_is_a_message_and_what_came_stays(
    slow: str, number: signal.Signals, words: str
) -> None:
    loading = reader_process(slow)
    begin(loading)
    held = len(loading.feed)
    os.kill(pid_of(loading), number)
    finish(loading)
    assert loading.failure
    assert words in loading.failure
    assert len(loading.feed) >= held
    assert words in str(loading.feed.problems[-1])


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return list(map(int, found.read_text().split())) if found.exists() else []


def workers_of(loading: Loading) -> list[int]:
    """Read until the workers have started, and return their process ids."""
    seen = Path(f"/proc/self/task/{os.getpid()}/children").exists()
    if not seen or len(os.sched_getaffinity(0)) < 2:
        pytest.skip("here, one reads alone, or nobody can tell")
    begin(loading)
    while not (found := children_of(pid_of(loading))):
        assert not loading.step(0), "it was read without workers"
    return found


def test_its_workers_do_not_outlive_it(large: str) -> None:
    loading = reader_process(large)
    workers = workers_of(loading)
    loading.cancel()
    end = time.monotonic() + 10
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not any(map(is_running, workers))


def is_running(pid: int) -> bool:
    """Return True for a running process; an orphan may stay a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_blocks_of_a_dead_worker_are_read_all_the_same(large: str) -> None:
    loading = reader_process(large)
    for worker in workers_of(loading):
        os.kill(worker, signal.SIGKILL)
    finish(loading)
    assert loading.failure is None
    assert len(loading.feed) == 30_000
    assert loading.feed.post(29_999).text.startswith("last post")


def test_a_process_that_fails_says_so() -> None:
    def broken() -> Iterator[bytes]:
        raise RuntimeError("a fault of ours")
        yield b""

    with pytest.raises(EOFError, match="it ended with code 1"):
        drain(Process(broken))


def test_too_much_memory_ends_the_process_and_not_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    monkeypatch.setattr(process, "MEMORY", pages * resource.getpagesize() + 2**27)

    def greedy() -> Iterator[bytes]:
        held = []
        while True:
            held.append(bytearray(2**20))
        yield b""

    with pytest.raises(EOFError, match="memory may have run out"):
        drain(Process(greedy))


def test_messages_of_any_size_arrive_as_they_were_sent() -> None:
    sent = [b"", b"x", bytes(3_000_000), b"", b"end"]
    other = Process(lambda: iter(sent))
    assert [other.message() for _ in sent] == sent
    with pytest.raises(EOFError, match="code 0"):
        other.message()


def test_it_has_no_file_open_but_what_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")

    def look() -> Iterator[bytes]:
        yield " ".join(path.name for path in Path("/proc/self/fd").iterdir()).encode()

    path = tmp_path / "x"
    with path.open() as one, path.open() as other:
        found = set(map(int, Process(look, kept_files=(other.fileno(),)).message().split()))
        assert one.fileno() not in found
        assert other.fileno() in found


def test_letting_go_leaves_no_process_behind(corpus: str) -> None:
    loading = reader_process(corpus)
    pid = pid_of(loading)
    loading.end()
    loading.end()
    assert not is_alive(pid)


def test_a_message_arrives_as_it_was_sent() -> None:
    builder = BatchBuilder()
    builder.begin("a")
    for record in (
        Profile(handle="a", joined="2015-03"),
        Problem(place="line 2", reason="not JSON"),
        Post(id="1", text="tram", created_at="2020-06-07", hashtags=("Late",)),
    ):
        builder.add(record)
    message = ReaderMessage(builder.take(), taken=7)
    assert unpacked(packed(message)) == message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode({"part": 1}),
        msgspec.msgpack.encode([{"batches": [[1] * 30]}]),
        msgspec.msgpack.encode(msgspec.msgpack.Ext(1, b"x")),
        packed(ReaderMessage())[:-1],
    ],
)
def test_bytes_other_than_messages_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        unpacked(data)


async def test_the_screen_shows_how_far_it_is_and_ctrl_c_stops(slow: str) -> None:
    loading = reader_process(slow)
    begin_and_pause(loading)
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        while "%" not in shown(app).split("\n")[0]:
            await pilot.pause(0.01)
        assert "ctrl+c stops" in shown(app)
        await pilot.press("j", "j")
        chosen = reader_of(app).post
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not reader_of(app).is_reading
        assert 0 < len(loading.feed) < 60_000
        assert "notice" in shown(app).split("\n")[0]
        assert reader_of(app).post == chosen
        await pilot.pause(0.2)
        held = len(loading.feed)
        await pilot.pause(0.2)
        assert len(loading.feed) == held


async def test_the_screen_survives_the_death_of_the_process(slow: str) -> None:
    loading = reader_process(slow)
    begin_and_pause(loading, posts=2)
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        os.kill(pid_of(loading), signal.SIGKILL)
        while reader_of(app).is_reading or not notices(app):
            await pilot.pause(0.05)
        assert "was killed" in notices(app)[-1]
        await pilot.press("j")
        assert reader_of(app).timeline.index == 1


async def test_a_death_before_the_first_frame_is_told_too(slow: str) -> None:
    loading = reader_process(slow)
    begin_and_pause(loading)
    os.kill(pid_of(loading), signal.SIGKILL)
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        while reader_of(app).is_reading or not notices(app):
            await pilot.pause(0.05)
        assert "was killed" in notices(app)[-1]
