"""Dates in ISO 8601, as JSON of social networks states them."""

from tui_feed.loaders.common.unix_dates import date_of_number
from tui_feed.text.dates import IsoDate, Moment, iso
from tui_feed.text.timestamps import date_interval


def iso_date(stated: object) -> IsoDate | None:
    """Return a date as models hold it; None for a text or a number that is no date."""
    if not isinstance(stated, str):
        return date_of_number(stated)
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
