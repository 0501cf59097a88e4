"""Dates of feeds: RFC 822 with and without a time, ISO 8601, and feedparser for the others."""

import re
import time
from datetime import UTC, datetime

from tui_feed.text.dates import MONTHS, Moment

_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3})[a-z]*[\s-]"
    r"(?P<year>\d{4}|\d\d)"
    r"(?:\s+(?P<clock>\d\d?:\d\d(?::\d\d)?)\s*(?P<zone>[+-]\d\d:?\d\d|[A-Z]{1,5})?)?",
    re.ASCII,
)
_ZONES = {"UT": "Z", "UTC": "Z", "GMT": "Z", "Z": "Z", "EST": "-0500", "EDT": "-0400",
          "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800",
          "PDT": "-0700", "WET": "Z", "WEST": "+0100", "CET": "+0100", "CEST": "+0200",
          "EET": "+0200", "EEST": "+0300"}  # fmt: skip
_CLOCK = re.compile(r":|\dT\d", re.ASCII)


def feed_date(stated: str | None, parsed: time.struct_time | None) -> Moment | None:
    """Return a date at the precision in which it is stated; None where nobody can read it.

    `parsed` is what feedparser understood, in UTC, for dates in one of its many other forms.
    """
    if not stated:
        return None
    has_clock = _CLOCK.search(stated)
    found = _RFC.fullmatch(stated.strip())
    if found and found["month"].title() in MONTHS:
        month = MONTHS.index(found["month"].title()) + 1
        iso = f"{_year(found['year'])}-{month:02}-{int(found['day']):02}"
        if found["clock"]:
            clock, zone = found["clock"], found["zone"] or ""
            clock = clock if clock[1:2] != ":" else f"0{clock}"
            # Of a zone that nobody knows the clock is right, and no more.
            iso += f"T{clock}{zone if zone[:1] in '+-' else _ZONES.get(zone, '')}"
        stated = iso
    try:
        return Moment.parse(stated.strip())
    except ValueError:
        pass
    if parsed is None:
        return None
    try:
        when = datetime(*parsed[:6], tzinfo=UTC)
        return Moment.parse(when.strftime("%Y-%m-%dT%H:%M:%SZ" if has_clock else "%Y-%m-%d"))
    except (ValueError, TypeError):
        return None


def _year(stated: str) -> str:
    """Return a year of four digits; RFC 2822 says which century two digits mean."""
    return stated if len(stated) == 4 else f"{19 if stated >= '50' else 20}{stated}"
