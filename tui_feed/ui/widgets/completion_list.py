"""List of completions under the input of the filter."""

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.completions import Completion
from tui_feed.ui.messages import CompletionPicked
from tui_feed.ui.render.canvas import Canvas, width_of
from tui_feed.ui.render.palette import Palette


class CompletionList(Widget):
    """Completions, drawn over the widgets below without moving them."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="completion")
        self._palette = palette
        self._words: list[Completion] = []
        self._marked = -1

    def show(self, words: list[Completion], palette: Palette, marked: int = -1) -> None:
        """Show words, with the taken word marked; an empty list hides the widget."""
        self._words, self._palette, self._marked = words, palette, marked
        self.display = bool(words)
        self.styles.height = len(words)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the word under the mouse."""
        event.stop()
        if event.y < len(self._words):
            self.post_message(CompletionPicked(self._words[event.y]))

    def render_line(self, y: int) -> Strip:
        """Draw a word."""
        width, palette = self.size.width, self._palette
        if y >= len(self._words):
            return Strip.blank(width)
        marked = y == self._marked
        word = self._words[y]
        canvas = Canvas(width - 2, palette.glyphs.cut)
        canvas.spread(
            [(word.label, palette.tag if marked else palette.text)], (word.note, palette.dim)
        )
        line = [Segment(palette.glyphs.bar if marked else " ", palette.bar), *canvas.lines[0]]
        line.append(Segment(" " * max(0, width - width_of(line)), palette.text))
        return Strip(line, width).apply_style(palette.ground + palette.chosen)
