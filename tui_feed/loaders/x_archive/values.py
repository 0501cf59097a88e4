"""Values of any type, taken for what they should be or for absent."""

import re
from typing import Any

from tui_feed.loaders.x_text import time_of_id
from tui_feed.text.dates import MONTHS, Moment
from tui_feed.text.numbers import LARGEST_COUNT

_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d?) (?P<time>\d\d:\d\d:\d\d) "
    r"(?P<zone>[+-]\d{4}) (?P<year>\d{4})",
    re.ASCII,
)
_OLD_DATE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4})", re.ASCII)
_MIDNIGHT = "00:00:00"


def dictionary(value: object) -> dict[str, Any]:
    """Return an object of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def dictionaries(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; none for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: object) -> str | None:
    """Return a string with something in it; None for anything else."""
    return value if isinstance(value, str) and not (not value or value.isspace()) else None


def number(value: object) -> int | None:
    """Return a count, which archives write as digits in a string or as a number."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_COUNT:
        return value
    return None


def id_of(record: dict[str, Any], key: str = "id") -> str | None:
    """Return the id at `key`, or rather at `key` + `_str`, whose digits nothing has rounded."""
    found = next(filter(None, (number(record.get(name)) for name in (f"{key}_str", key))), None)
    return None if found is None else str(found)


def moment(stated: object, post_id: str | None = None) -> Moment | None:
    """Return a date as archives of any year write it; where there is none, the time of the id.

    `Sat Nov 09 12:14:18 +0000 2024`, `2015-03-09 12:14:18 +0000` or ISO 8601. Archives of before
    2019 put midnight on posts from before ids held a time: there only the day is known.
    """
    try:
        return Moment.parse(_iso(stated, post_id)) if isinstance(stated, str) else _of_id(post_id)
    except ValueError:
        return _of_id(post_id)


def _iso(stated: str, post_id: str | None) -> str:
    if found := _DATE.fullmatch(stated):
        month = MONTHS.index(found["month"]) + 1  # ValueError where there is no such month
        day = f"{found['year']}-{month:02}-{int(found['day']):02}"
        return f"{day}T{found['time']}{found['zone']}"
    if found := _OLD_DATE.fullmatch(stated):
        day, time, zone = found.groups()
        dated_only = time == _MIDNIGHT and post_id is not None and _of_id(post_id) is None
        return day if dated_only else f"{day}T{time}{zone}"
    return stated


def _of_id(post_id: str | None) -> Moment | None:
    milliseconds = time_of_id(post_id) if post_id else None
    return None if milliseconds is None else Moment.parse(_clock(milliseconds // 1000))


def _clock(seconds: int) -> str:
    from datetime import UTC, datetime  # few posts lack a date

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
