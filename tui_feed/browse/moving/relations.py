"""Posts related to a post: answered, quoted, quoting and replying posts, as far as known."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from tui_feed.feed import Feed
from tui_feed.models import Post

MOST_RELATED = 5
"""Most quoting posts, and most replies, listed one by one."""

RelationKind = Literal["reply to", "quotes", "quoted by", "reply"]
"""Relation of a post to the post it is listed for."""


class Relation(NamedTuple):
    """Related post, or what is known of it."""

    kind: RelationKind
    """Relation."""
    post_id: str
    """Id of the related post; empty if it is not stated."""
    post: Post | None
    """Related post, perhaps a copy from a quote; None if the feed lacks it."""
    words: str = ""
    """Words for a post that the feed lacks, or for all further posts."""


def relations(post: Post, feed: Feed) -> Iterator[Relation]:
    """Yield the posts related to a post, in reading order."""
    yield from _answered(post, feed)
    if post.quote:
        yield Relation("quotes", post.quote.id, post.quote)
    yield from _some("quoted by", post.id, feed.quoted_by(post.id), feed)
    yield from _some("reply", post.id, feed.answers(post.id), feed)


def _answered(post: Post, feed: Feed) -> Iterator[Relation]:
    if post.reply_to_id is None:
        return
    answered = known_post(post.reply_to_id, feed)
    words = "" if answered else missing_words(post)
    yield Relation("reply to", post.reply_to_id, answered, words)


def _some(kind: RelationKind, post_id: str, rows: Sequence[int], feed: Feed) -> Iterator[Relation]:
    """Yield the first posts of some rows, and a relation for the rest."""
    for row in islice(rows, MOST_RELATED):
        post = feed.post(row)
        yield Relation(kind, post.id, post)
    if (rest := len(rows) - MOST_RELATED) > 0:
        yield Relation(kind, post_id, None, f"and {rest:,} more")


def known_post(post_id: str, feed: Feed) -> Post | None:
    """Return a post of the feed, or its copy in a quote; None if the feed has neither."""
    row = feed.row_of(post_id)
    return feed.quoted_copy(post_id) if row is None else feed.post(row)


def missing_words(reply: Post) -> str:
    """Return the words for an answered post that the feed lacks, as its reply names it."""
    names = ", ".join(f"@{handle}" for handle in reply.reply_to)
    if names:
        return f"a post of {names}, not in this archive"
    return f"a post that is not in this archive: {reply.reply_to_id}"


def beginning(post: Post, most: int = 300) -> str:
    """Return the beginning of a post on a single line; a content warning covers its text."""
    if post.content_warning:
        text = f"content warning: {post.content_warning[:most]}"
    else:
        text = post.text[:most] or post.unavailable or _attachment(post)
    return " ".join(text.split())


def _attachment(post: Post) -> str:
    """Return the words for a post without text."""
    described = next((item.alt for item in post.media if item.alt), "")
    return described or (post.media[0].kind if post.media else "no text")
