"""Presenter: keeps the state of the screen for widgets and commands."""

from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tui_feed.browse.commands import key_name
from tui_feed.browse.key_sequences import KeySequence
from tui_feed.browse.moving.jump_history import JumpHistory
from tui_feed.browse.source import FeedSource
from tui_feed.browse.status_lines import (
    FileStatus,
    TimelinePlace,
    empty_words,
    file_status,
    timeline_place,
)
from tui_feed.feed import DateCounts, Feed, Order, Selection
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.background_work import BackgroundWork
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.screens.filtering.empty_timeline import EmptyTimeline
from tui_feed.ui.screens.filtering.filter_editor import FilterEditor
from tui_feed.ui.screens.filtering.filter_state import FilterState
from tui_feed.ui.screens.filtering.search_state import SearchState
from tui_feed.ui.screens.kept_place import KeptPlace
from tui_feed.ui.screens.marks.reader_state import ReaderState
from tui_feed.ui.screens.page_pictures import PagePictures
from tui_feed.ui.screens.post_pane import PostPane
from tui_feed.ui.screens.reading import SourceReading
from tui_feed.ui.screens.screen_jumps import ScreenJumps
from tui_feed.ui.taking import Taking
from tui_feed.ui.widgets.context_pane import ContextPane
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.footer import Footer
from tui_feed.ui.widgets.header import Header
from tui_feed.ui.widgets.histogram import Histogram
from tui_feed.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.notifications import SeverityLevel
    from textual.screen import ModalScreen
    from textual.timer import Timer
    from textual.worker import Worker

    from tui_feed.browse.moving.shown_thread import ShownThread
    from tui_feed.query import Marker
    from tui_feed.ui.command_context import Answer

LAST_SAVING = 0.25
"""Most seconds of saving when a signal ends the program."""


