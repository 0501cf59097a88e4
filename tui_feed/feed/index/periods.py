"""Periods of a selection ordered by date: the day, month or year of each post, and their counts.

A count bisects the order of the selection; it costs the same in fourteen posts and in a million.
"""

from bisect import bisect_left
from collections.abc import Sequence

from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.selection import Selection
from tui_feed.text.dates import NO_PERIOD, Period, Unit
from tui_feed.text.timestamps import MISSING, WITHOUT_ZONE
from tui_feed.text.zones import reader_zone

MOST_COMPARED = 1_000
"""Most posts compared singly for a count, where dates of several kinds are side by side."""
_DAY_MS = 86_400_000
_NEVER = 2**63
_UNITS: tuple[Unit, ...] = (
    None, "day", "day", "day", "day", "day", "month", "month", "month", "month", "year", "year",
)  # fmt: skip
"""Unit of each code of `SPANS`."""


class Periods:
    """Day, month or year of each post of a selection, and the number of posts of each."""

    def __init__(self, index: Index, selection: Selection) -> None:
        self._index = index
        self._rows: Sequence[int] = selection.rows
        self._falls = selection.order == "newest"
        self.are_shown = selection.order in ("newest", "oldest")
        """True if the order of the selection is by date."""

    def of(self, row: int) -> Period:
        """Return the period of a row."""
        start, code = self._index.starts[row], self._index.spans[row]
        if start == MISSING:
            return NO_PERIOD
        if not WITHOUT_ZONE[code]:
            start = reader_zone().local(start)
        return Period(_UNITS[code], start // _DAY_MS)

    def count(self, period: Period) -> int | None:
        """Return the number of posts of a period.

        None if too many posts would have to be compared: a month without days has the same first
        millisecond as its first day.
        """
        if period.unit is None:
            return len(self._rows) - self._place(_NEVER)
        start, stop, is_mixed = self._limits(period)
        if self._falls:
            places = range(self._place(1 - stop), self._place(1 - start))
        else:
            places = range(self._place(start), self._place(stop))
        if not is_mixed:
            return len(places)
        if len(places) > MOST_COMPARED:
            return None
        return sum(self.of(self._rows[place]) == period for place in places)

    def _limits(self, period: Period) -> tuple[int, int, bool]:
        """Return limits of the milliseconds of a period, and whether other periods share them."""
        start = period.first * _DAY_MS
        if period.unit != "day":
            return start, start + 1, True
        stop, zone = start + _DAY_MS, reader_zone()
        is_mixed = bool(self._index.coarse)
        if zone.is_utc:
            return start, stop, is_mixed
        limits = zone.moment(start), zone.moment(stop)
        if not self._index.without_zone:
            return *limits, is_mixed
        return min(start, limits[0]), max(stop, limits[1]), True

    def _place(self, key: int) -> int:
        """Return the first position with a sort key of at least `key`."""
        return bisect_left(self._rows, key, key=self._key)

    def _key(self, row: int) -> int:
        start = self._index.starts[row]
        if self._falls:
            return -start
        return _NEVER if start == MISSING else start
