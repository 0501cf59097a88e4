"""The one screen: header, filter, timeline, page and keys, and the state that they share."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from types import ModuleType

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.model import Post, Profile
from tui_feed.query import Query
from tui_feed.shelf import Shelf
from tui_feed.ui.chips import Chips
from tui_feed.ui.commands import bindings
from tui_feed.ui.completion_list import CompletionList
from tui_feed.ui.drawing import Target
from tui_feed.ui.filter_bar import FilterBar, QueryInput
from tui_feed.ui.filtering import Filtering
from tui_feed.ui.header import Header, Standing
from tui_feed.ui.ink import Ink
from tui_feed.ui.key_line import KeyLine
from tui_feed.ui.lines_view import Draw, LinesView
from tui_feed.ui.messages import Chosen, CountTyped, Followed, Opened
from tui_feed.ui.page import draw_page
from tui_feed.ui.source import Source, find_record
from tui_feed.ui.timeline import Timeline
from tui_feed.ui.trail import Trail
from tui_feed.ui.words import empty_words, result_words, standing_of

WIDTHS = [(0, "-thin"), (40, "-folded"), (60, "-single"), (100, "-double")]
"""From how many columns on which layout holds: too thin, folded header, one pane, two panes."""
HEIGHTS = [(0, "-low"), (12, "-high")]
"""From how many lines on there is room at all."""
FIRST_LOOK = 0.02
"""Seconds of reading before the first frame: a page of any timeline, all of a small one."""
SLICE = 0.008
"""Seconds of reading between two looks at the keyboard."""
ARRIVALS = 0.15
"""Seconds between two updates of the timeline while posts arrive."""


class Reader(Screen[None]):
    """Reads one source. State lives here; widgets are told and tell back by messages."""

    BINDINGS = bindings("screen")

    def __init__(self, source: Source, query: Query, order: Order, ink: Ink, shelf: Shelf) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = WIDTHS
        self.VERTICAL_BREAKPOINTS = HEIGHTS
        self._source = source
        self.filtering = Filtering(self, query, order, shelf)
        """The filter in force, and what it leaves."""
        self.ink = replace(ink, marker=query.marker)
        """What the screen is drawn with."""
        self.post: Post | None = None
        """The post in full: the selected one, or a quoted one that was opened from it."""
        self._reading = True
        self._home: int | None = None  # the row that the reader chose last, filtered out or not
        self._shown: int | None = None  # the row whose page is beside the timeline
        self.trail = Trail(self)
        """Where the reader jumped from."""

    def compose(self) -> ComposeResult:
        """Lay out the parts, with what can be read at once already in them.

        The style sheet decides which of them a size has room for.
        """
        self._reading = not self._source.step(FIRST_LOOK)
        self.filtering.select(self.feed)
        self._shown = self.rows[0] if self.rows else None
        self.post = None if self._shown is None else self.feed.post(self._shown)
        with Vertical(id="reader"):
            yield Header(*self.account(), self.ink)
            yield FilterBar(self.filtering.query, self._result(), self.ink)
            with Horizontal(id="body"):
                yield Timeline(self.feed, self.ink, self.rows, self._empty())
                yield LinesView(self.ink, self._drawn(self.post), id="page")
            yield KeyLine(self.ink)
        yield Static("tui-feed needs 40 x 12 or more.", id="too-small", markup=False)

    @property
    def feed(self) -> Feed:
        """The posts."""
        return self._source.feed

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
        return self._source.name

    @property
    def timeline(self) -> Timeline:
        """The list of cards."""
        return self.query_one(Timeline)

    @property
    def page(self) -> LinesView:
        """The post in full."""
        return self.query_one("#page", LinesView)

    def on_mount(self) -> None:
        """Give the keyboard to the timeline; read on, but not before the first frame is out."""
        self.set_focus(self.timeline)
        if self._reading:
            self.call_after_refresh(self._start_reading)

    def wants(self, ink: Ink) -> bool:
        """Tell whether an ink differs from the one in use by more than what it marks."""
        return replace(ink, marker=self.ink.marker) != self.ink

    def repaint(self, ink: Ink) -> None:
        """Draw everything with another ink."""
        self.ink = replace(ink, marker=self.filter_query.marker)
        self.timeline.use(self.feed, self.ink)
        self.select()
        self._show_keys()

    # Reading

    def _start_reading(self) -> None:
        self.run_worker(self._read(), exclusive=True, group="reading")

    async def _read(self) -> None:
        """Read on in slices; between two of them the keyboard is served."""
        shown = monotonic()
        while not self._source.step(SLICE):
            if monotonic() - shown > ARRIVALS:
                self.select()
                shown = monotonic()
            await asyncio.sleep(0)
        self._reading = False
        self.select()

    def action_reload(self) -> None:
        """Read the file again; if that fails, what is on the screen stays."""
        fresh = self._source.again()
        if fresh.failure:
            self.app.notify(fresh.failure, severity="error", markup=False)
            return
        post = self.post
        self._source, self._shown = fresh, None
        self.trail.clear()
        self._reading = not fresh.step(ARRIVALS)
        self._home = fresh.feed.row_of(post.id) if post else None
        self.timeline.use(fresh.feed, self.ink)
        self.select()
        self._start_reading()

    # Selecting

    def select(self) -> None:
        """Ask the feed for the rows of the filter, and show them around the reader's place."""
        self.filtering.select(self.feed)
        self._mark()
        self.timeline.show(self.rows, self._home, self._empty())
        self.query_one(FilterBar).show(self.filter_query, self._result(), self.ink)
        self.query_one(Header).show(*self.account(), self.ink)

    def _mark(self) -> None:
        """Have what the filter asks for marked wherever it is drawn."""
        marker = self.filter_query.marker
        if (marker or self.ink.marker) and marker is not self.ink.marker:
            self.ink = replace(self.ink, marker=marker)
            self.timeline.use(self.feed, self.ink)

    def account(self) -> tuple[Profile | None, Standing]:
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
        return profile, standing_of(self._source, reading=self._reading)

    def _result(self) -> str:
        filtered = self.filter_query.root is not None
        order = ORDERS[self.filtering.order]
        return result_words(self.rows, self.feed, order, filtered=filtered)

    def _empty(self) -> Sequence[str]:
        filtered = self.filter_query.root is not None
        return empty_words(self._source, reading=self._reading, filtered=filtered)

    def set_filter(self, text: str) -> None:
        """Put a filter into the line as if it had been typed."""
        self.filtering.set(text)

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless it is there."""
        self.filtering.narrow(term)

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        self.filtering.typed(event.value)

    @on(QueryInput.Left)
    def _left(self, event: QueryInput.Left) -> None:
        self.filtering.leave(cleared=event.cleared)

    @on(QueryInput.Recalled)
    def _recalled(self, event: QueryInput.Recalled) -> None:
        self.filtering.recall(event.step)

    @on(QueryInput.Completed)
    def _completed(self, event: QueryInput.Completed) -> None:
        self.filtering.complete(event.step)

    @on(CompletionList.Picked)
    def _picked_word(self, event: CompletionList.Picked) -> None:
        self.filtering.take(event.completion)
        self.query_one(FilterBar).type()

    @on(Chips.Removed)
    def _removed(self, event: Chips.Removed) -> None:
        self.filtering.remove(event.part)

    @on(Chips.Touched)
    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).type()

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        if event.by_reader:
            self._home = event.row
        if event.by_reader or event.row != self._shown:
            self._show_selected()
        else:  # the timeline changed around it: its counts may be others, its place stays
            self.page.redraw(self.ink)
            self._show_keys()

    def _show_selected(self) -> None:
        self._shown = self.timeline.row
        self._show_page(None if self._shown is None else self.feed.post(self._shown))

    def _show_page(self, post: Post | None) -> None:
        self.post = post
        self.page.show(self._drawn(post), self.ink)
        if len(self.feed.profiles) > 1:
            self.query_one(Header).show(*self.account(), self.ink)
        self._show_keys()

    def _drawn(self, post: Post | None) -> Draw | None:
        """Return what draws the page of a post, at whatever width there will be."""
        if post is None:
            return None
        opened = self.has_class("-reading")
        return partial(draw_page, post, self.feed, self._source.name, opened=opened)

    # Reading one post

    @on(Opened)
    def _opened(self) -> None:
        self._open(self.post)

    def _open(self, post: Post | None) -> None:
        self.add_class("-reading")
        self._show_page(post)
        self.set_focus(self.page)

    def action_escape(self) -> None:
        """Go back from the page to the timeline; from there, clear the filter."""
        if self.has_class("-reading") or self.focused is self.page:
            self.remove_class("-reading")
            self._show_selected()
            self.set_focus(self.timeline)
        else:
            self.filtering.set("", remember=False)

    def action_next_post(self, step: int) -> None:
        """Select the next or previous post, also while one is open."""
        self.timeline.choose(self.timeline.index + step)

    def action_quote(self) -> None:
        """Go to the quoted post, or else to one that quotes this one."""
        post = self.post
        if post and post.quote:
            self._go_to(post.quote)
        elif post:
            rows = list(self.feed.quoted_by(post.id))
            if len(rows) == 1:
                self.trail.jump(rows[0])
            elif rows:
                _asking().ask_which_quoting(self, rows)

    def _go_to(self, post: Post) -> None:
        """Jump to a post where the feed holds it on its own; else show the quoted copy."""
        if not self.trail.jump_to(post.id):
            self._open(post)

    def action_back(self) -> None:
        """Return to where the reader jumped from."""
        self.trail.back()

    def action_forward(self) -> None:
        """Undo going back."""
        self.trail.forward()

    @on(Followed)
    def _followed(self, event: Followed) -> None:
        target = event.target
        if target.kind == "tag":
            self.narrow(_facets().tag_term(target.value))
        elif target.kind == "mention":
            self.narrow(f"@{target.value}")
        elif target.kind == "post":
            self._followed_post(target)
        elif self.post:
            _asking().open_link(self, self.post, target.value)

    def _followed_post(self, target: Target) -> None:
        quote = self.post.quote if self.post else None
        while quote and quote.id != target.value:
            quote = quote.quote
        if not self.trail.jump_to(target.value) and quote:
            self._go_to(quote)

    def action_thread(self) -> None:
        """Choose among the posts that reply to each other around this one."""
        if self.post and self.feed.has_thread(self.post):
            _asking().ask_which_of_thread(self, self.post)

    def action_link(self) -> None:
        """Open a link of the post."""
        if self.post:
            _asking().ask_which_link(self, self.post)

    def action_copy_text(self) -> None:
        """Copy the text of the post."""
        if self.post:
            self._copy(self.post.text, "text", "no text")

    def action_copy_link(self) -> None:
        """Copy the address of the post."""
        if self.post:
            self._copy(self.post.url, "address", "no address stated for this post")

    def _copy(self, what: str | None, noun: str, missing: str) -> None:
        if what:
            self.app.copy_to_clipboard(what)
            self.app.notify(f"Copied the {noun}.", markup=False)
        else:
            self.app.notify(f"Nothing to copy: {missing}.", markup=False)

    # Filtering

    def action_facets(self, group: str) -> None:
        """Show what there is in the posts that are shown, with counts."""
        if group == "people":
            group = "authors" if len(self.feed.values("from")) > 1 else "named"
        _asking().show_facets(self, group)

    def action_named_filters(self) -> None:
        """Use a filter that has a name, or name the one in force."""
        _asking().ask_which_filter(self)

    def action_remove_part(self) -> None:
        """Take one part out of the filter."""
        _asking().ask_which_part(self)

    def action_remove_last(self) -> None:
        """Take the last part out of the filter."""
        self.filtering.remove_last()

    def action_match(self, step: int) -> None:
        """Go to the next or previous place that the filter met."""
        if self.focused is self.page and self.page.scroll_to_match(step):
            return
        row = self.filtering.next_match(step)
        if row is not None:
            self.timeline.choose_row(row)
            self.call_after_refresh(self.page.scroll_to_match, 1)

    def action_dates(self) -> None:
        """Ask for dates; they take the place of those in the filter."""
        _asking().ask_which_dates(self)

    def action_order(self) -> None:
        """Show the posts in the next order."""
        self.filtering.turn_order(self.feed)

    # Help and keys

    def action_help(self) -> None:
        """Show every key and the query language."""
        _asking().show_help(self)

    def action_profile(self) -> None:
        """Show the account in full."""
        _asking().show_profile(self)

    def action_record(self) -> None:
        """Show the post as its archive has it."""
        if self.post:
            self.run_worker(self._show_record(self.post), exclusive=True, group="record")

    async def _show_record(self, post: Post) -> None:
        """Look the record up beside the keyboard: a large file takes its time."""
        row = self.timeline.row
        around = None if row is None else self.feed.post(row).id
        record = await asyncio.to_thread(find_record, self._source, post.id, around)
        _asking().show_record(self, post, record)

    def action_notices(self) -> None:
        """Show what was unclear in the file."""
        _asking().show_notices(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out of the footer what there is nothing to do for."""
        del parameters
        post = self.post
        if action == "escape":
            reading = self.has_class("-reading") or self.focused is self.page
            return reading or bool(self.filter_query.text)
        if action == "filter":
            return not self.query_one(QueryInput).has_focus
        if action in ("remove_last", "remove_part"):
            return bool(self.filter_query.text)
        if action == "match":
            return bool(self.filtering.sought.marker)
        if action == "quote":
            return bool(post and (post.quote or self.feed.quoted_by(post.id)))
        if action == "thread":
            return bool(post and self.feed.has_thread(post))
        if action == "link":
            return bool(post and (post.links or post.card or post.url or post.quote))
        return True

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._show_keys()

    @on(CountTyped)
    def _show_keys(self) -> None:
        self.query_one(KeyLine).show(self.timeline.count, self.ink)


def _asking() -> ModuleType:
    """Import what opens over the timeline; start-up does without it."""
    from tui_feed.ui import asking

    return asking


def _facets() -> ModuleType:
    """Import the lists of what there is, for the same reason."""
    from tui_feed.ui import facets

    return facets
