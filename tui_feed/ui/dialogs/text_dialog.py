"""Dialog with a text to read: the help, a record, the notices about a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_feed.ui.dialogs.dialog import Dialog
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.widgets.lines_view import Draw, LinesView


class TextDialog(Dialog[None]):
    """Framed text over the timeline, to scroll and close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p,w,question_mark,exclamation_mark,f1,enter", "dismiss(None)", "Back"),
        Binding("m", "app.mouse(False)", "Leave the mouse to the terminal"),
        Binding("m", "app.mouse(True)", "Take the mouse back"),
    ]

    def __init__(self, title: str, draw: Draw, palette: Palette) -> None:
        super().__init__()
        self._title = title
        self._draw = draw
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the lines in a frame."""
        view = LinesView(self._palette, self._draw, id="text-dialog")
        view.border_title = self._title
        view.border_subtitle = "j/k scroll, Esc back"
        yield view
