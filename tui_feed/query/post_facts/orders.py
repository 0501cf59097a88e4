"""Define the sort orders of a timeline, with their labels."""

from typing import Literal

from tui_feed.models import CountName
from tui_feed.query.post_facts.counts import COUNTS

Order = Literal["newest", "oldest", "captured"] | CountName
"""Sort order of posts."""

ORDERS: dict[Order, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "captured": "as captured",
    **{count.name: count.order_label for count in COUNTS},
}
"""Every order with its label."""
