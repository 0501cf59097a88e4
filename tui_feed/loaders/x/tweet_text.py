"""Text of a tweet: read as people saw it, from what any format of X states of it.

In nearly all of them `&`, `<` and `>` are written as entities, links are short ones, and places
count code points of the text as it is escaped (developer documentation of X, "Twitter entities";
checked on real archives). A place is believed where the text bears it out, else the link is looked
for: some tools cut a text and keep its places.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.loaders.x.status_links import StatusLink, status_link
from tui_feed.models import Link
from tui_feed.text.sanitize import clean

_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ESCAPED = re.compile("|".join(_ESCAPES))
_PLAIN_ANCHOR = re.compile(r"<a [^<>]*>([^<>&]*)</a>")
_REPOST = re.compile(r"RT @(?P<handle>\w{1,20}): ?", re.ASCII)
_HANDLES = re.compile(r"(?:@\w{1,20}\s+)+", re.ASCII)
_CUT_SHORT = re.compile(r"https?://t\.co/\w{0,6}", re.ASCII)
_LINKED: Final = ("http://", "https://", "www.")

_MOST_LOOKED_THROUGH: Final = 2**26
_MOST_ANYHOW: Final = 50


class ShortLink(NamedTuple):
    """Link as a text has it, and where it leads."""

    short: str
    """Piece of the text."""
    full: str
    """Address that it leads to; empty for the link of a picture, which is not shown."""
    start: int = -1
    """Place in the text, as stated; -1 where none is."""


class Named(NamedTuple):
    """Names that a format states of a text; None for those that are to be found in it."""

    hashtags: tuple[str, ...] | None = None
    """Tags."""
    mentions: tuple[str, ...] | None = None
    """Handles."""
    cashtags: tuple[str, ...] | None = None
    """Symbols."""


NONE_NAMED: Final = Named((), (), ())
"""Statement that a text names nothing."""


class TweetText(NamedTuple):
    """Text of a tweet, and what stands in it."""

    text: str
    """Text as people saw it: without the links of its pictures and of the post that it quotes."""
    hashtags: tuple[str, ...]
    """Tags."""
    mentions: tuple[str, ...]
    """Handles."""
    cashtags: tuple[str, ...]
    """Symbols."""
    links: tuple[Link, ...]
    """Links."""
    quoted: StatusLink | None = None
    """Post that the last link quotes, where that is how the format states it."""


class _Mark(NamedTuple):
    """Piece of a text that is shown as something else."""

    start: int
    end: int
    shown: str


def tweet_text(
    written: str,
    links: Sequence[ShortLink] = (),
    named: Named = NONE_NAMED,
    *,
    begins: int = 0,
    quoted_id: str | None = None,
    own_ids: Collection[str] | None = None,
    is_escaped: bool = True,
) -> TweetText:
    """Return what a tweet says.

    What stands before `begins` is not shown. The link to the post `quoted_id` is left out, as the
    post itself is shown; where the format states no such id, `own_ids` are given, of the versions
    of the tweet, and a link to any other post that ends the text quotes it.
    """
    quoted = None
    marks: list[_Mark] = []
    addresses: list[str] = []
    if links:
        placed = _placed(written, links, quoted_id)
        if own_ids is not None:
            quoted, placed = _without_quoted(written, placed, own_ids)
        marks = sorted({mark for mark in placed if mark.start >= 0})
        addresses = [mark.shown for mark in placed if mark.shown]
    text = _shown(written, marks, begins, is_escaped=is_escaped)
    tags, handles, symbols = named
    if (
        tags is None
        or handles is None
        or symbols is None
        or (not addresses and ("://" in text or "www." in text))
    ):
        return _completed(text, named, addresses, quoted)
    found = tuple([Link(url=url, display=url) for url in dict.fromkeys(addresses)])
    return TweetText(text, tags, handles, symbols, found, quoted)


def _placed(written: str, links: Sequence[ShortLink], quoted_id: str | None) -> list[_Mark]:
    """Return where links stand; -1 for one that a cut text no longer holds."""
    found, taken = [], 0
    for short, full, start in links[: _most_marks(written)]:
        if start < 0 or not written.startswith(short, start):
            start = written.find(short, taken) if full else written.rfind(short)
            start = written.find(short) if start < 0 else start
        link = status_link(full) if quoted_id else None
        end = start + len(short) if start >= 0 else start
        found.append(_Mark(start, end, "" if link and link.id == quoted_id else full))
        taken = max(taken, end)
    return found


def _most_marks(text: str) -> int:
    """Return how many marks can be looked for in a text; in a text like any post's, all."""
    return max(_MOST_ANYHOW, _MOST_LOOKED_THROUGH // max(1, len(text)))


def _without_quoted(
    written: str, marks: list[_Mark], own_ids: Collection[str]
) -> tuple[StatusLink | None, list[_Mark]]:
    """Return what the last link quotes, if it does, and the marks with nothing in its place."""
    last = max((mark for mark in marks if mark.shown and mark.start >= 0), default=None)
    quoted = status_link(last.shown, is_whole=True) if last else None
    if not last or not quoted or quoted.id in own_ids:
        return None, marks
    at = last.end
    for mark in sorted({mark for mark in marks if mark.start >= at}):
        if written[at : mark.start].strip():
            return None, marks
        at = mark.end
    if written[at:].strip():
        return None, marks
    return quoted, [mark._replace(shown="") if mark == last else mark for mark in marks]


def _shown(written: str, marks: Iterable[_Mark], at: int, *, is_escaped: bool) -> str:
    """Return a text with its marks replaced and what is escaped unescaped.

    Marks that overlap one before them are left out. Space that an empty one leaves at the end is
    dropped.
    """
    pieces: list[str] = []
    is_cleared = False
    for start, end, shown in marks:
        if at <= start < end:
            piece = written[at:start]
            pieces += (unescaped(piece) if is_escaped else piece, shown)
            is_cleared, at = is_cleared or not shown, end
    rest = written[at:] if at else written
    pieces.append(unescaped(rest) if is_escaped else rest)
    text = "".join(pieces) if len(pieces) > 1 else pieces[0]
    return text.rstrip() if is_cleared else text


def _completed(
    text: str, named: Named, addresses: Iterable[str], quoted: StatusLink | None
) -> TweetText:
    """Complete what a format does not state by what stands in the text.

    Before 2011 links stood in it as they are. A link that ends a cut text leads nowhere.
    """
    found = entity_fields(clean(text))
    links = [Link(url=url, display=url) for url in dict.fromkeys(addresses)] or [
        link
        for link in found["links"]
        if link.display.lower().startswith(_LINKED) and not _CUT_SHORT.fullmatch(link.display)
    ]
    tags, handles, symbols = named
    return TweetText(
        text,
        found["hashtags"] if tags is None else tags,
        found["mentions"] if handles is None else handles,
        found["cashtags"] if symbols is None else symbols,
        tuple(links),
        quoted,
    )


def names(items: object, key: str) -> tuple[str, ...] | None:
    """Return what each item of a list has at `key`, once, as first written; None without a list."""
    if not isinstance(items, list):
        return None
    if not items:
        return ()
    unique: dict[str, str] = {}
    for item in items:
        name = item.get(key) if isinstance(item, dict) else None
        if isinstance(name, str) and name:
            unique.setdefault(name.casefold(), name)
    return tuple(unique.values())


def start_of(item: JsonObject) -> int:
    """Return where an entity begins by its `indices`; -1 where they do not say."""
    places = item.get("indices")
    return as_place(places[0]) if isinstance(places, list) and places else -1


def as_place(stated: Any) -> int:  # noqa: ANN401 - JSON
    """Return a place that is written as a number or in digits; -1 for anything else."""
    if isinstance(stated, str) and len(stated) < 10 and stated.isascii() and stated.isdecimal():
        return int(stated)
    is_number = isinstance(stated, int) and not isinstance(stated, bool)
    return stated if is_number and stated >= 0 else -1


def hidden_handles(written: str, begins: int) -> tuple[str, ...]:
    """Return the handles that stand before `begins`; none where anything else stands there."""
    if begins and _HANDLES.fullmatch(written, 0, begins):
        return tuple(piece[1:] for piece in written[:begins].split())
    return ()


def repost_of(written: str) -> re.Match[str] | None:
    """Return the beginning of a text that passes another on: `RT @handle: `."""
    return _REPOST.match(written) if written.startswith("RT @") else None


def unescaped(escaped: str) -> str:
    """Return a piece of an escaped text as it is shown; each entity is read once."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], escaped) if "&" in escaped else escaped


def get_unescaped(holder: JsonObject, key: str) -> str | None:
    """Return a string as it is shown; None where it says nothing."""
    found = get_str(holder, key)
    return unescaped(found) if found else None


@lru_cache(256)
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
