"""Withdrawal of posts from a feed, when a later copy says that they were not public.

Rows never change, so the row is hidden. Posts that quote such a post get new rows without the
quote: neither the full text nor the screen can hold it any more.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from pyroaring import BitMap

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.build.visibility import Privacy
from tui_feed.feed.ids import keys_of
from tui_feed.feed.index.columns_index import SOURCE, Index
from tui_feed.feed.index.post_store import Store
from tui_feed.feed.rows import pack_rows
from tui_feed.models import Post, Problem
from tui_feed.models.lines import DatedPosts, post_line
from tui_feed.text.timestamps import date_intervals

MOST = 5_000
"""Posts that get new rows at once; a second of work, in which no key is answered."""
_TOO_MANY = (
    "{count:,} posts more quote what turned out later not to be public; they are left out, "
    "--include-private shows them"
)


class Withdrawn(NamedTuple):
    """Consequences of a withdrawal."""

    rows: BitMap
    """Rows to hide."""
    again: list[RecordBatch]
    """New rows: quoting posts without their quotes."""
    problem: Problem | None
    """Report of posts that had to be left out."""


def withdrawn(keys: Sequence[int], index: Index, posts: Store, privacy: Privacy) -> Withdrawn:
    """Return the consequences of the posts of some keys not being public."""
    gone = {row for key in keys for row in index.ids.find(key)}
    links = (index.quoting, index.inside)
    quoting = {row for key in keys for column in links for row in column.find(key)}
    rows = BitMap({*gone, *quoting})
    left = index.seen(sorted(quoting - gone))
    made = list(_made(left[:MOST], index, posts, privacy))
    problem = None
    if rest := len(left[MOST:]):
        reason = _TOO_MANY.format(count=rest)
        problem = Problem(place="several files", reason=reason, skipped=True)
    return Withdrawn(rows, made, problem)


def _made(
    rows: Sequence[int], index: Index, posts: Store, privacy: Privacy
) -> Iterator[RecordBatch]:
    by_source: dict[int, dict[int, Post]] = {}
    for row in rows:
        with suppress(ValueError):  # its file has changed, and what it says is not known any more
            if shown := privacy.public_part(posts[row]):
                by_source.setdefault(posts.source_of(row), {})[row] = shown
    for source, found in by_source.items():
        batch = _batch_of(source, list(found.values()))
        batch.facets[SOURCE] = {
            label: pack_rows([at for at, row in enumerate(found) if row in rows], len(found))
            for label, rows in index.facets[SOURCE].items()
        }
        yield batch


def _batch_of(source: int, posts: list[Post]) -> RecordBatch:
    starts, spans = date_intervals([post.reposted_at or post.created_at for post in posts])
    kept = b"".join(post_line(post) + b"\n" for post in posts)
    keys = keys_of([post.id for post in posts])
    return encode_batch(
        source, DatedPosts(posts, starts, spans), keys, LineLocation(size=len(kept), kept=kept)
    )
