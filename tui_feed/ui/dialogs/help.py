"""Help, to scroll and search: keys of the focused part, all other keys, the query language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_feed.browse.commands import COMMANDS, Command, Scope, keys_words
from tui_feed.query import KINDS, all_terms, fold
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.dialogs.base.narrowed_dialog import NarrowedDialog
from tui_feed.ui.dialogs.base.text_dialog import TextView
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette

HERE: Mapping[Scope, str] = {
    "timeline": "Here, in the timeline",
    "page": "Here, in the open post",
    "context": "Here, in the context",
    "filter": "Here, while typing a filter",
    "histogram": "Here, in the chart",
}
"""Headings over the keys of the focused part."""
KEYS = ("j k scroll", "/ find", "Esc back")
"""Keys in the frame."""


class LiveKeys(NamedTuple):
    """Keys at the moment of asking."""

    by_command: Mapping[str, list[str]]
    """Keys by scope and action: `timeline.move(1)`."""
    here: Scope
    """Scope of the focused part."""

    @classmethod
    def of(cls, bindings: Mapping[str, ActiveBinding]) -> "LiveKeys":
        """Return the keys of the active bindings; the focused part is the first with its own."""
        keys: dict[str, list[str]] = {}
        for key, active in bindings.items():
            keys.setdefault(active.binding.id or "", []).append(key)
        scopes = {name.partition(".")[0] for name in keys}
        here: Scope = next((scope for scope in HERE if scope in scopes), "screen")
        return cls(keys, here)

    def keys_of(self, command: Command) -> Sequence[str]:
        """Return the keys of a command, else those of the table."""
        return self.by_command.get(f"{command.scope}.{command.action}") or command.keys


NO_KEYS = LiveKeys({}, "screen")
"""Keys of the table alone."""


def draw_help(
    width: int, palette: Palette, live: LiveKeys = NO_KEYS, *, wanted: str = ""
) -> Canvas:
    """Draw the help, or its lines with a wanted text."""
    canvas = Canvas(width, palette.glyphs.cut)
    for heading, pairs in _sections(live, is_plain=palette.is_plain):
        found = [pair for pair in pairs if fold(wanted) in fold(" ".join(pair))]
        if not found:
            continue
        if canvas.lines:
            canvas.blank()
        canvas.row((heading, palette.name))
        for left, right in found:
            _draw_pair(canvas, left, right, palette)
    if not canvas.lines:
        canvas.text("Nothing in the help has these words.", palette.dim)
    return canvas


def _sections(live: LiveKeys, *, is_plain: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield headings with pairs of keys and help, the focused part first."""
    if live.here in HERE:
        commands = [command for command in COMMANDS if command.scope == live.here]
        pairs = [(keys_words(live.keys_of(each), plain=is_plain), each.help) for each in commands]
        yield HERE[live.here], pairs
    others = [
        command for command in COMMANDS if command.scope != live.here or live.here not in HERE
    ]
    for group in dict.fromkeys(command.group for command in others):
        commands = [command for command in others if command.group == group]
        pairs = [(keys_words(live.keys_of(each), plain=is_plain), each.words) for each in commands]
        yield group, pairs
    yield "Filter language", [(row.written, row.help) for row in all_terms()]
    kinds = [(kind.written, kind.help) for kind in KINDS]
    yield "Kinds of posts, for is: has: filter: exclude:", kinds


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


class HelpDialog(NarrowedDialog[None]):
    """Help to scroll and to search: `/` or a letter that is no key shows only lines with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1", "dismiss(None)", "Back", priority=True),
        Binding("down,j", "scroll(1)", "A line down", priority=True),
        Binding("up,k", "scroll(-1)", "A line up", priority=True),
        Binding("pagedown,space", "scroll_page(1)", "A page down", priority=True),
        Binding("pageup,b", "scroll_page(-1)", "A page up", priority=True),
        Binding("home,g", "move_to_end(-1)", "To the top", priority=True),
        Binding("end,G", "move_to_end(1)", "To the bottom", priority=True),
    ]

    def __init__(self, live: LiveKeys, palette: Palette) -> None:
        super().__init__()
        self._live = live
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the input and the lines in a frame."""
        with DialogFrame("Help", KEYS, classes="dialog-text"):
            yield NarrowInput("jkbgGq? ", placeholder="type to find")
            view = TextView(self._palette, partial(draw_help, live=self._live), id="text-dialog")
            view.can_focus, view.around = False, 1
            yield view

    @property
    def _view(self) -> TextView:
        return self.query_one(TextView)

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the lines, or the typed words."""
        return self._view if self.narrow_input.is_resting else self.narrow_input

    def keys(self) -> Sequence[str]:
        """Return the keys for the edge of the frame: at rest, or while searching."""
        if self.narrow_input.is_resting:
            return KEYS
        return (f"{self._palette.glyphs.up_down} scroll", "Esc whole help")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._view.action_scroll(lines)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by windows."""
        self._view.action_scroll_page(pages)

    def action_move_to_end(self, end: int) -> None:
        """Scroll to the first line or the last."""
        if end < 0:
            self._view.action_scroll_top()
        else:
            self._view.action_scroll_bottom()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        wanted = event.value.strip()
        self._view.show(partial(draw_help, live=self._live, wanted=wanted))

    @on(Input.Submitted)
    def _close(self) -> None:
        """Close by Enter as any text does, but not from a search."""
        if self.narrow_input.is_resting:
            self.dismiss(None)
