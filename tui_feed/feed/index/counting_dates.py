"""Count the dates of a set of rows, each date on its own clock."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from pyroaring import BitMap

from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.date_counts import DateCounts, DatedRows
from tui_feed.feed.rows import row_span
from tui_feed.text.timestamps import SPANS
from tui_feed.text.zones import UTC_ZONE, reader_zone


def count_dates(index: Index, newest: Sequence[int], rows: BitMap | None) -> DateCounts:
    """Return the date counts of some rows, or of all; `newest` are all rows, newest first."""
    coarse = [row for row in index.coarse if row < len(newest)]
    if rows is not None:
        coarse = [row for row in coarse if row in rows]
    coarse_dates = [(index.starts[row], SPANS[index.spans[row]]) for row in coarse]
    return DateCounts(_dated_rows(index, newest, rows), coarse_dates)


def _dated_rows(index: Index, newest: Sequence[int], rows: BitMap | None) -> list[DatedRows]:
    """Return rows in groups: dates with a zone on the reader's clock, the others as stated."""
    starts, zone, stated_so = index.starts, reader_zone(), index.without_zone
    found = row_span(0, len(starts)) if rows is None else rows
    if zone.is_utc or not stated_so.intersect(found):
        met = None if rows is None else _count_before(newest, rows)
        return [DatedRows(newest, starts, met, zone)]
    groups = ((found & stated_so, UTC_ZONE), (found - stated_so, zone))
    return [
        DatedRows(newest, starts, _count_before(newest, group), clock)
        for group, clock in groups
        if group
    ]


def _count_before(newest: Sequence[int], rows: BitMap) -> Callable[[int], int]:
    """Return a function from a place in `newest` to the number of rows of a set before it."""
    if isinstance(newest, range):
        size = len(newest)
        if newest.step > 0:
            return lambda place: rows.range_cardinality(0, place)
        return lambda place: rows.range_cardinality(size - place, size)
    return list(accumulate(map(rows.__contains__, newest), initial=0)).__getitem__
