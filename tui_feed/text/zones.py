"""Time zone of the reader: posts are shown in it, and days begin by it.

It is UTC until the program or a test sets another one.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATED = datetime(1970, 1, 1)
_UTC_NAMES = {"", "UTC", "Etc/UTC", "Z"}
_MACHINE = "/etc/localtime"
_FOLDER = "zoneinfo/"
_MILLISECOND = timedelta(milliseconds=1)


class Zone:
    """Time zone, with its name. Moments are milliseconds since 1970, UTC or local."""

    def __init__(self, name: str = "UTC", rules: tzinfo = UTC) -> None:
        self.name = name
        """Name, as it was asked for."""
        self._rules = rules
        self.is_utc = rules is UTC
        """True for UTC."""

    def local(self, moment: int) -> int:
        """Return the local time of a moment."""
        if self.is_utc:
            return moment
        try:
            offset = (_EPOCH + timedelta(milliseconds=moment)).astimezone(self._rules).utcoffset()
        except (OverflowError, ValueError):  # at either end of the calendar
            return moment
        return moment + (offset or timedelta()) // _MILLISECOND

    def moment(self, local: int) -> int:
        """Return the first moment with a local time; of a skipped time, the moment of the skip."""
        if self.is_utc:
            return local
        try:
            offset = (
                (_STATED + timedelta(milliseconds=local)).replace(tzinfo=self._rules).utcoffset()
            )
        except (OverflowError, ValueError):
            return local
        return local - (offset or timedelta()) // _MILLISECOND

    def word(self, moment: int) -> str:
        """Return the usual word for the zone at a moment: `EST`, `UTC+05:45`."""
        if self.is_utc:
            return "UTC"
        try:
            when = (_EPOCH + timedelta(milliseconds=moment)).astimezone(self._rules)
        except (OverflowError, ValueError):
            return "UTC"
        word = when.tzname() or ""
        return word if word.isalpha() else f"UTC{when.isoformat()[-6:]}"


UTC_ZONE = Zone()
"""UTC."""
_zone = UTC_ZONE


def reader_zone() -> Zone:
    """Return the zone of the reader."""
    return _zone


def set_reader_zone(zone: Zone) -> None:
    """Set the zone of the reader, before anything is read or shown."""
    global _zone  # as the machine, the program has one clock
    _zone = zone


def zone_named(name: str) -> Zone:
    """Return a zone by its name: `Europe/Berlin`. Raises `ValueError` with a sentence."""
    if name in _UTC_NAMES:
        return Zone()
    from zoneinfo import ZoneInfo, available_timezones  # not for UTC

    try:
        return Zone(name, ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        from difflib import get_close_matches

        close = get_close_matches(name, available_timezones(), n=1)
        hint = (
            f"did you mean {close[0]}?" if close else "write a name such as Europe/Berlin, or UTC"
        )
        raise ValueError(f'there is no time zone "{name}" on this machine: {hint}') from None


def zone_of_machine(environment: Mapping[str, str] = os.environ) -> Zone:
    """Return the zone that `TZ` names, or without it the zone of the machine.

    A `TZ` that names none is UTC, as for the system's own programs.
    """
    stated = environment.get("TZ")
    if stated is None:
        return _zone_of_file(os.path.realpath(_MACHINE)) or Zone()
    name = stated.removeprefix(":")
    try:
        if name.startswith("/"):
            return _zone_of_file(name) or Zone()
        return _zone_of_rule(name) if any(map(str.isdigit, name)) else zone_named(name)
    except ValueError:
        return Zone()


def _zone_of_file(path: str) -> Zone | None:
    """Return the zone that a file describes; None for any other file."""
    name = path.rpartition(_FOLDER)[2]
    if name in _UTC_NAMES:
        return Zone()
    from zoneinfo import ZoneInfo

    try:
        if not Path(path).is_file():
            return None
        with Path(path).open("rb") as file:
            return Zone(name, ZoneInfo.from_file(file, name))
    except (OSError, ValueError):
        return None


def _zone_of_rule(rule: str) -> Zone:
    """Return a zone by its name (`EST5EDT`) or its rule as POSIX writes it (`CET-1CEST,M3.5.0`)."""
    from io import BytesIO
    from zoneinfo import ZoneInfo

    try:
        return Zone(rule, ZoneInfo(rule))
    except (KeyError, ValueError, OSError):
        pass
    # A file of a zone that has no transitions, only the rule.
    head = b"TZif2" + bytes(15 + 4 * 4) + (1).to_bytes(4) + (1).to_bytes(4)
    block = head + bytes(6) + b"\0"
    rule_file = BytesIO(block + block + b"\n" + rule.encode() + b"\n")
    try:
        return Zone(rule, ZoneInfo.from_file(rule_file, rule))
    except ValueError:
        return zone_named(rule)
