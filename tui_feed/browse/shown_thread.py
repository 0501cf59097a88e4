"""Thread in view, with the post from which it was opened."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.feed.thread import Thread
from tui_feed.text.numbers import counted


class ShownThread(NamedTuple):
    """Thread in view."""

    thread: Thread
    """Posts in reading order."""
    here: int | None
    """Row from which the thread was opened; None if the feed lacks that post."""

    @property
    def title(self) -> str:
        """Title: the numbers of posts, known and missing."""
        missing = len(self.thread.missing)
        aside = f", {missing:,} not in this archive" if missing else ""
        return f"{counted(len(self.thread), 'posts')}{aside}"

    def result_words(self, rows: Sequence[int], *, filtered: bool) -> str:
        """Return the number of posts of a filter, and the order."""
        found = f"{len(rows):,} of {len(self.thread):,} in this thread"
        return f"{found if filtered else counted(len(rows), 'posts')}, reading order "
