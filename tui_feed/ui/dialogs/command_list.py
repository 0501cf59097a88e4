"""Lists to choose from: all commands by name, and the themes."""

from collections.abc import Callable, Iterable

from tui_feed.browse.commands import COMMANDS, Command, keys_words
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.picker import Choice, Picker

THEME = "theme"
"""Value of the choice of a theme."""


def ask_which_command(
    context: CommandContext,
    unwanted: Iterable[str],
    run: Callable[[Command], None],
    choose_theme: Callable[[], None],
) -> None:
    """Let the reader choose a command of the screen or the timeline, except `unwanted`."""
    found = [
        command
        for command in COMMANDS
        if command.scope in ("screen", "timeline") and command.action not in unwanted
    ]
    is_plain = context.palette.is_plain
    choices = [
        Choice(command.help, keys_words(command.keys, plain=is_plain), str(number))
        for number, command in enumerate(found)
    ]

    def use(value: str) -> None:
        if value == THEME:
            choose_theme()
        else:
            run(found[int(value)])

    choices.append(Choice("Choose other colours", "", THEME))
    context.ask(Picker("Which command?", choices, context.palette), use)


def ask_which_theme(
    context: CommandContext, names: Iterable[str], current: str, use: Callable[[str], None]
) -> None:
    """Let the reader choose among the themes."""
    choices = [Choice(name, "now" * (name == current), name) for name in sorted(names)]
    context.ask(Picker("Which colours?", choices, context.palette), use)
