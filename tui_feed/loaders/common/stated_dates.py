"""Parse dates in ISO 8601, as in JSON of social networks."""

from tui_feed.loaders.common.unix_dates import date_of_number
from tui_feed.text.dates import IsoDate, Moment, iso
from tui_feed.text.timestamps import date_interval


def iso_date(stated: object) -> IsoDate | None:
    """Return a date in the form of the models; None for a text or number that is not a date."""
    if not isinstance(stated, str):
        return date_of_number(stated)
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
