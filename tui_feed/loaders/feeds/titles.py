"""Read titles of entries, and the markers that networks put before them."""

import re
from typing import NamedTuple

_REPOST = re.compile(r"RT by @(?P<handle>\w+): ", re.ASCII)
_REPLY = re.compile(r"R to @(?P<handle>\w+): ", re.ASCII)
_PINNED = "Pinned: "
_WARNING = re.compile(r"(?:Content warning|CW): (?P<words>[^\n]+)\n+(?P<rest>.*)", re.DOTALL)


class Title(NamedTuple):
    """Title without Nitter's markers, and their meaning."""

    words: str
    """Title."""
    pinned: bool = False
    """True for a pinned post."""
    reposted_by: str | None = None
    """Handle of the account that reposted it."""
    reply_to: tuple[str, ...] = ()
    """Handle of the account replied to."""


def read_title(title: str) -> Title:
    """Return a title without its markers, and their meaning."""
    pinned = title.startswith(_PINNED)
    title = title.removeprefix(_PINNED)
    repost = _REPOST.match(title)
    title = title[repost.end() :] if repost else title
    reply = _REPLY.match(title)
    title = title[reply.end() :] if reply else title
    by = repost["handle"] if repost else None
    return Title(title, pinned, by, (reply["handle"],) if reply else ())


def joined(title: str, body: str) -> str:
    """Return title and text; only the text if the title repeats its beginning."""
    if not title or not body:
        return title or body
    beginning = "".join(title.rstrip("….").split())
    if "".join(body.split()).startswith(beginning):
        return body
    return f"{title}\n\n{body}"


def warned(text: str) -> tuple[str, str | None]:
    """Return a text without the content warning at its beginning, and the warning."""
    found = _WARNING.match(text)
    return (found["rest"], found["words"].strip()) if found else (text, None)
