"""Parse dates of feeds in their many forms: completely, or not at all.

Forms: RFC 822, ISO 8601 and their common deviations, with month names in any language. A date is
never read in part, and nothing unstated is filled in.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from tui_feed.loaders.common.month_names import month_of
from tui_feed.text.dates import Moment

Order = Literal["day", "month"]
"""Part that comes first in dates such as `05/01/2024`."""

_LONGEST = 60
_CLOCK = (
    r"(?P<before>오전|오후|午前|午後|上午|下午)?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,5})?(?:\s+\(?[A-Z]{1,5}\)?)?"
)
_DAY_NAME = r"(?:[^\W\d]+\.?,?\s+)?"
_MONTH_NAME = r"(?P<name>[^\W\d_][^\s\d,]*)"
_FORMS: tuple[str, ...] = (
    # 2024-01-05, 2024/1/5, 2024. 1. 5., 2024年1月5日
    (
        rf"(?P<year>\d{{4}})\s?[-/.年년]\s?(?P<month>\d{{1,2}})\s?[-/.月월]\s?(?P<day>\d{{1,2}})\s?[일日.]?"
        rf"(?:(?:[Tt,]|\s)\s*{_CLOCK})?"
    ),
    # Fri, 5 Jan 2024 10:00:00 +0000
    (
        rf"{_DAY_NAME}(?P<day>\d{{1,2}})(?:\.|\s|-)\s*(?:de\s+)?{_MONTH_NAME}[.\s,-]\s*(?:de\s+)?"
        rf"(?P<year>\d{{4}}|\d\d)(?:,?\s+(?:-\s+)?{_CLOCK})?"
    ),
    # Friday, January 5, 2024 - 10:00
    (
        rf"{_DAY_NAME}{_MONTH_NAME}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
        rf"(?:,?\s+(?:-\s+|at\s+)?{_CLOCK})?"
    ),
    # Fri Jan 5 10:00:00 CET 2024
    rf"{_DAY_NAME}{_MONTH_NAME}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?P<year>\d{{4}})",
    # 05.01.2024 10:00
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:,?\s+{_CLOCK})?",
    # 20240105T100000Z
    (
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
        r"(?:[Tt ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
    ),
)
_SLASHES = re.compile(
    rf"(?P<first>\d{{1,2}})/(?P<last>\d{{1,2}})/(?P<year>\d{{4}})(?:,?\s+{_CLOCK})?"
)
_IN_FEED = re.compile(rb">\s*(\d{1,2})/(\d{1,2})/\d{4}\b")
_DATE_TAG = re.compile(rb"<(?:pubDate|published|updated|dc:date|created)\b")
_WEEK = re.compile(r"(\d{4})-?W(\d\d)-?([1-7])")
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d")
_UNIX = re.compile(r"(\d{9,10})(\d{3})?")
_ZONES = {"UT": "Z", "UTC": "Z", "GMT": "Z", "Z": "Z", "EST": "-0500", "EDT": "-0400",
          "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800",
          "PDT": "-0700", "WET": "Z", "WEST": "+0100", "CET": "+0100", "CEST": "+0200",
          "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900"}  # fmt: skip
_AFTERNOON = ("오후", "午後", "下午")
_MOST_IN_A_MONTH = 12
_NO_DATE = (1, 1900)
"""Years of placeholder dates."""


def feed_date(stated: str | None, order: Order | None = None) -> Moment | None:
    """Return a date at the precision stated; None if it is ambiguous or not a date.

    `order` is the order of day and month in dates such as `05/01/2024`. Placeholders
    (1970-01-01T00:00:00, the years 1 and 1900) are no dates.
    """
    if not stated or len(stated) > _LONGEST:
        return None
    text = " ".join(stated.split())
    try:
        found = _read(text, order)
        return None if found is None or _is_zero(found) else found
    except (ValueError, OverflowError):
        return None


def order_in(feed: bytes) -> Order | None:
    """Return the order of day and month in a feed's dates; None if it is ambiguous.

    A number above 12 shows the order. A feed with dates in other forms has several writers, so its
    order is unknown.
    """
    found = _IN_FEED.findall(feed)
    if not found or len(found) < len(_DATE_TAG.findall(feed)):
        return None
    is_first = any(int(first) > _MOST_IN_A_MONTH for first, _ in found)
    is_last = any(int(last) > _MOST_IN_A_MONTH for _, last in found)
    if is_first == is_last:
        return None
    return "day" if is_first else "month"


def _read(text: str, order: Order | None) -> Moment | None:
    try:
        return Moment.parse(text)
    except ValueError:
        pass
    for form in _FORMS:
        if found := re.fullmatch(form, text):
            parts = found.groupdict()
            month = int(parts.get("month") or 0) or month_of(parts.get("name") or "")
            return (month and _moment(parts, month, int(parts["day"]))) or None
    if found := _SLASHES.fullmatch(text):
        return _slashed(found.groupdict(), order)
    return _rare(text)


def _slashed(parts: dict[str, str], order: Order | None) -> Moment | None:
    first, last = int(parts["first"]), int(parts["last"])
    if first > _MOST_IN_A_MONTH or (order == "day" and last <= _MOST_IN_A_MONTH):
        return _moment(parts, last, first)
    if last > _MOST_IN_A_MONTH or order == "month":
        return _moment(parts, first, last)
    return _moment(parts, first, last) if first == last else None


def _rare(text: str) -> Moment | None:
    if found := _WEEK.fullmatch(text):
        year, week, day = map(int, found.groups())
        return Moment.parse(date.fromisocalendar(year, week, day).isoformat())
    if found := _DAY_OF_YEAR.fullmatch(text):
        first, days = date(int(found[1]), 1, 1), timedelta(int(found[2]) - 1)
        return Moment.parse((first + days).isoformat())
    if found := _HOUR.fullmatch(text):
        return Moment.parse(found[1])
    if found := _UNIX.fullmatch(text):
        when = datetime.fromtimestamp(int(found[1]), UTC)
        return Moment.parse(f"{when:%Y-%m-%dT%H:%M:%S}Z")
    return None


def _moment(parts: dict[str, str], month: int, day: int) -> Moment:
    """Return the date stated by the groups of a match. Raises `ValueError` for invalid dates."""
    first = date(int(_year(parts["year"])), month, day)
    if not parts.get("hour"):
        return Moment.parse(first.isoformat())
    hour = _hour(parts)
    if hour == 24 and parts["minute"] == "00" == (parts["second"] or "00"):
        first, hour = first + timedelta(1), 0
    clock = f"{hour:02}:{parts['minute']}"
    if parts["second"]:
        clock += f":{parts['second']}"
    return Moment.parse(f"{first.isoformat()}T{clock}{_zone(parts.get('zone') or '')}")


def _hour(parts: dict[str, str]) -> int:
    hour, half = int(parts["hour"]), (parts.get("half") or "")[:1].lower()
    before = parts.get("before")
    if half or before:
        is_afternoon = half == "p" or before in _AFTERNOON
        return hour % 12 + 12 * is_afternoon
    return hour


def _zone(stated: str) -> str:
    """Return a time zone as an offset; "" for an unknown name."""
    return stated if stated[:1] in "+-" else _ZONES.get(stated.upper(), "")


def _year(stated: str) -> str:
    """Return a year of four digits; two digits are completed by RFC 2822 (50 to 99: 19xx)."""
    return stated if len(stated) == 4 else f"{19 if stated >= '50' else 20}{stated}"


def _is_zero(found: Moment) -> bool:
    return (found.start == 0 and found.precision == "second") or int(found.iso[:4]) in _NO_DATE
