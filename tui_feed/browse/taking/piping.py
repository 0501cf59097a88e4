"""Pipe: a command typed by the reader gets posts on its standard input.

The command runs in the reader's own shell (`$SHELL -c`, else `/bin/sh -c`), as `|` does in vim,
less and mutt: people type `grep -c tram | tee -a counts`, and splitting words without a shell would
break it. This is safe because the reader typed every word of the command line: posts are bytes on
standard input only, never a part of the command line, of a file name or of the environment.

The command has no terminal, so it cannot draw over the screen or read keys.
"""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from tui_feed.text.sanitize import clean

PATIENCE = 120.0
"""Seconds allowed for a command."""
MOST_OUTPUT = 100_000
"""Bytes kept of the output; the rest is read and dropped, so the command can end."""
_CHUNK = 2**16
_SHELL = "/bin/sh"


class PipeResult(NamedTuple):
    """Result of a command."""

    output: str
    """Standard output and standard error together, sanitised."""
    end: str
    """End of the command in words: `exit code 0`, `stopped after 120 s`."""
    is_cut: bool = False
    """True if the output was longer than `MOST_OUTPUT`."""


async def pipe(
    command: str, chunks: AsyncIterator[bytes], env: Mapping[str, str] | None = None
) -> PipeResult:
    """Run a command with bytes as its standard input; a cancelled task ends the command."""
    env = os.environ if env is None else env
    try:
        process = await asyncio.create_subprocess_exec(
            _shell(env),
            "-c",
            command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,  # no terminal
            env={**env, "TERM": "dumb", "PAGER": "cat"},
        )
    except (OSError, ValueError) as error:
        return PipeResult("", f"not run: {getattr(error, 'strerror', None) or error}")
    kept = bytearray()
    feeding = asyncio.ensure_future(_feed(process, chunks))
    try:
        async with asyncio.timeout(PATIENCE):
            is_cut = await _collect(process, kept)
            code = await process.wait()
        end = f"exit code {code}" if code >= 0 else f"ended by signal {-code}"
    except TimeoutError:
        is_cut, end = False, f"stopped after {PATIENCE:g} s"
    finally:
        feeding.cancel()
        _end(process)
        await process.wait()
    return PipeResult(clean(kept.decode("utf-8", "replace")), end, is_cut)


def _shell(env: Mapping[str, str]) -> str:
    """Return the reader's shell, if it is an executable program."""
    shell = env.get("SHELL", "")
    return shell if shell.startswith("/") and os.access(shell, os.X_OK) else _SHELL


async def _feed(process: Process, chunks: AsyncIterator[bytes]) -> None:
    """Write bytes until the end, or until the command reads no more, as `head` does."""
    assert process.stdin is not None  # noqa: S101 - for the type checker
    with suppress(BrokenPipeError, ConnectionResetError):
        async for chunk in chunks:
            process.stdin.write(chunk)
            await process.stdin.drain()
    process.stdin.close()


async def _collect(process: Process, kept: bytearray) -> bool:
    """Read the whole output and keep its beginning; return True if it was longer."""
    assert process.stdout is not None  # noqa: S101 - for the type checker
    is_cut = False
    while chunk := await process.stdout.read(_CHUNK):
        room = MOST_OUTPUT - len(kept)
        kept += chunk[:room]
        is_cut |= len(chunk) > room
    return is_cut


def _end(process: Process) -> None:
    """End a running command, with its children."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
