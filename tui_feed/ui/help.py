"""The help: every key as it is bound now, and the query language from its own table."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_feed.commands import COMMANDS, keys_words
from tui_feed.query import KINDS, OPERATORS, SYNTAX
from tui_feed.ui.dialogs import Dialog
from tui_feed.ui.drawing import Drawing
from tui_feed.ui.ink import Ink
from tui_feed.ui.lines_view import Draw, LinesView


def draw_help(width: int, ink: Ink, live: Mapping[str, list[str]]) -> Drawing:
    """Draw the help; `live` maps the actions that work now to the keys they are bound to."""
    drawing = Drawing(width, ink.glyphs.cut)
    for group in dict.fromkeys(command.group for command in COMMANDS):
        drawing.row((group, ink.name))
        for command in COMMANDS:
            if command.group == group:
                keys = live.get(command.action) or command.keys
                _draw_pair(drawing, keys_words(keys, plain=ink.is_plain), command.words, ink)
        drawing.blank()
    drawing.row(("Filter language", ink.name))
    for row in (*SYNTAX, *OPERATORS):
        _draw_pair(drawing, row.written, row.help, ink)
    drawing.blank()
    drawing.row(("Kinds of posts, for is: has: filter: exclude:", ink.name))
    for kind in KINDS:
        _draw_pair(drawing, kind.written, kind.help, ink)
    return drawing


def _draw_pair(drawing: Drawing, left: str, right: str, ink: Ink) -> None:
    column = 28 if drawing.width >= 70 else 14
    inner = Drawing(drawing.width - column - 2)
    inner.text(right, ink.text)
    if cell_len(left) >= column:
        drawing.row(("  ", ink.text), (left, ink.key))
        left = ""
    for number, line in enumerate(inner.lines):
        lead = left if number == 0 else ""
        pad = " " * (column - cell_len(lead))
        drawing.lines.append([Segment("  "), Segment(lead, ink.key), Segment(pad), *line])


class Sheet(Dialog[None]):
    """Something to read over the timeline: the help, a record, the notices about a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p,w,question_mark,exclamation_mark,f1,enter", "dismiss(None)", "Back"),
        Binding("m", "app.mouse(False)", "Leave the mouse to the terminal"),
        Binding("m", "app.mouse(True)", "Take the mouse back"),
    ]

    def __init__(self, title: str, draw: Draw, ink: Ink) -> None:
        super().__init__()
        self._title = title
        self._draw = draw
        self._ink = ink

    def compose(self) -> ComposeResult:
        """Lay out the lines in a frame."""
        view = LinesView(self._ink, self._draw, id="sheet")
        view.border_title = self._title
        view.border_subtitle = "j/k scroll, Esc back"
        yield view
