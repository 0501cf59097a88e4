"""Text of a window too small for a timeline."""

from textual.geometry import Offset
from textual.widgets import Static

from tui_feed.ui.render.canvas import wrap

WORDS = "tui-feed needs 40 x 12 or more."
"""Text of the widget."""


class TooSmall(Static):
    """Text in the middle of the window: the smallest size."""

    def __init__(self) -> None:
        super().__init__(WORDS, id="too-small", markup=False)

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the beginning of the text."""
        lines = wrap(WORDS, max(1, self.size.width))
        start, end = lines[0]
        left, top = self.size.width - (end - start), self.size.height - len(lines)
        return Offset(max(0, left) // 2, max(0, top) // 2)
