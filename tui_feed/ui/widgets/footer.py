"""Footer: the available keys, and the digits typed for a count."""

from collections.abc import Callable, Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.commands import COMMANDS, Command, key_for, key_name
from tui_feed.ui.render.canvas import Canvas, Target, width_of
from tui_feed.ui.render.colours.palette import Palette

MOVES = ("move(1)", "move(-1)")
"""Commands of the timeline whose keys are shown together."""


ALWAYS = ("mouse back", "help", "quit")
"""Labels of the keys shown even in the narrowest window."""


class Footer(Widget):
    """Keys and their labels, as many as fit; `?` shows all."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="key-line")
        self._palette = palette
        self._count = ""
        self._commands: list[tuple[Command, str]] = []

    def show(self, count: str, palette: Palette) -> None:
        """Show the available keys and a count typed so far."""
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
        """Run the clicked command."""
        target = self._canvas().at(0, event.x)
        for command, _ in self._commands:
            if target and command.action == target.value:
                namespace = self.screen.focused or self.screen
                local = command.scope != "screen"
                await self.app.run_action(command.action, namespace if local else self.screen)
                return

    def _working(self) -> list[tuple[Command, str]]:
        """Return the available commands of the footer with their keys."""
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
        """Lay out the keys; `ALWAYS` are at the end, and get their room first."""
        canvas = Canvas(self.size.width)
        count = f" {self._count}" if self._count else ""
        line = [Segment(" ", self._palette.dim)]
        if any(
            command.scope == "timeline" and command.label not in ALWAYS
            for command, _ in self._commands
        ):
            line += self._pair("/".join(map(key_for, MOVES)), "move")
        for command, key in self._fitting(self.size.width - cell_len(count) - 1, width_of(line)):
            start = width_of(line)
            line += self._pair(self._key_name(key), command.label)
            end = width_of(line) - 1
            canvas.targets.append(Target(0, start, end, "link", command.action))
        if count:
            gap = max(0, self.size.width - width_of(line) - len(count) - 1)
            line += [Segment(" " * gap, self._palette.dim), Segment(count, self._palette.key)]
        canvas.lines.append(line)
        return canvas

    def _pair(self, key: str, label: str) -> list[Segment]:
        return [Segment(key, self._palette.key), Segment(f" {label}  ", self._palette.dim)]

    def _fitting(self, width: int, taken: int) -> Iterator[tuple[Command, str]]:
        """Yield the commands with room in `width` cells, of which some are taken; `ALWAYS` last."""
        last = [item for item in self._commands if item[0].label in ALWAYS]
        room = width - sum(map(self._width, last))
        for item in self._commands:
            if item not in last and taken + self._width(item) <= room:
                taken += self._width(item)
                yield item
        yield from last


def _rank(command: Command) -> Callable[[str], int]:
    """Return a sort key: keys of the table first, then keys of the config."""
    keys = command.keys
    return lambda key: keys.index(key) if key in keys else len(keys)
