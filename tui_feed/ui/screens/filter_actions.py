"""What keys do to the filter, and what they do with time."""

from textual import on

from tui_feed.text.dates import today
from tui_feed.ui.messages import (
    FilterTouched,
    PartTaken,
    QueryCompleted,
    QueryLeft,
    QueryRecalled,
    QueryTyped,
    WordPicked,
)
from tui_feed.ui.screens.desk import Desk
from tui_feed.ui.screens.later import asking
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.histogram import Histogram


class FilterActions(Desk):
    """What changes the filter, and what asks it."""

    # Typing

    @on(QueryTyped)
    def _typed(self, event: QueryTyped) -> None:
        self.filtering.typed(event.text)

    @on(QueryLeft)
    def _left(self, event: QueryLeft) -> None:
        self.filtering.leave(cleared=event.cleared)

    @on(QueryRecalled)
    def _recalled(self, event: QueryRecalled) -> None:
        self.filtering.recall(event.step)

    @on(QueryCompleted)
    def _completed(self, event: QueryCompleted) -> None:
        self.filtering.complete(event.step)

    @on(WordPicked)
    def _picked_word(self, event: WordPicked) -> None:
        self.filtering.take(event.completion)
        self.query_one(FilterBar).type()

    @on(PartTaken)
    def _taken_out(self, event: PartTaken) -> None:
        self.filtering.remove(event.part)

    @on(FilterTouched)
    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).type()

    # Choosing

    def action_facets(self, group: str) -> None:
        """Show what there is in the posts that are shown, with counts."""
        if group == "people":
            from tui_feed.browse.groups import people_of  # not before somebody asks

            group = people_of(self.feed)
        asking().show_facets(self, group)

    def action_named_filters(self) -> None:
        """Use a filter that has a name, or name the one in force."""
        asking().ask_which_filter(self)

    def action_remove_part(self) -> None:
        """Take one part out of the filter."""
        asking().ask_which_part(self)

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
        else:
            where = "below" if step > 0 else "above"
            self.notify(f"The filter met nothing more {where}.", markup=False)

    def action_dates(self) -> None:
        """Ask for dates; they take the place of those in the filter."""
        asking().ask_which_dates(self)

    def action_jump(self) -> None:
        """Ask for a date, and go there without filtering."""
        asking().ask_where_to_go(self)

    def go_to_date(self, piece: str) -> None:
        """Go to the newest post that a date (a piece of a query) finds, else to the nearest one."""
        from tui_feed.browse.jumps import row_at_date  # not before somebody asks

        row = row_at_date(self.feed, self.filter_query, self.rows, piece)
        if row is None:
            self.notify("No post of the filter is of that date or near it.", markup=False)
        else:
            self.trail.jump(row)

    def action_on_this_day(self) -> None:
        """Show what is of today's date, in any year."""
        rest = self.filter_query.without_dates()
        self.set_filter(f"{rest} on:{today():%m-%d}".strip())

    def action_histogram(self) -> None:
        """Give the keyboard to the bars."""
        bars = self.query_one(Histogram)
        bars.add_class("-called")
        self.set_focus(bars)

    def action_order(self) -> None:
        """Show the posts in the next order."""
        self.filtering.turn_order(self.feed)

    @on(Histogram.Narrowed)
    def _narrowed(self, event: Histogram.Narrowed) -> None:
        self.set_filter(f"{self.filter_query.without_dates()} {event.piece}".strip())

    @on(Histogram.Left)
    def _left_histogram(self) -> None:
        self.query_one(Histogram).remove_class("-called")
        self.set_focus(self.timeline)
