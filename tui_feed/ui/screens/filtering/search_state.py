"""Search without filtering on the screen: it searches a large feed in slices."""

from collections.abc import Callable
from typing import Protocol

from tui_feed.browse.filtering.post_search import OFF, PostSearch
from tui_feed.browse.moving.jump_history import HistoryEntry, JumpHistory
from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.feed import Feed, Order, Selection
from tui_feed.query import Query
from tui_feed.ui.screens.filtering.filter_state import DRAWING, FIRST_HITS, PAUSE, SLICE
from tui_feed.ui.screens.filtering.query_targets import Before
from tui_feed.ui.screens.kept_place import KeptPlace, SavedPlace
from tui_feed.ui.widgets.filter_bar import SEARCH_PROMPT
from tui_feed.ui.widgets.timeline import Timeline


class SearchedView(Protocol):
    """Protocol of the screen for a search."""

    @property
    def feed(self) -> Feed:
        """Posts to search."""
        ...

    @property
    def rows(self) -> Selection:
        """Rows of the timeline."""
        ...

    @property
    def thread(self) -> ShownThread | None:
        """Thread in the place of the timeline."""
        ...

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        ...

    @property
    def order(self) -> Order:
        """Order in force."""
        ...

    @property
    def place(self) -> KeptPlace:
        """Place of the reader."""
        ...

    @property
    def timeline(self) -> Timeline:
        """Timeline of the posts."""
        ...

    @property
    def trail(self) -> JumpHistory:
        """Jumps to other posts and back."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> object:
        """Call a function after some seconds."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter."""
        ...


class SearchState:
    """Search in force; a receiver of the typed query (`QueryTarget`)."""

    prompt = SEARCH_PROMPT

    def __init__(self, view: SearchedView) -> None:
        self._view = view
        self.search = PostSearch()
        """Query and its matches."""
        self._origin: SavedPlace | None = None  # before typing
        self._left: HistoryEntry | None = None  # the same place
        self._is_settled = True  # nobody types
        self._is_arriving = False  # the first match is still to be found
        self._is_searching = False

    @property
    def query(self) -> Query:
        """Query in force."""
        return self.search.query

    @property
    def words(self) -> str:
        """Place among the matches; empty without a search."""
        return f"{self.search.words(self._view.timeline.row)} " if self.search.is_on else ""

    # Typing

    def before(self) -> Before:
        """Return the present search, and remember the place to search from."""
        self._is_settled = False
        self._origin, self._left = self._view.place.save(), self._view.trail.here
        return Before(self.query, self.query)

    def use(self, query: Query) -> None:
        """Search, and go to the first match from the place before typing on."""
        self.search.query = query
        self._is_arriving = True
        self._view.show_posts()
        self._arrive()

    def restore(self, before: Before) -> None:
        """Take the search before typing again."""
        self.search.query, self._is_arriving = before.query, False

    def settle(self) -> None:
        """Stay at the match; the place before typing goes into the history of jumps."""
        self._is_settled = True
        self._remember_left()

    def _remember_left(self) -> None:
        left = self._left
        if left and self.search.matches and left.row != self._view.timeline.row:
            self._view.trail.remember(left)
            self._left = None

    def _arrive(self) -> None:
        """Go to the first match, or back to the place before typing if there is none so far."""
        origin = self._origin
        if origin is None or origin.feed is not self._view.feed:
            return
        row = self.search.from_row(origin.row)
        if row is None:
            self._view.place.restore(origin)
            self._view.show_posts()
            self._view.place.hold(None)
        else:
            self._is_arriving = not self.search.matches.is_whole
            self._view.timeline.choose_row(row)
            if self._is_settled:
                self._remember_left()

    # Searching

    def select(self) -> None:
        """Find the matches among the posts shown; of a large feed, first for a moment only."""
        view = self._view
        thread = view.rows if view.thread else None
        shown = view.filter_query, view.order
        if not self.search.select(view.feed, *shown, FIRST_HITS, thread=thread):
            self._search_later(DRAWING)

    def _search_later(self, seconds: float) -> None:
        if not self._is_searching:
            self._is_searching = True
            self._view.set_timer(seconds, self._search_on)

    def _search_on(self) -> None:
        """Search for a slice of time; between slices, keys are answered."""
        self._is_searching = False
        if not self.search.is_on:
            return
        if not self._view.feed.look(self.query, self._view.order, SLICE):
            self._search_later(PAUSE)
            return
        self._view.show_posts()
        if self._is_arriving:
            self._arrive()

    def step(self, step: int) -> str:
        """Go to the next or previous match; return words for the reader, if any."""
        found = self.search.step(self._view.timeline.row, step)
        if found is None:
            return f"No post matches {self.query.text.strip()}."
        self._view.trail.jump(found.row)
        return found.words

    def leave(self) -> None:
        """End the search; the reader stays where they are."""
        self.search.query = OFF
        self._view.show_posts()
