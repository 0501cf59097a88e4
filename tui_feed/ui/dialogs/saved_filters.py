"""Dialog with the saved filters: the reader's own list, kept between runs."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.query import fold
from tui_feed.ui.dialogs.dialog import LIST_KEYS, Dialog
from tui_feed.ui.dialogs.picker import Choice, ChoiceList
from tui_feed.ui.render.palette import Palette


class FilterChoice(NamedTuple):
    """Name of a filter, and the action chosen for it."""

    action: str
    """`use`, `save` (the filter in force, under this name) or `forget`."""
    name: str
    """Name."""


class SavedFilters(Dialog[FilterChoice]):
    """List of saved filters; a new name saves the filter in force under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        Binding("ctrl+s", "save", "Save the filter under this name", priority=True),
        Binding("ctrl+d,delete", "forget", "Forget", priority=True),
    ]

    def __init__(self, filters: Mapping[str, str], current: str, palette: Palette) -> None:
        super().__init__()
        self._filters = filters
        self._current = current
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the input, the list and the keys."""
        saving = f"A new name saves: {self._current}" if self._current else ""
        with Vertical(classes="dialog"):
            yield Static("Saved filters", classes="dialog-title", markup=False)
            yield Input(placeholder="type a name", compact=True, id="narrow", max_length=60)
            yield Static(saving, id="saving", markup=False)
            yield ChoiceList(self._choices(""), self._palette)
            yield Static(
                "Enter use or save   Ctrl+S save   Ctrl+D forget   Esc back",
                classes="dialog-keys",
                markup=False,
            )

    def _choices(self, typed: str) -> list[Choice]:
        wanted = fold(typed.strip())
        return [
            Choice(f"{name}   {query}", "", name)
            for name, query in self._filters.items()
            if wanted in fold(name)
        ]

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the list, or the input with a new name."""
        names = self.query_one(ChoiceList)
        return names if names.marked else self.query_one(Input)

    def action_move(self, step: int) -> None:
        """Mark another line."""
        self.query_one(ChoiceList).move(step)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(ChoiceList).show(self._choices(event.value))

    @on(Input.Submitted)
    @on(ChoiceList.Picked)
    def take(self) -> None:
        """Use the marked filter; under a new name, save the filter in force."""
        marked = self.query_one(ChoiceList).marked
        if marked:
            self.dismiss(FilterChoice("use", marked.value))
        else:
            self.action_save()

    def action_save(self) -> None:
        """Save the filter in force under the typed name."""
        if self._typed and self._current:
            self.dismiss(FilterChoice("save", self._typed))

    def action_forget(self) -> None:
        """Forget the marked filter."""
        if marked := self.query_one(ChoiceList).marked:
            self.dismiss(FilterChoice("forget", marked.value))
