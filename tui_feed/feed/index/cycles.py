"""Find recurring dates: a day or a month of every year, days of the week."""

from collections.abc import Iterator
from datetime import date

from tui_feed.feed.index.date_counts import date_at, moment_of
from tui_feed.query import Recurring

_DAY = 86_400_000


def spans_between(asked: Recurring, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a recurring date between two moments, in milliseconds: begin and end.

    The first span may begin before `start`, and the last may end after `stop`.
    """
    first, last = date_at(start), date_at(stop - 1)
    if asked.cycle == "weekday":
        yield from _weekdays(asked.values, first, last)
        return
    for year in range(first.year, last.year + 1):
        found = _date_of(asked.values, year) if asked.cycle == "date" else None
        if found:
            yield moment_of(found), moment_of(found) + _DAY
        elif asked.cycle == "month":
            (month,) = asked.values
            yield moment_of(date(year, month, 1)), _ms_of_month(year, month + 1)


def is_possible(asked: Recurring, start: int, stop: int, *, whole: bool = False) -> bool:
    """Tell whether a date may lie in a recurring span; with `whole`, whether it surely does."""
    found = spans_between(asked, start, stop)
    if whole:
        return any(first <= start and stop <= last for first, last in found)
    return any(first < stop and start < last for first, last in found)


def _weekdays(days: tuple[int, ...], first: date, last: date) -> Iterator[tuple[int, int]]:
    for day in days:
        start = moment_of(first) + (day - first.weekday()) % 7 * _DAY
        for moment in range(start, moment_of(last) + _DAY, 7 * _DAY):
            yield moment, moment + _DAY


def _date_of(values: tuple[int, ...], year: int) -> date | None:
    """Return the date in a year; None for 29 February outside leap years."""
    month, day = values
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ms_of_month(year: int, month: int) -> int:
    """Return the beginning of a month; month 13 is January of the next year, even after 9999."""
    if month > 12:
        return moment_of(date(year, 12, 31)) + _DAY
    return moment_of(date(year, month, 1))
