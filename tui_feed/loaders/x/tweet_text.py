"""Text of X as its archives and interfaces give it: escaped, with short links, marked by place.

In every such format `&`, `<` and `>` are written as entities, and places count code points of the
text as it is escaped (developer documentation of X, "Twitter entities"; checked on real archives).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject

_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ESCAPED = re.compile("|".join(_ESCAPES))
_PLAIN_ANCHOR = re.compile(r"<a [^<>]*>([^<>&]*)</a>")


_MOST_LOOKED_THROUGH = 2**26
_MOST_ANYHOW = 50


def sought(text: str, marked: list[JsonObject]) -> list[JsonObject]:
    """Return as many marks as can be looked for in a text; of a text like any post's, all."""
    most = max(_MOST_ANYHOW, _MOST_LOOKED_THROUGH // max(1, len(text)))
    return marked[:most]


class Edit(NamedTuple):
    """A stretch of an escaped text that is shown as something else."""

    start: int
    """Its first code point."""
    end: int
    """The code point after its last."""
    shown: str
    """What takes its place; nothing for the link of a picture, which the picture replaces."""


def expanded(escaped: str, edits: Iterable[Edit]) -> str:
    """Return a text as people saw it: with `edits` made and what is escaped unescaped.

    Edits that do not fit the text, or overlap one before them, are left out. Space that an empty
    edit leaves at the end is dropped.
    """
    pieces, at = [""], 0
    for start, end, shown in sorted(edits):
        if at <= start < end <= len(escaped):
            pieces += [unescaped(escaped[at:start]), shown]
            at = end
    rest = unescaped(escaped[at:])
    is_cleared = len(pieces) > 1 and not pieces[-1] and not rest.strip()
    return "".join(pieces).rstrip() if is_cleared else "".join(pieces) + rest


def place_of(escaped: str, start: int | None, end: int | None, short: str | None) -> Edit | None:
    """Return where a short link stands: where its places say, else where it is found.

    None where it stands in neither: some tools cut a text and keep its places.
    """
    if start is not None and end is not None and escaped[start : start + 4].lower() == "http":
        return Edit(start, end, "")
    at = escaped.find(short) if short else -1
    return Edit(at, at + len(short), "") if short and at >= 0 else None


def unescaped(escaped: str) -> str:
    """Return a piece of an escaped text as it is shown; each entity is read once."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], escaped) if "&" in escaped else escaped


def client_of(source: str | None) -> str | None:
    """Return the name of the app that a `source` states: an anchor's text, or the words alone.

    None where it names none. It is HTML, so what is escaped in it is shown as it was.
    """
    if not source:
        return None
    if plain := _PLAIN_ANCHOR.fullmatch(source):  # nearly all; a parser takes ten times as long
        source = plain[1]
    elif "<" in source or "&" in source:
        from tui_feed.loaders.common.html_text import html_text

        source = html_text(source).text
    return " ".join(source.split()) or None


def time_of_id(post_id: str) -> int | None:
    """Return the milliseconds since 1970 UTC that a post's id states; None for older ids.

    Ids hold a time since 4 November 2010 (X's "snowflake": the upper bits, from its own epoch).
    """
    if not (post_id.isascii() and post_id.isdecimal() and 14 < len(post_id) < 20):
        return None
    number = int(post_id)
    return (number >> 22) + 1288834974657 if number > 29_700_000_000 else None
