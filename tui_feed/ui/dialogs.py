"""Short questions over the timeline: which dates, and whether to follow a link that lies."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_feed.query import QueryError, parse_dates
from tui_feed.text.numbers import counted


class DatePrompt(ModalScreen[str | None]):
    """Asks for dates; returns a piece of a query, "" for any date, None for no change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, span: str, count: Callable[[str], int]) -> None:
        super().__init__()
        self._span = span
        self._count = count
        self._piece: str | None = ""

    def compose(self) -> ComposeResult:
        """Lay out the question, the line and what it would leave."""
        with Vertical(classes="dialog dialog-small"):
            yield Static("Show only which dates?", classes="dialog-title", markup=False)
            yield Input(placeholder="2024   2023-05   2024-01-05   2020..2022   30d", compact=True)
            yield Static(self._span, id="date-result", markup=False)
            yield Static(
                "Enter show   empty: any date   Esc back", classes="dialog-keys", markup=False
            )

    @on(Input.Changed)
    def preview(self, event: Input.Changed) -> None:
        """Say how many posts the dates would leave, or what is wrong with them."""
        result = self.query_one("#date-result", Static)
        try:
            self._piece = parse_dates(event.value) if event.value.strip() else ""
        except QueryError as error:
            self._piece = None
            result.update(error.message)
            return
        if not self._piece:
            result.update(self._span)
            return
        result.update(f"{self._piece}: {counted(self._count(self._piece), 'posts')}")

    @on(Input.Submitted)
    def take(self) -> None:
        """Return the piece; stay where it is broken."""
        if self._piece is not None:
            self.dismiss(self._piece)


class Question(ModalScreen[bool]):
    """Asks something that y or n answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape,enter,q", "dismiss(False)", "No"),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog dialog-small"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(self._words, markup=False)
            yield Static("y yes   n no", classes="dialog-keys", markup=False)
