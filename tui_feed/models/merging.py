"""Merging of two copies of a post, field by field.

Every rule picks the greater of two values, in an order independent of files: the same copies make
the same post in any order. Contradictions between copies are found by `disagreements`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from msgspec.structs import astuple, replace

from tui_feed.models.media_merging import merged_media
from tui_feed.models.part import NOT_STATED
from tui_feed.models.post import (
    NAMED_IN_TEXT,
    NOBODY,
    NOTHING_COUNTED,
    Author,
    LinkCard,
    Metrics,
    Poll,
    Post,
)
from tui_feed.models.ranks import (
    AUDIENCE_RANK,
    COUNT_NAMES,
    by_size,
    by_text,
    date_rank,
    poll_rank,
    url_rank,
)

Rank = Callable[[Any], Any]
"""Sort key of a value; the greater value is kept."""
Rule = Callable[[Any, Any], Any]
"""Function from two values of a field to the merged value."""

_OWN: Final = ("reposted_by", "reposted_at", "pinned", "source", "apart")
"""Fields of a post, or of a quoted copy, about its own place in an archive."""
_BETWEEN: Final = "; "
"""Separator between the sources of a merged post."""


def _greater(rank: Rank, one: Any, other: Any) -> Any:  # noqa: ANN401 - values of any field
    """Return the only stated value, or of two stated values the higher-ranking."""
    if one is None or other is None:
        return other if one is None else one
    return one if one == other or rank(one) >= rank(other) else other


def _keep(rank: Rank) -> Rule:
    return partial(_greater, rank)


def _merged_author(one: Author, other: Author) -> Author:
    found = Author(**{name: _greater(by_size, getattr(one, name), getattr(other, name))
                      for name in ("id", "name", "handle")})  # fmt: skip
    return NOBODY if found == NOBODY else found


def _merged_card(one: LinkCard | None, other: LinkCard | None) -> LinkCard | None:
    if one is None or other is None:
        return one or other
    return LinkCard(
        title=_greater(by_text, one.title, other.title),
        description=_greater(by_text, one.description, other.description),
        domain=_greater(by_size, one.domain, other.domain),
        url=_greater(url_rank, one.url, other.url),
    )


def _merged_poll(one: Poll | None, other: Poll | None) -> Poll | None:
    """Keep the poll with the later count as a whole: counts of two days must not be mixed.

    `closed` belongs to that count. Only the end is the same on every day, so either copy may
    state it; `poll_rank` leaves it out.
    """
    if one is None or other is None:
        return one or other
    kept = max(one, other, key=poll_rank)
    return replace(kept, ends=_greater(date_rank, one.ends, other.ends))


def _merged_metrics(one: Metrics, other: Metrics) -> Metrics:
    """Keep exact counts before rounded counts, and then the larger."""
    found: dict[str, int | None] = {}
    rounded = []
    for name in COUNT_NAMES:
        ranks = [
            (name not in each.approximate, count)
            for each in (one, other)
            if (count := getattr(each, name)) is not None
        ]
        is_exact, found[name] = max(ranks, default=(True, None))
        rounded += [] if is_exact else [name]
    metrics = Metrics(**found, approximate=tuple(rounded))
    return NOTHING_COUNTED if metrics == NOTHING_COUNTED else metrics


def _merged_unavailable(one: str | None, other: str | None) -> str | None:
    """Keep the reason for a missing text only if both copies have such a reason."""
    return None if one is None or other is None else max(one, other)


def _merged_sources(one: str | None, other: str | None) -> str | None:
    stated = {each for source in (one, other) if source for each in source.split(_BETWEEN)}
    return _BETWEEN.join(sorted(stated)) or None


def _merged_quote(one: Post | None, other: Post | None) -> Post | None:
    """Merge two copies of a quoted post; a derived id contradicts no other id.

    Of two posts the one with the higher id is kept: an edited post gets a new id. Texts would
    decide differently before and after another copy is merged.
    """
    if one is None or other is None:
        return one or other
    if one.id == other.id or one.id.startswith("~") or other.id.startswith("~"):
        return merged(one, other)
    return max(one, other, key=lambda post: by_size(post.id))


_FIELDS: Final[dict[str, Rule]] = {
    "id": lambda one, other: min(one, other, key=lambda each: (each.startswith("~"), each)),
    "url": _keep(url_rank),
    "author": _merged_author,
    "created_at": _keep(date_rank),
    "lang": _keep(by_size),
    "client": _keep(by_size),
    "reply_to": _keep(by_size),
    "reply_to_id": _keep(by_size),
    "conversation_id": _keep(by_size),
    "quote": _merged_quote,
    "reposted_by": _keep(by_size),
    "reposted_at": _keep(date_rank),
    "pinned": _keep(bool),
    "edited": _keep(bool),
    "deleted": _keep(bool),
    "deleted_at": _keep(date_rank),
    "liked": _keep(bool),
    "bookmarked": _keep(bool),
    "apart": lambda one, other: one and other,
    "versions": _keep(by_size),
    "content_warning": _keep(by_text),
    "visibility": _keep(AUDIENCE_RANK.__getitem__),
    "unavailable": _merged_unavailable,
    "media": merged_media,
    "card": _merged_card,
    "poll": _merged_poll,
    "metrics": _merged_metrics,
    "source": _merged_sources,
    "unstated": lambda one, other: tuple(sorted({*one} & {*other})),
}
"""Rule of each field, except the text and the fields taken from it."""


def merged(one: Post, other: Post) -> Post:
    """Return the merged post of two copies, the same in either order; `one` if it has all."""
    pairs = zip(Post.__struct_fields__, astuple(one), astuple(other), strict=True)
    found = {
        name: _FIELDS[name](value, another)
        for name, value, another in pairs
        if name in _FIELDS and value != another
    }
    found |= _merged_text(one, other)
    return (
        one if all(getattr(one, name) is found[name] for name in found) else replace(one, **found)
    )


def merged_quote(quote: Post, post: Post) -> Post:
    """Return a quoted copy of a post with the facts of the post itself.

    Quote, id of the post replied to and facts about its own place are kept from the copy.
    """
    own = {name: getattr(quote, name) for name in (*_OWN, "quote", "reply_to_id")}
    return replace(merged(quote, post), **own)


def merged_with_quoted(post: Post, quoted: Post) -> Post:
    """Return a post with the facts of its quoted copy; facts about its own place are kept."""
    own = {name: getattr(post, name) for name in _OWN}
    return replace(merged(post, quoted), **own)


def quotes_of(post: Post) -> Iterator[Post]:
    """Yield the nested quotes of a post, outermost first."""
    quote = post.quote
    while quote:
        yield quote
        quote = quote.quote


def requoted(post: Post, whole: Post) -> Post:
    """Return a post with the facts of `whole` in its quoted copy, at any depth."""
    if post.quote is None:
        return post
    quote = requoted(post.quote, whole)
    if quote.id == whole.id:
        quote = merged_quote(quote, whole)
    return post if quote == post.quote else replace(post, quote=quote)


def _merged_text(one: Post, other: Post) -> dict[str, Any]:
    """Keep the better text with its lists of names; for equal texts, the longer lists."""
    if one.text != other.text:
        kept = max(one, other, key=lambda post: by_text(post.text))
        return {name: getattr(kept, name) for name in ("text", "hidden", *NAMED_IN_TEXT)}
    lists = {name: _larger(getattr(one, name), getattr(other, name)) for name in NAMED_IN_TEXT}
    return {**lists, "hidden": max(one.hidden, other.hidden)}


def _larger(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the longer list; a stated empty list goes before an unstated list."""
    if one is NOT_STATED or other is NOT_STATED:
        return other if one is NOT_STATED else one
    return max(one, other, key=by_size)
