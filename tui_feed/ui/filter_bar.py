"""The filter: a line to type in, how many posts it leaves, and a caret under what is wrong."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.query import QueryError
from tui_feed.ui.commands import bindings

PROMPT = " / "
"""What stands before the filter."""


class QueryInput(Input):
    """The line that the query is typed in."""

    BINDINGS = bindings("filter")

    @dataclass
    class Left(Message):
        """The reader is done typing."""

        cleared: bool
        """Whether the filter is to be dropped."""

    def action_done(self) -> None:
        """Keep the filter and go to the posts."""
        self.post_message(self.Left(cleared=False))

    def action_clear(self) -> None:
        """Drop the filter and go to the posts."""
        self.post_message(self.Left(cleared=True))


class FilterBar(Widget):
    """Query, result and error in one to two lines."""

    def __init__(self, text: str, result: str) -> None:
        super().__init__(id="filter-bar")
        self._first = text
        self._result = result

    def compose(self) -> ComposeResult:
        """Lay out the prompt, the line, the result and the error."""
        with Horizontal():
            yield Static(PROMPT, id="filter-prompt", markup=False)
            yield QueryInput(
                self._first,
                placeholder="words  #tag  @name  since:2024-01  -not  OR",
                compact=True,
                select_on_focus=False,
                id="filter",
            )
            yield Static(self._result, id="filter-result", markup=False)
        yield Static(id="filter-error", markup=False)

    @property
    def input(self) -> QueryInput:
        """The line that the query is typed in."""
        return self.query_one(QueryInput)

    def say(self, result: str) -> None:
        """Show how much the filter leaves."""
        self.query_one("#filter-result", Static).update(result)

    def mend(self) -> None:
        """Show no error any more."""
        self.query_one("#filter-error", Static).display = False

    def fail(self, error: QueryError) -> None:
        """Show what is wrong under its column; what was shown of posts stays as it is."""
        text = self.input.value[: error.column]
        column = len(PROMPT) + cell_len(text) - self.input.scroll_offset.x
        message = error.message
        caret = " " * column + "^"
        fits = column + 2 + cell_len(message) <= self.size.width
        note = self.query_one("#filter-error", Static)
        note.update(f"{caret} {message}" if fits else f"{caret}\n{message}")
        note.display = True
