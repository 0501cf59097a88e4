"""Dialog with a text to read: a record, the profile, the notices about a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame, room_in
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.widgets.lines_view import Draw, LinesView


class TextView(LinesView):
    """Text as high as its lines, or as the window allows."""

    around = 0
    """Other lines in the frame."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines, or the lines that the window has for them."""
        del container
        return max(1, min(self.height_at(width), room_in(viewport) - self.around))


class TextDialog(Dialog[None]):
    """Framed text over the timeline, to scroll and close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p,w,question_mark,exclamation_mark,f1,enter", "dismiss(None)", "Back"),
        Binding("M", "app.mouse(False)", "Leave the mouse to the terminal"),
        Binding("M", "app.mouse(True)", "Take the mouse back"),
    ]

    def __init__(self, title: str, draw: Draw, palette: Palette) -> None:
        super().__init__()
        self._title = title
        self._draw = draw
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the lines in a frame."""
        with DialogFrame(self._title, ("j k scroll", "Esc back"), classes="dialog-text"):
            yield TextView(self._palette, self._draw, id="text-dialog")
