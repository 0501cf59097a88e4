"""Thread in the place of the timeline, which comes back as it was."""

from typing import Protocol

from textual.css.query import NoMatches

from tui_feed.browse.moving.jump_history import HistoryEntry, JumpHistory
from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.query import Query
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.thread_layout import ThreadLayout
from tui_feed.ui.screens.filtering.filter_state import FilterState
from tui_feed.ui.screens.kept_place import KeptPlace, SavedPlace
from tui_feed.ui.widgets.thread_title import ThreadTitle
from tui_feed.ui.widgets.timeline import Timeline

THREAD = "-thread"
"""Class of the screen while a thread is in view."""


class ThreadOwner(Protocol):
    """Protocol of the screen for a thread."""

    @property
    def timeline(self) -> Timeline:
        """List of cards."""
        ...

    @property
    def palette(self) -> Palette:
        """Colours and signs in use."""
        ...

    @property
    def filter_state(self) -> FilterState:
        """Filter in force, and its rows."""
        ...

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        ...

    @property
    def trail(self) -> JumpHistory:
        """Jumps to other posts and back."""
        ...

    @property
    def place(self) -> KeptPlace:
        """Post chosen last, and the window around it."""
        ...

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        ...


class ThreadView:
    """Thread in view; without one, the timeline is in view."""

    def __init__(self, owner: ThreadOwner, screen: GuardedScreen[None]) -> None:
        self._owner = owner
        self._screen = screen
        self.shown: ShownThread | None = None
        """Thread in view."""
        self._outside: HistoryEntry | None = None  # place in the timeline
        self._place: SavedPlace | None = None

    def show(self, shown: ShownThread | None, row: int) -> None:
        """Show a thread, or the timeline with its filter; select a row if it is there."""
        owner = self._owner
        if shown and not self.shown:
            self._outside, self._place = owner.trail.here, owner.place.save()
        owner.timeline.take_choice()
        owner.place.choose(row)
        if not shown and self._place and self._outside and self._outside.row == row:
            owner.place.restore(self._place)
        self._swap(shown)
        owner.place.hold(None)
        self._show_title()

    def _swap(self, shown: ShownThread | None) -> None:
        """Show the posts of a thread, or those of the timeline's filter."""
        self.shown = shown
        self._owner.filter_state.thread = shown.thread if shown else None
        self._owner.timeline.lay_out(ThreadLayout(shown) if shown else None)
        self._screen.set_class(shown is not None, THREAD)
        self._owner.set_filter(self._outside.filter if self._outside and not shown else "")

    def leave(self) -> None:
        """Go back to the place in the timeline from which the thread was opened."""
        if self._outside:
            self._owner.trail.return_to(self._outside)

    def drop(self) -> None:
        """Give up the thread, whose rows are those of another feed; the place stays."""
        if self.shown:
            self._swap(None)

    def _show_title(self) -> None:
        """Show the title above the cards; it is made for the first thread."""
        if self.shown is None:
            return
        try:
            title = self._screen.query_one(ThreadTitle)
        except NoMatches:
            title = ThreadTitle()
            self._screen.mount(title, before="#body")
        title.show(self.shown.title, self._owner.palette)
