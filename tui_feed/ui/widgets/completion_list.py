"""List of completions under the input of the filter."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.filtering.completions import Completion
from tui_feed.ui.messages import CompletionPicked
from tui_feed.ui.render.canvas import Canvas, fit, width_of
from tui_feed.ui.render.colours.palette import Palette

MOST_SHOWN = 8
"""Lines of completions at a time; the list scrolls to the others."""
WIDEST_WORD = 28
"""Cells of the widest word; a longer word is cut."""


class CompletionList(Widget):
    """Completions in columns (word, count, explanation), drawn over the widgets below."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="completion")
        self._palette = palette
        self._words: list[Completion] = []
        self._marked = -1
        self._top = 0
        self._columns = (0, 0)

    def show(
        self, words: list[Completion], palette: Palette, marked: int = -1, room: int = MOST_SHOWN
    ) -> None:
        """Show words in at most `room` lines, with one marked; an empty list hides the widget."""
        if words is not self._words:
            self._top = 0
        self._words, self._palette, self._marked = words, palette, marked
        self.display = bool(words)
        lines = max(1, min(len(words), MOST_SHOWN, room - 1))
        self._top = min(max(self._top, marked - lines + 1), max(marked, 0))
        longest = max((cell_len(word.label) for word in words), default=0)
        counts = (f"{word.posts:,}" for word in words if word.posts is not None)
        self._columns = min(longest, WIDEST_WORD), max(map(len, counts), default=0)
        self.styles.height = lines + 1
        self.refresh()

    @property
    def _lines(self) -> int:
        return self.size.height - 1

    def on_click(self, event: events.Click) -> None:
        """Take the word under the mouse."""
        event.stop()
        at = event.y + self._top
        if event.y < self._lines and at < len(self._words):
            self.post_message(CompletionPicked(self._words[at]))

    def render_line(self, y: int) -> Strip:
        """Draw a word between two edges, or the lower edge."""
        width, palette = self.size.width, self._palette
        line = self._lower_edge() if y >= self._lines else self._framed(self._word(y + self._top))
        return Strip(line).crop(0, width).apply_style(palette.ground + palette.chosen)

    def _framed(self, line: list[Segment]) -> list[Segment]:
        palette, side = self._palette, Segment(self._palette.glyphs.side, self._palette.frame)
        gap = " " * max(0, self.size.width - 2 - width_of(line))
        return [side, *line, Segment(gap, palette.text), side]

    def _word(self, at: int) -> list[Segment]:
        palette = self._palette
        if at >= len(self._words):
            return []
        word, is_marked = self._words[at], at == self._marked
        label, count = self._columns
        canvas = Canvas(self.size.width - 5, palette.glyphs.cut)
        shown = fit(word.label, label, palette.glyphs.cut)
        number = "" if word.posts is None else f"{word.posts:,}"
        canvas.row(
            (shown + " " * (label - cell_len(shown)), palette.name if is_marked else palette.text),
            (f"  {number:>{count}}" if count else "", palette.dim),
            (f"  {word.meaning}" if word.meaning else "", palette.dim),
        )
        return [Segment(palette.glyphs.bar if is_marked else " ", palette.bar), Segment(" ")] + (
            canvas.lines[0]
        )

    def _lower_edge(self) -> list[Segment]:
        """Draw the number of the marked word and the keys in the edge."""
        palette, glyphs = self._palette, self._palette.glyphs
        of = f"{self._marked + 1} of {len(self._words)}" if self._marked >= 0 else ""
        keys = f"{glyphs.up_down} choose {glyphs.dot} Tab take"
        words = fit(
            f" {of or len(self._words)} {glyphs.dot} {keys} ", self.size.width - 4, glyphs.cut
        )
        rest = max(0, self.size.width - cell_len(words) - 3)
        return [
            Segment(glyphs.corners[2] + glyphs.across * rest, palette.frame),
            Segment(words, palette.dim),
            Segment(glyphs.across + glyphs.corners[3], palette.frame),
        ]
