"""Clipboard programs of the system."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

LONGEST_COPY = 1_000_000
"""Bytes of the longest text given to a program."""
PATIENCE = 2.0
"""Seconds allowed for a program."""

TMUX_BUFFER = "tmux buffer"
"""Name of tmux where the text is in its own buffer only."""


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


async def copied_by(text: str, env: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Give `text` to the desktop's clipboard and to tmux; return the programs with success.

    Of several programs for the same clipboard, only the first that accepts the text gets it.
    """
    env = os.environ if env is None else env
    taken = [await _first(text, some, env) for some in (desktop_tools(env), tmux_tools(env))]
    return tuple(filter(None, taken))


async def _first(text: str, some: Iterable[Tool], env: Mapping[str, str]) -> str | None:
    for tool in some:
        if await _accepts(tool, text, env):
            return tool.name
    return None


def desktop_tools(env: Mapping[str, str]) -> Iterator[Tool]:
    """Yield the installed programs for the desktop's clipboard, most reliable first."""
    wanted = []
    if env.get("WAYLAND_DISPLAY"):
        wanted.append(Tool("wl-copy", ("wl-copy",)))
    if env.get("DISPLAY"):
        wanted.append(Tool("xclip", ("xclip", "-in", "-selection", "clipboard")))
        wanted.append(Tool("xsel", ("xsel", "--input", "--clipboard")))
    if sys.platform == "darwin":
        wanted.append(Tool("pbcopy", ("pbcopy",)))
    return _installed(wanted, env)


def tmux_tools(env: Mapping[str, str]) -> Iterator[Tool]:
    """Yield commands of tmux, if the program runs in it; the first also reaches its terminal."""
    if not env.get("TMUX"):
        return iter(())
    load = ("tmux", "load-buffer")
    return _installed([Tool("tmux", (*load, "-w", "-")), Tool(TMUX_BUFFER, (*load, "-"))], env)


def _installed(wanted: Iterable[Tool], env: Mapping[str, str]) -> Iterator[Tool]:
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
