"""Copying: the first program that can reach a clipboard takes the text, else the terminal is asked.

A terminal never answers whether it took a text (OSC 52), so nothing is claimed of it.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from textual.app import App

from tui_feed.text.clean import clean
from tui_feed.text.numbers import counted

LONGEST_COPY = 1_000_000
"""Bytes of the longest text that is given to a program."""
LONGEST_SENT = 74_994
"""Bytes of the longest text that is sent to a terminal: 100,000 characters there."""
PATIENCE = 2.0
"""Seconds that a program may take."""


class Tool(NamedTuple):
    """A program that takes a text from its standard input."""

    name: str
    """The name that the reader is told."""
    argv: tuple[str, ...]
    """The command line."""


async def copy_text(app: App[None], text: str, noun: str) -> None:
    """Copy a text and tell the reader what happened to it; `noun` names it: `address`."""
    async with _one_at_a_time(app):
        await _copy(app, clean(text), noun)


async def _copy(app: App[None], text: str, noun: str) -> None:
    kept = _beginning(text, LONGEST_COPY)
    by = await copied_by(kept)
    if by:
        app.notify(f"Copied {_what(kept, text, noun)} ({by}).", markup=False)
        return
    kept = _beginning(text, LONGEST_SENT)
    app.copy_to_clipboard(kept)
    app.notify(
        f"Sent {_what(kept, text, noun)} to the terminal, which does not say if it copied it.",
        markup=False,
    )


def _one_at_a_time(app: App[None]) -> asyncio.Lock:
    """Return the lock that keeps two copies in the order of their keys."""
    lock: asyncio.Lock = vars(app).setdefault("_copying", asyncio.Lock())
    return lock


def _what(kept: str, text: str, noun: str) -> str:
    if kept == text:
        return f"the {noun}"
    return f"the first {len(kept):,} of {counted(len(text), 'characters')} of the {noun}"


def _beginning(text: str, most: int) -> str:
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
                process.kill()
            await process.wait()
    return process.returncode == 0
