"""Choose the date of a post: as stated by its author's app, or as indexed by the network."""

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
    """Reason why `shown` differs from the date written by the author's app."""


def dated(word: str | None, seen: IsoDate | None, uri: str) -> Dated:
    """Return the date of a post from `word`, its app's date, and `seen`, its date of indexing.

    An app may write any date. A post cannot be indexed before it is written: a date more than a day
    after indexing, or in the year 1, is replaced by the date of indexing.
    """
    stated = iso_date(word)
    if seen is None or stated is None:
        return Dated(stated or seen or lexicon.date(None, uri))
    written, indexed = moment_of(stated), moment_of(seen)
    is_later = written and indexed and written.start > indexed.start + _DAY
    if is_later or stated.startswith(_NO_YEAR):
        return Dated(seen, f"its app dates it {stated}; shown is {seen}, when it was indexed")
    return Dated(stated)
