"""Base of dialogs with an input that narrows what is below it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.guarded_screen import Answer


class NarrowedDialog(Dialog[Answer]):
    """Dialog with a `NarrowInput`: Esc first shows everything again, and then closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    @property
    def narrow_input(self) -> NarrowInput:
        """Input that narrows."""
        return self.query_one(NarrowInput)

    def keys(self) -> Sequence[str]:
        """Return the keys for the edge of the frame: at rest, or while narrowing."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Home and End to the input while somebody types."""
        if not super().check_action(action, parameters):
            return False
        return action != "move_to_end" or self.narrow_input.is_resting

    def action_back(self) -> None:
        """Show everything again, or close."""
        if self.narrow_input.is_resting:
            self.dismiss(None)
        else:
            self.narrow_input.rest()

    @on(NarrowInput.Toggled)
    def _show_keys(self) -> None:
        self.query_one(DialogFrame).say(keys=self.keys())
