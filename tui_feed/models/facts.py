"""Facts never stated by an archive, as noted on its posts."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from tui_feed.models.post import Fact, Post

FACT_WORDS: Final[Mapping[Fact, str]] = {
    "alt": "descriptions",
    "poll": "polls",
    "card": "cards",
    "content_warning": "warnings",
    "pinned": "pins",
    "edited": "edits",
    "counts": "counts",
    "media": "pictures",
    "quote": "quotes",
    "reply": "replies",
}
"""Fact -> name for people, in the order for lists."""


def marks_of(post: Post, *, brief: bool = False) -> Iterator[str]:
    """Yield the words for a deleted, liked or bookmarked post; the date is left out in `brief`."""
    if post.deleted or post.deleted_at:
        when = None if brief else post.deleted_date
        yield f"deleted on {when.day}" if when else "deleted"
    if post.liked:
        yield "liked"
    if post.bookmarked:
        yield "bookmarked"


def is_dated_by_id(post: Post) -> bool:
    """Tell whether the date of a post is that of its id: lists of likes state no dates."""
    return post.created_at is not None and (post.liked or post.bookmarked) and post.apart


def undescribed(post: Post) -> str:
    """Return the words for a picture without a description, or from an archive without any."""
    return "description not stated" if "alt" in post.unstated else "without a description"


def with_unstated(post: Post, facts: tuple[Fact, ...]) -> Post:
    """Note on a post and its quotes the facts never stated by their archive; return the post."""
    if not facts:
        return post
    quote = post.quote and with_unstated(post.quote, facts)
    named = tuple(sorted({*post.unstated, *facts}))
    return replace(post, quote=quote, unstated=named)
