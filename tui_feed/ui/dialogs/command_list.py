"""Lists to choose from: the available commands by name, and the themes."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.actions import parse
from textual.dom import DOMNode

from tui_feed.browse.commands import COMMANDS, Command, keys_words
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.picker import Choice, Picker

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

THEME = "theme"
"""Value of the choice of a theme."""
_LAST = ("Move", "Program")
"""Groups at the end of the list: their keys are known, or rarely needed."""
_HERE = "app.command_palette"


class CommandList:
    """List of the commands available now: those chosen before come first."""

    def __init__(self, app: "App[None]") -> None:
        self._app = app
        self._chosen: list[str] = []  # actions chosen so far, the latest first

    def ask(
        self, context: CommandContext, screen: "Screen[None]", choose_theme: Callable[[], None]
    ) -> None:
        """Let the reader choose a command, and run it at the widget with its keys."""
        found = self._available(screen)
        is_plain = context.palette.is_plain
        choices = [
            Choice(command.help, keys_words(command.keys, plain=is_plain), str(number))
            for number, (command, _) in enumerate(found)
        ]

        def use(value: str) -> None:
            if value == THEME:
                choose_theme()
                return
            command, node = found[int(value)]
            self._chosen = [command.action, *(a for a in self._chosen if a != command.action)]
            screen.call_later(self._app.run_action, command.action, node)

        choices.append(Choice("Choose other colours", "", THEME))
        context.ask(Picker("Commands", choices, context.palette), use)

    def _available(self, screen: "Screen[None]") -> list[tuple[Command, DOMNode]]:
        """Return the available commands of the screen and the focused widget, in the order."""
        nodes: dict[str, DOMNode] = {"screen": screen}
        for node in (screen.query_one("#timeline"), screen.focused):
            if node and node.id:
                nodes[node.id] = node
        found = [
            (command, nodes[command.scope])
            for command in COMMANDS
            if command.scope in nodes and command.action != _HERE
        ]
        known = {action: -place for place, action in enumerate(reversed(self._chosen), 1)}
        return sorted(
            (pair for pair in found if self._is_available(*pair)),
            key=lambda pair: (known.get(pair[0].action, 0), _LAST.count(pair[0].group)),
        )

    def _is_available(self, command: Command, node: DOMNode) -> bool:
        namespace, name, parameters = parse(command.action)
        return (self._app if namespace == "app" else node).check_action(name, parameters) is True


def ask_which_theme(
    context: CommandContext, names: Iterable[str], current: str, use: Callable[[str], None]
) -> None:
    """Let the reader choose among the themes."""
    choices = [Choice(name, "now" * (name == current), name) for name in names]
    context.ask(Picker("Which colours?", choices, context.palette), use)
