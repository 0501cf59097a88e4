"""Thread in view, with the post from which it was opened."""

from typing import NamedTuple

from tui_feed.browse.status_lines import TimelinePlace
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

    def narrowed(self, place: TimelinePlace) -> TimelinePlace:
        """Return a place in the timeline as a place in this thread."""
        total = None if place.total is None else len(self.thread)
        return place._replace(total=total, order="", unread=0, scope="in this thread")
