"""Parse dates of tables: ISO 8601 with blanks, Unix time, forms of X, spreadsheets and mail."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from tui_feed.loaders.common.unix_dates import moment_of_ms
from tui_feed.loaders.x.tweet_dates import time_of_id
from tui_feed.text.dates import MONTHS, Moment

_ZONES: Final = {
    "UT": "Z", "UTC": "Z", "GMT": "Z", "Z": "Z", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
    "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700", "WET": "Z",
    "BST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300",
}  # fmt: skip
_CLOCK = r"(?P<clock>\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?)"
_HALF = r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
_ZONE = r"(?:\s?(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,4}))?"
_AT = rf"{_CLOCK}{_HALF}{_ZONE}"
_NUMBERS = rf"(?P<year>\d{{4}})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?:[T ]\s?{_AT})?"
_OF_X = rf"[A-Z]\w\w (?P<month>[A-Z]\w\w) (?P<day>\d\d?) {_CLOCK}{_ZONE} (?P<year>\d{{4}})"
_WEEKDAY = r"(?:\w{3,9},? )?"
_NAME = r"(?P<month>[A-Za-z]{3,9})"
_DAY = r"(?P<day>\d\d?)"
_OF_MAIL = rf"{_WEEKDAY}{_DAY}[ -]{_NAME}[ -](?P<year>\d{{4}})(?:,? {_AT})?"
_OF_PAGES = rf"{_WEEKDAY}{_NAME} {_DAY},? (?P<year>\d{{4}})(?:,?(?: at)? {_AT})?"
_FORMS: Final = tuple(re.compile(form, re.ASCII) for form in (_NUMBERS, _OF_X, _OF_MAIL, _OF_PAGES))
_SLASHES: Final = re.compile(
    rf"(?P<a>\d\d?)(?P<sign>[/.-])(?P<b>\d\d?)(?P=sign)(?P<year>\d{{4}}|\d\d)(?:,? {_AT})?",
    re.ASCII,
)
_UNIX: Final = re.compile(r"\d{9,10}(?:\.\d{1,6})?|\d{12,13}", re.ASCII)
_LONGEST: Final = 60
_FARTHEST: Final = 14 * 3_600_000
_SECOND: Final = 1_000


class Read(NamedTuple):
    """Date of a cell."""

    moment: Moment
    """Date."""
    is_sure: bool
    """True if its zone is stated."""


class DateReader:
    """Reader of a file's dates, all written in the same order of day and month."""

    def __init__(self) -> None:
        self._is_day_first: bool | None = None
        self.ambiguous = 0
        """Number of dates left out because the order of day and month is unknown."""

    def learn(self, rows: Iterable[tuple[Sequence[object], str | None]]) -> None:
        """Learn the order from the dates of some rows, with the ids of their posts."""
        votes = {True: 0, False: 0}
        for stated, post_id in rows:
            for value in stated:
                found = _SLASHES.fullmatch(value.strip()) if isinstance(value, str) else None
                if found:
                    _vote(votes, found, post_id)
        if votes[True] != votes[False]:
            self._is_day_first = votes[True] > votes[False]

    def read(
        self, stated: Sequence[object], post_id: str | None, zone: str | None = None
    ) -> Moment | None:
        """Return the best date of a row: the first with a zone, else the first.

        The time in an id of X gives a date its missing zone.
        """
        found = [read for value in stated if (read := self._of(value, zone))]
        best = next((each for each in found if each.is_sure), found[0] if found else None)
        timed = time_of_id(post_id) if post_id else None
        if best is None:
            if any(
                isinstance(value, str) and _SLASHES.fullmatch(value.strip()) for value in stated
            ):
                self.ambiguous += timed is None
            return moment_of_ms(timed) if timed is not None else None
        moment = best.moment
        if not best.is_sure and moment.precision in ("minute", "second") and timed is not None:
            return _by_id(moment, timed)
        return moment

    def _of(self, value: object, zone: str | None) -> Read | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = f"{value:.0f}" if abs(value) < 1e15 else ""
        if not isinstance(value, str) or len(value) > _LONGEST:
            return None
        stated = value.strip()
        if stated[10:11] == "T" and stated[-1:] == "Z":  # as most tools write dates
            try:
                return Read(Moment.parse(stated), is_sure=True)
            except ValueError:
                return None
        if _UNIX.fullmatch(stated):
            seconds = float(stated)
            found = moment_of_ms(int(seconds if seconds > 1e11 else seconds * 1000))
            return Read(found, is_sure=True) if found else None
        for form in _FORMS:
            if matched := form.fullmatch(stated):
                return _date_of_match(matched, matched["month"], matched["day"], zone)
        matched = _SLASHES.fullmatch(stated)
        if not matched:
            return None
        is_day_first = _order_of(matched)
        if is_day_first is None:
            is_day_first = self._is_day_first
        if is_day_first is None:
            return None
        day, month = (matched["a"], matched["b"])[:: 1 if is_day_first else -1]
        return _date_of_match(matched, month, day, zone)


def is_of_x(stated: str) -> bool:
    """Tell whether a date is written as X does: `Mon Apr 06 22:19:45 PDT 2009`."""
    return len(stated) <= _LONGEST and _FORMS[1].fullmatch(stated) is not None


def _by_id(moment: Moment, timed: int) -> Moment:
    """Add the zone to a date without a zone, by the time in the id of its post."""
    if moment.start - _SECOND <= timed < moment.stop + _SECOND:
        return Moment.parse(f"{moment.iso}Z")
    if abs(moment.start - timed) <= _FARTHEST:  # a clock in another time zone
        return moment_of_ms(timed) or moment
    return moment


def _order_of(found: re.Match[str]) -> bool | None:
    if found["sign"] == ".":
        return True
    a, b = int(found["a"]), int(found["b"])
    return True if a > 12 >= b else False if b > 12 >= a else None


def _vote(votes: dict[bool, int], found: re.Match[str], post_id: str | None) -> None:
    order = _order_of(found)
    timed = time_of_id(post_id) if post_id else None
    if order is None and timed is not None and found["a"] != found["b"]:
        when = datetime.fromtimestamp(timed / 1000, UTC)
        distance = abs(int(found["a"]) - when.month), abs(int(found["a"]) - when.day)
        order = None if distance[0] == distance[1] else distance[1] < distance[0]
    if order is not None:
        votes[order] += 1


def _date_of_match(found: re.Match[str], month: str, day: str, zone: str | None) -> Read | None:
    number = month if month.isdecimal() else _month(month)
    stated = found.groupdict()
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    iso = f"{year}-{int(number):02}-{int(day):02}" if number else ""
    clock, letters = stated.get("clock"), stated.get("zone")
    known = ""
    if clock:
        offset = letters if letters and letters[0] in "+-" else _ZONES.get((letters or "").upper())
        known = offset or _offset(zone)
        iso += f"T{_of_day(clock, stated.get('half'))}{known}"
    try:
        return Read(Moment.parse(iso), is_sure=bool(known))
    except ValueError:
        return None


def _month(name: str) -> str | None:
    short = name[:3].title()
    return str(MONTHS.index(short) + 1) if short in MONTHS else None


def _offset(zone: str | None) -> str:
    found = re.fullmatch(r"[+-]\d\d:?\d\d", zone or "", re.ASCII)
    return found[0] if found else _ZONES.get((zone or "").upper(), "")


def _of_day(clock: str, half: str | None) -> str:
    """Return a time in the 24-hour clock."""
    hour, _, rest = clock.partition(":")
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half in "pP" else 0)
    return f"{number:02}:{rest}"
