"""Dates stated as a number of seconds or milliseconds since 1970."""

from datetime import UTC, datetime

from tui_feed.text.dates import IsoDate, Moment, iso


def moment_of_ms(ms: int) -> Moment | None:
    """Return the second of a time in milliseconds; None where no calendar has it."""
    try:
        return Moment.parse(datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError):
        return None


def date_of_unix(seconds: int | None) -> IsoDate | None:
    """Return the date of a time in seconds; None for 0, which tools write for no date."""
    return iso(moment_of_ms(seconds * 1000)) if seconds else None
