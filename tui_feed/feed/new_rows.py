"""Make new rows for changed posts; they replace the old rows, which never change."""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.ids import keys_of
from tui_feed.feed.index.columns_index import SOURCE, Index
from tui_feed.feed.index.post_store import Store
from tui_feed.feed.rows import pack_rows
from tui_feed.models import Post
from tui_feed.models.lines import DatedPosts, post_line
from tui_feed.text.timestamps import date_intervals

_MANY = 500
_LARGE = 4096


class NewRows(NamedTuple):
    """New rows for changed posts of a source."""

    old: list[int]
    """Replaced rows, in the order of the batch."""
    batch: RecordBatch
    """Changed posts."""


def new_rows(changed: Mapping[int, Post], index: Index, posts: Store) -> Iterator[NewRows]:
    """Yield new rows for changed posts, by row; they stay in the sources of their old rows."""
    by_source: dict[int, list[int]] = {}
    for row in changed:
        by_source.setdefault(posts.source_of(row), []).append(row)
    for source, all_rows in by_source.items():
        for first in range(0, len(all_rows), _MANY):
            rows = all_rows[first : first + _MANY]
            batch = _batch(source, [changed[row] for row in rows])
            batch.facets[SOURCE] = {
                label: pack_rows([at for at, row in enumerate(rows) if row in found], len(rows))
                for label, found in index.facets.get(SOURCE, {}).items()
            }
            yield NewRows(rows, batch)


def _batch(source: int, posts: list[Post]) -> RecordBatch:
    starts, spans = date_intervals([post.reposted_at or post.created_at for post in posts])
    kept = b"".join(post_line(post) + b"\n" for post in posts)
    keys = keys_of([post.id for post in posts])
    location = LineLocation(size=len(kept), kept=kept)
    batch = encode_batch(source, DatedPosts(posts, starts, spans), keys, location)
    if len(kept) > _LARGE:  # no file has these lines, and few of them are looked at
        batch.kept, batch.is_packed = zlib.compress(kept, 1), True
    return batch
