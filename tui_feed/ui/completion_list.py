"""The words that could end what is being typed, in a list under the line."""

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.completing import Completion
from tui_feed.ui.drawing import Drawing, width_of
from tui_feed.ui.ink import Ink
from tui_feed.ui.messages import WordPicked


class CompletionList(Widget):
    """Shows the words over whatever stands below; it takes no room of its own."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="completion")
        self._ink = ink
        self._words: list[Completion] = []
        self._marked = -1

    def show(self, words: list[Completion], ink: Ink, marked: int = -1) -> None:
        """Show words, one of them marked as taken; none hides the list."""
        self._words, self._ink, self._marked = words, ink, marked
        self.display = bool(words)
        self.styles.height = len(words)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the word under the mouse."""
        event.stop()
        if event.y < len(self._words):
            self.post_message(WordPicked(self._words[event.y]))

    def render_line(self, y: int) -> Strip:
        """Draw one word."""
        width, ink = self.size.width, self._ink
        if y >= len(self._words):
            return Strip.blank(width)
        marked = y == self._marked
        word = self._words[y]
        drawing = Drawing(width - 2, ink.glyphs.cut)
        drawing.spread([(word.label, ink.tag if marked else ink.text)], (word.note, ink.dim))
        line = [Segment(ink.glyphs.bar if marked else " ", ink.bar), *drawing.lines[0]]
        line.append(Segment(" " * max(0, width - width_of(line)), ink.text))
        return Strip(line, width).apply_style(ink.ground + ink.chosen)
