"""Keep a timeline in memory, and find its posts by row, query and order.

`Feed` is imported at its first use, because the other names load without it.
"""

from typing import TYPE_CHECKING

from tui_feed.feed.index.date_counts import DateCounts
from tui_feed.feed.index.selection import Selection
from tui_feed.query.post_facts.orders import ORDERS, Order

if TYPE_CHECKING:
    from tui_feed.feed.feed import Feed

__all__ = ["ORDERS", "DateCounts", "Feed", "Order", "Selection"]


if not TYPE_CHECKING:  # with this function, a type checker would accept any name

    def __getattr__(name: str) -> object:
        """Import `Feed` at its first use."""
        if name != "Feed":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from tui_feed.feed.feed import Feed

        return Feed
