"""A reader process started beside threads is no fork, and reads the same."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.ingest.test_process import begin, finish, ids_found, is_running, pid_of, posts_of
from tui_feed import run_key
from tui_feed.feed.ids import key_of, keys_of
from tui_feed.ingest import Loading, open_feed, process
from tui_feed.ingest.spawned_reader import ReaderTask, SpawnedReader
from tui_feed.models import Post
from tui_feed.models.lines import native_line

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture
def _threads() -> Iterator[None]:
    """Run a thread beside the test, as the screen does."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    yield
    end.set()
    thread.join()


@pytest.fixture
def named(tmp_path: Path) -> str:
    """File of posts with quotes, replies, and ids other than numbers."""
    path = tmp_path / "named.jsonl"
    posts = (
        Post(
            id=f"at://someone.example/{n}",
            text=f"post {n}",
            reply_to_id=f"at://someone.example/{n - 1}" if n else None,
        )
        for n in range(500)
    )
    path.write_text("".join(native_line(post) + "\n" for post in posts), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_corpus(tmp_path_factory.mktemp("large") / "posts.jsonl", 20_000))


def no_fork() -> int:
    raise AssertionError("a fork beside threads")


@pytest.mark.usefixtures("_threads")
def test_beside_threads_nothing_is_forked_and_the_same_is_read(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fork", no_fork)
    sample = str(FIXTURES / "local_progress.txt")
    here = open_feed(named, sample)
    there = Loading((named, sample), in_background=True)
    assert there._process
    finish(there)
    assert there.failure is None
    assert posts_of(there) == list(here)
    assert there.feed.row_of("at://someone.example/7") == here.row_of("at://someone.example/7") == 7
    for text in ("is:reply", "in:named tram OR post", "#CeasefireNOW"):
        assert ids_found(there.feed, text) == ids_found(here, text)
    there.end()


@pytest.mark.usefixtures("_threads")
async def test_a_record_is_looked_up_in_another_process(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fork", no_fork)
    loading = Loading((named,), in_background=True)
    finish(loading)
    assert "post 3" in (await loading.raw("missing", "at://someone.example/3") or "")
    assert await loading.raw("missing") is None
    Path(named).unlink()
    with pytest.raises(OSError, match="no such file"):
        await loading.raw("at://someone.example/3")
    loading.end()


@pytest.mark.parametrize("threaded", [False, True])
async def test_a_cancelled_search_for_a_record_ends_its_process(
    large: str, request: pytest.FixtureRequest, threaded: bool
) -> None:
    if threaded:
        request.getfixturevalue("_threads")
    loading = Loading((large,), in_background=True)
    begin(loading)
    loading.cancel()
    for end in ("cancel", "end"):
        task = asyncio.create_task(loading.raw("missing"))
        while not loading._searches:
            await asyncio.sleep(0)
        pid = loading._searches[0]._process._pid
        if end == "cancel":
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        else:
            loading.end()
            with pytest.raises(OSError, match="search was cancelled"):
                await task
        assert not is_running(pid)
    loading.end()


async def test_the_death_of_a_record_search_is_reported(large: str) -> None:
    loading = Loading((large,), in_background=True)
    begin(loading)
    task = asyncio.create_task(loading.raw("missing"))
    while not loading._searches:
        await asyncio.sleep(0)
    os.kill(loading._searches[0]._process._pid, signal.SIGKILL)
    with pytest.raises(OSError, match="memory may have run out"):
        await task
    loading.end()


def state_of(pid: int) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the limits of a process, and the kinds of its open files."""
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    files = []
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            files.append(str(each.readlink()).partition(":")[0])
    return [resource.prlimit(pid, kind) for kind in kinds], sorted(files)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
@pytest.mark.usefixtures("_threads")
def test_a_fresh_process_has_the_limits_of_a_fork_and_nothing_open_but_its_pipes(
    tmp_path: Path,
) -> None:
    fifo = tmp_path / "slow.jsonl"
    os.mkfifo(fifo)  # so that it waits
    other = SpawnedReader(ReaderTask([os.fsencode(fifo)], posts=["1"], key=run_key.KEY))
    memory, seconds = process.MEMORY, process.CPU_SECONDS
    expected = ([(memory, memory), (seconds, seconds), (0, 0)], ["/dev/null"] * 3 + ["pipe"] * 2)
    end = time.monotonic() + 30
    while state_of(other._pid) != expected:
        assert time.monotonic() < end, state_of(other._pid)
        time.sleep(0.01)
    other.end()


@pytest.mark.usefixtures("_threads")
def test_reading_again_and_again_leaves_no_process_behind(large: str) -> None:
    first = loading = Loading((large,), in_background=True)
    pids = [pid_of(loading)]
    for _ in range(4):
        old, loading = loading, loading.again()
        pids.append(pid_of(loading))
        old.end()
    finish(loading)
    assert len(loading.feed) == 20_000
    for _ in range(2):
        loading.end()
        first.end()
    assert not any(map(is_running, pids))


def test_processes_of_one_run_agree_on_keys_and_those_of_two_runs_do_not() -> None:
    code = (
        "import sys; from tui_feed import run_key; run_key.KEY = bytes.fromhex(sys.argv[1]);"
        "from tui_feed.feed.ids import keys_of; print(keys_of(['a', 'b', '007', 'at://x/é', '7']))"
    )
    ids = ["a", "b", "007", "at://x/é", "7"]
    for key, agree in ((run_key.KEY, True), (os.urandom(16), False)):
        command = [sys.executable, "-c", code, key.hex()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert (done.stdout.strip() == str(keys_of(ids))) is agree
    keys = list(map(key_of, ids))
    assert keys == keys_of(ids)
    assert keys[-1] == 7
    assert all(-(2**63) <= key < 0 for key in keys[:-1])
    assert len(set(keys)) == len(keys)
