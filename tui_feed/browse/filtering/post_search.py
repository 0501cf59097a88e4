"""Search without filtering: the timeline stays whole, and keys go from match to match."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.feed import Feed, Order, Selection
from tui_feed.query import Query

OFF = Query("", None)
"""Query of no search."""


class Step(NamedTuple):
    """Way to another match."""

    row: int
    """Row of the match."""
    words: str
    """Words for the reader after an end of the timeline; else empty."""


class PostSearch:
    """Query and its matches among the posts of the timeline, in the order of the timeline."""

    def __init__(self) -> None:
        self.query = OFF
        """Query; `OFF` without a search."""
        self.matches = Selection.none()
        """Rows of the matches."""

    @property
    def is_on(self) -> bool:
        """True during a search."""
        return self.query.root is not None

    def select(
        self,
        feed: Feed,
        shown: Query,
        order: Order,
        seconds: float = float("inf"),
        *,
        thread: Sequence[int] | None = None,
    ) -> bool:
        """Find the matches among the posts of a filter, or among the rows of a thread.

        Return False if more time is needed.
        """
        if not self.is_on:
            self.matches = Selection.none()
            return True
        self.matches = feed.select(self.query.among(shown), order, seconds)
        if thread is None or not self.matches.is_whole:
            return self.matches.is_whole
        self.matches = Selection([row for row in thread if row in self.matches])
        return True

    def from_row(self, row: int | None) -> int | None:
        """Return the match at a row or after it, else the first; None without matches."""
        if not self.matches:
            return None
        place = 0 if row is None else self.matches.rank(row)
        return self.matches[place % len(self.matches)]

    def step(self, row: int | None, step: int) -> Step | None:
        """Return the next match after a row, or the previous before it; None without matches."""
        if not self.matches:
            return None
        before = 0 if row is None else self.matches.rank(row)
        is_match = row is not None and row in self.matches
        place = before + is_match + step - 1 if step > 0 else before + step
        words = ""
        if place >= len(self.matches):
            words = "After the last match: the first again."
        elif place < 0:
            words = "Before the first match: the last again."
        return Step(self.matches[place % len(self.matches)], words)

    def words(self, row: int | None) -> str:
        """Return the place among the matches in words: `match 3 of 41`."""
        found = len(self.matches)
        so_far = "" if self.matches.is_whole else " so far"
        if row is not None and row in self.matches:
            return f"match {self.matches.rank(row) + 1:,} of {found:,}{so_far}"
        if not found:
            return "no match" + so_far
        return f"{found:,} {'match' if found == 1 else 'matches'}{so_far}"
