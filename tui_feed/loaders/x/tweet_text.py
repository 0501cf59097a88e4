"""Convert the text of a tweet to its displayed form, from any format of X.

Nearly all formats write `&`, `<` and `>` as HTML entities, use short links, and count offsets in
code points of the escaped text (developer documentation of X, "Twitter entities"; checked on real
archives). An offset is used if the text has the link there; otherwise the link is searched,
because some tools cut a text and keep its offsets.
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
    """Short link in a text, and its target."""

    short: str
    """Text of the link."""
    full: str
    """Target address; empty for the link of a picture, which is not shown."""
    start: int = -1
    """Stated offset in the text; -1 for none."""


class Named(NamedTuple):
    """Names stated beside a text; None for kinds to be found in the text."""

    hashtags: tuple[str, ...] | None = None
    """Tags."""
    mentions: tuple[str, ...] | None = None
    """Handles."""
    cashtags: tuple[str, ...] | None = None
    """Symbols."""


NONE_NAMED: Final = Named((), (), ())
"""Names of a text without any."""


class TweetText(NamedTuple):
    """Displayed text of a tweet, with its names and links."""

    text: str
    """Displayed text: without the links of its pictures and of the quoted post."""
    hashtags: tuple[str, ...]
    """Tags."""
    mentions: tuple[str, ...]
    """Handles."""
    cashtags: tuple[str, ...]
    """Symbols."""
    links: tuple[Link, ...]
    """Links."""
    quoted: StatusLink | None = None
    """Post quoted by the last link; None if the format states quotes otherwise."""


class _Mark(NamedTuple):
    """Piece of a text displayed as another text."""

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
    """Return the displayed text of a tweet.

    Text before `begins` is left out, and so is the link to the post `quoted_id`, which is shown as
    a quote. If the format states no such id, `own_ids` are the ids of the tweet's versions, and
    a link at the end of the text to any other post makes a quote.
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
    if marks or begins:
        text = _shown(written, marks, begins, is_escaped=is_escaped)
    else:
        text = unescaped(written) if is_escaped else written
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
    """Return the positions of links; -1 for a link missing from a cut text."""
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
    """Return the maximum number of links searched in a text; all in texts of usual length."""
    return max(_MOST_ANYHOW, _MOST_LOOKED_THROUGH // max(1, len(text)))


def _without_quoted(
    written: str, marks: list[_Mark], own_ids: Collection[str]
) -> tuple[StatusLink | None, list[_Mark]]:
    """Return the post quoted by the last link, and the marks without this link."""
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
    """Return a text with its marks replaced and its escapes resolved.

    A mark that overlaps an earlier mark is ignored. Space before a removed link at the end is
    removed, too.
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
    """Complete names and links that a format does not state, from the text.

    Before 2011 texts had full links. A link cut off at the end of a text has no target.
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
    """Return the values at `key` of a list's items, each once; None without a list."""
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
    """Return the offset of an entity from its `indices`; -1 without them."""
    places = item.get("indices")
    return as_place(places[0]) if isinstance(places, list) and places else -1


def as_place(stated: Any) -> int:  # noqa: ANN401 - JSON
    """Return an offset stated as a number or in digits; -1 for anything else."""
    if type(stated) is int:  # not a boolean
        return max(stated, -1)
    if isinstance(stated, str) and len(stated) < 10 and stated.isascii() and stated.isdecimal():
        return int(stated)
    return -1


def hidden_handles(written: str, begins: int) -> tuple[str, ...]:
    """Return the handles before `begins`; none if other text is there, too.

    Before the link of a picture alone, X lets the shown text begin right after the handles.
    """
    before = written[:begins]
    if not written[begins : begins + 1].strip():
        before += " "
    if begins and _HANDLES.fullmatch(before):
        return tuple(piece[1:] for piece in before.split())
    return ()


def repost_of(written: str) -> re.Match[str] | None:
    """Return a match of `RT @handle: ` at the beginning of a text."""
    return _REPOST.match(written) if written.startswith("RT @") else None


def unescaped(escaped: str) -> str:
    """Return an escaped text with its entities resolved once."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], escaped) if "&" in escaped else escaped


def get_unescaped(holder: JsonObject, key: str) -> str | None:
    """Return a string as it is shown; None where it says nothing."""
    found = get_str(holder, key)
    return unescaped(found) if found else None


@lru_cache(256)
def client_of(source: str | None) -> str | None:
    """Return the name of the app in a `source`: the text of its link, or plain text.

    None if it has no name. It is HTML, so its escapes are resolved.
    """
    if not source:
        return None
    if plain := _PLAIN_ANCHOR.fullmatch(source):  # nearly all; a parser takes ten times as long
        source = plain[1]
    elif "<" in source or "&" in source:
        from tui_feed.loaders.common.html_text import html_text

        source = html_text(source).text
    return " ".join(source.split()) or None
