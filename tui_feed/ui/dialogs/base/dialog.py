"""Base of all dialogs, and questions with yes or no."""

from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.text.shown_hosts import host_of
from tui_feed.ui.dialogs.base.dimmed import DimmedScreen
from tui_feed.ui.dialogs.base.frame import SHORT, SLIM, DialogFrame, room_in
from tui_feed.ui.guarded_screen import Answer, GuardedScreen
from tui_feed.ui.render.canvas import CUT, Canvas, fit_end
from tui_feed.ui.render.colours.palette import PLAIN
from tui_feed.ui.render.colours.style import DIALOGS


class Dialog(GuardedScreen[Answer], ModalScreen[Answer]):
    """Dialog over the timeline."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "Copy the selected text, else back", priority=True)
    ]
    CSS = DIALOGS
    SCOPED_CSS = False  # some rules are for the screen itself

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (SLIM, "-broad")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]

    def render(self) -> RenderableType:
        """Draw the screen under the dialog."""
        below = super().render()
        if isinstance(below, BackgroundScreen):
            return DimmedScreen(below.screen, below.color)
        return below

    @property
    def pointed(self) -> Widget | None:
        """Widget with the terminal's cursor: the focused widget, else the title."""
        return self.focused or next(iter(self.query(DialogFrame)), None)

    def action_interrupt(self) -> None:
        """Copy the selected text; without one, close without an answer."""
        from textual.widgets import Input

        from tui_feed.ui.clipboard import copy_text  # not before a key asks

        if isinstance(self.focused, Input) and (text := self.focused.selected_text):
            self.run_worker(copy_text(self.app, text, "selected text"))
        else:
            self.dismiss(None)


class WrappedText(Widget):
    """Text in a dialog, limited to the lines inside the frame."""

    def __init__(self, draw: Callable[[int, int], Canvas]) -> None:
        """Show the result of `draw`, called with a width and a limit of lines."""
        super().__init__(classes="question")
        self._draw = draw

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the text, at most as many as fit into the window."""
        del container
        return len(self._draw(width, room_in(viewport)).lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        lines = self._draw(width, room_in(self.app.size)).lines
        line = lines[y] if y < len(lines) else []
        return Strip(line).adjust_cell_length(width).apply_style(self.rich_style)


class Question(Dialog[bool]):
    """Question with the answers y and n."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape,enter,q", "dismiss(False)", "No"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with DialogFrame(self._title, ("y yes", "n no")):
            yield WrappedText(self.draw)

    @property
    def cut(self) -> str:
        """Sign at the end of a cut text."""
        return PLAIN.cut if self.app.has_class("-plain") else CUT

    def draw(self, width: int, lines: int) -> Canvas:
        """Draw the text in at most `lines` lines."""
        canvas = Canvas(width, self.cut)
        canvas.wrapped(self._text, Style(), lines)
        return canvas


class LinkQuestion(Question):
    """Question about an address; its true host is first, so other texts cannot mislead."""

    def __init__(self, title: str, address: str, about: str) -> None:
        """Ask about an `openable` address; `about` is cut to a single line."""
        super().__init__(title, about)
        self._address = address

    def draw(self, width: int, lines: int) -> Canvas:
        """Draw the host, the line `about`, and the beginning of the address."""
        canvas = Canvas(width, self.cut)
        canvas.row((fit_end(host_of(self._address), width, self.cut), Style(bold=True)))
        if lines > 2:
            canvas.row((self._text, Style()))
        room = max(1, lines - len(canvas.lines))
        whole = Canvas(width, self.cut)
        if whole.text(self._address, Style(), limit=room):
            seen = max(0, room - 1) * width
            whole = Canvas(width)
            whole.text(self._address[:seen], Style())
            whole.row((f"{self.cut} {len(self._address) - seen:,} characters more", Style()))
        canvas.lines += whole.lines[-room:]
        return canvas
