"""Count posts by day, month and year, and find the post nearest to a date."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tui_feed.feed.columns import Starts
from tui_feed.text.timestamps import MISSING
from tui_feed.text.zones import UTC_ZONE, Zone

LAST_MONTH = 12 * 10_000
"""Month after the last month of the calendar (December 9999), counted from the year 0."""
_DAY = 86_400_000
_LONGEST_MONTH = 31 * _DAY
_EPOCH = date(1970, 1, 1)


def date_at(moment: int) -> date:
    """Return the day of a millisecond since 1970."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).date()


def moment_of(day: date) -> int:
    """Return the first millisecond of a day since 1970."""
    return (day - _EPOCH).days * _DAY


class DatedRows:
    """Rows of a feed with dates on the same clock, newest first."""

    def __init__(
        self,
        newest: Sequence[int],
        starts: Starts,
        met: Callable[[int], int] | None = None,
        zone: Zone = UTC_ZONE,
    ) -> None:
        """Take rows of `newest`, all rows of a feed with the newest first.

        `starts` has the first millisecond of each row's date. `met` returns the number of counted
        rows before a position in `newest`; without it all rows are counted.
        """
        self._rows = newest
        self._starts = starts
        self._met: Callable[[int], int] = met or (lambda place: place)
        self._zone = zone
        self._size = bisect_left(newest, -MISSING, key=self._falling)  # rows with a date
        self.dated = self._met(self._size)
        """Number of rows with a date."""

    @property
    def undated(self) -> int:
        """Number of rows without a date."""
        return self._met(len(self._rows)) - self.dated

    def starting_from(self, local: int) -> int:
        """Return the number of rows with dates that begin at a local time or later."""
        moment = self._zone.moment(local)
        found = bisect_left(self._rows, -moment + 1, hi=self._size, key=self._falling)
        return self._met(found)

    def row(self, number: int) -> int:
        """Return the counted row at a position; 0 is the newest."""
        return self._rows[bisect_left(range(self._size), number + 1, key=self._met_with)]

    def start(self, number: int) -> int:
        """Return the local time at which the date of the row at a position begins."""
        return self._zone.local(self._starts[self.row(number)])

    def _met_with(self, place: int) -> int:
        return self._met(place + 1)

    def _falling(self, row: int) -> int:
        return -self._starts[row]


