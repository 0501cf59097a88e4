"""Dialog with the saved filters: the reader's own list, kept between runs."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.list_dialog import ListDialog
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.render.colours.palette import Palette


class FilterChoice(NamedTuple):
    """Name of a filter, and the action chosen for it."""

    action: str
    """`use`, `save` (the filter in force, under this name) or `forget`."""
    name: str
    """Name."""


class SavedFilters(ListDialog[FilterChoice]):
    """List of saved filters; a new name saves the filter in force under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save the filter in force", priority=True),
        Binding("ctrl+d,delete", "forget", "Forget", priority=True),
    ]
    KEYS = ("j k move", "Enter use", "ctrl+s save", "ctrl+d forget", "Esc back")

    def __init__(self, filters: Mapping[str, str], current: str, palette: Palette) -> None:
        super().__init__(
            [Choice(name, query, name) for name, query in filters.items()],
        )
        self._current = current
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the input and the list in a frame."""
        hint = f"a name saves {self._current}" if self._current else self.HINT
        with DialogFrame("Saved filters", self.KEYS):
            yield NarrowInput("jk", placeholder=hint, max_length=60)
            yield ChoiceList(self._choices, self._palette, around=1)

    def keys(self) -> Sequence[str]:
        """Return the keys: a name that nobody has used can be saved."""
        if self._typed and not self.marked and self._current:
            return ("Enter save under this name", "Esc whole list")
        return super().keys()

    @property
    def _typed(self) -> str:
        return self.query_one(NarrowInput).value.strip()

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the list, or the input with a new name."""
        return self.choice_list if self.marked else self.query_one(NarrowInput)

    @on(Input.Changed)
    def _tell(self) -> None:
        self.query_one(DialogFrame).say(keys=self.keys())

    def take(self) -> None:
        """Use the marked filter; under a new name, save the filter in force."""
        if self.marked:
            self.dismiss(FilterChoice("use", self.marked.value))
        else:
            self.action_save()

    def action_save(self) -> None:
        """Save the filter in force under the typed name; without a name, ask for it."""
        if not self._typed:
            self.query_one(NarrowInput).open()
        elif self._current:
            self.dismiss(FilterChoice("save", self._typed))

    def action_forget(self) -> None:
        """Forget the marked filter."""
        if self.marked:
            self.dismiss(FilterChoice("forget", self.marked.value))
