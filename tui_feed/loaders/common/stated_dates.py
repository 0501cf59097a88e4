"""Parse dates in ISO 8601, as in JSON of social networks."""

from tui_feed.text.dates import IsoDate, Moment, iso
from tui_feed.text.timestamps import date_interval


def iso_date(stated: str | None) -> IsoDate | None:
    """Return a date in the form of the models; None for a text that is not a date."""
    if not stated:
        return None
    try:
        date_interval(stated)  # shortcut for dates in the form of the models, which are most
        return IsoDate(stated)
    except ValueError:
        pass
    try:
        return iso(Moment.parse(stated))
    except ValueError:
        return None
