"""The filter in force: how it is typed, narrowed and taken apart, and what it leaves."""

from typing import TYPE_CHECKING

from tui_feed.feed import Feed, Order, Selection
from tui_feed.query import Query, QueryError, Term
from tui_feed.state.saved import SavedState
from tui_feed.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from tui_feed.browse.completions import Completion
    from tui_feed.ui.screens.desk import Desk
    from tui_feed.ui.widgets.completion_list import CompletionList


FIRST_HITS = 0.008
"""Seconds of searching before the first hits are shown: all of a feed of some ten thousand."""
DRAWING = 0.02
"""Seconds before searching and sorting go on: in them, the first hits are drawn."""
SLICE = 0.004
"""Seconds of searching between two looks at the keyboard."""
_NO_REST = 0.001


class Filtering:
    """Holds the filter for a reader, and tells it to select anew when the filter changes."""

    def __init__(self, reader: "Desk", query: Query, order: Order, shelf: SavedState) -> None:
        self._reader = reader
        self._order = order
        self.query = query
        """The filter in force."""
        self.sought = query
        """The last filter that asked for something to be seen, for `n` and `N`."""
        self.rows = Selection.none()
        """What it leaves, in order."""
        self.shelf = shelf
        """What was typed before, and the filters that have names."""
        self._recalled: list[str] = []  # what was typed before, and last what is being typed
        self._at = 0
        self._offered: list[Completion] = []
        self._list: CompletionList | None = None  # of what is offered; none before there is any
        self._taken = -1
        self._is_looking = False

    @property
    def order(self) -> Order:
        """The order in force: the filter's own, else the reader's."""
        return self.query.order or self._order

    @property
    def bar(self) -> FilterBar:
        """Where it is shown and typed."""
        return self._reader.query_one(FilterBar)

    def select(self, feed: Feed) -> None:
        """Ask the feed for what the filter leaves; of a large one the first hits, then all."""
        seconds = SLICE if self._reader.is_reading else FIRST_HITS
        self.rows = feed.select(self.query, self._order, seconds)
        if not self.rows.is_whole and not self._is_looking:
            self._is_looking = True
            self._reader.set_timer(DRAWING, self._look_on)

    def _look_on(self) -> None:
        """Search on for a moment; between two of them the keyboard is served."""
        self._is_looking = False
        if self._reader.feed.look(self.query, self.order, SLICE):
            self._reader.select()
        else:
            self._is_looking = True
            rest = SLICE if self._reader.is_reading else _NO_REST
            self._reader.set_timer(rest, self._look_on)

    def turn_order(self, feed: Feed) -> None:
        """Take the next order that the feed can tell apart; one in the filter goes."""
        from tui_feed.browse.jumps import next_order  # not before somebody asks

        self._order = next_order(feed, self.order)
        for part in self.query.terms():
            if part.text.lower().startswith("sort:"):
                self.remove(part)
                return
        self._reader.select()

    # Changing it

    def set(self, text: str, *, remember: bool = True) -> None:
        """Put a filter into the line as if it had been typed."""
        self.bar.input.value = text
        self.bar.input.cursor_position = len(text)
        self.apply(text)
        if remember:
            self.remember()

    def apply(self, text: str) -> None:
        """Filter by what is typed; where that is no query, say so and keep the filter in force."""
        try:
            query = Query.parse(text)
        except QueryError as error:
            if self._is_begun(text):
                self.bar.hold(error)
            else:
                self.bar.fail(error)
            return
        self.query = query
        if query.marker:
            self.sought = query
        self.bar.mend()
        self._reader.select()

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless it is there."""
        self.set(self.query.narrowed(term))

    def remove(self, part: Term) -> None:
        """Take a part out."""
        self.set(self.query.without(part), remember=False)

    def remove_last(self) -> None:
        """Take the last part out."""
        if parts := self.query.terms():
            self.remove(parts[-1])

    # While it is typed

    def typed(self, text: str) -> None:
        """Follow what is typed, key by key."""
        if text == self.query.text:
            self.bar.mend()
        else:
            self.apply(text)
        is_recalled = self._recalled and self._recalled[self._at] == text
        if not is_recalled:
            self._recalled = []
        if self.bar.is_typing:
            self._offer(text)

    def _is_begun(self, text: str) -> bool:
        """Tell whether the value of a term is just to be typed: nobody wants to hear of that."""
        from tui_feed.query.completion import stub_at

        line = self.bar.input
        stub = stub_at(text, line.cursor_position) if line.has_focus else None
        return stub is not None and not stub.typed

    def _offer(self, text: str) -> None:
        """Show the words that could end what is being typed."""
        if self._taken >= 0 and self._offered[self._taken].text == text:
            return  # the change is a word that was taken; the others can still take its place
        from tui_feed.browse.completions import completions

        line = self.bar.input
        self._offered = completions(self._reader.feed, text, line.cursor_position) if text else []
        self._taken = -1
        self._show_offered()

    def complete(self, step: int) -> None:
        """Take the next of the words that are offered; without any, leave the line."""
        if not self._offered:
            self.leave(cleared=False)
            return
        if self._taken < 0 and step < 0:
            self._taken = 0
        self.take(self._offered[(self._taken + step) % len(self._offered)])

    def take(self, completion: "Completion") -> None:
        """Put a word that is offered into the line."""
        if completion not in self._offered:
            return  # it was clicked on, and then something else was typed
        self._taken = self._offered.index(completion)
        self.bar.input.value = completion.text
        self.bar.input.cursor_position = completion.cursor
        self._show_offered()
        if len(self._offered) == 1:
            self._taken, self._offered = -1, []

    def _show_offered(self) -> None:
        if self._list is None:
            if not self._offered:
                return
            from tui_feed.ui.widgets.completion_list import CompletionList

            self._list = CompletionList(self._reader.palette)
            self._reader.mount(self._list, after=self.bar)
        self._list.show(self._offered, self._reader.palette, self._taken)

    def recall(self, step: int) -> None:
        """Take up what was typed before; after the latest, leave the line."""
        if not self._recalled:
            typed = self.bar.input.value
            before = [query for query in self.shelf.queries() if query != typed]
            self._recalled, self._at = [*before, typed], len(before)
        if self._at + step >= len(self._recalled):
            self.leave(cleared=False)
        elif self._at + step >= 0:
            self._at += step
            text = self._recalled[self._at]
            self.bar.input.value = text
            self.bar.input.cursor_position = len(text)

    def leave(self, *, cleared: bool) -> None:
        """Go to the posts, with the filter or without one; a broken one keeps the keyboard."""
        self._offered, self._taken, self._recalled = [], -1, []
        self._show_offered()
        if cleared:
            self.set("", remember=False)
        elif self.bar.is_broken:
            self.bar.complain()
            return
        else:
            self.remember()
        self._reader.set_focus(self._reader.timeline)
        self.bar.rest()

    def remember(self) -> None:
        """Keep the filter among what was typed."""
        if not self.query.text.strip():
            return
        try:
            if aside := self.shelf.remember(self.query.text.strip()):
                self._reader.notify(aside, severity="warning", markup=False)
        except OSError as error:
            reason = error.strerror or "unknown"
            self._reader.notify(f"The filter will not be remembered: {reason}.", markup=False)

    # What it met

    def next_match(self, step: int) -> int | None:
        """Return the row of the next post that the last filter met; None where there is none."""
        from tui_feed.browse.jumps import next_match  # not before somebody asks

        at = self._reader.timeline.index
        sought = (self.query, self.sought, self._order)
        return next_match(self._reader.feed, self.rows, at, sought, step)
