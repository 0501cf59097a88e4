"""The last line of the screen: the keys that work now, and the digits typed for a count."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.commands import COMMANDS, Command, key_name
from tui_feed.ui.drawing import Drawing, Target, width_of
from tui_feed.ui.ink import Ink

MOVES = ("j/k", "move")
"""The one pair of keys that needs no command of its own in the footer."""


ALWAYS = ("mouse back", "help", "quit")
"""Labels of the keys that are shown in the narrowest window, so that nobody is ever stuck."""


class KeyLine(Widget):
    """Keys and what they do, as many as fit, the rest behind `?`."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="key-line")
        self._ink = ink
        self._count = ""
        self._commands: list[tuple[Command, str]] = []

    def show(self, count: str, ink: Ink) -> None:
        """Show the keys that work now and a count typed so far."""
        self._count, self._ink = count, ink
        self._commands = self._working()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        drawing = self._drawing()
        width = self.size.width
        line = drawing.lines[0]
        gap = Segment(" " * max(0, width - width_of(line)), self._ink.dim)
        return Strip([*line, gap], width).apply_style(self._ink.chosen)

    async def on_click(self, event: events.Click) -> None:
        """Do what is clicked on."""
        target = self._drawing().at(0, event.x)
        for command, _ in self._commands:
            if target and command.action == target.value:
                namespace = self.screen.focused or self.screen
                local = command.scope != "screen"
                await self.app.run_action(command.action, namespace if local else self.screen)
                return

    def _working(self) -> list[tuple[Command, str]]:
        """Find the commands of the footer that a key leads to at this moment."""
        live: dict[str, list[str]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.enabled:
                live.setdefault(active.binding.action, []).append(key)
        working = []
        for command in COMMANDS:
            keys = sorted(live.get(command.action, ()), key=_rank(command))
            if command.label and keys:
                working.append((command, keys[0]))
        return working

    def _key_name(self, key: str) -> str:
        return key_name(key, plain=self._ink.is_plain)

    def _width(self, item: tuple[Command, str]) -> int:
        return cell_len(self._key_name(item[1])) + cell_len(item[0].label) + 3

    def _drawing(self) -> Drawing:
        """Lay the keys out; those that lead out of anywhere always have room."""
        drawing = Drawing(self.size.width)
        last = [item for item in self._commands if item[0].label in ALWAYS]
        first = [item for item in self._commands if item not in last]
        tail = sum(self._width(item) for item in last)
        count = f" {self._count}" if self._count else ""
        room = self.size.width - tail - cell_len(count) - 1
        line, cell = [Segment(" ", self._ink.dim)], 1
        if any(item[0].scope == "timeline" for item in first):
            line += [Segment(MOVES[0], self._ink.key), Segment(f" {MOVES[1]}  ", self._ink.dim)]
            cell = width_of(line)
        for item in first + last:
            if item in first and cell + self._width(item) > room:
                continue
            line += [
                Segment(self._key_name(item[1]), self._ink.key),
                Segment(f" {item[0].label}  ", self._ink.dim),
            ]
            end = cell + self._width(item)
            drawing.targets.append(Target(0, cell, end - 1, "link", item[0].action))
            cell = end
        if count:
            line.append(
                Segment(" " * max(0, self.size.width - cell - len(count) - 1), self._ink.dim)
            )
            line.append(Segment(count, self._ink.key))
        drawing.lines.append(line)
        return drawing


def _rank(command: Command) -> Callable[[str], int]:
    """Put the key that the command was declared with first, before any that it was rebound to."""
    keys = command.keys
    return lambda key: keys.index(key) if key in keys else len(keys)
