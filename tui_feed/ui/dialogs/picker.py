"""Dialog with a list of choices: typing narrows the list, Enter takes the marked line."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.query import fold
from tui_feed.ui.dialogs.dialog import LIST_KEYS, PAGE_KEYS, Dialog
from tui_feed.ui.render.canvas import Canvas, thumb, width_of
from tui_feed.ui.render.palette import Palette


class Choice(NamedTuple):
    """Line of the list."""

    label: str
    """Name of the choice; typing narrows the list by it."""
    note: str
    """Text at the right edge: a count, a date."""
    value: str
    """Result of the dialog."""


class ChoiceList(Widget):
    """List of choices; only its visible lines are drawn."""

    class Picked(Message):
        """Click to take a line."""

    def __init__(self, choices: Sequence[Choice], palette: Palette) -> None:
        super().__init__(id="choices")
        self._choices = choices
        self._palette = palette
        self._index = 0
        self._top = 0

    @property
    def marked(self) -> Choice | None:
        """Marked line, taken by Enter."""
        return self._choices[self._index] if self._choices else None

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the beginning of the marked line."""
        return Offset(2, self._index - self._top)

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other lines, with the first line marked."""
        self._choices, self._index, self._top = choices, 0, 0
        self.refresh()

    def move(self, step: int) -> None:
        """Mark another line, and keep it in view."""
        self._index = min(max(0, self._index + step), max(0, len(self._choices) - 1))
        height = max(1, self.size.height)
        self._top = min(max(self._top, self._index - height + 1), self._index)
        self.refresh()

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

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list."""
        width, palette, at = self.size.width, self._palette, y + self._top
        canvas = Canvas(width - 4, palette.glyphs.cut)
        marked = at == self._index and bool(self._choices)
        if at < len(self._choices):
            choice = self._choices[at]
            style = palette.current if marked else palette.text
            canvas.spread([(choice.label, style)], (choice.note, palette.dim))
        elif y == 0:
            canvas.row(("nothing with that name", palette.dim))
        else:
            canvas.blank()
        line = [
            Segment(f"{palette.glyphs.bar} " if marked else "  ", palette.bar),
            *canvas.lines[0],
        ]
        line.append(Segment(" " * (width - 1 - width_of(line)), palette.text))
        whole = max(1, len(self._choices))
        seen = thumb(self.size.height, self._top / whole, self.size.height / whole)
        line.append(
            Segment(palette.glyphs.thumb if y in seen else palette.glyphs.track, palette.frame)
        )
        return Strip(line, width).apply_style(
            palette.ground + palette.chosen if marked else palette.ground
        )


class Picker(Dialog[str]):
    """Dialog with a list; returns the chosen value, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS, *PAGE_KEYS]

    def __init__(self, title: str, choices: Sequence[Choice], palette: Palette) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out title, input and list."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(placeholder="type to narrow", compact=True, id="narrow")
            yield ChoiceList(self._choices, self._palette)
            keys = f"{self._palette.glyphs.up_down} choose   Enter take   Esc back"
            yield Static(keys, classes="dialog-keys", markup=False)

    def action_move(self, step: int) -> None:
        """Mark another line."""
        self.query_one(ChoiceList).move(step)

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the list."""
        return self.query_one(ChoiceList)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Keep the lines with the typed text."""
        wanted = fold(event.value.strip())
        left = [choice for choice in self._choices if wanted in fold(choice.label)]
        self.query_one(ChoiceList).show(left)

    @on(Input.Submitted)
    @on(ChoiceList.Picked)
    def take(self) -> None:
        """Close with the value of the marked line."""
        marked = self.query_one(ChoiceList).marked
        self.dismiss(marked.value if marked else None)
