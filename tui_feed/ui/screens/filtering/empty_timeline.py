"""Search for the term that leaves the timeline empty, off the key path."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from tui_feed.feed import Feed, Selection
from tui_feed.query import Query

if TYPE_CHECKING:
    from tui_feed.browse.filtering.empty_result import EmptyReason

AFTER = 0.05
"""Seconds after a key before the search; the next key drops it."""
PAUSE = 0.001
"""Seconds between two slices of the search."""


class EmptyView(Protocol):
    """Protocol of the screen for the search."""

    @property
    def feed(self) -> Feed:
        """Posts to search."""
        ...

    @property
    def rows(self) -> Selection:
        """Rows of the filter."""
        ...

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> object:
        """Call a function after some seconds."""
        ...

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        ...

    def show_empty(self) -> None:
        """Show the reason in the empty timeline."""
        ...


class EmptyTimeline:
    """Reason why a filter finds nothing, searched in slices after the frame."""

    def __init__(self, view: EmptyView) -> None:
        self._view = view
        self.reason: EmptyReason | None = None
        """Reason, as soon as it is known."""
        self._filter: tuple[Feed, int, str] | None = None  # of the search
        self._search: Iterator[EmptyReason | None] = iter(())

    def look(self) -> None:
        """Begin to search if the timeline is empty, and drop the search for another filter."""
        view = self._view
        is_empty = not view.rows and view.rows.is_whole and view.filter_query.root is not None
        wanted = (view.feed, len(view.feed), view.filter_query.text) if is_empty else None
        if wanted == self._filter:
            return
        self._filter, self.reason = wanted, None
        if wanted:
            from tui_feed.browse.filtering.empty_result import (
                empty_reasons,  # not before it is needed
            )

            self._search = empty_reasons(view.feed, view.filter_query)
            view.set_timer(AFTER, lambda: self._go_on(wanted))

    def _go_on(self, wanted: tuple[Feed, int, str]) -> None:
        if wanted != self._filter:
            return
        try:
            self.reason = next(self._search)
        except StopIteration:
            return
        if self.reason:
            self._view.show_empty()
        else:
            self._view.set_timer(PAUSE, lambda: self._go_on(wanted))

    def use(self) -> None:
        """Put the filter without the terms in the way in force."""
        if self.reason:
            self._view.set_filter(self.reason.query)
