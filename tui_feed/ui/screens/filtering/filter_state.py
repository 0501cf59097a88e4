"""Filter in force, and its rows."""

from array import array
from collections.abc import Callable
from typing import Protocol

from tui_feed.feed import Feed, Order, Selection
from tui_feed.feed.thread import Thread
from tui_feed.query import Query, Term

FIRST_HITS = 0.008
"""Seconds of searching before the first hits are shown; enough for some ten thousand posts."""
DRAWING = 0.02
"""Seconds for drawing the first hits, before searching and sorting continue."""
SLICE = 0.004
"""Seconds of searching between two looks at the keyboard."""
PAUSE = 0.001
"""Seconds between two slices, unless posts arrive."""


class SearchView(Protocol):
    """Protocol of the screen for the filter."""

    @property
    def feed(self) -> Feed:
        """Posts to search."""
        ...

    @property
    def is_reading(self) -> bool:
        """True while posts still arrive."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> object:
        """Call a function after some seconds."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter."""
        ...


class FilterState:
    """Filter in force, its order and its rows; it searches a large feed in slices."""

    def __init__(self, view: SearchView, query: Query, order: Order) -> None:
        self._view = view
        self._order = order
        self.query = query
        """Filter in force."""
        self.last_marking = query
        """Last filter with words to highlight, for `n` and `N`."""
        self.rows = Selection.none()
        """Rows of the filter, in order."""
        self._is_searching = False
        self.thread: Thread | None = None
        """Thread in view: only its rows are selected, in its order."""
        self.on_sorted: Callable[[Order], object] = lambda _: None
        """Called with each order that the reader chooses."""

    @property
    def order(self) -> Order:
        """Order in force: of the filter's `sort:` term, else as chosen by key."""
        return self.query.order or self._order

    def use(self, query: Query) -> None:
        """Put another filter in force."""
        self.query = query
        if query.marker:
            self.last_marking = query

    def select(self) -> None:
        """Get the rows from the feed; of a large feed first the first hits, then all rows."""
        seconds = SLICE if self._view.is_reading else FIRST_HITS
        found = self._view.feed.select(self.query, self._order, seconds)
        self.rows = found if self.thread is None else self._rows_in(self.thread, found)
        if not self.rows.is_whole and not self._is_searching:
            self._is_searching = True
            self._view.set_timer(DRAWING, self._search_on)

    def _rows_in(self, thread: Thread, found: Selection) -> Selection:
        """Return the rows of a thread, without a filter all that may be shown."""
        among = found.as_set() if self.query.root else None
        rows = self._view.feed.seen(thread.rows)
        kept = rows if among is None else array("I", [row for row in rows if row in among])
        return Selection(kept, is_whole=found.is_whole)

    def _search_on(self) -> None:
        """Search for a slice of time; between slices, keys are answered."""
        self._is_searching = False
        if self._view.feed.look(self.query, self.order, SLICE):
            self._view.show_posts()
        else:
            self._is_searching = True
            self._view.set_timer(SLICE if self._view.is_reading else PAUSE, self._search_on)

    def sort(self, order: Order) -> Term | None:
        """Take an order.

        Return the filter's `sort:` term, which must be removed; None without a `sort:` term.
        """
        self._order = order
        self.on_sorted(order)
        parts = self.query.terms()
        return next((part for part in parts if part.text.lower().startswith("sort:")), None)

    def next_match(self, index: int, step: int) -> int | None:
        """Return the row of the next match, from a position on; None without further matches."""
        from tui_feed.browse.moving.jumps import next_match  # not before somebody asks

        queries = (self.query, self.last_marking, self._order)
        return next_match(self._view.feed, self.rows, index, queries, step)
