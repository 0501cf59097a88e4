"""Dialog for a command that gets posts, and its output."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.browse.taking.piping import MOST_OUTPUT, PipeResult
from tui_feed.printers import FORMATS
from tui_feed.text.sanitize import clean
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.widths import steady
from tui_feed.ui.widgets.steady_input import SteadyInput

FORMS = ("text", "jsonl")
"""Formats for commands."""


class PipeChoice(NamedTuple):
    """Command to run."""

    command: str
    """Command as typed."""
    form: str
    """Name of the format of its input."""


class PipeDialog(Dialog[PipeChoice]):
    """Question for a command; the arrows bring back earlier ones of this run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up,ctrl+p", "recall(-1)", "Earlier", priority=True),
        Binding("down,ctrl+n", "recall(1)", "Later", priority=True),
        Binding("tab", "form", "Text or JSON Lines", priority=True),
    ]

    def __init__(self, what: str, commands: Sequence[str], form: str, palette: Palette) -> None:
        """Ask for a command for posts; `what` names them, `commands` are earlier commands."""
        super().__init__()
        self._what = what
        self._commands = commands
        self._at = len(commands)
        self._form = form
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the command in a frame."""
        arrows = self._palette.glyphs.up_down
        keys = ("Enter run", f"{arrows} earlier", "Tab format", "Esc back")
        with DialogFrame(f"Hand {self._what} to a command", keys):
            yield SteadyInput(
                placeholder="wc -w", compact=True, id="command", select_on_focus=False
            )
            yield Static(self._form_words, id="form", markup=False)

    @property
    def _form_words(self) -> str:
        return f"It reads {FORMATS[self._form].label} on its standard input."

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the command."""
        return self.query_one(Input)

    def action_form(self) -> None:
        """Take the other format."""
        self._form = FORMS[1 - FORMS.index(self._form)]
        self.query_one("#form", Static).update(self._form_words)

    def action_recall(self, step: int) -> None:
        """Bring back an earlier or a later command."""
        self._at = min(max(0, self._at + step), len(self._commands))
        line = self.query_one(Input)
        line.value = self._commands[self._at] if self._at < len(self._commands) else ""
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def take(self) -> None:
        """Close with the command."""
        if command := self.query_one(Input).value.strip():
            self.dismiss(PipeChoice(command, self._form))


def draw_result(command: str, result: PipeResult, width: int, palette: Palette) -> Canvas:
    """Draw a command and its output."""
    canvas = Canvas(width, palette.glyphs.cut)
    canvas.text(steady(f"$ {clean(command)}"), palette.dim)
    canvas.blank()
    if result.output:
        canvas.text(steady(result.output.rstrip("\n")), palette.text)
    else:
        canvas.row(("(no output)", palette.dim))
    if result.is_cut:
        canvas.row((f"(only the first {MOST_OUTPUT:,} bytes are shown)", palette.warning))
    return canvas
