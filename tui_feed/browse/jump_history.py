"""Jump history of the timeline, with back and forward as in a web browser."""

from typing import NamedTuple, Protocol

from tui_feed.feed import Feed
from tui_feed.query import Query


class HistoryEntry(NamedTuple):
    """Position in the timeline."""

    row: int
    """Selected row of the feed."""
    filter: str
    """Filter of the timeline."""


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

    def set_filter(self, text: str) -> None:
        """Apply another filter."""
        ...


class JumpHistory:
    """Jumps to posts, and remembers the positions before each jump."""

    def __init__(self, reader: JumpOwner) -> None:
        self._reader = reader
        self._back_entries: list[HistoryEntry] = []
        self._forward_entries: list[HistoryEntry] = []
        self._left: HistoryEntry | None = None  # by the last jump, back or forward

    def clear(self) -> None:
        """Forget all positions."""
        self._back_entries.clear()
        self._forward_entries.clear()
        self._left = None

    def jump_to(self, post_id: str) -> bool:
        """Jump to a post; return False if the feed does not contain it."""
        row = self._reader.feed.row_of(post_id)
        if row is None:
            return False
        self.jump(row)
        return True

    def jump(self, row: int) -> None:
        """Jump to a row; the current position goes into the history."""
        self._remember_here()
        self._select(row)

    def _remember_here(self) -> None:
        if here := self._here():
            self._back_entries.append(here)
            self._forward_entries.clear()
            self._left = here

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
        self._remember_here()
        self._restore(left)
        return True

    def _move(self, source: list[HistoryEntry], goal: list[HistoryEntry]) -> bool:
        here = self._here()
        if not here or not source:
            return False
        goal.append(here)
        self._left = here
        self._restore(source.pop())
        return True

    def _restore(self, entry: HistoryEntry) -> None:
        """Go to an entry, with its filter."""
        if entry.filter != self._reader.filter_query.text:
            self._reader.set_filter(entry.filter)
        self._select(entry.row)

    def _here(self) -> HistoryEntry | None:
        row = self._reader.timeline.row
        return None if row is None else HistoryEntry(row, self._reader.filter_query.text)

    def _select(self, row: int) -> None:
        """Select a row; clear a filter that hides it."""
        timeline = self._reader.timeline
        if not timeline.choose_row(row):
            self._reader.set_filter(self._reader.feed.asking_for(row))
            timeline.choose_row(row)
