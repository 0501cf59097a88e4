"""Dates of posts: by their authors' word, and by when the network saw them."""

from typing import NamedTuple

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.text.dates import IsoDate, moment_of

_DAY = 86_400_000
_NO_YEAR = "0001-"


class Dated(NamedTuple):
    """Date of a post."""

    shown: IsoDate | None
    """Date to show."""
    doubt: str | None = None
    """Reason why that is not the date that its author's app wrote."""


def dated(word: str | None, seen: IsoDate | None, uri: str) -> Dated:
    """Return the date of a post by its author's app and by when the network saw it.

    An app may write any date. Nobody sees a post before it was written, so where its date lies
    more than a day after that, or in the year 1, it is not shown.
    """
    stated = iso_date(word)
    if seen is None or stated is None:
        return Dated(stated or seen or lexicon.date(None, uri))
    written, indexed = moment_of(stated), moment_of(seen)
    is_later = written and indexed and written.start > indexed.start + _DAY
    if is_later or stated.startswith(_NO_YEAR):
        return Dated(seen, f"its app dates it {stated}; shown is {seen}, when it was indexed")
    return Dated(stated)
