"""Paths to export to: a suggestion, and the path meant by a typed text."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from tui_feed.models import Profile
from tui_feed.text.sanitize import clean

LONGEST_NAME = 60
"""Characters of the longest suggested name, without its suffix."""
_NO_WORD = re.compile(r"[^\w]+")


def suggested_path(profiles: Sequence[Profile], name: str, query: str, suffix: str) -> Path:
    """Return a path without a file yet, named after the account and the filter.

    In the present folder, or, if it is read-only, among the downloads or at home.
    """
    who = (profiles[0].handle or profiles[0].name) if profiles else None
    parts = (_word(who or Path(name).stem), _word(query))
    stem = "-".join(filter(None, parts))[:LONGEST_NAME].strip("-") or "posts"
    folder = _folder()
    path, number = folder / f"{stem}{suffix}", 1
    while os.path.lexists(path) and number < 1000:
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _word(text: str) -> str:
    return _NO_WORD.sub("-", text).strip("-")


def _folder() -> Path:
    here, home = Path.cwd(), Path.home()
    for folder in (here, home / "Downloads", home):
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder
    return here


def shown_path(path: Path) -> str:
    """Return a path for people: short with `~`; a name with odd bytes shows marks."""
    text = os.fsencode(path).decode("utf-8", "replace")
    home = str(Path.home())
    if text.startswith(f"{home}/") and len(home) > 1:
        text = f"~{text[len(home) :]}"
    return clean(text).replace("\n", "\ufffd")


def in_short(path: Path) -> str:
    """Return a path for an input line: only its name in the present folder."""
    return shown_path(Path(path.name) if path.parent == Path.cwd() else path)


def typed_path(text: str) -> Path:
    """Return the path meant by a typed text. Raises `ValueError` with a line for people."""
    text = text.strip()
    if not text:
        raise ValueError("type the name of a file")
    if "\0" in text:
        raise ValueError("no file can have such a name")
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"there is no account {text.split('/')[0]} on this machine") from None
    if text.endswith("/") or path.is_dir():
        raise ValueError("this is a folder: add the name of a file")
    return path


def with_suffix(text: str, old: str, new: str) -> str:
    """Return a typed path with the suffix of another format, if it had the old suffix."""
    return text[: -len(old)] + new if text.endswith(old) else text
