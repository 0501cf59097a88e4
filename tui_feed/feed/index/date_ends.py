"""Rows with the earliest and the latest date of some rows."""

from collections.abc import Callable, Iterable

from pyroaring import BitMap

from tui_feed.feed.columns import Starts
from tui_feed.text.timestamps import MISSING


class DateEnds:
    """Row with the earliest beginning of a date, and row with the latest end."""

    def __init__(self, starts: Starts, stop: Callable[[int], int]) -> None:
        """Take the first millisecond of each row's date, and the first after it."""
        self._starts = starts
        self._stop = stop
        self.rows: tuple[int, int] | None = None
        """Both rows; None without dates."""

    def add(self, rows: Iterable[int]) -> None:
        """Add rows; rows without a date are passed over."""
        found = [row for row in (*(self.rows or ()), *rows) if self._starts[row] != MISSING]
        if found:
            self.rows = min(found, key=self._starts.__getitem__), max(found, key=self._stop)

    def replace(self, old: int, new: int) -> None:
        """Put a row with the same date in the place of another."""
        if self.rows:
            first, last = (new if row == old else row for row in self.rows)
            self.rows = first, last

    def remove(self, rows: BitMap, rest: Callable[[], Iterable[int]]) -> None:
        """Remove rows; `rest` returns all others."""
        if self.rows and any(row in rows for row in self.rows):
            self.rows = None
            self.add(rest())
