"""Printed posts, as a string."""

from collections.abc import Sequence

from tui_feed.feed import Feed
from tui_feed.models import Post, Profile
from tui_feed.models.admission import admit
from tui_feed.printers import FORMATS, Printout, printout_of
from tui_feed.query import Query


def printed(
    form: str, feed: Feed, rows: Sequence[int], *, query: str = "", plain: bool = False
) -> str:
    """Return rows of a feed as a format prints them."""
    return "".join(FORMATS[form].pieces(printout_of(feed, rows, query=query, plain=plain)))


def printed_records(form: str, *records: Profile | Post, query: str = "") -> str:
    """Return records as a format prints them, in the order given."""
    feed = Feed(include_private=True)
    for record in records:
        feed.add(record)
    return printed(form, feed, feed.select(Query.parse(query), "captured"), query=query)


def printed_post(form: str, post: Post) -> str:
    """Return a post alone as a format prints it."""
    clean = admit(post)
    return "".join(FORMATS[form].pieces(Printout((), lambda: [clean], 1)))
