"""Line above a thread: its number of posts, and the key to leave it."""

from textual.strip import Strip
from textual.widget import Widget

from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette


class ThreadTitle(Widget):
    """Title of a thread."""

    def __init__(self) -> None:
        super().__init__(id="thread-title")
        self._words = ""
        self._palette: Palette | None = None

    def show(self, words: str, palette: Palette) -> None:
        """Show a number of posts."""
        self._words, self._palette = words, palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        width, palette = self.size.width, self._palette
        if palette is None:
            return Strip.blank(width)
        canvas = Canvas(width - 2, palette.glyphs.cut)
        words = f" {palette.glyphs.dot} {self._words}"
        canvas.spread([(" Thread", palette.name), (words, palette.dim)], ("Esc back", palette.dim))
        return Strip(canvas.lines[0]).adjust_cell_length(width).apply_style(palette.ground)
