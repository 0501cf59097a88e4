"""What lies before the reader: the feed, the filter, the selected post, the parts of the screen."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui_feed.browse.jump_history import JumpHistory
from tui_feed.browse.source import FeedSource
from tui_feed.browse.status_lines import FileStatus, empty_words, file_status, result_words
from tui_feed.feed import DateCounts, Feed, Order, Selection
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.messages import CountTyped
from tui_feed.ui.render.page import draw_page
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.screens.brief import Brief
from tui_feed.ui.screens.filtering import Filtering
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.footer import Footer
from tui_feed.ui.widgets.header import Header
from tui_feed.ui.widgets.histogram import Histogram
from tui_feed.ui.widgets.lines_view import Draw, LinesView
from tui_feed.ui.widgets.timeline import Timeline

WIDTHS = [(0, "-thin"), (40, "-folded"), (60, "-single"), (100, "-double")]
"""From how many columns on which layout holds: too thin, folded header, one pane, two panes."""
HEIGHTS = [(0, "-low"), (12, "-high"), (32, "-roomy")]
"""From how many lines on there is room at all, and for the bars."""
FIRST_LOOK = 0.1
"""Seconds of reading before the first frame: a page of any timeline, all of a small one."""


def layout_of(size: Size) -> str:
    """Return the classes of a size, so that nothing has to be laid out twice at the start."""
    lengths = ((size.width, WIDTHS), (size.height, HEIGHTS))
    return " ".join(
        max(layout for layout in layouts if layout[0] <= length)[1] for length, layouts in lengths
    )


class Desk(Brief[None], Screen[None]):
    """Holds the state that everything on the screen shares, and shows it.

    Widgets are told and tell back by messages; what keys do is for the classes on top of this one.
    """

    def __init__(
        self,
        source: FeedSource,
        query: Query,
        order: Order,
        palette: Palette,
        shelf: SavedState,
        layout: str,
    ) -> None:
        """Show a source; `layout` are the classes for the size that there is (`layout_of`)."""
        super().__init__(classes=layout)
        self.HORIZONTAL_BREAKPOINTS = WIDTHS
        self.VERTICAL_BREAKPOINTS = HEIGHTS
        self.source = source
        """What is read."""
        self.filtering = Filtering(self, query, order, shelf)
        """The filter in force, and what it leaves."""
        self.palette = replace(palette, marker=query.marker)
        """What the screen is drawn with."""
        self.post: Post | None = None
        """The post in full: the selected one, or a quoted one that was opened from it."""
        self.is_reading = True
        self._home: int | None = None  # the row that the reader chose last, filtered out or not
        self._wanted: str | None = None  # the post that a new reading has not come to yet
        self._shown: int | None = None  # the row whose page is beside the timeline
        self.trail = JumpHistory(self)
        """Where the reader jumped from."""

    def compose(self) -> ComposeResult:
        """Lay out the parts, with what can be read at once already in them.

        The style sheet decides which of them a size has room for.
        """
        self.is_reading = not self.source.step(FIRST_LOOK)
        self.filtering.select(self.feed)
        self._shown = self.rows[0] if self.rows else None
        self.post = None if self._shown is None else self.feed.post(self._shown)
        yield Header(*self.account(), self.palette)
        yield FilterBar(self.filtering.query, self._result(), self.palette)
        yield Histogram(self._dates, self.palette)
        with Horizontal(id="body"):
            yield Timeline(self.feed, self.palette, self.rows, self._empty())
            yield LinesView(self.palette, self._drawn(self.post), id="page")
        yield Footer(self.palette)

    @property
    def feed(self) -> Feed:
        """The posts."""
        return self.source.feed

    @property
    def rows(self) -> Selection:
        """What the filter leaves, in order."""
        return self.filtering.rows

    @property
    def filter_query(self) -> Query:
        """The filter in force."""
        return self.filtering.query

    @property
    def feed_name(self) -> str:
        """What the posts were read from."""
        return self.source.name

    @property
    def timeline(self) -> Timeline:
        """The list of cards."""
        return self.query_one(Timeline)

    @property
    def page(self) -> LinesView:
        """The post in full."""
        return self.query_one("#page", LinesView)

    @property
    def pointed(self) -> Widget:
        """Where the terminal's cursor stands: on what has the keyboard, or would have it."""
        if self.has_class("-thin") or self.has_class("-low"):
            return next(iter(self.query("#too-small")), self)
        return self.focused or (self.page if self.has_class("-reading") else self.timeline)

    def fit(self, size: Size) -> None:
        """Take the layout for a size; Textual tells only the screen on top of it."""
        layout = layout_of(size).split()
        for _, name in (*WIDTHS, *HEIGHTS):
            self.set_class(name in layout, name)

    def wants(self, palette: Palette) -> bool:
        """Tell whether an ink differs from the one in use by more than what it marks."""
        return replace(palette, marker=self.palette.marker) != self.palette

    def repaint(self, palette: Palette) -> None:
        """Draw everything with another ink."""
        self.palette = replace(palette, marker=self.filter_query.marker)
        self.timeline.use(self.palette)
        self.select()
        self.show_keys()

    # Selecting

    def select(self) -> None:
        """Ask the feed for the rows of the filter, and show them around the reader's place."""
        if self.has_closed:
            return
        self.filtering.select(self.feed)
        self._mark()
        if self._wanted is not None and self._home is None:
            self._home = self.feed.row_of(self._wanted)
        self.timeline.show(self.feed, self.rows, self._home, self._empty())
        self.query_one(FilterBar).show(self.filter_query, self._result(), self.palette)
        self.query_one(Histogram).show(self.palette)
        self.query_one(Header).show(*self.account(), self.palette)

    def _dates(self) -> tuple[DateCounts, DateCounts]:
        """Return by date what the filter leaves, and everything."""
        whole = self.feed.dates(seconds=0)
        is_filtered = self.filter_query.root is not None
        return (self.feed.dates(self.rows, seconds=0) if is_filtered else whole), whole

    def _mark(self) -> None:
        """Have what the filter asks for marked wherever it is drawn."""
        marker = self.filter_query.marker
        if (marker or self.palette.marker) and marker is not self.palette.marker:
            self.palette = replace(self.palette, marker=marker)
            self.timeline.use(self.palette)

    def account(self) -> tuple[Profile | None, FileStatus]:
        """Return whose timeline it is, and how the reading stands.

        Where several accounts are known it is the one that wrote the selected post.
        """
        profiles = self.feed.profiles
        profile = profiles[0] if profiles else None
        if len(profiles) > 1 and self.post:
            author = self.post.author
            profile = self.feed.profile_of(author) or Profile(
                name=author.name, handle=author.handle
            )
        return profile, file_status(self.source, reading=self.is_reading)

    def _result(self) -> str:
        return result_words(self.rows, self.feed, self.filter_query, self.filtering.order)

    def _empty(self) -> Sequence[str]:
        filtered = self.filter_query.root is not None
        return empty_words(self.source, reading=self.is_reading, filtered=filtered)

    def set_filter(self, text: str) -> None:
        """Put a filter into the line as if it had been typed."""
        self.filtering.set(text)

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless it is there."""
        self.filtering.narrow(term)

    def stop(self) -> None:
        """Stop reading; what has been read stays."""
        self.workers.cancel_group(self, "reading")
        self.source.cancel()
        self.is_reading = False
        self.select()
        self.show_keys()

    # Showing

    def show_selected(self) -> None:
        """Show the selected post in full."""
        self._shown = self.timeline.row
        self.show_page(None if self._shown is None else self.feed.post(self._shown))

    def show_page(self, post: Post | None) -> None:
        """Show a post in full, whether it is the selected one or not."""
        self.post = post
        self.page.show(self._drawn(post), self.palette)
        if len(self.feed.profiles) > 1 or self.source.trouble:
            self.query_one(Header).show(*self.account(), self.palette)
        self.show_keys()

    def _drawn(self, post: Post | None) -> Draw | None:
        """Return what draws the page of a post, at whatever width there will be."""
        if post is None:
            return None
        opened = self.has_class("-reading")
        return partial(draw_page, post, self.feed, self.source.name, opened=opened)

    def open_post(self, post: Post | None) -> None:
        """Show a post in full and give it the keyboard."""
        self.add_class("-reading")
        self.show_page(post)
        self.set_focus(self.page)

    @on(CountTyped)
    def show_keys(self) -> None:
        """Show the keys that work now."""
        self.query_one(Footer).show(self.timeline.count, self.palette)
