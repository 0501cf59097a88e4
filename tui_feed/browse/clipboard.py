"""Programs of the system that take text for the clipboard."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

LONGEST_COPY = 1_000_000
"""Bytes of the longest text that is given to a program."""
PATIENCE = 2.0
"""Seconds that a program may take."""


class Tool(NamedTuple):
    """A program that takes a text from its standard input."""

    name: str
    """The name that the reader is told."""
    argv: tuple[str, ...]
    """The command line."""


def beginning(text: str, most: int) -> str:
    """Return as much of `text` as takes `most` bytes, in whole characters."""
    data = text[:most].encode()
    return text if len(data) <= most and len(text) <= most else data[:most].decode(errors="ignore")


async def copied_by(text: str, env: Mapping[str, str] | None = None) -> str | None:
    """Give `text` to the first program that takes it; return its name, or None where none does."""
    env = os.environ if env is None else env
    for tool in tools(env):
        if await _takes(tool, text, env):
            return tool.name
    return None


def tools(env: Mapping[str, str]) -> Iterator[Tool]:
    """Yield the programs that can reach a clipboard from here, the surest first."""
    wanted = []
    if env.get("WAYLAND_DISPLAY"):
        wanted.append(Tool("wl-copy", ("wl-copy",)))
    if env.get("DISPLAY"):
        wanted.append(Tool("xclip", ("xclip", "-in", "-selection", "clipboard")))
        wanted.append(Tool("xsel", ("xsel", "--input", "--clipboard")))
    if sys.platform == "darwin":
        wanted.append(Tool("pbcopy", ("pbcopy",)))
    if env.get("TMUX"):
        wanted.append(Tool("tmux", ("tmux", "load-buffer", "-w", "-")))
        wanted.append(Tool("tmux buffer", ("tmux", "load-buffer", "-")))
    for tool in wanted:
        if found := shutil.which(tool.argv[0], path=env.get("PATH")):
            yield tool._replace(argv=(found, *tool.argv[1:]))


async def _takes(tool: Tool, text: str, env: Mapping[str, str]) -> bool:
    """Run a program with a text; return whether it said that all went well."""
    quiet = asyncio.subprocess.DEVNULL
    # pbcopy takes its input for what the locale says.
    env = {**env, "LC_CTYPE": "UTF-8"} if tool.name == "pbcopy" else dict(env)
    try:
        process = await asyncio.create_subprocess_exec(
            *tool.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,  # what holds the text for others outlives the terminal
            env=env,
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), PATIENCE)
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # and what it has started
            await process.wait()
    return process.returncode == 0
