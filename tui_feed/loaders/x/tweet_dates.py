"""Parse ids and dates of X, from archives, APIs and collectors of all years."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from tui_feed.loaders.common.fields import JsonObject
from tui_feed.loaders.common.unix_dates import date_of_number
from tui_feed.text.dates import MONTHS, IsoDate, Moment, iso
from tui_feed.text.timestamps import DAY, date_interval

_DATE = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<day>\d\d?) (?P<clock>\d\d:\d\d:\d\d) "
    r"(?P<zone>[+-]\d{4}) (?P<year>\d{4})",
    re.ASCII,
)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.000(?=Z))? ?([+-]\d\d:?\d\d|Z|UTC)?", re.ASCII
)
_WEEKDAYS: Final = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)
_UTC: Final = ("+0000", "+00:00", "Z", "UTC", None)
_MIDNIGHT: Final = "T00:00:00Z"
_FIRST_TIMED_ID: Final = 29_700_859_247
_EPOCH: Final = 1_288_834_974_657
_MONTHS: Final = {name: f"{number:02}" for number, name in enumerate(MONTHS, 1)}


def id_of(holder: JsonObject, key: str = "id") -> str | None:
    """Return the id at `key` + `_str`, or else at `key`, where its digits may be rounded.

    None for text that is not a number, and for `0`, which means none.
    """
    found = holder.get(f"{key}_str")
    return (_id(found) if found is not None else None) or _id(holder.get(key))


def _id(found: object) -> str | None:
    if found is None:
        return None
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if isinstance(found, str) and len(found) < 20 and found.isdecimal() and found.isascii():
        return found if found[0] != "0" else found.lstrip("0") or None
    return None


def x_date(stated: object) -> IsoDate | None:
    """Parse `Sat Nov 09 12:14:18 +0000 2024`, `2015-03-09 12:14:18 +0000` or ISO 8601.

    A number counts seconds or milliseconds. None for any other value.
    """
    if not isinstance(stated, str):
        return date_of_number(stated)
    if len(stated) >= 64:
        return None
    return _usual(stated) or _date(stated.strip())


def _usual(stated: str) -> IsoDate | None:
    """Read a date as API v1.1, API v2 or snscrape writes it; None for any other."""
    length = len(stated)
    if length == 30 and stated[19:26] == " +0000 ":
        day = _day(stated[:11] + stated[26:])
    elif (length == 24 and stated.endswith(".000Z")) or (
        length == 25 and stated.endswith("+00:00")
    ):
        day = _day(stated[:10]) if stated[10] == "T" else None
    else:
        return None
    clock = stated[11:19]
    return IsoDate(f"{day}T{clock}Z") if day and _CLOCK.fullmatch(clock) else None


@lru_cache(4096)
def _day(stated: str) -> str | None:
    """Return the day of `2024-11-09` or `Sat Nov 09 2024`; None where no calendar has it."""
    if len(stated) == 15 and stated[3] == stated[7] == stated[10] == " ":
        is_named = stated[:3] in _WEEKDAYS
        stated = f"{stated[11:]}-{_MONTHS.get(stated[4:7])}-{stated[8:10]}" if is_named else ""
    try:
        return stated if date_interval(stated)[1] == DAY else None
    except ValueError:
        return None


@lru_cache(1024)
def _date(stated: str) -> IsoDate | None:
    if found := _DATE.fullmatch(stated):
        _, clock, zone, year = found.group("month", "clock", "zone", "year")
        month = _MONTHS.get(found["month"], "00")
        return _checked(f"{year}-{month}-{int(found['day']):02}T{clock}", zone)
    if found := _ISO.fullmatch(stated):
        day, separator, clock, zone = found.groups()
        if zone or separator == " ":  # X's tools write a blank for UTC
            return _checked(f"{day}T{clock}", zone)
    return _checked(stated, "")


def _checked(date: str, zone: str | None) -> IsoDate | None:
    """Return a date in the form of the models; None for an impossible date."""
    try:
        if zone in _UTC:
            date_interval(f"{date}Z")
            return IsoDate(f"{date}Z")
        return iso(Moment.parse(f"{date}{zone}"))
    except ValueError:
        return None


def date_of(tweet: JsonObject, post_id: str | None, key: str = "created_at") -> IsoDate | None:
    """Return the date of a tweet: as stated, or else from its id."""
    return x_date(tweet.get(key)) or (date_of_id(post_id) if post_id else None)


def day_if_unknown(date: IsoDate | None, post_id: str | None) -> IsoDate | None:
    """Return only the day of a date at midnight if its post is older than ids with a time.

    Archives before 2019 have midnight for such posts.
    """
    if date and date.endswith(_MIDNIGHT) and post_id and time_of_id(post_id) is None:
        return IsoDate(date.removesuffix(_MIDNIGHT))
    return date


def date_of_id(post_id: str) -> IsoDate | None:
    """Return the second in which an id was created; None for ids without a time."""
    milliseconds = time_of_id(post_id)
    return None if milliseconds is None else date_of_seconds(milliseconds // 1000)


def date_of_seconds(seconds: int) -> IsoDate | None:
    """Return the date at a number of seconds since 1970 UTC; None outside the calendar's range."""
    try:
        found = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return iso(Moment.parse(found))
    except (ValueError, OverflowError, OSError):
        return None


def time_of_id(post_id: str) -> int | None:
    """Return the time in a post's id, in milliseconds since 1970 UTC; None for older ids.

    Ids contain a time since 4 November 2010 (X's "snowflake": the upper bits, from X's own epoch).
    """
    if not (post_id.isascii() and post_id.isdecimal() and 10 < len(post_id) < 20):
        return None
    number = int(post_id)
    return (number >> 22) + _EPOCH if number >= _FIRST_TIMED_ID else None
