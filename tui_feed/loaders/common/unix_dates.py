"""Convert numbers of seconds or milliseconds since 1970 to dates."""

from datetime import UTC, datetime

from tui_feed.text.dates import IsoDate, Moment, iso


def moment_of_ms(ms: int) -> Moment | None:
    """Return the second of a time in milliseconds; None outside the calendar's range."""
    try:
        return Moment.parse(datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError):
        return None


def date_of_unix(seconds: int | None) -> IsoDate | None:
    """Return the date of a time in seconds; None for 0, which tools write for an unknown date."""
    return iso(moment_of_ms(seconds * 1000)) if seconds else None
