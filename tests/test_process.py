"""Reading in a process of its own: the same feed, stopped at once, and its death is a message."""

import os
import pickle
import signal
import time
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.ui.harbor import notices, reader_of, shown
from tui_feed.feed import Feed
from tui_feed.loading import Loading, open_feed
from tui_feed.loading.parcels import Parcel, Unpacking, packed
from tui_feed.loading.process import Process
from tui_feed.model import Post
from tui_feed.query import Query
from tui_feed.ui.app import FeedApp

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = write_corpus(tmp_path_factory.mktemp("corpus") / "posts.jsonl", 3_000)
    with path.open("a", encoding="utf-8") as out:
        out.write('{"type":"post","id":"7","text":"again"}\nnot json\n')
    return str(path)


def begin(loading: Loading) -> None:
    """Read the first post, and no more than a slow machine reads in no time."""
    while not len(loading.feed):
        loading.step(0)


def finish(loading: Loading) -> None:
    while not loading.step(0.01):
        time.sleep(loading.pause)


def drain(process: Process) -> None:
    while True:
        list(process.arrived(0.01))
        time.sleep(0.01)


def pid_of(loading: Loading) -> int:
    assert loading._process
    return loading._process._pid


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_another_process_reads_what_this_one_would_have_read(corpus: str) -> None:
    expected = open_feed(corpus)
    loading = Loading((corpus,))
    begin(loading)
    assert 0 < len(loading.feed) < len(expected)
    loading.hand_over()
    pid = pid_of(loading)
    finish(loading)
    assert not is_alive(pid)
    feed = loading.feed
    assert [feed.post(row) for row in range(len(feed))] == [
        expected.post(row) for row in range(len(expected))
    ]
    assert feed.profiles == expected.profiles
    assert sorted(map(str, feed.problems)) == sorted(map(str, expected.problems))
    assert loading.tallies[0].posts == 3_001
    for text in ("tram", "#LateTrams", "since:2023-11", "min_views:5000", "has:images"):
        assert list(feed.select(Query.parse(text))) == list(expected.select(Query.parse(text)))
    assert loading.progress.taken == loading.progress.total == Path(corpus).stat().st_size


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*")) + sorted(FIXTURES.glob("*.*")), ids=lambda path: path.name
)
def test_every_fixture_is_read_the_same_by_another_process(path: Path) -> None:
    here, there = Loading((str(path),)), Loading((str(path),))
    if here.failure:
        return
    finish(here)
    there.hand_over()
    finish(there)
    assert len(there.feed) == len(here.feed)
    assert [there.feed.post(row) for row in range(len(there.feed))] == [
        here.feed.post(row) for row in range(len(here.feed))
    ]
    assert list(map(str, there.feed.problems)) == list(map(str, here.feed.problems))
    assert there.tallies == here.tallies


def test_several_files_keep_their_labels(corpus: str) -> None:
    other = str(FIXTURES / "local_progress.txt")
    expected = open_feed(other, corpus)
    loading = Loading((other, corpus))
    loading.hand_over()
    finish(loading)
    assert loading.feed.sources == expected.sources
    for label in expected.sources:
        query = Query.parse(f"in:{label}")
        assert list(loading.feed.select(query)) == list(expected.select(query))


def test_stopping_takes_no_time_and_keeps_what_came(corpus: str) -> None:
    loading = Loading((corpus,))
    begin(loading)
    loading.hand_over()
    pid, held = pid_of(loading), len(loading.feed)
    loading.cancel()
    assert not is_alive(pid)
    assert loading.step(0.01)
    assert len(loading.feed) >= held
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
    corpus: str, number: signal.Signals, words: str
) -> None:
    loading = Loading((corpus,))
    begin(loading)
    loading.hand_over()
    held = len(loading.feed)
    os.kill(pid_of(loading), number)
    finish(loading)
    assert loading.failure
    assert words in loading.failure
    assert len(loading.feed) >= held
    assert words in str(loading.feed.problems[-1])


def test_a_process_that_fails_says_so() -> None:
    def broken():
        raise RuntimeError("a fault of ours")
        yield

    process = Process(broken)
    with pytest.raises(EOFError, match="it ended with code 1"):
        drain(process)


def test_too_much_memory_ends_the_process_and_not_the_screen() -> None:
    def greedy():
        held = []
        while True:
            held.append(bytearray(2**28))
        yield

    process = Process(greedy)
    with pytest.raises(EOFError, match="memory may have run out"):
        drain(process)


def test_letting_go_leaves_no_process_behind(corpus: str) -> None:
    loading = Loading((corpus,))
    loading.hand_over()
    pid = pid_of(loading)
    loading.end()
    loading.end()
    assert not is_alive(pid)


def test_parcels_are_put_together_from_any_pieces() -> None:
    feed = Feed()
    feed.begin("a")
    feed.add(Post(id="1", text="tram", created_at="2020-06-07", hashtags=("Late",)))
    data = packed(Parcel(feed, [], 7, None, is_last=False)) * 2
    for size in (1, 3, 64, len(data)):
        unpacking = Unpacking()
        found = []
        for at in range(0, len(data), size):
            unpacking.add(data[at : at + size])
            while parcel := unpacking.next():
                found.append(parcel)
        assert [parcel.taken for parcel in found] == [7, 7]
        assert found[1].part.post(0) == feed.post(0)
        assert list(found[1].part.select(Query.parse("#late"))) == [0]


@pytest.mark.parametrize("thing", [os.system, print, eval, Path("x"), Query.parse("tram")])
def test_a_parcel_can_hold_nothing_that_acts(thing: object) -> None:
    data = pickle.dumps(thing)
    unpacking = Unpacking()
    unpacking.add(len(data).to_bytes(8, "little") + data)
    with pytest.raises(pickle.UnpicklingError, match="no part"):
        unpacking.next()


async def test_the_screen_shows_how_far_it_is_and_esc_stops(tmp_path: Path) -> None:
    path = write_corpus(tmp_path / "posts.jsonl", 40_000)
    loading = Loading((str(path),))
    loading.step(0.02)
    loading.hand_over()
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        while "%" not in shown(app).split("\n")[0]:
            await pilot.pause(0.05)
        assert "Esc stops" in shown(app)
        await pilot.press("j", "j")
        chosen = reader_of(app).post
        await pilot.press("escape")
        await pilot.pause()
        assert not reader_of(app).is_reading
        assert 0 < len(loading.feed) < 40_000
        assert "notice" in shown(app).split("\n")[0]
        assert reader_of(app).post == chosen
        await pilot.pause(0.2)
        held = len(loading.feed)
        await pilot.pause(0.2)
        assert len(loading.feed) == held


async def test_the_screen_survives_the_death_of_the_process(tmp_path: Path) -> None:
    path = write_corpus(tmp_path / "posts.jsonl", 40_000)
    loading = Loading((str(path),))
    loading.step(0.02)
    loading.hand_over()
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.3)
        os.kill(pid_of(loading), signal.SIGKILL)
        while reader_of(app).is_reading:
            await pilot.pause(0.05)
        assert "was killed" in notices(app)[-1]
        await pilot.press("j")
        assert reader_of(app).timeline.index == 1
