"""State of the screen for taking posts along: picked posts, and work in the background."""

from collections.abc import Callable, Container
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from tui_feed.feed import Feed, Selection

if TYPE_CHECKING:
    from tui_feed.browse.taking.picked_posts import PickedPosts
    from tui_feed.ui.background_work import BackgroundWork


class Cards(Protocol):
    """Timeline, as far as picking knows it."""

    @property
    def index(self) -> int:
        """Position of the cursor."""
        ...

    @property
    def row(self) -> int | None:
        """Row under the cursor."""
        ...

    def mark(self, picked: Container[int]) -> None:
        """Draw a sign on the cards of some rows."""
        ...


class TakingView(Protocol):
    """Screen, as far as this module knows it."""

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def rows(self) -> Selection:
        """Rows shown, in order."""
        ...

    @property
    def view(self) -> object:
        """Filter and order in force, to compare."""
        ...

    @property
    def timeline(self) -> Cards:
        """Cards of the rows."""
        ...

    def show_result(self) -> None:
        """Show the number of posts, and of picked ones, or the progress of work."""
        ...

    def suspended(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program."""
        ...


class Taking:
    """Picked posts of a screen, and the work that Esc stops."""

    def __init__(self, view: TakingView, work: "BackgroundWork") -> None:
        self._view = view
        self.work = work
        """Work in the background."""

    @cached_property
    def _picked(self) -> "PickedPosts":
        from tui_feed.browse.taking.picked_posts import PickedPosts  # not before a key asks

        return PickedPosts()

    @property
    def picked(self) -> "PickedPosts":
        """Posts selected by the reader, with a range up to the cursor.

        Keys may come faster than the messages about the cursor.
        """
        view = self._view
        self._picked.find(view.feed.row_of)
        self._picked.follow(view.rows, view.timeline.index, view.view)
        return self._picked

    @property
    def has_picked(self) -> bool:
        """True if any post is picked."""
        return "_picked" in vars(self) and bool(self._picked)

    @property
    def words(self) -> str:
        """Number of picked posts; empty without any."""
        return f"{len(self._picked):,} selected" if self.has_picked else ""

    # Picking at the cursor

    @property
    def row(self) -> int | None:
        """Row under the cursor."""
        return self._view.timeline.row

    def start_range(self) -> None:
        """Begin a range at the cursor."""
        self.picked.start_range(self._view.rows, self._view.timeline.index, self._view.view)
        self.show()

    def show(self) -> None:
        """Let a range follow the cursor, and show the picked posts."""
        if "_picked" in vars(self):
            self._view.timeline.mark(self.picked)
            self._view.show_result()

    def keep(self) -> bool:
        """Keep the picked posts for another feed; too many are let go: return False."""
        feed = self._view.feed
        return not self.has_picked or self._picked.leave(lambda row: feed.post(row).id)

    def let_go(self) -> bool:
        """Let go of the picked posts; return True if there were any."""
        if not self.has_picked:
            return False
        self.picked.clear()
        self.show()
        return True

    # Work

    def tell_progress(self, words: str) -> None:
        """Show the progress of work; an empty text shows the result again."""
        self.work.words = words
        self._view.show_result()

    def outside(self, act: Callable[[], str]) -> str:
        """Leave the terminal to another program while a function runs; return its words."""
        from textual.app import SuspendNotSupported  # not before a key asks

        try:
            with self._view.suspended():
                return act()
        except SuspendNotSupported:
            return "This terminal cannot be left to another program."
