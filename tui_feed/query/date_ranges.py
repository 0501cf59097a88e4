"""Parse dates as typed by people: any precision, `yesterday`, `30d`, and ranges of these."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial

from tui_feed.query.errors import QueryError, excerpt
from tui_feed.text import dates
from tui_feed.text.dates import Moment
from tui_feed.text.sanitize import clean

_AGO = re.compile(r"(\d{1,5})([dwmy])", re.IGNORECASE | re.ASCII)
_YEAR = re.compile(r"\d{4}(?!\d)", re.ASCII)
_ANY_YEAR = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_LEAP_YEAR = 2000
_DAYS_AGO = {"today": 0, "yesterday": 1}
_FORMS = "write 2024, 2024-01, 2024-01-05, today, yesterday or 30d, 2w, 6m, 1y ago"
# Date and time in X's form: `2023-09-08_05:00:00_UTC`.
_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d\d:\d\d(?::\d\d)?)(?:_(.+))?", re.ASCII)
_OFFSET = re.compile(r"[+-]\d\d:?\d\d", re.ASCII)
_ZONES = {
    "UTC": "Z", "GMT": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_WRITTEN_TO = {"year": 4, "month": 7, "day": 10}


def read_date(text: str, today: date | None = None) -> Moment:
    """Parse a date: ISO 8601 of any precision, `today`, `yesterday`, or a time ago.

    `30d`, `2w`, `6m` and `1y` mean the day 30 days, 2 weeks, 6 months or a year before `today`,
    which is the reader's day by default. Raises `ValueError` with a sentence for the reader.
    """
    word, today = text.strip().lower(), today or dates.today()
    if word in _DAYS_AGO:
        return _day(today - timedelta(days=_DAYS_AGO[word]))
    if ago := _AGO.fullmatch(word):
        try:
            return _day(_before(today, int(ago[1]), ago[2]))
        except (ValueError, OverflowError):
            raise ValueError(f'"{word}" ago is before the year 1') from None
    if not _YEAR.match(word):
        raise ValueError(f'"{excerpt(text)}" is not a date: {_FORMS}')
    if with_time := _WITH_TIME.fullmatch(text.strip()):
        day, clock, zone = with_time.groups()
        return Moment.parse(f"{day}T{clock}{_offset(zone) if zone else ''}")
    return Moment.parse(text)


def _offset(zone: str) -> str:
    if offset := _ZONES.get(zone.upper()):
        return offset
    if _OFFSET.fullmatch(zone):
        return zone
    raise ValueError(f'"{excerpt(zone)}" is no zone known here: write UTC, or an offset: -05:00')


def read_day_of_any_year(text: str) -> tuple[int, int] | None:
    """Parse a month and a day (`06-07`); None for any other text.

    Raises `ValueError` with a sentence for an impossible day.
    """
    if not (found := _ANY_YEAR.fullmatch(text.strip())):
        return None
    month, day = int(found[1]), int(found[2])
    try:
        Moment.of(_LEAP_YEAR, month, day)
    except ValueError:
        raise ValueError(f'no year has the day "{text.strip()}"; the month comes first') from None
    return month, day


def parse_dates(text: str, today: date | None = None) -> str:
    """Return the terms of a query for text typed at the date prompt.

    A date of any precision gives `on:2024-01`; a time ago (`30d`) gives `since:`; `A..B` gives
    `since:` and `until:`, with both ends included. One end may be omitted; `06-07` is a day of any
    year. Raises `QueryError` with a column in the prompt's text.
    """
    text = clean(text)
    if _ANY_YEAR.fullmatch(text.strip()):
        return f"on:{_day_of_any_year(text)}"
    low, dots, high = text.partition("..")
    read = partial(_read_end, text, today=today or dates.today())
    if not dots:
        moment = read(low, 0)
        return f"{'since' if _AGO.fullmatch(text.strip()) else 'on'}:{_written(low, moment)}"
    after = len(low) + len(dots)
    if not low.strip() and not high.strip():
        raise QueryError("a range needs a date on one side of .. at least", after, text)
    first = read(low, 0) if low.strip() else None
    last = read(high, after) if high.strip() else None
    if first and last and first.start >= last.stop:
        raise QueryError("this range ends before it begins: swap its ends", after, text)
    if first and first == last:
        return f"on:{_written(low, first)}"
    since = f"since:{_written(low, first)}" if first else ""
    until = f"until:{_following(last, text, after)}" if last else ""
    return f"{since} {until}".strip()


def _read_end(text: str, typed: str, at: int, today: date) -> Moment:
    column = at + len(typed) - len(typed.lstrip())
    if not typed.strip():
        raise QueryError(f"no date yet: {_FORMS}", at, text)
    try:
        return read_date(typed, today)
    except ValueError as error:
        raise QueryError(str(error), column, text) from None


def _day_of_any_year(text: str) -> str:
    try:
        read_day_of_any_year(text)
    except ValueError as error:
        raise QueryError(str(error), len(text) - len(text.lstrip()), text) from None
    return text.strip()


def _written(typed: str, moment: Moment) -> str:
    """Return a date as written in a query; a relative date stays relative."""
    word = typed.strip().lower()
    return word if word in _DAYS_AGO or _AGO.fullmatch(word) else str(moment)


def _following(moment: Moment, text: str, column: int) -> str:
    """Return the date directly after a moment, at its own precision."""
    try:
        when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment.stop)
    except OverflowError:
        raise QueryError("the calendar ends with 9999: leave this end open", column, text) from None
    iso = when.replace(tzinfo=None).isoformat(timespec="seconds") + (
        "Z" if moment.is_instant else ""
    )
    return iso[: _WRITTEN_TO.get(moment.precision)]


def _day(day: date) -> Moment:
    return Moment.of(day.year, day.month, day.day)


def _before(day: date, count: int, unit: str) -> date:
    """Return an earlier date; the 31st becomes the last day of a shorter month."""
    if unit in "dw":
        return day - timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    month = Moment.of(months // 12, months % 12 + 1)
    days = (month.stop - month.start) // 86_400_000
    return month.shown.date().replace(day=min(day.day, days))
