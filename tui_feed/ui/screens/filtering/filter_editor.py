"""Editing of the filter: typing, completion, earlier filters, and errors.

An edit begins with the input and ends with Enter, or with Esc: then the filter and the place before
it come back.
"""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from tui_feed.feed import Feed, Order
from tui_feed.query import Query, QueryError, Term
from tui_feed.state.saved import SavedState
from tui_feed.ui.screens.filtering.filter_state import FilterState
from tui_feed.ui.screens.filtering.query_targets import Before, FilterTarget, QueryTarget
from tui_feed.ui.screens.kept_place import KeptPlace, SavedPlace
from tui_feed.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tui_feed.browse.filtering.completions import Completion
    from tui_feed.browse.filtering.typed_query import MissingValue
    from tui_feed.ui.screens.filtering.offered_completions import OfferedCompletions


class Edit(NamedTuple):
    """Edit of a query, with what it began from."""

    target: QueryTarget
    """Receiver of the query."""
    before: Before
    """Queries before the edit."""
    place: SavedPlace
    """Place of the reader before the edit."""


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

    @property
    def place(self) -> KeptPlace:
        """Place of the reader."""
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
        self._filter = FilterTarget(view, state)
        self._edit: Edit | None = None
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
        """Put a filter in force, as if it had been typed; an edit ends."""
        self._end_edit()
        self._put(text)
        try:
            query = Query.parse(text)
        except QueryError as error:
            self._bar.show_error(error)
        else:
            self._bar.clear_error()
            self._filter.use(query)
        if remember:
            self.remember(self._state.query.text)

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

    def sort(self, order: Order) -> None:
        """Show the posts in an order; a `sort:` term is removed from the filter.

        A reader at the top stays at the top; elsewhere the post is kept.
        """
        self._view.place.stay_at_top()
        if part := self._state.sort(order):
            self.remove(part)
        else:
            self._view.show_posts()

    # Typing

    @property
    def is_open(self) -> bool:
        """True during an edit, and while the text in the input is wrong."""
        return self._edit is not None or self._bar.has_error

    def begin(self, target: QueryTarget | None = None) -> None:
        """Let the reader type; the filter without a target."""
        target = target or self._filter
        if self._edit and self._edit.target is not target:  # its wrong text is gone
            self._bar.clear_error()
            self._end_edit()
        if self._edit is None:
            self._start(target)
        self._bar.type(target.query.text, target.prompt)
        if target is self._filter and not self._state.rows:
            self._offer(target.query.text, target.query)

    def _start(self, target: QueryTarget) -> None:
        self._edit = Edit(target, target.before(), self._view.place.save())
        self._view.place.hold(self._edit.place)

    def offer_paste(self, text: str) -> None:
        """Let the reader filter by a text pasted outside the input."""
        self.begin()
        line = self._bar.input
        if line.value.strip():
            self._put(f"{line.value.rstrip()} ")
        line.cursor_position = len(line.value)
        line.paste(text)
        self._view.notify("Pasted as a filter: Enter keeps it, Esc drops it.")

    def follow(self, text: str) -> None:
        """Show the posts of the typed text after each key."""
        if self._edit is None and self._bar.is_typing:  # after a click on a wrong text
            self._start(self._filter)
        if self._edit is None:
            return
        from tui_feed.browse.filtering.typed_query import read_typed

        typed = read_typed(text, self._bar.input.cursor_position)
        if typed.query is not None and typed.query != self._edit.target.query:
            self._edit.target.use(typed.query)
        if typed.error is None:
            self._bar.clear_error()
        elif typed.awaited:
            self._bar.await_rest(typed.error, typed.awaited)
        else:
            self._bar.show_error(typed.error)
        is_recalled = bool(self._recalled) and self._recalled[self._recalled_at] == text
        if not is_recalled:
            self._recalled = []
        if self._bar.is_typing:
            self._offer("" if is_recalled else text, typed.query)

    def done(self) -> None:
        """Keep the typed query and go to the posts; after an error, stay.

        A marked completion is taken first.
        """
        marked = self._offered.marked if self._offered else None
        if marked:
            self.take(marked)
            if marked.needs_value:
                self._bar.input.keep_focus()
                return
            self.follow(marked.text)  # the report of the changed input comes later
        if self._bar.has_error:
            self._drop_offered()
            self._bar.show_held_error()
            return
        self.settle()
        if not self._bar.has_error:
            self._view.focus_posts()

    def settle(self) -> None:
        """End an edit with the typed query, unless it is wrong; the focus stays where it is."""
        if self._edit is None:
            return
        try:  # the report of the last key may come later
            query = Query.parse(self._bar.input.value)
        except QueryError as error:
            self._bar.input.keep_focus()
            self._bar.show_error(error)
            return
        self._bar.clear_error()
        target = self._edit.target
        if query != target.query:  # its last term was taken for the beginning of one
            target.use(query)
        self._end_edit()
        self._bar.show_chips()
        target.settle()
        self.remember(query.text)
        if target is self._filter and (missing := self._missing(query)):
            self._view.notify(f"{missing.words[0].upper()}{missing.words[1:]}.")

    def cancel(self) -> None:
        """Drop the typed text: the query and the place before the edit come back."""
        edit = self._edit
        self._end_edit()
        self._bar.clear_error()
        if edit:
            edit.target.restore(edit.before)
        self._put(self._state.query.text)
        if edit:
            self._view.place.restore(edit.place)
            self._view.show_posts()
            self._view.place.hold(None)
        self._view.focus_posts()
        self._bar.show_chips()

    def _end_edit(self) -> None:
        self._recalled = []
        self._drop_offered()
        if self._edit:
            self._edit = None
            self._view.place.hold(None)

    def _missing(self, query: Query) -> "MissingValue | None":
        """Return a term of a query for a tag or a name that no post has."""
        if query.root is None:
            return None
        from tui_feed.browse.filtering.typed_query import missing_value

        return missing_value(self._view.feed, query)

    # Completion

    def _offer(self, text: str, query: Query | None) -> None:
        """Offer completions of the text; also after a finished term that no post has."""
        if self._offered is None:
            from tui_feed.ui.screens.filtering.offered_completions import OfferedCompletions

            self._offered = OfferedCompletions(self._bar.offer)
        cursor = self._bar.input.cursor_position
        missing = self._missing(query) if query and text[:cursor].endswith(" ") else None
        if missing and not text[missing.end : cursor].strip():
            self._bar.say(missing.words)
            cursor = missing.end
        self._offered.offer(self._view.feed, text, cursor)

    def _drop_offered(self) -> None:
        if self._offered:
            self._offered.drop()

    def complete(self, step: int) -> None:
        """Take the marked completion, else the next; without completions, leave the input."""
        completion = self._offered.to_take(step) if self._offered else None
        if completion is None:
            self.done()
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
            self.done()
        elif self._recalled_at + step >= 0:
            self._recalled_at += step
            self._put(self._recalled[self._recalled_at])

    def remember(self, text: str) -> None:
        """Add a query to the history."""
        text = text.strip()
        if not text:
            return
        try:
            if moved := self.saved.remember(text):
                self._view.notify(moved, severity="warning")
        except OSError as error:
            reason = error.strerror or "unknown"
            self._view.notify(f"The filter will not be remembered: {reason}.")
