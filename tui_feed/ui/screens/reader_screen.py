"""Screen with the timeline: lays out its widgets, and routes messages and commands.

Widgets report to it by messages. Each `action_*` is a command of `browse.commands`; it only calls a
widget, or an object with the logic.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui_feed.browse.source import FeedSource
from tui_feed.feed import Order
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.text.dates import today
from tui_feed.ui import messages
from tui_feed.ui.bindings import bindings
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.screens.availability import can_go_back, is_available
from tui_feed.ui.screens.focus_keeper import FocusKeeper
from tui_feed.ui.screens.layout import HEIGHTS, WIDTHS, is_too_small, set_layout
from tui_feed.ui.screens.presenter import Presenter
from tui_feed.ui.screens.too_small import TooSmall
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.footer import Footer
from tui_feed.ui.widgets.header import Header
from tui_feed.ui.widgets.histogram import Histogram
from tui_feed.ui.widgets.lines_view import LinesView
from tui_feed.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from tui_feed.ui.screens.filter_commands import FilterCommands
    from tui_feed.ui.screens.info_commands import InfoCommands
    from tui_feed.ui.screens.post_commands import PostCommands


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
        self._is_complete = False
        self._focus_keeper = FocusKeeper(self, lambda: (self._timeline, self._page))

    @cached_property
    def _posts(self) -> "PostCommands":
        from tui_feed.ui.screens.post_commands import PostCommands  # not before a key asks

        return PostCommands(self.presenter)

    @cached_property
    def _filters(self) -> "FilterCommands":
        from tui_feed.ui.screens.filter_commands import FilterCommands  # not before a key asks

        return FilterCommands(self.presenter, self.presenter.editor)

    @cached_property
    def _info(self) -> "InfoCommands":
        from tui_feed.ui.screens.info_commands import InfoCommands  # not before a key asks

        return InfoCommands(self.presenter)

    # Widgets

    def compose(self) -> ComposeResult:
        """Lay out the widgets, already with the posts of the first frame.

        The style sheet hides widgets in small windows.
        """
        shown = self.presenter
        shown.prepare()
        yield Header(*shown.account(), shown.palette)
        yield FilterBar(shown.filter_query, shown.result, shown.palette)
        yield Histogram(shown.dates, shown.palette)
        with Horizontal(id="body"):
            yield Timeline(shown.feed, shown.palette, shown.rows, shown.empty)
            yield LinesView(shown.palette, shown.page_of(shown.post), id="page")
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
        self.presenter.reading.go_on()

    @property
    def _timeline(self) -> Timeline:
        return self.presenter.timeline

    @property
    def _page(self) -> LinesView:
        return self.presenter.page

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the focused widget, else page or timeline."""
        if is_too_small(self):
            return next(iter(self.query("#too-small")), self)
        return self.focused or (self._page if self.presenter.is_page_open else self._timeline)

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
        """Show the keys of the focused widget."""
        self.presenter.show_keys()

    @on(messages.CountTyped)
    def _count_typed(self) -> None:
        self.presenter.show_keys()

    @on(messages.Chosen)
    def _chosen(self, event: messages.Chosen) -> None:
        self.presenter.post_chosen(by_reader=event.by_reader)

    @on(messages.Opened)
    def _opened(self) -> None:
        self.presenter.open_post(self.presenter.post)

    @on(messages.Followed)
    def _followed(self, event: messages.Followed) -> None:
        self._posts.follow(event.target)

    @on(messages.QueryTyped)
    def _typed(self, event: messages.QueryTyped) -> None:
        self.presenter.editor.follow(event.text)

    @on(messages.QueryLeft)
    def _left(self, event: messages.QueryLeft) -> None:
        self.presenter.editor.leave(cleared=event.cleared)

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

    # Commands on posts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse commands with nothing to act on; the footer leaves them out."""
        if not super().check_action(action, parameters):
            return False
        if action == "escape":
            return self.is_searching_record or can_go_back(self.presenter, self.focused)
        return is_available(action, self.presenter)

    def action_escape(self) -> None:
        """Take back, in this order: a search, an open post, a wrong text, the filter, reading."""
        shown = self.presenter
        if self.is_searching_record:
            self.workers.cancel_group(self, "record")
            shown.notify("The search for the record has stopped.")
        elif shown.is_page_open or self.focused is self._page:
            shown.close_page()
        elif shown.filter_bar.has_error:
            shown.editor.drop_wrong_text()
        elif shown.is_reading and not shown.filter_query.text:
            self.action_stop()
        else:
            shown.editor.set("", remember=False)

    @property
    def is_searching_record(self) -> bool:
        """True during a search for a record."""
        return any(worker.group == "record" and worker.is_running for worker in self.workers)

    def action_next_post(self, step: int) -> None:
        """Select the next or previous post, also while a post is open."""
        self._timeline.choose(self._timeline.index + step)

    def action_back(self) -> None:
        """Go back to the post before the last jump."""
        self.presenter.trail.back()

    def action_forward(self) -> None:
        """Undo going back."""
        self.presenter.trail.forward()

    def action_quote(self) -> None:
        """Go to the quoted post; without a quote, to a quoting post."""
        self._posts.go_to_quote()

    def action_thread(self) -> None:
        """Choose among the posts of the thread."""
        self._posts.show_thread()

    def action_link(self) -> None:
        """Open a link of the post."""
        self._posts.open_link()

    def action_copy_text(self) -> None:
        """Copy the text of the post."""
        self._posts.copy_text()

    def action_copy_link(self) -> None:
        """Copy the address of the post."""
        self._posts.copy_link()

    def action_record(self) -> None:
        """Show the original record of the post."""
        self._posts.show_record()

    # Commands on the filter

    @on(messages.FilterClicked)
    def action_filter(self) -> None:
        """Type a filter."""
        self.presenter.filter_bar.type()

    def action_facets(self, group: str) -> None:
        """Show the values of a group among the posts shown, with counts."""
        self._filters.show_facets(group)

    def action_named_filters(self) -> None:
        """Use a saved filter, or save the filter in force."""
        self._filters.show_saved_filters()

    def action_remove_part(self) -> None:
        """Remove a term from the filter."""
        self._filters.remove_part()

    def action_remove_last(self) -> None:
        """Remove the last term from the filter."""
        self.presenter.editor.remove_last()

    def action_match(self, step: int) -> None:
        """Go to the next or previous match, in the open post or in the timeline."""
        if self.focused is self._page and self._page.scroll_to_match(step):
            return
        row = self.presenter.filter_state.next_match(self._timeline.index, step)
        if row is None:
            self.presenter.notify(f"No more matches {'below' if step > 0 else 'above'}.")
        else:
            self._timeline.choose_row(row)
            self.call_after_refresh(self._page.scroll_to_match, 1)

    def action_dates(self) -> None:
        """Ask for dates; they replace the dates in the filter."""
        self._filters.ask_for_dates()

    def action_jump(self) -> None:
        """Ask for a date, and go to it without filtering."""
        self._filters.ask_where_to_go()

    def action_on_this_day(self) -> None:
        """Show the posts of today's date, in any year."""
        self.presenter.editor.set_dates(f"on:{today():%m-%d}")

    def action_histogram(self) -> None:
        """Show the histogram if it is hidden, and focus it."""
        histogram = self.query_one(Histogram)
        histogram.add_class("-called")
        self.set_focus(histogram)

    def action_order(self) -> None:
        """Show the posts in the next order."""
        self.presenter.editor.next_order()

    # Commands of the program

    def action_reload(self) -> None:
        """Read the file again; the posts stay on the screen until the reload is ready."""
        self.presenter.reading.reload()

    def action_stop(self) -> None:
        """Stop reading; the posts read so far stay."""
        self.presenter.reading.stop()
        self.presenter.show_keys()

    def action_help(self) -> None:
        """Show all keys and the query language."""
        self._info.show_help(self.active_bindings)

    def action_profile(self) -> None:
        """Show the account in full."""
        self._info.show_profile(*self.presenter.account())

    def action_notices(self) -> None:
        """Show the problems of the file."""
        self._info.show_notices()
