"""Jump history of the timeline, with back and forward as in a web browser."""

from typing import NamedTuple, Protocol

from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.query import Query

MOST_ENTRIES = 1_000
"""Positions remembered; beyond, the oldest is dropped."""


class HistoryEntry(NamedTuple):
    """Position in the timeline, or in a thread."""

    row: int
    """Selected row of the feed."""
    filter: str
    """Filter of the posts shown."""
    thread: ShownThread | None = None
    """Thread in view; None in the timeline."""
    copy: Post | None = None
    """Quoted post read from the copy inside a post; None for the post of the row."""


class SelectableTimeline(Protocol):
    """Timeline with a selected row."""

    @property
    def row(self) -> int | None:
        """Selected row of the feed."""
        ...

    def choose_row(self, row: int) -> bool:
        """Select a row of the feed; return False if the filter hides it."""
        ...


class JumpOwner(Protocol):
    """Screen or session with a timeline to jump in."""

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def timeline(self) -> SelectableTimeline:
        """Timeline to jump in."""
        ...

    @property
    def filter_query(self) -> Query:
        """Current filter."""
        ...

    @property
    def thread(self) -> ShownThread | None:
        """Thread in view; None in the timeline."""
        ...

    @property
    def copy_read(self) -> Post | None:
        """Quoted post read from a copy; None for the selected post."""
        ...

    def set_filter(self, text: str) -> None:
        """Apply another filter."""
        ...

    def show_thread(self, thread: ShownThread | None, row: int) -> None:
        """Show a thread, or the timeline with its filter, with a row selected if it is there."""
        ...

    def read_copy(self, post: Post | None) -> None:
        """Read a quoted post from its copy; None for the selected post again."""
        ...

    def filter_changed(self, before: str) -> None:
        """Tell the reader that a jump has changed the filter."""
        ...


class JumpHistory:
    """Jumps to posts, and remembers the positions before each jump."""

    def __init__(self, reader: JumpOwner) -> None:
        self._reader = reader
        self._back_entries: list[HistoryEntry] = []
        self._forward_entries: list[HistoryEntry] = []
        self._left: HistoryEntry | None = None  # by the last jump, back or forward
        self._settled = ""  # filter after the last jump

    def clear(self) -> None:
        """Forget all positions."""
        self._back_entries.clear()
        self._forward_entries.clear()
        self._left = None

    @property
    def here(self) -> HistoryEntry | None:
        """Present position; None without posts."""
        reader, row = self._reader, self._reader.timeline.row
        if row is None:
            return None
        return HistoryEntry(row, reader.filter_query.text, reader.thread, reader.copy_read)

    # Jumps

    def remember(self, left: HistoryEntry | None = None) -> None:
        """Remember the present position before a jump, or a position left by one."""
        here = left or self.here
        if here is None:
            return
        if not self._back_entries or self._back_entries[-1] != here:
            self._back_entries.append(here)
            del self._back_entries[:-MOST_ENTRIES]
        self._forward_entries.clear()
        self._left, self._settled = here, here.filter

    def jump_to(self, post_id: str) -> bool:
        """Jump to a post; return False if the feed does not contain it."""
        row = self._reader.feed.row_of(post_id)
        if row is None:
            return False
        self.jump(row)
        return True

    def jump(self, row: int) -> None:
        """Jump to a row; the current position goes into the history."""
        reader, before = self._reader, self._reader.filter_query.text
        self.remember()
        if row == reader.timeline.row:
            reader.read_copy(None)
        self._select(row)
        self._settle(before)

    def open_thread(self, thread: ShownThread, row: int) -> None:
        """Jump to a row in its thread."""
        self.remember()
        self._reader.show_thread(thread, row)
        self._settle()

    def read_copy(self, post: Post) -> None:
        """Jump to a quoted post that the feed has only as a copy."""
        self.remember()
        self._reader.read_copy(post)

    def return_to(self, entry: HistoryEntry) -> None:
        """Jump to a position."""
        self.remember()
        self._restore(entry)

    # Back and forward

    def back(self) -> bool:
        """Go back to the position before the last jump; return False if the history is empty."""
        return self._move(self._back_entries, self._forward_entries)

    def forward(self) -> bool:
        """Go forward again; return False if nothing was taken back."""
        return self._move(self._forward_entries, self._back_entries)

    def before_jump(self) -> bool:
        """Jump to the position left by the last jump; return False without a jump.

        Called again, it returns to the position before the call.
        """
        left = self._left
        if left is None:
            return False
        self.return_to(left)
        return True

    def _move(self, source: list[HistoryEntry], goal: list[HistoryEntry]) -> bool:
        here = self.here
        while source and source[-1] == here:  # for the reader, nothing would happen
            source.pop()
        if not here or not source:
            return False
        goal.append(here)
        self._left = here
        self._restore(source.pop())
        return True

    def _restore(self, entry: HistoryEntry) -> None:
        """Go to an entry with its thread and filter.

        A filter changed by the reader since the last jump stays if it has the post.
        """
        reader, before = self._reader, self._reader.filter_query.text
        if entry.thread is not reader.thread:
            reader.show_thread(entry.thread, entry.row)
        elif before != self._settled and reader.timeline.choose_row(entry.row):
            entry = entry._replace(filter=before)
        if entry.filter != reader.filter_query.text:
            reader.set_filter(entry.filter)
        self._select(entry.row)
        reader.read_copy(entry.copy)
        self._settle(before if entry.filter != before != self._settled else None)

    def _settle(self, before: str | None = None) -> None:
        """Note the filter after a jump; tell the reader if it was another filter `before`."""
        self._settled = self._reader.filter_query.text
        if before is not None and before != self._settled:
            self._reader.filter_changed(before)

    def _select(self, row: int) -> None:
        """Select a row; leave a thread without it, and clear a filter that hides it."""
        reader = self._reader
        if reader.timeline.choose_row(row):
            return
        if reader.thread:
            reader.show_thread(None, row)
        if not reader.timeline.choose_row(row):
            reader.set_filter(reader.feed.asking_for(row))
            reader.timeline.choose_row(row)
