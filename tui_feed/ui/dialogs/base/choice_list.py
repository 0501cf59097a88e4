"""List of choices in columns: label, bar and count, or label and note."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.ui.dialogs.base.frame import room_in
from tui_feed.ui.render.canvas import Canvas, fit, thumb, width_of
from tui_feed.ui.render.colours.palette import Palette

MEASURED = 200
"""Number of the first labels that decide the width of their column."""
SHORTEST_BAR = 6
"""Cells of the longest bar, at least; where it has no room, no bars are drawn."""
NOTHING = "nothing with that name"
"""Line of an empty list."""


class Choice(NamedTuple):
    """Line of the list."""

    label: str
    """Name of the choice; typing narrows the list by it."""
    note: str
    """Text at the right edge: a date, a key."""
    value: str
    """Result of the dialog."""
    posts: int | None = None
    """Number of posts, drawn as a bar and a number; None for a choice without."""


class ChoiceList(Widget):
    """List of choices; only its visible lines are drawn."""

    class Picked(Message):
        """Click to take a line."""

    def __init__(self, choices: Sequence[Choice], palette: Palette, around: int) -> None:
        """Show choices in a dialog with `around` other lines in its frame."""
        super().__init__(id="choices")
        self._palette = palette
        self._around = around
        self._index = 0
        self._top = 0
        self._open(choices)

    def _open(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._all = len(choices)
        first = choices[:MEASURED]
        self._label = max((cell_len(choice.label) for choice in first), default=0)
        self._most = max((choice.posts or 0 for choice in choices), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of choices, or the lines that the window has for them."""
        del container, width
        return max(1, min(self._all, room_in(viewport) - self._around))

    @property
    def marked(self) -> Choice | None:
        """Marked line, taken by Enter."""
        return self._choices[self._index] if self._choices else None

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the beginning of the marked line."""
        return Offset(2, self._index - self._top)

    def open(self, choices: Sequence[Choice]) -> None:
        """Show another list, from its first line."""
        self._open(choices)
        self.show(choices)
        self.refresh(layout=True)

    def show(self, choices: Sequence[Choice]) -> None:
        """Show a part of the list, with the first line marked."""
        self._choices, self._index, self._top = choices, 0, 0
        self.refresh()

    def move(self, step: int) -> None:
        """Mark another line, and keep it in view."""
        self._index = min(max(0, self._index + step), max(0, len(self._choices) - 1))
        height = max(1, self.size.height)
        self._top = min(max(self._top, self._index - height + 1), self._index)
        self.refresh()

    def move_to_end(self, step: int) -> None:
        """Mark the last line, or the first."""
        self.move(step * len(self._choices))

    def on_resize(self) -> None:
        """Leave no empty lines below the last choice."""
        self._top = min(self._top, max(0, len(self._choices) - self.size.height))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Mark the next line."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Mark the previous line."""
        event.stop()
        self.move(-1)

    def on_click(self, event: events.Click) -> None:
        """Take the line under the mouse."""
        if event.y + self._top < len(self._choices):
            self._index = event.y + self._top
            self.post_message(self.Picked())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list."""
        width, palette, at = self.size.width, self._palette, y + self._top
        is_marked = at == self._index and bool(self._choices)
        line = [Segment(f"{palette.glyphs.bar} " if is_marked else "  ", palette.bar)]
        line += self._line(at, is_marked=is_marked)
        line.append(Segment(" " * (width - 1 - width_of(line)), palette.text))
        whole = max(1, len(self._choices))
        seen = thumb(self.size.height, self._top / whole, self.size.height / whole)
        glyphs = palette.glyphs
        line.append(Segment(glyphs.thumb if y in seen else glyphs.track, palette.frame))
        ground = palette.ground + palette.chosen if is_marked else palette.ground
        return Strip(line, width).apply_style(ground)

    def _line(self, at: int, *, is_marked: bool) -> list[Segment]:
        palette = self._palette
        canvas = Canvas(self.size.width - 4, palette.glyphs.cut)
        if at >= len(self._choices):
            canvas.row((NOTHING if at == 0 else "", palette.dim))
            return canvas.lines[0]
        choice = self._choices[at]
        style = palette.name if is_marked else palette.text
        if choice.posts is None:
            canvas.spread([(choice.label, style)], (choice.note, palette.dim))
        else:
            self._draw_count(canvas, choice, choice.posts)
            canvas.lines[0][0] = Segment(canvas.lines[0][0].text, style)
        return canvas.lines[0]

    def _draw_count(self, canvas: Canvas, choice: Choice, posts: int) -> None:
        """Draw a label, a bar and a number in columns; the number is never cut."""
        palette, glyphs = self._palette, self._palette.glyphs
        number = len(f"{self._most:,}")
        room = canvas.width - number - 1
        label = min(self._label, room, max(canvas.width // 2, room - 30))
        bar = room - label - 2
        shown = fit(choice.label, label, glyphs.cut)
        line = [(shown + " " * (label - cell_len(shown)), palette.text)]
        if bar >= SHORTEST_BAR:
            long = max(1, round(bar * posts / max(1, self._most))) if posts else 0
            line.append((f" {glyphs.full * long}{' ' * (bar - long)} ", palette.meter))
        else:
            line.append((" " * (room - label), palette.text))
        line.append((f" {posts:>{number},}", palette.dim))
        canvas.row(*line)
