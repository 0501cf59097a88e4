"""Ids and dates as archives of any year write them."""

import re
from datetime import UTC, datetime

from tui_feed.loaders.common.fields import JsonObject, get_id
from tui_feed.loaders.x.tweet_text import time_of_id
from tui_feed.text.dates import MONTHS, Moment

_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d?) (?P<time>\d\d:\d\d:\d\d) "
    r"(?P<zone>[+-]\d{4}) (?P<year>\d{4})",
    re.ASCII,
)
_OLD_DATE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4})", re.ASCII)
_MIDNIGHT = "00:00:00"


def id_of(record: JsonObject, key: str = "id") -> str | None:
    """Return the id at `key`, or rather at `key` + `_str`, whose digits nothing has rounded."""
    for name in (f"{key}_str", key):
        stated = get_id(record, name) or ""
        if len(stated) < 20 and stated.isascii() and stated.isdecimal() and int(stated):
            return str(int(stated))
    return None


def moment(stated: object, post_id: str | None = None) -> Moment | None:
    """Return a date; where there is none that can be read, the time that the id states.

    `Sat Nov 09 12:14:18 +0000 2024`, `2015-03-09 12:14:18 +0000` or ISO 8601. Archives of before
    2019 put midnight on posts that are older than ids with a time: there only the day is known.
    """
    if isinstance(stated, str):
        try:
            return Moment.parse(_iso(stated.strip(), post_id))
        except ValueError:
            pass
    milliseconds = time_of_id(post_id) if post_id else None
    if milliseconds is None:
        return None
    when = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return Moment.parse(when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _iso(stated: str, post_id: str | None) -> str:
    if found := _DATE.fullmatch(stated):
        month = MONTHS.index(found["month"]) + 1  # ValueError where there is no such month
        day = f"{found['year']}-{month:02}-{int(found['day']):02}"
        return f"{day}T{found['time']}{found['zone']}"
    if found := _OLD_DATE.fullmatch(stated):
        day, time, zone = found.groups()
        is_day = time == _MIDNIGHT and post_id is not None and time_of_id(post_id) is None
        return day if is_day else f"{day}T{time}{zone}"
    return stated
