"""Titles of entries, and the signs that networks put before them."""

import re
from typing import NamedTuple

_PASSED_ON = re.compile(r"RT by @(?P<handle>\w+): ", re.ASCII)
_ANSWERS = re.compile(r"R to @(?P<handle>\w+): ", re.ASCII)
_PINNED = "Pinned: "
_WARNING = re.compile(r"(?:Content warning|CW): (?P<words>[^\n]+)\n+(?P<rest>.*)", re.DOTALL)


class Title(NamedTuple):
    """Title without Nitter's signs, and their meaning."""

    words: str
    """Title."""
    pinned: bool = False
    """True for a pinned post."""
    reposted_by: str | None = None
    """Handle of who passed it on."""
    reply_to: tuple[str, ...] = ()
    """Handle that it replies to."""


def read_title(title: str) -> Title:
    """Take the signs off a title."""
    pinned = title.startswith(_PINNED)
    title = title.removeprefix(_PINNED)
    passed_on = _PASSED_ON.match(title)
    title = title[passed_on.end() :] if passed_on else title
    answers = _ANSWERS.match(title)
    title = title[answers.end() :] if answers else title
    by = passed_on["handle"] if passed_on else None
    return Title(title, pinned, by, (answers["handle"],) if answers else ())


def joined(title: str, body: str) -> str:
    """Return title and text; a title that only repeats how the text begins says nothing."""
    if not title or not body:
        return title or body
    return body if repeats(title, body) else f"{title}\n\n{body}"


def repeats(title: str, body: str) -> bool:
    """Tell whether a title only repeats how a text begins."""
    beginning = "".join(title.rstrip("….").split())
    return bool(beginning) and "".join(body.split()).startswith(beginning)


def warned(text: str) -> tuple[str, str | None]:
    """Return a text without the content warning at its beginning, and the warning."""
    found = _WARNING.match(text)
    return (found["rest"], found["words"].strip()) if found else (text, None)
