"""Signs of the reader's own marks, notes and labels on cards and pages."""

from rich.style import Style

from tui_feed.feed.index.own_rows import OwnRows
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette


def heading_signs(own: OwnRows, row: int, palette: Palette) -> list[tuple[str, Style]]:
    """Return the signs before the author: a star for a mark, a dot for an unread post."""
    glyphs, signs = palette.glyphs, []
    if own.shows_unread and row not in own.read:
        signs.append((f"{glyphs.unread} ", palette.tag))
    if row in own.marked:
        signs.append((f"{glyphs.marked} ", palette.name))
    return signs


def draw_own(canvas: Canvas, own: OwnRows, row: int, palette: Palette) -> None:
    """Draw the note and the labels of a post."""
    glyphs = palette.glyphs
    if labels := own.labels.get(row):
        canvas.listed([f"{glyphs.label}{label}" for label in labels], "  ", palette.person)
    if note := own.notes.get(row):
        canvas.wrapped(f"{glyphs.note} {note}", palette.person, 2)
