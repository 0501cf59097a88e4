"""Open a picture's file in the system's program for it."""

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui_feed.browse.browser import failure_of

if TYPE_CHECKING:
    from tui_feed.pictures.requests import Original


async def open_file(original: "Original", env: Mapping[str, str] | None = None) -> str:
    """Open a file by its absolute path; return a sentence about the result.

    No shell is involved, and the file itself is never run.
    """
    if original.failure:
        return f"Not opened: {original.failure}."
    path = os.fsdecode(original.path)
    if not os.path.isabs(path):  # noqa: PTH117 - a relative path could be taken for an option
        return "Not opened: its place is unknown."
    reasons = []
    known = os.environ if env is None else env
    for name in _programs(known):
        if shutil.which(name, path=known.get("PATH")):
            argv = [name, *(["open"] if name == "gio" else []), path]
            reason = await failure_of(argv, env)
            if not reason:
                kind = " a copy of" if original.is_copy else ""
                left = "; the copy is removed when tui-feed ends" if original.is_copy else ""
                return f"Handed{kind} the file to {name}{left}."
            reasons.append(f"{name} {reason}")
    return f"Not opened: {'; '.join(reasons) or 'there is no display for another program'}."


def _programs(env: Mapping[str, str]) -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("open",)
    if env.get("WSL_DISTRO_NAME"):
        return ("wslview",)
    if env.get("TERMUX_VERSION"):
        return ("termux-open",)
    return ("xdg-open", "gio") if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") else ()