class DateCounts:
    """Counts of posts by their dates, as far as the dates are stated.

    A post dated only to a month is counted for no day, a post dated only to a year for no month.
    """

    def __init__(self, groups: Sequence[DatedRows], coarse: Sequence[tuple[int, int]] = ()) -> None:
        """Count rows in groups: rows with a zone, and rows without.

        `coarse` has the first millisecond and the length in seconds of each counted date less
        precise than a day.
        """
        self._groups = groups
        self._months = sorted(start for start, long in coarse if 1000 * long <= _LONGEST_MONTH)
        self._years = sorted(start for start, long in coarse if 1000 * long > _LONGEST_MONTH)

    @property
    def undated(self) -> int:
        """Number of posts without a date."""
        return sum(group.undated for group in self._groups)

    @property
    def span(self) -> tuple[date, date] | None:
        """First days of the oldest and the newest date; None without dates."""
        groups = [group for group in self._groups if group.dated]
        if not groups:
            return None
        oldest = min(group.start(group.dated - 1) for group in groups)
        return date_at(oldest), date_at(max(group.start(0) for group in groups))

    def years(self) -> list[tuple[int, int]]:
        """Return every year with posts, latest first, and its number of posts."""
        if self.span is None:
            return []
        first, last = self.span
        counts = ((year, self.year(year)) for year in range(last.year, first.year - 1, -1))
        return [(year, count) for year, count in counts if count]

    def year(self, year: int) -> int:
        """Return the number of posts of a year."""
        return self._begun(date(year, 1, 1), _after(year, 12))

    def month(self, year: int, month: int) -> int:
        """Return the number of posts of a month."""
        return self.months(12 * year + month - 1, 1)[0]

    def months(self, first: int, count: int, size: int = 1) -> list[int]:
        """Return the number of posts of each of `count` months; `first` is counted from year 0.

        With a `size`, groups of so many months are counted; the last group may be smaller. Single
        calls would take four times as long: here the end of a month is the beginning of the next.
        """
        edges = [*range(first, first + count, size), first + count]
        firsts = list(map(month_start, edges))
        begun = list(map(self._starting_from, firsts))
        found = [one - other for one, other in pairwise(begun)]
        if self._years:  # posts known only to the year are counted for no month
            found = [
                each - _inside(self._years, start, stop)
                for each, (start, stop) in zip(found, pairwise(firsts), strict=True)
            ]
        return found

    def day(self, day: date) -> int:
        """Return the number of posts of a day."""
        stop = moment_of(day) + _DAY
        found = self._begun(day, stop)
        return found - _within(self._months, day, stop) - _within(self._years, day, stop)

    def known_to_month(self, year: int, month: int) -> int:
        """Return the number of posts dated only to a month."""
        return _within(self._months, date(year, month, 1), _after(year, month))

    def known_to_year(self, year: int) -> int:
        """Return the number of posts dated only to a year."""
        return _within(self._years, date(year, 1, 1), _after(year, 12))

    def days(self, year: int, month: int) -> list[int]:
        """Return the number of posts of each day of a month.

        Single calls of `day` would take twice as long: the end of a day is the beginning of the
        next.
        """
        begin = moment_of(date(year, month, 1))
        edges = range(begin, _after(year, month) + 1, _DAY)
        begun = list(map(self._starting_from, edges))
        found = [one - other for one, other in pairwise(begun)]
        for coarse in (self._months, self._years):
            if coarse:  # posts known only to the month or year are counted for no day
                spans = pairwise(edges)
                pairs = zip(found, spans, strict=True)
                found = [each - _inside(coarse, start, stop) for each, (start, stop) in pairs]
        return found

    def next_day(self, day: date, step: int) -> date | None:
        """Return the next (`step` 1) or previous (-1) day with a post; None if no such day follows.

        A coarse date counts as its first day.
        """
        found = []
        for group in self._groups:
            if step > 0:
                place = group.starting_from(moment_of(day) + _DAY) - 1
            else:
                place = group.starting_from(moment_of(day))
            if 0 <= place < group.dated:
                found.append(group.start(place))
        if not found:
            return None
        return date_at(min(found) if step > 0 else max(found))

    def nearest(self, start: int, stop: int) -> int | None:
        """Return the row of the newest post in a span of local time, or else of the nearest."""
        candidates = []
        for group in self._groups:
            place = group.starting_from(stop)
            places = [at for at in (place, place - 1) if 0 <= at < group.dated]
            candidates += [(group.start(at), group.row(at)) for at in places]

        def distance(found: tuple[int, int]) -> tuple[int, int]:
            begun, _ = found
            far = max(start - begun, begun - stop + 1, 0)
            return far, begun if far else -begun

        return min(candidates, key=distance)[1] if candidates else None

    def _begun(self, first: date, stop: int) -> int:
        return self._starting_from(moment_of(first)) - self._starting_from(stop)

    def _starting_from(self, local: int) -> int:
        """Return the number of posts with dates that begin at a local time or later."""
        return sum(group.starting_from(local) for group in self._groups)


def month_start(month: int) -> int:
    """Return the first millisecond of a month; months are counted from January of the year 0."""
    if month < LAST_MONTH:
        return moment_of(date(month // 12, month % 12 + 1, 1))
    return moment_of(date.max) + _DAY  # the calendar ends with the year 9999


def _after(year: int, month: int) -> int:
    """Return the first millisecond after a month."""
    return month_start(12 * year + month)


def _within(starts: list[int], first: date, stop: int) -> int:
    return _inside(starts, moment_of(first), stop)


def _inside(starts: list[int], start: int, stop: int) -> int:
    return bisect_left(starts, stop) - bisect_left(starts, start)
