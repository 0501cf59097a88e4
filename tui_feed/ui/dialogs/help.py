"""Help: the present keys, and the query language."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment

from tui_feed.browse.commands import COMMANDS, keys_words
from tui_feed.query import KINDS, all_terms
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.palette import Palette


def draw_help(width: int, palette: Palette, live: Mapping[str, list[str]]) -> Canvas:
    """Draw the help; `live` maps the available actions to their keys."""
    canvas = Canvas(width, palette.glyphs.cut)
    for group in dict.fromkeys(command.group for command in COMMANDS):
        canvas.row((group, palette.name))
        for command in COMMANDS:
            if command.group == group:
                keys = live.get(command.action) or command.keys
                _draw_pair(canvas, keys_words(keys, plain=palette.is_plain), command.words, palette)
        canvas.blank()
    canvas.row(("Filter language", palette.name))
    for row in all_terms():
        _draw_pair(canvas, row.written, row.help, palette)
    canvas.blank()
    canvas.row(("Kinds of posts, for is: has: filter: exclude:", palette.name))
    for kind in KINDS:
        _draw_pair(canvas, kind.written, kind.help, palette)
    return canvas


def _draw_pair(canvas: Canvas, left: str, right: str, palette: Palette) -> None:
    column = 28 if canvas.width >= 70 else 14
    inner = Canvas(canvas.width - column - 2)
    inner.text(right, palette.text)
    if cell_len(left) >= column:
        canvas.row(("  ", palette.text), (left, palette.key))
        left = ""
    for number, line in enumerate(inner.lines):
        lead = left if number == 0 else ""
        pad = " " * (column - cell_len(lead))
        canvas.lines.append([Segment("  "), Segment(lead, palette.key), Segment(pad), *line])
