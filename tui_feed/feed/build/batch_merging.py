"""Merging of copies met close together, before they become rows."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui_feed.feed.build.contents import Contents
from tui_feed.feed.build.pending_posts import PendingPosts
from tui_feed.feed.ids import key_of
from tui_feed.models import Post
from tui_feed.models.disagreements import disagreements
from tui_feed.models.merging import merged, merged_with_quoted, quotes_of, requoted


class CopyInBatch(NamedTuple):
    """Copy of a post in disagreement with another copy in the same batch."""

    key: int
    """Key of the post."""
    post: Post
    """Copy."""
    quoted_by: str | None = None
    """Id of the quoting post; None for a copy outside quotes."""


def merge_copy(pending: PendingPosts, row: int, key: int, copy: Post) -> list[CopyInBatch]:
    """Merge a copy into a pending post; return both if they disagree."""
    post = pending.posts[row]
    pending.replace(row, merged(post, copy))
    if disagreements([("", post), ("", copy)]):
        return [CopyInBatch(key, post), CopyInBatch(key, copy)]
    return []


def are_quoted_otherwise(keys: Sequence[int], contents: Contents) -> bool:
    """Tell whether posts of a batch quote posts of the batch with different facts."""
    quoted = array("q", contents.quoted_keys)
    if not quoted or set(quoted).isdisjoint(keys):
        return False
    said = dict(zip(keys, array("q", contents.posts), strict=True))
    pairs = zip(quoted, array("q", contents.quoted), strict=True)
    return any(said.get(key, content) != content for key, content in pairs)


def merge_quotes(pending: PendingPosts, keys: Sequence[int]) -> list[CopyInBatch]:
    """Merge posts with their quoted copies; return copies that disagree."""
    rows = {key: row for row, key in enumerate(keys)}
    found = list(_quoted_here(pending.posts, rows))
    noted: list[CopyInBatch] = []
    for by, quote, key in found:
        post = pending.posts[rows[key]]
        whole = merged_with_quoted(post, quote)
        if disagreements([("", post), ("", quote)]):
            noted += [CopyInBatch(key, post), CopyInBatch(key, quote, pending.posts[by].id)]
        if whole != post:
            pending.replace(rows[key], whole)
    for by, _, key in found:
        post = pending.posts[by]
        quoting = requoted(post, pending.posts[rows[key]])
        if quoting is not post:
            pending.replace(by, quoting)
    return noted


def _quoted_here(posts: list[Post], rows: dict[int, int]) -> Iterator[tuple[int, Post, int]]:
    """Yield each quote of a post in the batch: row of the quoting post, quote, and its key."""
    for row, post in enumerate(posts):
        for quote in quotes_of(post):
            key = key_of(quote.id)
            if key in rows:
                yield row, quote, key
