"""Pasted text as a query: several lines are one query."""

from typing import NamedTuple

from tui_feed.query.query import LONGEST
from tui_feed.text.numbers import counted


class PastedQuery(NamedTuple):
    """Pasted text on a single line."""

    text: str
    """Lines, joined by spaces."""
    dropped: int
    """Characters beyond the longest query."""

    @property
    def words(self) -> str:
        """Words about dropped characters; empty if everything is there."""
        if not self.dropped:
            return ""
        return f"The paste was cut: {counted(self.dropped, 'characters')} dropped."


def one_query(text: str, taken: int = 0) -> PastedQuery:
    """Return a pasted text as one query; `taken` characters are in the query already."""
    line = " ".join(text.split())
    room = max(0, LONGEST - taken)
    return PastedQuery(line[:room], max(0, len(line) - room))
