"""Convert numbers of seconds or milliseconds since 1970 to dates."""

from datetime import UTC, datetime

from tui_feed.text.dates import IsoDate, Moment, iso

_EARLIEST = 10**8
_LATEST = 10**11


def moment_of_ms(ms: int) -> Moment | None:
    """Return the second of a time in milliseconds; None outside the calendar's range."""
    try:
        return Moment.parse(datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError):
        return None


def date_of_number(stated: object) -> IsoDate | None:
    """Return the date of a time in seconds or milliseconds, as tables are turned into JSON.

    None for other values, and for numbers of a length that times have not had since 1973.
    """
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return None
    for unit in (1_000, 1):
        if _EARLIEST <= abs(stated) * unit / 1_000 < _LATEST:
            return iso(moment_of_ms(int(stated * unit)))
    return None


def date_of_unix(seconds: int | None) -> IsoDate | None:
    """Return the date of a time in seconds; None for 0, which tools write for an unknown date."""
    return iso(moment_of_ms(seconds * 1000)) if seconds else None
