"""Editing of the filter: typing, completion, earlier filters, and errors."""

from typing import TYPE_CHECKING, Protocol

from tui_feed.feed import Feed
from tui_feed.query import Query, QueryError, Term
from tui_feed.state.saved import SavedState
from tui_feed.ui.screens.filter_state import FilterState
from tui_feed.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tui_feed.browse.completions import Completion
    from tui_feed.ui.screens.offered_completions import OfferedCompletions


class EditorView(Protocol):
    """Protocol of the screen for the editor."""

    @property
    def feed(self) -> Feed:
        """Posts for completions."""
        ...

    @property
    def filter_bar(self) -> FilterBar:
        """Widget of the filter."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter."""
        ...

    def focus_posts(self) -> None:
        """Focus the timeline."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds."""
        ...


class FilterEditor:
    """Editor of the filter, for typing and for commands."""

    def __init__(self, view: EditorView, state: FilterState, saved: SavedState) -> None:
        self._view = view
        self._state = state
        self.saved = saved
        """Filters typed before, and saved filters."""
        self._recalled: list[str] = []  # earlier filters, and last the typed text
        self._recalled_at = 0
        self._offered: OfferedCompletions | None = None  # made while somebody types

    @property
    def _bar(self) -> FilterBar:
        return self._view.filter_bar

    def _put(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the input, with the cursor at its end or at a given position."""
        self._bar.input.value = text
        self._bar.input.cursor_position = len(text) if cursor is None else cursor

    # Changing the filter

    def set(self, text: str, *, remember: bool = True) -> None:
        """Put a filter in force, as if it had been typed."""
        self._put(text)
        self.apply(text)
        if remember:
            self.remember()

    def apply(self, text: str) -> None:
        """Filter by a text; if it is no query, show the error and keep the filter in force."""
        try:
            query = Query.parse(text)
        except QueryError as error:
            if self._is_unfinished(text):
                self._bar.hold_error(error)
            else:
                self._bar.show_error(error)
            return
        self._state.use(query)
        self._bar.clear_error()
        self._view.show_posts()

    def drop_wrong_text(self) -> None:
        """Drop a typed text with an error; the filter in force stays."""
        self._put(self._state.query.text)
        self._bar.clear_error()
        self._bar.show_chips()

    def set_dates(self, piece: str) -> None:
        """Replace the dates in the filter by a piece of a query."""
        self.set(f"{self._state.query.without_dates()} {piece}".strip())

    def remove(self, part: Term) -> None:
        """Remove a term from the filter."""
        self.set(self._state.query.without(part), remember=False)

    def remove_last(self) -> None:
        """Remove the last term from the filter."""
        if parts := self._state.query.terms():
            self.remove(parts[-1])

    def next_order(self) -> None:
        """Show the posts in the next order; a `sort:` term is removed from the filter."""
        if part := self._state.next_order():
            self.remove(part)
        else:
            self._view.show_posts()

    # Typing

    def follow(self, text: str) -> None:
        """Apply the typed text after each key."""
        if text == self._state.query.text:
            self._bar.clear_error()
        else:
            self.apply(text)
        is_recalled = bool(self._recalled) and self._recalled[self._recalled_at] == text
        if not is_recalled:
            self._recalled = []
        if self._bar.is_typing:
            self._offer("" if is_recalled else text)

    def _is_unfinished(self, text: str) -> bool:
        """Tell whether an operator has no value yet: no error while it is being typed."""
        from tui_feed.query.completion import stub_at

        line = self._bar.input
        stub = stub_at(text, line.cursor_position) if line.has_focus else None
        return stub is not None and not stub.typed

    def leave(self, *, cleared: bool) -> None:
        """Leave the input for the posts, with or without the filter; after an error, stay.

        A marked completion is taken first.
        """
        marked = self._offered.marked if self._offered and not cleared else None
        if marked:
            self.take(marked)
            if marked.needs_value:
                self._bar.input.keep_focus()
                return
            self.apply(marked.text)  # the report of the changed input comes later
        self._recalled = []
        if self._offered:
            self._offered.drop()
        if cleared:
            self.set("", remember=False)
        elif self._bar.has_error:
            self._bar.show_held_error()
            return
        else:
            self.remember()
        self._view.focus_posts()
        self._bar.show_chips()

    # Completion

    def _offer(self, text: str) -> None:
        """Offer completions of the text."""
        if self._offered is None:
            from tui_feed.ui.screens.offered_completions import OfferedCompletions

            self._offered = OfferedCompletions(self._bar.offer)
        self._offered.offer(self._view.feed, text, self._bar.input.cursor_position)

    def complete(self, step: int) -> None:
        """Take the marked completion, else the next; without completions, leave the input."""
        completion = self._offered.to_take(step) if self._offered else None
        if completion is None:
            self.leave(cleared=False)
        else:
            self.take(completion)

    def take(self, completion: "Completion") -> None:
        """Put a completion into the input, unless something else was typed since a click on it."""
        if self._offered and self._offered.take(completion):
            self._put(completion.text, completion.cursor)

    # History

    def recall(self, step: int) -> None:
        """Mark a completion, if any are offered; else put an earlier filter into the input.

        After the latest filter, leave the input.
        """
        if self._offered and self._offered.mark(step):
            return
        if not self._recalled:
            typed = self._bar.input.value
            before = [query for query in self.saved.queries() if query != typed]
            self._recalled, self._recalled_at = [*before, typed], len(before)
        if self._recalled_at + step >= len(self._recalled):
            self.leave(cleared=False)
        elif self._recalled_at + step >= 0:
            self._recalled_at += step
            self._put(self._recalled[self._recalled_at])

    def remember(self) -> None:
        """Add the filter to the history."""
        text = self._state.query.text.strip()
        if not text:
            return
        try:
            if moved := self.saved.remember(text):
                self._view.notify(moved, severity="warning")
        except OSError as error:
            reason = error.strerror or "unknown"
            self._view.notify(f"The filter will not be remembered: {reason}.")
