"""List the counts of a post, for queries and sort orders: an entry for each field of `Metrics`."""

from typing import NamedTuple

from tui_feed.models import CountName


class CountType(NamedTuple):
    """Description of a count."""

    name: CountName
    """Field of a post's metrics."""
    operator: str
    """Name of its operator; the value is the smallest matching count."""
    help: str
    """Help of the operator, in a line."""
    example: str
    """Query with the operator."""
    order_label: str
    """Words for the order with the largest count first."""
    aliases: tuple[str, ...] = ()
    """Other names of the operator."""


COUNTS = (
    CountType(
        "views", "min_views", "seen so often at least; - makes it a maximum", "min_views:10K",
        "most viewed first",
    ),
    CountType(
        "likes", "min_faves", "so many likes at least", "min_faves:100 -min_faves:1000",
        "most liked first", ("min_likes",),
    ),
    CountType(
        "reposts", "min_retweets", "so many reposts at least", "min_retweets:50",
        "most reposted first", ("min_reposts",),
    ),
    CountType(
        "replies", "min_replies", "so many replies at least", "-min_replies:1",
        "most answered first",
    ),
    CountType(
        "quotes", "min_quotes", "so many quotes at least", "min_quotes:5", "most quoted first"
    ),
    CountType(
        "bookmarks", "min_bookmarks", "so many bookmarks at least", "min_bookmarks:5",
        "most bookmarked first",
    ),
)  # fmt: skip
"""Every count, in the order of the help."""
