"""Clipboard programs of the system."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

LONGEST_COPY = 1_000_000
"""Bytes of the longest text given to a program."""
PATIENCE = 2.0
"""Seconds allowed for a program."""


class Tool(NamedTuple):
    """Program with the clipboard's text as its standard input."""

    name: str
    """Name for people."""
    argv: tuple[str, ...]
    """Command line."""


def beginning(text: str, most: int) -> str:
    """Return the beginning of `text` in at most `most` bytes, cut between characters."""
    data = text[:most].encode()
    return text if len(data) <= most and len(text) <= most else data[:most].decode(errors="ignore")


async def copied_by(text: str, env: Mapping[str, str] | None = None) -> str | None:
    """Give `text` to the first program that accepts it; return its name, or None after failure."""
    env = os.environ if env is None else env
    for tool in tools(env):
        if await _accepts(tool, text, env):
            return tool.name
    return None


def tools(env: Mapping[str, str]) -> Iterator[Tool]:
    """Yield the installed programs with a clipboard in reach, most reliable first."""
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


async def _accepts(tool: Tool, text: str, env: Mapping[str, str]) -> bool:
    """Run a program with a text; return True after success."""
    quiet = asyncio.subprocess.DEVNULL
    # pbcopy decodes its input by the locale.
    env = {**env, "LC_CTYPE": "UTF-8"} if tool.name == "pbcopy" else dict(env)
    try:
        process = await asyncio.create_subprocess_exec(
            *tool.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,  # a program holding the text must outlive the terminal
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
                os.killpg(process.pid, signal.SIGKILL)  # with its children
            await process.wait()
    return process.returncode == 0
