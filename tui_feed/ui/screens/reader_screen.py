"""Screen with the timeline: lays out its widgets, and routes messages and commands.

Widgets report to it by messages. Each `action_*` is a command of `browse.commands`; it only calls a
widget, or an object with the logic.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui_feed.browse.source import FeedSource
from tui_feed.feed import Order
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui import messages
from tui_feed.ui.bindings import bindings
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.screens.commands.availability import can_go_back, is_available
from tui_feed.ui.screens.commands.command_parts import CommandParts
from tui_feed.ui.screens.focus_keeper import FocusKeeper
from tui_feed.ui.screens.layout import HEIGHTS, WIDTHS, is_too_small, set_layout
from tui_feed.ui.screens.presenter import Presenter
from tui_feed.ui.screens.too_small import TooSmall
from tui_feed.ui.widgets.context_pane import ContextPane
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.footer import Footer
from tui_feed.ui.widgets.header import Header
from tui_feed.ui.widgets.histogram import Histogram
from tui_feed.ui.widgets.timeline import Timeline


class ReaderScreen(GuardedScreen[None], Screen[None]):
    """Main screen: the timeline, and everything around it."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#timeline"

    def __init__(
        self,
        source: FeedSource,
        query: Query,
        order: Order,
        palette: Palette,
        saved: SavedState,
        layout: str,
    ) -> None:
        """Read a source; `layout` has the classes for the size of the window (`layout_of`)."""
        super().__init__(classes=layout)
        self.HORIZONTAL_BREAKPOINTS = WIDTHS
        self.VERTICAL_BREAKPOINTS = HEIGHTS
        self.presenter = Presenter(self, source, query, order, palette, saved)
        """State of the screen, shown on its widgets."""
        self._commands = CommandParts(self.presenter)
        self._is_complete = False
        self._focus_keeper = FocusKeeper(self, lambda: (self._timeline, self._page))

    if not TYPE_CHECKING:  # mypy shall still tell of names that do not exist

        def __getattr__(self, name: str) -> Callable[..., object]:
            """Find the method of a command in the object of its part."""
            if name.startswith("action_"):
                return self._commands.method_of(name.removeprefix("action_"))
            raise AttributeError(name)

    # Widgets

    def compose(self) -> ComposeResult:
        """Lay out the widgets, already with the posts of the first frame.

        The style sheet hides widgets in small windows.
        """
        shown = self.presenter
        shown.prepare()
        yield Header(*shown.account(), shown.palette)
        place = shown.timeline_place()
        yield FilterBar(shown.filter_query, place, shown.feed.sources, shown.palette)
        yield Histogram(shown.dates, shown.palette, shown.post)
        with Horizontal(id="body"):
            yield Timeline(shown.feed, shown.palette, shown.rows, shown.empty, shown.trail.remember)
            yield ContextPane(shown.palette, shown.pane.draw_of(shown.post))
        yield Footer(shown.palette)

    def on_mount(self) -> None:
        """Focus the timeline; everything else waits for the first frame."""
        self.set_focus(self._timeline)
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        """Add the widgets left out of the first frame, and continue reading."""
        if self._is_complete or not self.is_attached:  # the reader has left
            return
        self._is_complete = True
        self.mount(TooSmall())
        _ = self.presenter.filter_bar.input  # makes the input
        self.presenter.state.start()
        self.presenter.reading.go_on()
        self.presenter.emptiness.look()
        self.presenter.pictures.begin(self.presenter.post)

    @property
    def _timeline(self) -> Timeline:
        return self.presenter.timeline

    @property
    def _page(self) -> ContextPane:
        return self.presenter.page

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the focused widget, else page or timeline."""
        if is_too_small(self):
            return next(iter(self.query("#too-small")), self)
        return self.focused or (self._page if self.presenter.pane.is_open else self._timeline)

    def fit(self, size: Size) -> None:
        """Take the layout for a size of the window."""
        set_layout(self, size)

    def on_screen_suspend(self) -> None:
        """Continue reading where a dialog opens before the first frame, which then never comes."""
        self._complete()

    def on_screen_resume(self) -> None:
        """Take the present size of the window."""
        self.fit(self.app.size)
        self.call_after_refresh(self._focus_keeper.update)

    # Messages

    @on(messages.VisibilityChanged)
    def _visibility_changed(self) -> None:
        self._focus_keeper.update()

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused widget; an input left by a click has its query kept."""
        if self.presenter.filter_bar.is_left:
            self.presenter.editor.settle()
        self.presenter.show_keys()

    @on(messages.ItemChosen)
    @on(messages.CountTyped)
    def _count_typed(self) -> None:
        self.presenter.show_keys()

    @on(messages.Chosen)
    def _chosen(self, event: messages.Chosen) -> None:
        self.presenter.post_chosen(by_reader=event.by_reader)

    @on(messages.Moved)
    def _moved(self, event: messages.Moved) -> None:
        self.query_one(Header).fold(is_away=event.is_away)

    @on(messages.Opened)
    def _opened(self) -> None:
        if self.presenter.rows:
            self.presenter.pane.open(self.presenter.post)
            self.presenter.state.opened()
        else:
            self.presenter.emptiness.use()

    @on(messages.PageResized)
    def _page_resized(self) -> None:
        self.presenter.pictures.fit()

    @on(messages.Followed)
    def _followed(self, event: messages.Followed) -> None:
        if event.target.kind == "picture":
            self._commands.pictures.pictures(event.target.value)
        else:
            self._commands.related.follow(event.target)

    @on(messages.PaneLeft)
    def _left_pane(self) -> None:
        self.presenter.pane.leave()

    @on(messages.QueryTyped)
    def _typed(self, event: messages.QueryTyped) -> None:
        self.presenter.editor.follow(event.text)

    @on(messages.QueryLeft)
    def _left(self, event: messages.QueryLeft) -> None:
        if event.is_cancelled:
            self.presenter.editor.cancel()
        else:
            self.presenter.editor.done()

    @on(messages.TextCopied)
    def _copied(self, event: messages.TextCopied) -> None:
        self.presenter.copy(event.text, "selected text")

    @on(messages.QueryRecalled)
    def _recalled(self, event: messages.QueryRecalled) -> None:
        self.presenter.editor.recall(event.step)

    @on(messages.QueryCompleted)
    def _completed(self, event: messages.QueryCompleted) -> None:
        self.presenter.editor.complete(event.step)

    @on(messages.CompletionPicked)
    def _picked_completion(self, event: messages.CompletionPicked) -> None:
        self.presenter.editor.take(event.completion)
        self.action_filter()

    @on(messages.PartRemoved)
    def _removed_part(self, event: messages.PartRemoved) -> None:
        self.presenter.editor.remove(event.part)

    @on(messages.MonthsPicked)
    def _picked_months(self, event: messages.MonthsPicked) -> None:
        self.presenter.editor.set_dates(event.piece)

    @on(messages.HistogramLeft)
    def _left_histogram(self) -> None:
        self.query_one(Histogram).remove_class("-called")
        self.presenter.focus_posts()

    def on_paste(self, event: events.Paste) -> None:
        """Offer a text pasted outside the input as a filter; no part of it is a command."""
        event.stop()
        if event.text.strip():
            self.presenter.editor.offer_paste(event.text)

    # Commands on posts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse commands with nothing to act on; the footer leaves them out."""
        if not super().check_action(action, parameters):
            return False
        if action == "escape":
            return can_go_back(self.presenter, self.focused)
        return is_available(action, self.presenter)

    def action_escape(self) -> None:
        """Take back one thing: work, an open post, an edit, picks, filter, thread or reading."""
        shown = self.presenter
        if stopped := shown.taking.work.stop():
            shown.notify(" ".join(stopped))
        elif shown.pane.is_open or self.focused is self._page:
            shown.pane.close()
        elif shown.editor.is_open:
            shown.editor.cancel()
        elif shown.search.search.is_on:
            shown.search.leave()
        elif not shown.taking.let_go():
            self._widen()

    def _widen(self) -> None:
        """Clear the filter; without a filter, leave the thread, else stop reading."""
        shown = self.presenter
        if shown.filter_query.text:
            shown.editor.set("", remember=False)
        elif shown.thread:
            shown.jumps.threads.leave()
        elif shown.is_reading:
            self.action_stop()

    def action_next_post(self, step: int) -> None:
        """Select the next or previous post, also while a post is open."""
        self._timeline.choose(self._timeline.index + step)

    def action_back(self) -> None:
        """Go back to the post before the last jump."""
        self.presenter.trail.back()

    def action_forward(self) -> None:
        """Undo going back."""
        self.presenter.trail.forward()

    def action_before_jump(self) -> None:
        """Go to the place before the last jump; again, back to here."""
        if not self.presenter.trail.before_jump():
            self.presenter.notify("No jump yet.")

    # Commands on the filter

    @on(messages.FilterClicked)
    def action_filter(self) -> None:
        """Type a filter."""
        self.presenter.editor.begin()

    def action_search(self) -> None:
        """Type a search: the timeline stays whole."""
        self.presenter.editor.begin(self.presenter.search)

    def action_match(self, step: int) -> None:
        """Go to the next or previous match, in the open post or in the timeline."""
        if self.focused is self._page and self._page.scroll_to_match(step):
            return
        if self.presenter.search.search.is_on:
            if words := self.presenter.search.step(step):
                self.presenter.notify(words)
            self.call_after_refresh(self._page.scroll_to_match, 1)
            return
        row = self.presenter.filter_state.next_match(self._timeline.index, step)
        if row is None:
            self.presenter.notify(f"No more matches {'below' if step > 0 else 'above'}.")
        else:
            self.presenter.trail.jump(row)
            self.call_after_refresh(self._page.scroll_to_match, 1)

    def action_histogram(self) -> None:
        """Show the histogram if it is hidden, and focus it."""
        histogram = self.query_one(Histogram)
        histogram.add_class("-called")
        self.set_focus(histogram)

    # Commands of the program

    def action_reload(self) -> None:
        """Read the file again; the posts stay on the screen until the reload is ready."""
        self.presenter.reading.reload()

    def action_stop(self) -> None:
        """Stop reading; the posts read so far stay."""
        self.presenter.reading.stop()
        self.presenter.show_keys()
