"""The palette of commands: Textual's own, which waits until its list is there."""

from textual.command import CommandList, CommandPalette

from tui_feed.ui.dialogs import Brief


class Palette(Brief[None], CommandPalette):
    """Every command, by name."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to move in a list that has not been laid out: there are no lines to move by."""
        moves = action in ("command_list", "cursor_down")
        if moves and not (self.is_mounted and self.query_one(CommandList).size):
            return False
        return super().check_action(action, parameters)
