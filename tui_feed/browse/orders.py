"""Sort orders, each with its letter and the number of posts without its date or count."""

from typing import NamedTuple

from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.text.numbers import counted

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
    note: str
    """Number of posts without its date or count; empty for none."""
    is_current: bool
    """True for the order in force."""


def order_choices(feed: Feed, rows: Selection, current: Order) -> list[OrderChoice]:
    """Return all orders, with facts about the selected posts."""
    return [
        OrderChoice(
            order, letter, ORDERS[order], _unknown_words(feed, rows, order), order == current
        )
        for order, letter in LETTERS.items()
    ]


def _unknown_words(feed: Feed, rows: Selection, order: Order) -> str:
    noun = "date" if order in ("newest", "oldest") else order
    unknown = feed.without_value(order, rows)
    if not unknown:
        return ""
    if unknown == len(rows):
        return f"{noun} not stated"
    return f"{noun} unknown for {counted(unknown, 'posts')}"
