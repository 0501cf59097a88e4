"""The footer: the keys that work now, and the digits typed for a count."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.commands import COMMANDS, Command, key_name
from tui_feed.ui.render.canvas import Canvas, Target, width_of
from tui_feed.ui.render.palette import Palette

MOVES = ("j/k", "move")
"""Pair of keys that is shown for several commands at once."""


ALWAYS = ("mouse back", "help", "quit")
"""Labels of the keys that are shown even in the narrowest window."""


class Footer(Widget):
    """Keys and what they do, as many as fit, the rest behind `?`."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="key-line")
        self._palette = palette
        self._count = ""
        self._commands: list[tuple[Command, str]] = []

    def show(self, count: str, palette: Palette) -> None:
        """Show the keys that work now and a count typed so far."""
        self._count, self._palette = count, palette
        self._commands = self._working()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        canvas = self._canvas()
        width = self.size.width
        line = canvas.lines[0]
        gap = Segment(" " * max(0, width - width_of(line)), self._palette.dim)
        return Strip([*line, gap], width).apply_style(self._palette.chosen)

    async def on_click(self, event: events.Click) -> None:
        """Run the command that is clicked on."""
        target = self._canvas().at(0, event.x)
        for command, _ in self._commands:
            if target and command.action == target.value:
                namespace = self.screen.focused or self.screen
                local = command.scope != "screen"
                await self.app.run_action(command.action, namespace if local else self.screen)
                return

    def _working(self) -> list[tuple[Command, str]]:
        """Return the commands of the footer that have a key at this moment."""
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
        return key_name(key, plain=self._palette.is_plain)

    def _width(self, item: tuple[Command, str]) -> int:
        return cell_len(self._key_name(item[1])) + cell_len(item[0].label) + 3

    def _canvas(self) -> Canvas:
        """Lay out the keys, those of `ALWAYS` before any others."""
        canvas = Canvas(self.size.width)
        last = [item for item in self._commands if item[0].label in ALWAYS]
        first = [item for item in self._commands if item not in last]
        tail = sum(self._width(item) for item in last)
        count = f" {self._count}" if self._count else ""
        room = self.size.width - tail - cell_len(count) - 1
        line, cell = [Segment(" ", self._palette.dim)], 1
        if any(item[0].scope == "timeline" for item in first):
            line += [
                Segment(MOVES[0], self._palette.key),
                Segment(f" {MOVES[1]}  ", self._palette.dim),
            ]
            cell = width_of(line)
        for item in first + last:
            if item in first and cell + self._width(item) > room:
                continue
            line += [
                Segment(self._key_name(item[1]), self._palette.key),
                Segment(f" {item[0].label}  ", self._palette.dim),
            ]
            end = cell + self._width(item)
            canvas.targets.append(Target(0, cell, end - 1, "link", item[0].action))
            cell = end
        if count:
            line.append(
                Segment(" " * max(0, self.size.width - cell - len(count) - 1), self._palette.dim)
            )
            line.append(Segment(count, self._palette.key))
        canvas.lines.append(line)
        return canvas


def _rank(command: Command) -> Callable[[str], int]:
    """Return a sort key: keys of the table first, then keys of the config."""
    keys = command.keys
    return lambda key: keys.index(key) if key in keys else len(keys)
