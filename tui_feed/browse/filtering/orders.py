"""Sort orders, each with its letter and the number of posts without its date or count."""

from typing import NamedTuple

from tui_feed.feed import ORDERS, Feed, Order, Selection

LETTERS: dict[Order, str] = {
    "newest": "n",
    "oldest": "o",
    "captured": "c",
    "views": "v",
    "likes": "l",
    "reposts": "r",
    "replies": "a",
    "quotes": "u",
    "bookmarks": "b",
}
"""Key of each order, a letter of its label."""


class OrderChoice(NamedTuple):
    """Order to choose."""

    order: Order
    """Order."""
    letter: str
    """Key."""
    label: str
    """Words for the order."""
    unknown: int
    """Number of posts without its date or count."""
    is_stated: bool
    """True if any post states it."""
    is_current: bool
    """True for the order in force."""

    @property
    def note(self) -> str:
        """Words for what is unknown: `3 unknown`; empty if every post states it."""
        if not self.unknown:
            return ""
        return f"{self.unknown:,} unknown" if self.is_stated else "not stated"


def order_choices(feed: Feed, rows: Selection, current: Order) -> list[OrderChoice]:
    """Return all orders, with facts about the selected posts."""
    return [
        OrderChoice(
            order,
            letter,
            ORDERS[order],
            unknown := feed.without_value(order, rows),
            unknown < len(rows),
            order == current,
        )
        for order, letter in LETTERS.items()
    ]
