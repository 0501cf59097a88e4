"""Marks, read posts and place on the screen: loaded after the first frame, saved in the background.

A post counts as read once the reader has moved on from it, paged past it, opened it, or stayed on
it for `DWELL` seconds; a jump does not read the posts between. Signs for unread posts appear from
the second visit on, and only while at most half of the posts are unread: a new archive is quiet.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context, copy_context
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tui_feed.browse.source import FeedSource
from tui_feed.feed import Feed, Selection
from tui_feed.query import Query
from tui_feed.state.saved import SavedState

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tui_feed.state.reader_marks import ReaderMarks
    from tui_feed.ui.widgets.timeline import Timeline

DWELL = 1.5
"""Seconds on a post after which it counts as read."""
PAUSE = 1.0
"""Seconds after a movement before read posts and the place are saved."""
NEAR = 2
"""Windows of a page down at most; posts passed further than this were not seen."""
SLICE = 0.004
"""Seconds of finding saved posts between two looks at the keyboard."""
LAST = 1.0
"""Most seconds of saving at the end of the program."""


class MarksView(Protocol):
    """Protocol of the screen for the reader's state."""

    @property
    def source(self) -> FeedSource:
        """Source of the posts."""
        ...

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def rows(self) -> Selection:
        """Rows of the filter, in order."""
        ...

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        ...

    @property
    def is_reading(self) -> bool:
        """True while more posts may arrive."""
        ...

    @property
    def timeline(self) -> "Timeline":
        """List of cards."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter."""
        ...

    def show_own(self) -> None:
        """Show the reader's marks in the post in full, and the number of unread posts."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> object:
        """Call a function after some seconds."""
        ...


class _Spot(NamedTuple):
    """Selected post, and the timeline around it."""

    row: int | None
    at: int
    rows: Sequence[int]


class ReaderState:
    """Reader's marks, read posts and place for the posts on the screen."""

    def __init__(self, view: MarksView, saved: SavedState) -> None:
        self._view = view
        self._saved = saved
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None  # of the app, for timers made by other threads
        self._marks: ReaderMarks | None = None
        self._spot = _Spot(None, 0, ())
        self._moved_at: float | None = None  # None before the reader moves
        self._is_placed = False  # True once the saved place was taken, or is not wanted
        self._unsaved_place = False
        self._has_timer = {"advance": False, "pause": False}
        self._awaited: list[tuple[int, int]] = []  # change, and row with a new sign
        self._shown: tuple[object, ...] = ()  # facts about the signs on the screen
        self._selected: tuple[int, ...] = ()  # sizes of the sets at the last selection
        self._reached = False
        self._visited = False  # True if posts were read in an earlier visit, or set so
        self.unread: int | None = None
        """Number of unread posts; None before there is anything to tell."""

    # Beginning and end

    def start(self) -> None:
        """Begin to load everything saved, after the first frame."""
        if self._loop is None:
            self._loop, self._context = asyncio.get_running_loop(), copy_context()
            self._spot = self._here()
            self._is_placed = self._view.filter_query.root is not None
            Thread(target=self._import, name="marks-import", daemon=True).start()

    def _import(self) -> None:
        import tui_feed.state.reader_marks  # noqa: F401 - SQLite takes as long as two frames

        self._soon(lambda: self.marks)

    def _soon(self, act: Callable[[], object]) -> None:
        """Call a function in the loop, from another thread."""
        with suppress(RuntimeError):  # the loop has ended
            if self._loop:
                self._loop.call_soon_threadsafe(act, context=self._context)

    @property
    def marks(self) -> "ReaderMarks":
        """Marks, made at the first use; with `--no-state` they last until the end only."""
        if self._marks is None:
            from tui_feed.state.marks_store import MarksStore, MemoryStore
            from tui_feed.state.reader_marks import ReaderMarks

            def wake() -> None:
                self._soon(self._take_reports)

            store = (
                MemoryStore(wake) if self._saved.is_off else MarksStore(self._saved.folder, wake)
            )
            self._marks = ReaderMarks(store, self._view.feed, self._view.source.name)
            store.start()
        return self._marks

    def end(self) -> None:
        """Save everything, for at most `LAST` seconds."""
        self.save_at_once(LAST)
        if self._marks:
            self._marks.end()

    def save_at_once(self, seconds: float) -> None:
        """Save read posts and place, and wait for it some seconds; safe in a signal's handler."""
        if self._marks:
            self._save()
            self._marks.flush(seconds)

    # Loading

    def _take_reports(self) -> None:
        marks = self.marks
        for words in marks.take_reports():
            self._view.notify(words, severity="warning")
        if ready := [row for change, row in self._awaited if change <= marks.handled]:
            self._awaited = [each for each in self._awaited if each[0] > marks.handled]
            self._view.timeline.redraw(ready)
            self._view.show_own()
            self._show_signs()
        self._advance()

    def posts_changed(self) -> None:
        """Find the marks of new posts, while keys are answered."""
        self._selected, self._reached = self._sizes(), False
        if self._moved_at is None:  # the first posts may have come after the first frame
            self._spot = self._here()
        if self._marks:
            self._advance_soon(SLICE)

    def reloaded(self) -> None:
        """Take the feed of a reload, and the marks of other windows."""
        if self._marks:
            self._marks.use(self._view.feed, self._view.source.name)
            self._reached = False
            self._spot = _Spot(None, 0, ())

    def _advance_soon(self, delay: float) -> None:
        self._after(delay, "advance", self._advance)

    def _after(self, delay: float, name: str, act: Callable[[], None]) -> None:
        """Call a function after some seconds, unless it is to be called already."""
        if not self._has_timer[name]:
            self._has_timer[name] = True

            def run() -> None:
                self._has_timer[name] = False
                act()

            self._view.set_timer(delay, run)

    def _advance(self) -> None:
        """Find saved posts for a slice of time; then show their signs."""
        marks = self.marks
        if self._reached or not marks.is_loaded:
            return
        if not marks.advance(SLICE):
            self._advance_soon(SLICE)
            return
        self._reached = True
        if not self._is_placed:
            self._go_to_place()
        if not self._view.is_reading:
            self._visited |= marks.is_revisited
            self._count_unread()
        self._show_signs()
        if self._view.filter_query.asks_for_own and self._selected != self._sizes():
            self._view.show_posts()

    def _show_signs(self) -> None:
        """Draw all cards anew if signs have changed, and no change waits to be saved."""
        own = self._view.feed.own
        signs = own.shows_unread and len(own.read)
        shown = (self._view.feed, len(own.marked), len(own.notes), len(own.labels), signs)
        if shown != self._shown and not self._awaited:
            self._shown = shown
            self._view.timeline.redraw()
            self._view.show_own()

    def _sizes(self) -> tuple[int, ...]:
        own = self._view.feed.own
        return len(own.marked), len(own.read), len(own.notes), len(own.labels)

    def _count_unread(self) -> None:
        """Count the unread posts, and decide whether cards show them."""
        if not self._visited:
            return
        unread = self.marks.unread_count
        self._view.feed.own.shows_unread = 0 < 2 * unread <= len(self._view.feed)
        if unread != self.unread:
            self.unread = unread
            self._view.show_own()

    # Place

    def _go_to_place(self) -> None:
        """Select the post at which the reader left, unless the reader has moved already."""
        row = self.marks.saved_place()
        if self._moved_at is not None or (row is None and not self._view.is_reading):
            self._is_placed = True
        elif row is not None:
            self._is_placed = True
            timeline = self._view.timeline
            if row != timeline.row and timeline.choose_row(row):
                self._spot = self._here()
                words = f"Opened at post {timeline.index + 1:,}, where you were"
                self._view.notify(f"{words}; g goes to the top.")

    # Movement

    def _here(self) -> _Spot:
        timeline = self._view.timeline
        return _Spot(timeline.row, timeline.index, self._view.rows)

    def chosen(self) -> None:
        """Note the posts passed by the reader as read, and the new place."""
        timeline, last = self._view.timeline, self._spot
        self._spot = self._here()
        if last.row == timeline.row:
            return
        self._moved_at, self._unsaved_place = monotonic(), True
        step = timeline.index - last.at
        if last.rows is self._view.rows and 0 < step <= NEAR * timeline.cards_in_window:
            self.note_read(last.rows[last.at : timeline.index])
        elif last.row is not None:
            self.note_read([last.row])
        self._after(PAUSE, "pause", self._pause)

    def opened(self) -> None:
        """Note the opened post as read."""
        row = self._view.timeline.row
        if row is not None:
            self._moved_at = self._moved_at or monotonic()
            self.note_read([row])
            self._after(PAUSE, "pause", self._pause)

    def note_read(self, rows: Sequence[int]) -> None:
        """Note posts as read, once everything saved is known."""
        if self._marks and self._marks.is_loaded:
            unread = self._marks.pass_by(rows)
            if unread and self._view.feed.own.shows_unread:
                self._view.timeline.redraw(unread)

    def _pause(self) -> None:
        """Save read posts and the place while nothing else happens."""
        left = DWELL - (monotonic() - (self._moved_at or 0))
        if left > 0:
            self._after(left, "pause", self._pause)
        elif (row := self._view.timeline.row) is not None and not self.marks.stays_unread(row):
            self.note_read([row])
        self._save()
        self._count_unread()

    def _save(self) -> None:
        marks, row = self.marks, self._spot.row
        marks.save_read()
        if self._unsaved_place and row is not None and marks.is_loaded:
            self._unsaved_place = False
            marks.set_place(row)

    # For commands

    def await_sign(self, row: int) -> None:
        """Draw the signs of a post once its last change is saved, or has failed to be."""
        self._awaited.append((self.marks.given, row))

    def visited(self) -> None:
        """Show unread posts from now on: the reader has set some."""
        self._visited = True
        self._count_unread()
        self._view.timeline.redraw()
