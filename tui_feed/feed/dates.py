"""How many posts are of each day, month and year, and which one is nearest to a date."""

from array import array
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from tui_feed.feed.columns import MISSING

_DAY = 86_400_000
_LONGEST_MONTH = 31 * _DAY
_EPOCH = date(1970, 1, 1)


def date_at(moment: int) -> date:
    """Return the day of a millisecond since 1970 UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).date()


def moment_of(day: date) -> int:
    """Return the first millisecond of a day since 1970 UTC."""
    return (day - _EPOCH).days * _DAY


class DateCounts:
    """Counts posts by their dates, each only as far as its date is stated.

    A post that is dated to a month is of no day, one that is dated to a year of no month.
    """

    def __init__(
        self,
        rows: Sequence[int],
        starts: "array[int]",
        lengths: "array[int]",
        coarse: Sequence[int] = (),
    ) -> None:
        """Count `rows`, the newest first and the undated last.

        `starts` (milliseconds) and `lengths` (seconds) are the columns of their dates; `coarse` are
        those of the rows whose date is less precise than a day.
        """
        self._rows = rows
        self._starts = starts
        self._dated = bisect_left(rows, -MISSING, key=self._falling)
        stretches = [(starts[row], 1000 * lengths[row]) for row in coarse]
        self._months = sorted(start for start, long in stretches if long <= _LONGEST_MONTH)
        self._years = sorted(start for start, long in stretches if long > _LONGEST_MONTH)

    @property
    def undated(self) -> int:
        """How many posts state no date."""
        return len(self._rows) - self._dated

    @property
    def span(self) -> tuple[date, date] | None:
        """The days on which the oldest and the newest date begin; None where there is none."""
        if not self._dated:
            return None
        oldest, newest = self._rows[self._dated - 1], self._rows[0]
        return date_at(self._starts[oldest]), date_at(self._starts[newest])

    def years(self) -> list[tuple[int, int]]:
        """Return every year that posts are of, the latest first, and how many."""
        if self.span is None:
            return []
        first, last = self.span
        counts = ((year, self.year(year)) for year in range(last.year, first.year - 1, -1))
        return [(year, count) for year, count in counts if count]

    def year(self, year: int) -> int:
        """Return how many posts are of a year."""
        return self._begun(date(year, 1, 1), _after(year, 12))

    def month(self, year: int, month: int) -> int:
        """Return how many posts are of a month."""
        first, stop = date(year, month, 1), _after(year, month)
        return self._begun(first, stop) - _within(self._years, first, stop)

    def day(self, day: date) -> int:
        """Return how many posts are of a day."""
        stop = moment_of(day) + _DAY
        found = self._begun(day, stop)
        return found - _within(self._months, day, stop) - _within(self._years, day, stop)

    def known_to_month(self, year: int, month: int) -> int:
        """Return how many posts are of a month and of none of its days."""
        return _within(self._months, date(year, month, 1), _after(year, month))

    def known_to_year(self, year: int) -> int:
        """Return how many posts are of a year and of none of its months."""
        return _within(self._years, date(year, 1, 1), _after(year, 12))

    def days(self, year: int, month: int) -> list[int]:
        """Return how many posts are of each day of a month."""
        last = monthrange(year, month)[1]
        return [self.day(date(year, month, day)) for day in range(1, last + 1)]

    def next_day(self, day: date, step: int) -> date | None:
        """Return the next (`step` 1) or previous (-1) day that a post is of; None without one.

        A coarse date counts as the day that it begins on.
        """
        if step > 0:
            place = self._starting_from(moment_of(day) + _DAY) - 1
        else:
            place = self._starting_from(moment_of(day))
        if not 0 <= place < self._dated:
            return None
        return date_at(self._starts[self._rows[place]])

    def nearest(self, start: int, stop: int) -> int | None:
        """Return the row of the newest post in a stretch, else of the nearest one to it."""
        place = self._starting_from(stop)
        near = [self._rows[at] for at in (place - 1, place) if 0 <= at < self._dated]
        if not near:
            return None

        def distance(row: int) -> int:
            begun = self._starts[row]
            return max(start - begun, begun - stop + 1, 0)

        return min(reversed(near), key=distance)

    def _begun(self, first: date, stop: int) -> int:
        return self._starting_from(moment_of(first)) - self._starting_from(stop)

    def _starting_from(self, moment: int) -> int:
        """Count the posts that begin at a moment or later."""
        return bisect_left(self._rows, -moment + 1, hi=self._dated, key=self._falling)

    def _falling(self, row: int) -> int:
        return -self._starts[row]


def _after(year: int, month: int) -> int:
    """Return the first millisecond after a month."""
    return moment_of(date(year, month, monthrange(year, month)[1])) + _DAY


def _within(starts: list[int], first: date, stop: int) -> int:
    return bisect_left(starts, stop) - bisect_left(starts, moment_of(first))
