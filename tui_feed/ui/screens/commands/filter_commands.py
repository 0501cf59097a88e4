"""Commands on the filter and on dates, imported at their first use."""

from tui_feed.browse.filtering.groups import people_of
from tui_feed.browse.filtering.orders import order_choices
from tui_feed.browse.moving.jumps import combined, row_at_date
from tui_feed.query import Query
from tui_feed.text.dates import today
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.calendar import Calendar
from tui_feed.ui.dialogs.facets import Facets
from tui_feed.ui.dialogs.order_picker import OrderPicker
from tui_feed.ui.dialogs.picker import Choice, Picker
from tui_feed.ui.dialogs.saved_filters import FilterChoice, SavedFilters
from tui_feed.ui.screens.filtering.filter_editor import FilterEditor


class FilterCommands:
    """Commands on the filter and on dates, most with a dialog."""

    def __init__(self, context: CommandContext, editor: FilterEditor) -> None:
        self._context = context
        self._editor = editor

    # Terms

    def facets(self, group: str) -> None:
        """Show the values of a group among the posts shown; a choice changes the filter."""
        context = self._context
        if group == "people":
            group = people_of(context.feed)
        feed, rows = (lambda: context.feed), (lambda: context.rows)
        context.show_dialog(Facets(group, feed, rows, context.narrow, context.palette))

    def remove_part(self) -> None:
        """Remove the only term of the filter, or let the reader choose a term."""
        parts = self._context.filter_query.terms()
        if len(parts) == 1:
            self._editor.remove(parts[0])
            return
        choices = [Choice(part.text, "", str(number)) for number, part in enumerate(parts)]
        self._context.ask(
            Picker("Take out which part?", choices, self._context.palette),
            lambda number: self._editor.remove(parts[int(number)]),
        )

    def remove_last(self) -> None:
        """Remove the last term from the filter."""
        self._editor.remove_last()

    def order(self) -> None:
        """Let the reader choose an order."""
        context = self._context
        choices = order_choices(context.feed, context.rows, context.order)
        context.ask(OrderPicker(choices, context.palette), self._editor.sort)

    # Saved filters

    def named_filters(self) -> None:
        """Let the reader use, save or forget a named filter."""
        saved = self._editor.saved
        filters, current = saved.filters(), self._context.filter_query.text.strip()
        if trouble := saved.trouble():
            self._context.notify(trouble, severity="warning")

        def use(choice: FilterChoice) -> None:
            if choice.action == "use":
                self._editor.set(filters[choice.name])
            else:
                self._change_saved(choice)

        self._context.ask(SavedFilters(filters, current, self._context.palette), use)

    def _change_saved(self, choice: FilterChoice) -> None:
        """Save the filter in force or forget a saved filter, and tell the reader."""
        saved, context = self._editor.saved, self._context
        try:
            if choice.action == "save":
                warning = saved.name(choice.name, context.filter_query.text.strip())
                context.notify(f"Saved as {choice.name}.")
            else:
                warning = saved.forget(choice.name)
                context.notify(f"Forgot {choice.name}.")
            if warning:
                context.notify(warning, severity="warning")
        except OSError as error:
            why = error.strerror or "unknown"
            context.notify(f"It could not be saved: {why}.", severity="error")

    # Dates

    def dates(self) -> None:
        """Ask for dates; they replace the dates in the filter."""
        others = self._context.filter_query.without_dates()
        self._context.ask(self._calendar(others, is_jump=False), self._editor.set_dates)

    def on_this_day(self) -> None:
        """Show the posts of today's date, in any year."""
        self._editor.set_dates(f"on:{today():%m-%d}")

    def jump(self) -> None:
        """Ask for a date, and go to the nearest post of the filter."""
        calendar = self._calendar(self._context.filter_query.text, is_jump=True)
        self._context.ask(calendar, self._go_to_date)

    def _calendar(self, filter_text: str, *, is_jump: bool) -> Calendar:
        """Return a calendar with the number of posts of a filter on each day."""
        feed, post = self._context.feed, self._context.post

        def count(piece: str) -> int:
            query = combined(filter_text, piece)
            return len(feed.select(query)) if query else 0

        counts = feed.dates(feed.select(Query.parse(filter_text)))
        moment = post.appeared_date if post else None
        start = moment.shown.date() if moment else None
        return Calendar(counts, count, start, self._context.palette, is_jump=is_jump)

    def _go_to_date(self, piece: str) -> None:
        """Go to the newest post of a date (a piece of a query), else to the nearest post."""
        context = self._context
        if not piece:
            return
        row = row_at_date(context.feed, context.filter_query, context.rows, piece)
        if row is None:
            context.notify("No post of the filter is of that date or near it.")
        else:
            context.trail.jump(row)
