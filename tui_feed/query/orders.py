"""The orders that a timeline can be read in."""

from typing import Literal

Order = Literal[
    "newest", "oldest", "captured", "views", "likes", "reposts", "replies", "quotes", "bookmarks"
]
"""A way to arrange posts."""

ORDERS: dict[Order, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "captured": "as captured",
    "views": "most viewed first",
    "likes": "most liked first",
    "reposts": "most reposted first",
    "replies": "most answered first",
    "quotes": "most quoted first",
    "bookmarks": "most bookmarked first",
}
"""Every order and its label."""