class Presenter:
    """State of a screen (source, filter and post in full), shown on its widgets.

    It implements the protocols through which the commands, `FilterState`, `FilterEditor`
    and `SourceReading` use the screen.
    """

    def __init__(
        self,
        screen: GuardedScreen[None],
        source: FeedSource,
        query: Query,
        order: Order,
        palette: Palette,
        saved: SavedState,
    ) -> None:
        self._screen = screen
        self.palette = replace(palette, marker=query.marker)
        """Colours and signs in use, with the words to highlight."""
        self.pane = PostPane(self, screen)
        """Post beside the timeline."""
        self.reading = SourceReading(self, source)
        """Source, and the progress of reading it."""
        self.filter_state = FilterState(self, query, order)
        """Filter in force, and its rows."""
        self.search = SearchState(self)
        """Search without filtering."""
        self.editor = FilterEditor(self, self.filter_state, saved)
        """Editor of the filter."""
        self.jumps = ScreenJumps(self, screen)
        """Thread in view, and other places to jump to."""
        self.trail = JumpHistory(self.jumps)
        """Jumps to other posts and back."""
        self.place = KeptPlace(self)
        """Post chosen last, and the window around it."""
        self._sequence = KeySequence()
        self.emptiness = EmptyTimeline(self)
        """Reason why the filter finds nothing."""
        self.pictures = PagePictures(self, lambda: self.page)
        """Pictures between the lines of the post in full."""
        self.taking = Taking(self, BackgroundWork(screen))
        """Picked posts, and work in the background that Esc stops."""
        self.state = ReaderState(self, saved)
        """Reader's own marks, read posts and saved place."""

    def prepare(self) -> None:
        """Read and select the posts of the first frame, before widgets exist."""
        self.reading.read_first()
        self.filter_state.select()
        self.pane.prepare(self.rows[0] if self.rows else None)

    # Facts for the widgets

    @property
    def post(self) -> Post | None:
        """Post beside the timeline: the selected post, or a quoted post opened from it."""
        return self.pane.post

    @property
    def thread(self) -> "ShownThread | None":
        """Thread in view; None in the timeline."""
        return self.jumps.thread

    @property
    def source(self) -> FeedSource:
        """Source of the posts."""
        return self.reading.source

    @property
    def is_reading(self) -> bool:
        """True while more posts may arrive."""
        return self.reading.is_on

    @property
    def feed(self) -> Feed:
        """Posts."""
        return self.source.feed

    @property
    def rows(self) -> Selection:
        """Rows of the filter, in order."""
        return self.filter_state.rows

    @property
    def order(self) -> Order:
        """Order in force."""
        return self.filter_state.order

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        return self.filter_state.query

    @property
    def selected_id(self) -> str | None:
        """Id of the selected post, also before a reload has read the post."""
        return self.place.selected_id

    def timeline_place(self, at: int = 0) -> TimelinePlace:
        """Return the place of the post at a position, with the result of the filter."""
        others = (self.taking.words, self.search.words)
        asides = (self.taking.work.words,) if self.taking.work.words else others
        query, order, unread = self.filter_query, self.filter_state.order, self.state.unread
        place = timeline_place(self.rows, self.feed, query, order, at, asides, unread)
        return self.thread.narrowed(place) if self.thread else place

    @property
    def empty(self) -> Sequence[str]:
        """Lines with the reason why the timeline is empty."""
        is_filtered = self.filter_query.root is not None
        reason = self.emptiness.reason
        return empty_words(self.source, reason, reading=self.is_reading, filtered=is_filtered)

    def show_empty(self) -> None:
        """Show the reason in the empty timeline."""
        self.timeline.show(self.feed, self.rows, None, self.empty)

    def account(self) -> tuple[Profile | None, FileStatus]:
        """Return the account of the timeline, and the progress of reading.

        With several accounts, the author of the post in full is returned.
        """
        profiles = self.feed.profiles
        profile = profiles[0] if profiles else None
        if len(profiles) > 1 and self.post:
            author = self.post.author
            profile = self.feed.profile_of(author) or Profile(
                name=author.name, handle=author.handle
            )
        return profile, file_status(self.source, reading=self.is_reading)

    def dates(self) -> tuple[DateCounts, DateCounts]:
        """Return the counts of posts by date: of the filter, and of the feed."""
        whole = self.feed.dates(seconds=0)
        is_filtered = self.filter_query.root is not None or self.thread is not None
        return (self.feed.dates(self.rows, seconds=0) if is_filtered else whole), whole

    # Widgets

    @property
    def timeline(self) -> Timeline:
        """List of cards."""
        return self._screen.query_one(Timeline)

    @property
    def page(self) -> ContextPane:
        """Context of the post, or the post in full."""
        return self._screen.query_one(ContextPane)

    @property
    def filter_bar(self) -> FilterBar:
        """Filter, shown or typed."""
        return self._screen.query_one(FilterBar)

    def focus_posts(self) -> None:
        """Focus the timeline."""
        self._screen.set_focus(self.timeline)

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter around the reader's place."""
        if self._screen.has_closed:
            return
        self.filter_state.select()
        self.search.select()
        marker = self._marker
        if (marker or self.palette.marker) and marker is not self.palette.marker:
            self.palette = replace(self.palette, marker=marker)
            self.timeline.use(self.palette)
        self.emptiness.look()
        self.timeline.show(self.feed, self.rows, self.place.row, self.empty)
        self.taking.show()
        self.show_result()
        self._screen.query_one(Histogram).show(self.palette)
        self.show_account()
        self.state.posts_changed()

    @property
    def _marker(self) -> "Marker":
        search = self.search.search
        return search.query.marker if search.is_on else self.filter_query.marker

    def show_own(self) -> None:
        """Show the reader's marks in the post in full, and the number of unread posts."""
        self.show_result()
        self.page.redraw(self.palette)

    def last_act(self) -> None:
        """Remove copies and save the place: a signal or a lost terminal ends the program."""
        self.source.remove_copies()
        self.state.save_at_once(LAST_SAVING)

    def show_account(self) -> None:
        """Show the account of the post, and the progress of reading."""
        self._screen.query_one(Header).show(*self.account(), self.palette)

    def show_keys(self) -> None:
        """Show the available keys in the footer."""
        begun = self.timeline.count + key_name(self._sequence.pending)
        self._screen.query_one(Footer).show(begun, self.palette)

    def follow_key(self, key: str, bound: Collection[str]) -> str:
        """Return the key or the two keys to act on; empty while the second key is awaited."""
        before = self._sequence.pending
        found = self._sequence.follow(key, bound)
        if before or not found:
            self.show_keys()
        return found

    def uses_other(self, palette: Palette) -> bool:
        """Tell whether a palette differs from the present palette, highlighted words apart."""
        return replace(palette, marker=self.palette.marker) != self.palette

    def repaint(self, palette: Palette) -> None:
        """Draw everything with another palette."""
        self.palette = replace(palette, marker=self._marker)
        self.timeline.use(self.palette)
        self.show_posts()
        self.show_keys()

    def post_chosen(self, *, by_reader: bool) -> None:
        """Show the selected post, unless it is shown already."""
        self.taking.show()
        self.filter_bar.show_place(self.timeline_place(self.timeline.index))
        if by_reader:
            self.place.choose(self.timeline.row)
            self.state.chosen()
        if self.search.search.is_on:
            self.show_result()
        self.pane.chosen(by_reader=by_reader)

    @property
    def is_page_open(self) -> bool:
        """True while a post is open."""
        return self.pane.is_open

    def post_shown(self, post: Post | None) -> None:
        """Show the account and the month of the post."""
        self._screen.query_one(Histogram).point_at(post)
        if len(self.feed.profiles) > 1 or self.source.trouble:
            self.show_account()

    # Reloading

    def keep_place(self) -> None:
        """Remember the selected post by its id before a reload is shown."""
        if not self.taking.keep():
            self.notify("The selected posts were let go: everything was read anew.")
        self.place.keep_id()

    def show_reload(self) -> None:
        """Show a reload; the page stays if its post is open, or still selected."""
        self.trail.clear()
        self.pictures.renew()
        self.jumps.drop_thread()
        self.state.reloaded()
        self.show_posts()
        self.pane.show_reload()

    # To take posts along

    @property
    def is_taking(self) -> bool:
        """True while posts are printed, so the source must stay."""
        return self.taking.work.is_running

    @property
    def view(self) -> object:
        """Filter, order and thread in force, to compare."""
        return self.filter_query.text, self.filter_state.order, self.filter_state.thread

    def show_result(self) -> None:
        """Show the reader's place, the number of picked posts, or the progress of work."""
        if self._screen.has_closed:  # work in the background may end after the screen
            return
        place = self.timeline_place(self.timeline.index)
        searched = self.search.query.text.strip()
        self.filter_bar.show(self.filter_query, place, self.feed.sources, self.palette, searched)

    def suspended(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program."""
        return self._screen.app.suspend()

    # For commands

    @property
    def active_bindings(self) -> "Mapping[str, ActiveBinding]":
        """Keys with a command now."""
        return self._screen.active_bindings

    def set_filter(self, text: str) -> None:
        """Put another filter in force, as if it had been typed."""
        self.editor.set(text)

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless the filter has it."""
        self.editor.set(self.filter_query.narrowed(term))

    def ask(self, dialog: "ModalScreen[Answer]", use: "Callable[[Answer], object]") -> None:
        """Open a dialog, and call `use` with its answer, unless it is closed without an answer."""

        def answered(answer: "Answer | None") -> None:
            if answer is not None:
                use(answer)

        self._screen.app.push_screen(dialog, answered)

    def show_dialog(self, dialog: "ModalScreen[None]") -> None:
        """Open a dialog without an answer."""
        self._screen.app.push_screen(dialog)

    def copy(self, text: str, noun: str, lead: str = "") -> None:
        """Copy a text in the background, because the clipboard program may be slow."""
        from tui_feed.ui.clipboard import copy_text  # not before a key asks

        self.run_worker(copy_text(self._screen.app, text, noun, lead), group="copy")

    def notify(self, message: str, *, severity: "SeverityLevel" = "information") -> None:
        """Show a message for some seconds, without markup."""
        self._screen.app.notify(message, severity=severity, markup=False)

    def run_worker(
        self,
        work: Coroutine[Any, Any, None],
        *,
        group: str,
        exclusive: bool = False,
        exit_on_error: bool = True,
    ) -> "Worker[None]":
        """Run a task in the background; keys are answered meanwhile."""
        return self._screen.run_worker(
            work, group=group, exclusive=exclusive, exit_on_error=exit_on_error
        )

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Timer":
        """Call a function after some seconds."""
        return self._screen.set_timer(delay, callback)
