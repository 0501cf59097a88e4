"""The filter: a line to type in or chips, what it leaves, and a caret under what is wrong."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.query import Query, QueryError
from tui_feed.ui.chips import Chips
from tui_feed.ui.commands import bindings
from tui_feed.ui.ink import Ink

PROMPT = " / "
"""What stands before the filter."""


class QueryInput(Input):
    """The line that the query is typed in."""

    BINDINGS = bindings("filter")

    _is_leaving = False

    async def _on_key(self, event: events.Key) -> None:
        """Leave at the key that leaves, and hand on what was typed in one piece with it.

        Bindings run when a key has travelled to the app and back; by then this line would have
        swallowed the next ones.
        """
        action = self._leaving_action(event)
        if action is None and not self._is_leaving:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self._is_leaving:
            self.app.post_message(events.Key(event.key, event.character))
            return
        self._is_leaving = True
        await self.app.run_action(action or "done", self)

    def takes(self, event: events.Key) -> bool:
        """Tell whether a key never goes past this line."""
        return event.is_printable or self._leaving_action(event) is not None

    def _leaving_action(self, event: events.Key) -> str | None:
        bound = self._bindings.key_to_bindings.get(event.key, [])
        found = (binding.action for binding in bound if binding.action in ("done", "clear"))
        return next(found, None)

    def stay(self) -> None:
        """Be typed in again."""
        self._is_leaving = False

    @dataclass
    class Left(Message):
        """The reader is done typing."""

        cleared: bool
        """Whether the filter is to be dropped."""

    @dataclass
    class Recalled(Message):
        """The reader wants what was typed before, or after that."""

        step: int
        """-1 for an earlier query, 1 for a later one."""

    @dataclass
    class Completed(Message):
        """The reader wants the word to be ended, or ended otherwise."""

        step: int
        """1 for the next way to end it, -1 for the one before."""

    def action_done(self) -> None:
        """Keep the filter and go to the posts."""
        self.post_message(self.Left(cleared=False))

    def action_clear(self) -> None:
        """Drop the filter and go to the posts."""
        self.post_message(self.Left(cleared=True))

    def action_recall(self, step: int) -> None:
        """Take up an earlier or a later query."""
        self.post_message(self.Recalled(step))

    def action_complete(self, step: int) -> None:
        """End the word that is being typed."""
        self.post_message(self.Completed(step))


class FilterBar(Widget):
    """Query, result and error in one to two lines. Its line to type in gives way to chips."""

    def __init__(self, query: Query, result: str, ink: Ink) -> None:
        super().__init__(id="filter-bar")
        self._query = query
        self._result = result
        self._ink = ink
        self._error: QueryError | None = None

    def compose(self) -> ComposeResult:
        """Lay out the prompt, the line, the chips, the result and the error."""
        with Horizontal():
            yield Static(PROMPT, id="filter-prompt", markup=False)
            line = QueryInput(
                self._query.text,
                placeholder="words  #tag  @name  since:2024-01  -not  OR",
                compact=True,
                select_on_focus=False,
                id="filter",
            )
            line.display = not self._query.text
            yield line
            chips = Chips(self._query, self._ink)
            chips.display = bool(self._query.text)
            yield chips
            yield Static(self._result, id="filter-result", markup=False)
        yield Static(id="filter-error", markup=False)

    @property
    def input(self) -> QueryInput:
        """The line that the query is typed in."""
        return self.query_one(QueryInput)

    @property
    def is_broken(self) -> bool:
        """Whether what was typed is no query."""
        return self._error is not None

    def type(self) -> None:
        """Give the keyboard to the line."""
        self.input.stay()
        self.input.display = True
        self.query_one(Chips).display = False
        self.screen.set_focus(self.input)

    def rest(self) -> None:
        """Show the filter as chips, where there is one that holds."""
        as_chips = bool(self._query.text) and not self.is_broken
        self.query_one(Chips).display = as_chips
        self.input.display = not as_chips

    def show(self, query: Query, result: str, ink: Ink) -> None:
        """Show the filter in force and how much it leaves."""
        self._query, self._ink = query, ink
        self.query_one("#filter-result", Static).update(result)
        self.query_one(Chips).show(query, ink)
        if not self.input.has_focus:
            self.rest()

    def mend(self) -> None:
        """Show no error any more."""
        self._error = None
        self.query_one("#filter-error", Static).display = False

    def hold(self, error: QueryError) -> None:
        """Keep back what is wrong with a query that is still being typed."""
        self.mend()
        self._error = error

    def complain(self) -> None:
        """Show what was kept back."""
        self.input.stay()
        if self._error:
            self.fail(self._error)

    def fail(self, error: QueryError) -> None:
        """Show what is wrong under its column; what was shown of posts stays as it is."""
        self._error = error
        text = self.input.value[: error.column]
        column = len(PROMPT) + cell_len(text) - self.input.scroll_offset.x
        message = error.message
        caret = " " * column + "^"
        fits = column + 2 + cell_len(message) <= self.size.width
        note = self.query_one("#filter-error", Static)
        note.update(f"{caret} {message}" if fits else f"{caret}\n{message}")
        note.display = True
