"""Every command by its name, and the themes: the same list to choose from as everywhere."""

from functools import partial
from typing import TYPE_CHECKING, cast

from tui_feed.browse.commands import COMMANDS, keys_words
from tui_feed.ui.dialogs.opening import pick
from tui_feed.ui.dialogs.picker import Choice

if TYPE_CHECKING:
    from tui_feed.ui.app import FeedApp
    from tui_feed.ui.screens.desk import Desk

THEME = "theme"
"""What choosing a theme is called among the commands."""


def ask_which_command(reader: "Desk") -> None:
    """Let the reader choose a command that works everywhere or in the timeline, and run it."""
    app = cast("FeedApp", reader.app)
    found = [
        command
        for command in COMMANDS
        if command.scope in ("screen", "timeline")
        if command.action != f"app.mouse({app.has_mouse})"  # it is as that would have it
    ]
    is_plain = app.has_class("-plain")
    choices = [
        Choice(command.help, keys_words(command.keys, plain=is_plain), str(number))
        for number, command in enumerate(found)
    ]

    def run(value: str) -> None:
        if value == THEME:
            ask_which_theme(reader)
            return
        command = found[int(value)]
        at = reader.timeline if command.scope == "timeline" else reader
        reader.call_later(partial(reader.app.run_action, command.action, at))

    pick(reader, "Which command?", [*choices, Choice("Choose other colours", "", THEME)], run)


def ask_which_theme(reader: "Desk") -> None:
    """Let the reader choose among the themes."""
    app = reader.app
    names = sorted(name for name in app.available_themes if name != "textual-ansi")
    choices = [Choice(name, "now" * (name == app.theme), name) for name in names]
    pick(reader, "Which colours?", choices, partial(setattr, app, "theme"))
