"""Rules: lines across a pane, with a title in them."""

from rich.cells import cell_len
from rich.segment import Segment

from tui_feed.ui.render.canvas import Canvas, width_of
from tui_feed.ui.render.colours.palette import Palette


def draw_rule(title: str, width: int, palette: Palette, right: str = "") -> list[Segment]:
    """Draw a rule with a title and, if there is room, with words at its right end."""
    across, frame = palette.glyphs.across, palette.frame
    end = f" {right} " if right else ""
    if cell_len(title) + cell_len(end) + 5 > width:
        end = ""
    inner = Canvas(width - 3 - cell_len(end), palette.glyphs.cut)
    inner.row((title, palette.name))
    line = [Segment(f"{across} ", frame), *inner.lines[0], Segment(" ", frame)]
    rest = max(0, width - width_of(line) - cell_len(end))
    if not end:
        return [*line, Segment(across * rest, frame)]
    return [
        *line,
        Segment(across * (rest - 1), frame),
        Segment(end, palette.dim),
        Segment(across, frame),
    ]
