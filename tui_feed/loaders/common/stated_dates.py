"""Dates in ISO 8601, as JSON of social networks states them."""

from tui_feed.text.dates import IsoDate, Moment, iso
from tui_feed.text.timestamps import date_interval


def iso_date(stated: str | None) -> IsoDate | None:
    """Return a date as models hold it; None for a text that is no date."""
    if not stated:
        return None
    try:
        date_interval(stated)  # most dates are written as models write them, and then cost little
        return IsoDate(stated)
    except ValueError:
        pass
    try:
        return iso(Moment.parse(stated))
    except ValueError:
        return None
