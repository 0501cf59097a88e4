"""Jumps through the timeline, and the way back and forward again, as in a browser."""

from typing import NamedTuple, Protocol

from tui_feed.feed import Feed
from tui_feed.query import Query


class Step(NamedTuple):
    """A place in the timeline."""

    row: int
    """The selected post's row in the feed."""
    filter: str
    """The filter that was in force."""


class Timeline(Protocol):
    """The posts that are shown, one of them selected."""

    @property
    def row(self) -> int | None:
        """The selected post's row in the feed."""
        ...

    def choose_row(self, row: int) -> bool:
        """Select the post at a row of the feed; False where the timeline does not hold it."""
        ...


class Reader(Protocol):
    """Who jumps: a screen, or a session without one."""

    @property
    def feed(self) -> Feed:
        """The posts."""
        ...

    @property
    def timeline(self) -> Timeline:
        """Those that are shown."""
        ...

    @property
    def filter_query(self) -> Query:
        """The filter in force."""
        ...

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        ...


class Trail:
    """Goes to posts for a reader, and remembers where each jump began."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._behind: list[Step] = []
        self._ahead: list[Step] = []

    def clear(self) -> None:
        """Forget every place."""
        self._behind.clear()
        self._ahead.clear()

    def jump_to(self, post_id: str) -> bool:
        """Go to a post, remembering this place; False where the feed does not hold it."""
        row = self._reader.feed.row_of(post_id)
        if row is None:
            return False
        self.jump(row)
        return True

    def jump(self, row: int) -> None:
        """Go to a row, remembering this place."""
        if here := self._here():
            self._behind.append(here)
            self._ahead.clear()
        self._arrive(row)

    def back(self) -> bool:
        """Return to where the last jump began; False where there was none."""
        return self._turn(self._behind, self._ahead)

    def forward(self) -> bool:
        """Undo going back; False where there is nothing to undo."""
        return self._turn(self._ahead, self._behind)

    def _turn(self, source: list[Step], goal: list[Step]) -> bool:
        here = self._here()
        if not here or not source:
            return False
        goal.append(here)
        step = source.pop()
        if step.filter != self._reader.filter_query.text:
            self._reader.set_filter(step.filter)
        self._arrive(step.row)
        return True

    def _here(self) -> Step | None:
        row = self._reader.timeline.row
        return None if row is None else Step(row, self._reader.filter_query.text)

    def _arrive(self, row: int) -> None:
        """Select a row; a filter that hides it is dropped."""
        timeline = self._reader.timeline
        if not timeline.choose_row(row):
            self._reader.set_filter("")
            timeline.choose_row(row)
