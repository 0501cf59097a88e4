"""Textual's key bindings, made from the table of commands."""

from textual.binding import Binding, BindingType

from tui_feed.browse.commands import COMMANDS, Scope


def bindings(scope: Scope) -> list[BindingType]:
    """Return the bindings of a scope; their ids, for rebinding, are `scope.action`."""
    return [
        Binding(
            key,
            command.action,
            command.help,
            show=bool(command.label),
            id=f"{scope}.{command.action}",
            priority=scope == "screen" and key.startswith("ctrl+") and key != "ctrl+c",
        )
        for command in COMMANDS
        if command.scope == scope
        for key in command.keys
    ]
