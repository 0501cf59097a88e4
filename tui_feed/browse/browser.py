"""Browser launch: opens an address in a browser with its own window, and reports failures."""

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

SETTLES_IN = 3.0
"""Seconds after which a running program counts as a browser at work."""
LOOKS_EVERY = 0.02
"""Seconds between two checks of a started program."""

IN_TERMINAL = frozenset(
    ("browsh", "carbonyl", "cha", "elinks", "links", "links2", "lynx", "w3m", "www-browser")
)
"""Browsers for the terminal, which would draw over the reader's screen."""
_GRAPHICAL = (
    *("xdg-open", "gio", "x-www-browser", "firefox", "chromium", "chromium-browser"),
    *("google-chrome", "falkon", "epiphany"),
)


class Outcome(NamedTuple):
    """Result of opening an address."""

    by: str = ""
    """Name of the program that opened the address; empty if none did."""
    why: str = ""
    """Reasons of all failures; empty after success."""


async def open_in_browser(address: str, env: Mapping[str, str] | None = None) -> Outcome:
    """Open an address from `openable` in the first browser that accepts it.

    No shell is involved, and every program runs in its own session, without access to the terminal.
    """
    reasons = []
    for argv, missing in _command_lines(address, os.environ if env is None else env):
        name = Path(argv[0]).name
        reason = missing or await failure_of(argv, env)
        if not reason:
            return Outcome(name)
        reasons.append(f"{name} {reason}")
    return Outcome(why="; ".join(reasons) or "there is no display for a browser")


def _command_lines(address: str, env: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """Yield command lines, BROWSER's first, each with the reason it cannot run or ""."""
    path = env.get("PATH")
    for stated in filter(str.strip, env.get("BROWSER", "").split(os.pathsep)):
        try:
            argv = shlex.split(stated) or [stated]
        except ValueError:  # an open quotation mark
            argv = [stated]
        name = Path(argv[0]).name
        if name in IN_TERMINAL:
            yield argv, "would need this terminal"
        elif shutil.which(argv[0], path=path) is None:
            yield argv, "(from BROWSER) is not installed"
        else:
            filled = [part.replace("%s", address) for part in argv]
            yield filled if filled != argv else [*argv, address], ""
    for name in _system_names(env):
        if shutil.which(name, path=path):
            yield [name, *(["open"] if name == "gio" else []), address], ""


def _system_names(env: Mapping[str, str]) -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("open",)
    if env.get("WSL_DISTRO_NAME"):
        return ("wslview", *_GRAPHICAL)
    if env.get("TERMUX_VERSION"):
        return ("termux-open-url",)
    return _GRAPHICAL if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") else ()


async def failure_of(argv: list[str], env: Mapping[str, str] | None) -> str:
    """Run a command; return the reason of its failure, or "" after success."""
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell; the address is an argument of its own
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=env,
        )
    except OSError as error:
        return f"could not be run: {error.strerror}"
    for _ in range(round(SETTLES_IN / LOOKS_EVERY)):
        if process.poll() is not None:
            break
        await asyncio.sleep(LOOKS_EVERY)
    return f"failed with {process.returncode}" if process.returncode else ""
