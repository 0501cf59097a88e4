"""Encode posts as a record batch: each column in a single pass over all posts."""

from array import array
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter, eq
from typing import NamedTuple, get_args

from tui_feed.feed.build.facet_columns import Columns, columns_from, facet_table, rows_with
from tui_feed.feed.build.record_batch import PackedLinks, RecordBatch
from tui_feed.feed.build.search_text import search_text
from tui_feed.feed.columns import packed_counts, packed_starts
from tui_feed.feed.ids import key_of
from tui_feed.feed.rows import pack_rows
from tui_feed.models import CountName, Fact, Metrics, Post
from tui_feed.models.lines import DatedPosts
from tui_feed.text.timestamps import MISSING, SPANS


class LineLocation(NamedTuple):
    """Place of the lines of a batch; see the fields of `RecordBatch`."""

    file: int = -1
    base: int = 0
    size: int = 0
    places: bytes = b""
    kept: bytes = b""


def encode_batch(
    source: int,
    dated: DatedPosts,
    keys: list[int],
    location: LineLocation,
    lacks: tuple[Fact, ...] = (),
) -> RecordBatch:
    """Return dated posts of a source, with the keys of their ids, as a batch.

    `lacks` are the facts never stated in their format.
    """
    posts, starts, spans, are_steady = dated
    columns, size = columns_from(posts), len(posts)
    traits = facet_table(columns, lacks)
    text, ends = search_text(columns, are_steady=are_steady)
    first, last = _outermost(starts, spans)
    return RecordBatch(
        source=source,
        count=size,
        keys=array("q", keys).tobytes(),
        by_key=_by_key(keys),
        starts=packed_starts(starts),
        spans=spans,
        first=first,
        last=last,
        falls=starts == sorted(starts, reverse=True),
        rises=starts == sorted(starts) and MISSING not in starts,
        is_strict=not any(map(eq, starts, islice(starts, 1, None))),
        counts=_counts(columns["metrics"]),
        facets={
            kind: {value: pack_rows(rows, size) for value, rows in values.items()}
            for kind, values in traits.facets.items()
        },
        spellings=traits.spellings,
        unstated={kind: pack_rows(rows, size) for kind, rows in traits.unstated.items() if rows},
        depths={depth: pack_rows(rows, size) for depth, rows in _depths(columns).items()},
        quoting=_links([quote and quote.id for quote in columns["quote"]]),
        inside=_inside(columns["quote"]),
        answering=_links(columns["reply_to_id"]),
        conversations=_links(_elsewhere(columns["conversation_id"], columns["id"])),
        text=text,
        ends=ends.tobytes(),
        file=location.file,
        base=location.base,
        size=location.size,
        places=location.places,
        kept=location.kept,
        lacks=lacks,
    )


def depth_of(post: Post) -> int:
    """Count the posts quoted inside each other."""
    depth, quote = 0, post.quote
    while quote:
        depth, quote = depth + 1, quote.quote
    return depth


def _depths(columns: Columns) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows_with(columns["quote"]):
        found.setdefault(1 + depth_of(columns["quote"][row]), []).append(row)
    return found


def _elsewhere(ids: Sequence[str | None], own: Sequence[str]) -> list[str | None]:
    """Return ids, with None in place of each post's own id."""
    return [None if stated == post_id else stated for stated, post_id in zip(ids, own, strict=True)]


def _by_key(keys: list[int]) -> bytes:
    rising = sorted(keys)
    if keys == rising or keys == rising[::-1]:
        return b""
    return array("H", sorted(range(len(keys)), key=keys.__getitem__)).tobytes()


def _outermost(starts: list[int], spans: bytes) -> tuple[int, int]:
    """Return the rows with the earliest start and the latest end of a date; -1 without dates."""
    dated = list(filter(MISSING.__ne__, starts)) if MISSING in starts else starts
    if not dated:
        return -1, -1
    stops = starts
    if spans.count(spans[0]) < len(spans):
        stops = [start + 1000 * SPANS[code] for start, code in zip(starts, spans, strict=True)]
    return starts.index(min(dated)), stops.index(max(stops))


def _links(ids: Sequence[str | None]) -> PackedLinks:
    rows = rows_with(ids)
    return _packed_links(sorted((key_of(ids[row] or ""), row) for row in rows))


def _inside(quotes: Sequence[Post]) -> PackedLinks:
    """Return links to the posts quoted inside quoted posts."""
    entries = []
    for row in rows_with(quotes):
        quote = quotes[row].quote
        while quote:
            entries.append((key_of(quote.id), row))
            quote = quote.quote
    return _packed_links(sorted(entries))


def _packed_links(entries: list[tuple[int, int]]) -> PackedLinks:
    keys = array("q", [key for key, _ in entries])
    return PackedLinks(keys.tobytes(), array("H", [row for _, row in entries]).tobytes())


def _counts(stated: Sequence[Metrics]) -> dict[CountName, bytes]:
    columns: dict[CountName, bytes] = {}
    for name in get_args(CountName):
        counts = list(map(attrgetter(name), stated))
        if counts.count(None) < len(counts):
            columns[name] = packed_counts(counts)
    return columns
