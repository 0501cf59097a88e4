"""A command gets posts on its standard input, and never gets at the terminal."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator

import pytest

from tui_feed.browse.taking import piping
from tui_feed.browse.taking.piping import MOST_OUTPUT, pipe


async def chunks(*some: bytes) -> AsyncIterator[bytes]:
    for each in some:
        yield each
        await asyncio.sleep(0)


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that has ended may wait for somebody to notice."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return done.stdout.strip()[:1] not in ("", "Z")


async def endless() -> AsyncIterator[bytes]:
    while True:
        yield b"tram\n" * 10_000


async def test_a_command_reads_the_posts_and_its_output_is_kept() -> None:
    done = await pipe("grep -c tram; echo no >&2; exit 3", chunks(b"tram\n", b"ferry\ntram\n"))
    assert done.output == "2\nno\n"
    assert done.end == "exit code 3"


async def test_the_readers_shell_runs_it_if_there_is_one(tmp_path) -> None:
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\necho "$0 $*"\n')
    shell.chmod(0o755)
    env = {"PATH": os.environ["PATH"]}
    done = await pipe("a | b", chunks(), env | {"SHELL": str(shell)})
    assert done.output == f"{shell} -c a | b\n"
    for wrong in ("", "sh", "/no/such/shell"):
        assert (await pipe("echo ok", chunks(), env | {"SHELL": wrong})).output == "ok\n"


async def test_a_command_that_stops_reading_has_not_failed() -> None:
    done = await pipe("head -n 1", endless())
    assert (done.output, done.end) == ("tram\n", "exit code 0")


async def test_output_is_sanitised_and_cut() -> None:
    done = await pipe(r"printf '\033[2J\a'; yes tram | head -c 1000000", chunks())
    assert done.output.startswith("\ufffd[2J\ufffdtram\n")
    assert done.is_cut
    assert len(done.output) <= MOST_OUTPUT


async def test_a_command_has_no_terminal() -> None:
    done = await pipe("(: </dev/tty) 2>/dev/null && echo a terminal; tty; exit 0", chunks())
    assert done.output == "not a tty\n"


async def test_a_command_that_takes_too_long_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(piping, "PATIENCE", 0.3)
    done = await pipe(f"sleep 60 & echo $! > {tmp_path}/pid; wait", chunks())
    assert done.end == "stopped after 0.3 s"
    while is_running(int((tmp_path / "pid").read_text())):
        await asyncio.sleep(0.01)


async def test_a_cancelled_task_ends_the_command(tmp_path) -> None:
    path = tmp_path / "pid"
    task = asyncio.ensure_future(pipe(f"echo $$ > {path}; exec sleep 60", endless()))
    while not path.exists() or not path.read_text():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(path.read_text()), 0)


async def test_a_command_that_is_no_command_is_said_to_be_none() -> None:
    assert (await pipe("a\0b", chunks())).end.startswith("not run: ")
    assert (await pipe("no-such-command-anywhere", chunks())).end == "exit code 127"
