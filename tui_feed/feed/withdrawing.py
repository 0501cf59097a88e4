"""What has to go once it is known: posts that a later copy says were not public.

Rows never change, so such a row is hidden. Posts that quote one are made anew without what they
quote, as rows of their own: neither what is searched nor what is drawn can hold it any more.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.build.visibility import Privacy
from tui_feed.feed.ids import keys_of
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.post_store import Store
from tui_feed.feed.rows import bits_of, packed
from tui_feed.models import Post, Problem
from tui_feed.models.lines import DatedPosts, post_line
from tui_feed.text.timestamps import date_intervals

MOST = 5_000
"""Posts that are made anew at once; a second of work, in which no key would be answered."""
_TOO_MANY = (
    "{count:,} posts more quote what turned out later not to be public; they are left out, "
    "--include-private shows them"
)


class Withdrawn(NamedTuple):
    """What follows from posts not having been public."""

    rows: int
    """The rows that must not be seen any more, as bits."""
    again: list[RecordBatch]
    """Posts that quoted one, without it."""
    problem: Problem | None
    """What had to be left out."""


def withdrawn(keys: Sequence[int], index: Index, posts: Store, privacy: Privacy) -> Withdrawn:
    """Find what has to go because the posts of some keys were not public."""
    gone = {row for key in keys for row in index.ids.find(key)}
    links = (index.quoting, index.inside)
    quoting = {row for key in keys for column in links for row in column.find(key)}
    rows = bits_of({*gone, *quoting}, len(index.starts))
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
    labels = {label: found.bits() for label, found in index.facets["in"].items()}
    for source, found in by_source.items():
        stretch = _stretch(source, list(found.values()))
        stretch.facets["in"] = {
            label: packed([at for at, row in enumerate(found) if bits >> row & 1], len(found))
            for label, bits in labels.items()
        }
        yield stretch


def _stretch(source: int, posts: list[Post]) -> RecordBatch:
    starts, spans = date_intervals([post.reposted_at or post.created_at for post in posts])
    kept = b"".join(post_line(post) + b"\n" for post in posts)
    keys = keys_of([post.id for post in posts])
    return encode_batch(
        source, DatedPosts(posts, starts, spans), keys, LineLocation(size=len(kept), kept=kept)
    )
