"""Dialog with a list of choices: Enter takes the marked line."""

from collections.abc import Sequence

from textual.app import ComposeResult

from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.list_dialog import ListDialog
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.render.colours.palette import Palette

__all__ = ["Choice", "Picker"]


class Picker(ListDialog[str]):
    """Dialog with a list; returns the chosen value, or None."""

    def __init__(self, title: str, choices: Sequence[Choice], palette: Palette) -> None:
        super().__init__(choices)
        self._title = title
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out input and list in a frame with the title."""
        with DialogFrame(self._title, self.KEYS):
            yield NarrowInput(placeholder=self.HINT)
            yield ChoiceList(self._choices, self._palette, around=1)

    def take(self) -> None:
        """Close with the value of the marked line."""
        self.dismiss(self.marked.value if self.marked else None)
