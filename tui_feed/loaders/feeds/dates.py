"""Dates of feeds: RFC 822 with and without a time, ISO 8601, and feedparser for the others."""

import re
import time
from datetime import UTC, datetime

from tui_feed.text.dates import MONTHS, Moment

_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3})[a-z]*[\s-](?P<year>\d{4})"
    r"(?:\s+(?P<clock>\d\d?:\d\d(?::\d\d)?)\s*(?P<zone>[+-]\d{4}|[A-Z]{1,3})?)?",
    re.ASCII,
)
_ZONES = {"UT": "Z", "UTC": "Z", "GMT": "Z", "Z": "Z", "EST": "-0500", "EDT": "-0400",
          "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800",
          "PDT": "-0700"}  # fmt: skip


def feed_date(stated: str | None, parsed: time.struct_time | None) -> Moment | None:
    """Return a date at the precision in which it is stated; None where nobody can read it.

    `parsed` is what feedparser understood, in UTC, for dates in one of its many other forms.
    """
    if not stated:
        return None
    found = _RFC.fullmatch(stated.strip())
    if found and found["month"].title() in MONTHS:
        month = MONTHS.index(found["month"].title()) + 1
        iso = f"{found['year']}-{month:02}-{int(found['day']):02}"
        if found["clock"]:
            clock, zone = found["clock"], found["zone"] or ""
            clock = clock if clock[1:2] != ":" else f"0{clock}"
            iso += f"T{clock}{_ZONES.get(zone, zone)}"
        stated = iso
    try:
        return Moment.parse(stated.strip())
    except ValueError:
        pass
    if parsed is None:
        return None
    try:
        when = datetime(*parsed[:6], tzinfo=UTC)
        return Moment.parse(when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, TypeError):
        return None
