"""Text of a timeline without posts: a title, then advice."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui_feed.ui.render.canvas import Canvas, width_of
from tui_feed.ui.render.colours.palette import Palette

GUTTER = 3
"""Cells left of the text; left of cards, the selected card has its bar in them."""


def draw_empty(words: Sequence[str], y: int, size: Size, palette: Palette) -> Strip:
    """Draw a line of the text of a timeline without posts."""
    inner = _empty_canvas(words, size, palette)
    at = y - _first_line(inner, size)
    line = [Segment(" " * GUTTER, palette.text)]
    line += inner.lines[at] if 0 <= at < len(inner.lines) else []
    line.append(Segment(" " * max(0, size.width - width_of(line)), palette.text))
    return Strip(line, size.width).apply_style(palette.ground)


def first_empty_line(words: Sequence[str], size: Size, palette: Palette) -> int:
    """Return the first line of the text in the window."""
    return _first_line(_empty_canvas(words, size, palette), size)


def _empty_canvas(words: Sequence[str], size: Size, palette: Palette) -> Canvas:
    inner = Canvas(max(1, size.width - 2 * GUTTER))
    for number, paragraph in enumerate(words):
        inner.text(paragraph, palette.dim if number else palette.name)
        inner.blank()
    return inner


def _first_line(inner: Canvas, size: Size) -> int:
    return max(0, (size.height - len(inner.lines)) // 3)
