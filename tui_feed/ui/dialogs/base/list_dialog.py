"""Base of dialogs with a list: arrows, `j` and `k` move, typing narrows, Enter takes."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_feed.query import fold
from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.narrowed_dialog import NarrowedDialog
from tui_feed.ui.guarded_screen import Answer

PAGE = 10
"""Lines of a page."""


class ListDialog(NarrowedDialog[Answer]):
    """Dialog with a list of choices below an input to narrow it.

    At rest, `j` and `k` move, and any other letter narrows; `/` narrows from the first letter on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n,j", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p,k", "move(-1)", "Previous", priority=True),
        Binding("pagedown", f"move({PAGE})", "Ten on", priority=True),
        Binding("pageup", f"move(-{PAGE})", "Ten back", priority=True),
        Binding("home", "move_to_end(-1)", "First", priority=True),
        Binding("end", "move_to_end(1)", "Last", priority=True),
    ]

    KEYS: ClassVar[Sequence[str]] = ("j k move", "Enter take", "/ narrow", "Esc back")
    """Keys at rest; the last but one is left out first where room is short."""
    HINT: ClassVar[str] = "type to narrow"
    """Text in the empty input."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = choices
        self._folded: list[str] | None = None  # labels, made when somebody narrows

    def keys(self) -> Sequence[str]:
        """Return the keys for the edge of the frame: at rest, or while narrowing."""
        if self.narrow_input.is_resting:
            return self.KEYS
        arrows = "Up Down" if self.app.has_class("-plain") else "↑↓"
        return (f"{arrows} move", "Enter take", "Esc whole list")

    @property
    def choice_list(self) -> ChoiceList:
        """List."""
        return self.query_one(ChoiceList)

    @property
    def marked(self) -> Choice | None:
        """Marked choice."""
        return self.choice_list.marked

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the list."""
        return self.choice_list

    # Keys

    def action_move(self, step: int) -> None:
        """Mark another line."""
        self.choice_list.move(step)

    def action_move_to_end(self, step: int) -> None:
        """Mark the last line, or the first."""
        self.choice_list.move_to_end(step)

    # Narrowing

    def use_choices(self, choices: Sequence[Choice]) -> None:
        """Show another list, narrowed by the typed text."""
        self._choices, self._folded = choices, None
        self.choice_list.open(choices)
        if typed := self.query_one(Input).value:
            self.choice_list.show(list(self._with(typed)))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        found = list(self._with(event.value)) if event.value.strip() else self._choices
        self.choice_list.show(found)

    def _with(self, typed: str) -> Iterator[Choice]:
        if self._folded is None:
            self._folded = [fold(choice.label) for choice in self._choices]
        wanted = fold(typed.strip())
        pairs = zip(self._choices, self._folded, strict=True)
        return (choice for choice, label in pairs if wanted in label)

    # Taking

    @on(Input.Submitted)
    @on(ChoiceList.Picked)
    def _entered(self) -> None:
        self.take()

    def take(self) -> None:
        """Take the marked line."""
        raise NotImplementedError
