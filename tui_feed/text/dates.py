"""Dates of every precision, from a year to a second."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, NewType, overload

from tui_feed.text.zones import reader_zone

Precision = Literal["year", "month", "day", "minute", "second"]
Unit = Literal["year", "month", "day"] | None

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d(?P<seconds>:\d\d(?:[.,]\d{1,9})?)?)"
    r"(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Names of months on the screen, independent of the locale."""
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """Date at the precision of its source: an interval, not a point in time."""

    iso: str
    """ISO 8601 of reduced precision: `2012-11`, `2020-06-07`, `2024-01-05T17:03:22Z`."""
    precision: Precision
    """Finest stated unit."""
    start: int
    """First millisecond of the interval since 1970 UTC; a date without a zone is read as UTC."""
    stop: int
    """First millisecond after the interval."""

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Parse ISO 8601 at any precision from year to second.

        Raises `ValueError` for any other text, for an impossible date, and for an interval outside
        the years 1 to 9999.
        """
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise ValueError("not a date: write 2024, 2024-01, 2024-01-05 or 2024-01-05T17:03:22Z")
        if found["time"]:
            return cls._at(found)
        return cls.of(*(int(part) for part in found.group("year", "month", "day") if part))

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> "Moment":
        """Return a year, a month or a day. Raises `ValueError` for an impossible date."""
        try:
            if 0 in (month, day):  # only None means "not stated"
                raise ValueError
            first = datetime(year, month or 1, day or 1, tzinfo=UTC)
        except ValueError:
            raise ValueError(_no_such_date(year, month, day)) from None
        if day:
            return cls(f"{year:04}-{month:02}-{day:02}", "day", _ms(first), _ms(first) + 86_400_000)
        if month:
            return cls(f"{year:04}-{month:02}", "month", _ms(first), _ms_of_month(year, month + 1))
        return cls(f"{year:04}", "year", _ms(first), _ms_of_month(year, 13))

    @classmethod
    def _at(cls, found: re.Match[str]) -> "Moment":
        # fromisoformat takes at most six digits of a second; a millisecond needs only three.
        seconds = (found["seconds"] or "").replace(",", ".")[:10]
        iso = f"{found['year']}-{found['month']}-{found['day']}T{found['time'][:5]}{seconds}"
        zone = (found["zone"] or "").upper()
        if zone[1:].replace(":", "") == "0000":
            zone = "Z"
        try:
            if iso[11:13] == "24":  # some versions of Python read it as the next day
                raise ValueError
            when = datetime.fromisoformat(iso + zone)
            when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueError(f"no calendar has {found[0]!r}") from None
        precision: Precision = "second" if seconds else "minute"
        return cls(iso + zone, precision, _ms(when), _ms(when) + (1000 if seconds else 60_000))

    @property
    def is_instant(self) -> bool:
        """True where date, time and zone are stated."""
        return bool(self.iso[16:].lstrip("0123456789:."))

    @property
    def shown(self) -> datetime:
        """First instant of the interval on the clock of the reader.

        A date without a zone is shown as stated.
        """
        start = reader_zone().local(self.start) if self.is_instant else self.start
        return _FIRST + timedelta(milliseconds=start)

    @property
    def day(self) -> str:
        """Short date at its own precision: `12 Jan 2024`, `Nov 2012`, `2012`."""
        is_coarse = self.precision in ("year", "month")
        return self.month if is_coarse else f"{self.shown.day} {self.month}"

    @property
    def month(self) -> str:
        """Month of the date, or the year if no month is stated: `Nov 2012`, `2012`."""
        if self.precision == "year":
            return self.iso
        when = self.shown
        return f"{MONTHS[when.month - 1]} {when.year}"

    @property
    def clock(self) -> str:
        """Time to the minute: `21:14`; empty if no time is stated."""
        return f"{self.shown:%H:%M}" if self.precision in ("minute", "second") else ""

    @property
    def period(self) -> "Period":
        """Day of the date on the clock of the reader, or the month or year stated."""
        unit: Unit
        match self.precision:
            case "year" | "month" as unit:
                pass
            case _:
                unit = "day"
        return Period(unit, (self.shown - _FIRST).days)

    @property
    def in_full(self) -> str:
        """Date in words, with its missing parts: `Friday 12 January 2024 (day only)`."""
        when = self.shown
        month = f"{_LONG_MONTHS[when.month - 1]} {when.year}"
        if self.precision in ("year", "month"):
            return f"{self.iso if self.precision == 'year' else month} ({self.precision} only)"
        day = f"{_WEEKDAYS[when.weekday()]} {when.day} {month}"
        if self.precision == "day":
            return f"{day} (day only)"
        clock = f"{when:%H:%M:%S}" if self.precision == "second" else f"{when:%H:%M}"
        zone = reader_zone().word(self.start) if self.is_instant else "(zone not stated)"
        return f"{day}, {clock} {zone}"

    def __str__(self) -> str:
        return self.iso


class Period(NamedTuple):
    """Day of a calendar, or a month or a year; of no date at all without a unit."""

    unit: Unit
    """Unit; None for "no date"."""
    first: int
    """First day, counted from 1970."""

    @property
    def name(self) -> str:
        """Name: `Tuesday 9 January 2024`, `January 2024`, `2024`, `no date`."""
        if self.unit is None:
            return "no date"
        day = date.fromordinal(_EPOCH.toordinal() + self.first)
        if self.unit == "year":
            return f"{day.year:04}"
        month = f"{_LONG_MONTHS[day.month - 1]} {day.year}"
        return month if self.unit == "month" else f"{_WEEKDAYS[day.weekday()]} {day.day} {month}"


NO_PERIOD = Period(None, 0)
"""Period of posts without a date."""

IsoDate = NewType("IsoDate", str)
"""Date as in `Moment.iso`: ISO 8601 of its own precision; the type of dates in models."""


@overload
def iso(moment: Moment) -> IsoDate: ...
@overload
def iso(moment: None) -> None: ...
@overload
def iso(moment: Moment | None) -> IsoDate | None: ...
def iso(moment: Moment | None) -> IsoDate | None:
    """Return the ISO form of a date, for a model."""
    return None if moment is None else IsoDate(moment.iso)


@lru_cache(4096)
def _parsed(text: str) -> Moment:
    return Moment.parse(text)


def moment_of(date: IsoDate | None) -> Moment | None:
    """Return the parsed date of a model; None for None."""
    return None if date is None else _parsed(date)


def today() -> date:
    """Return today's date in the zone of the reader."""
    now = reader_zone().local(_ms(datetime.now(UTC)))
    return (_FIRST + timedelta(milliseconds=now)).date()


def _ms(when: datetime) -> int:
    return (when - _EPOCH) // timedelta(milliseconds=1)


def _ms_of_month(year: int, month: int) -> int:
    """Return the first millisecond of a month; month 13 is the next January, even after 9999."""
    if month > 12:
        return _ms(datetime(year, 12, 31, tzinfo=UTC)) + 86_400_000
    return _ms(datetime(year, month, 1, tzinfo=UTC))


def _no_such_date(year: int, month: int | None, day: int | None) -> str:
    if month is not None and not 1 <= month <= 12:
        return f"there is no month {month}"
    if month is not None and day is not None:
        return f"{_LONG_MONTHS[month - 1]} {year} has no day {day}"
    return f"there is no year {year}"
