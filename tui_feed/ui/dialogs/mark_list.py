"""Dialog with the marked posts."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.dialogs.picker import Picker
from tui_feed.ui.render.colours.palette import Palette

BACK: Final = "back"
"""Answer to go back to the post before the last jump."""
_NOTHING: Final = "Nothing is marked here: m marks a post, a writes a note"


class MarkList(Picker):
    """List of marked posts; the key of the list, pressed again, goes back to before a jump."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("apostrophe", "before_jump", "To the place before the last jump")
    ]
    KEYS = ("j k move", "Enter go there", "' before the last jump", "Esc back")

    def __init__(self, choices: Sequence[Choice], palette: Palette) -> None:
        super().__init__("Marks" if choices else _NOTHING, choices, palette)

    def compose(self) -> ComposeResult:
        """Lay out a wide frame: a line has author, text, labels and note."""
        with DialogFrame(self._title, self.KEYS, classes="dialog-wide"):
            yield NarrowInput("jk'", placeholder=self.HINT)
            yield ChoiceList(self._choices, self._palette, around=1)

    def action_before_jump(self) -> None:
        """Close, and go back to the post before the last jump."""
        self.dismiss(BACK)
