"""Commands to show a text over the timeline, imported at their first use."""

from functools import partial

from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.text_dialog import TextDialog
from tui_feed.ui.dialogs.help import HelpDialog, LiveKeys
from tui_feed.ui.dialogs.notices import draw_notices
from tui_feed.ui.widgets.header import draw_profile
from tui_feed.ui.widgets.lines_view import Draw


class InfoCommands:
    """Commands to show the help, the profile and the notices."""

    def __init__(self, context: CommandContext) -> None:
        self._context = context

    def help(self) -> None:
        """Show the keys of the focused part, all other keys, and the query language."""
        live = LiveKeys.of(self._context.active_bindings)
        self._context.show_dialog(HelpDialog(live, self._context.palette))

    def profile(self) -> None:
        """Show an account in full; the header cuts a long bio."""
        self._show("Profile", partial(draw_profile, *self._context.account()))

    def notices(self) -> None:
        """Show the problems of the file: unreadable and unclear records."""
        self._show("Notices", partial(draw_notices, self._context.feed))

    def _show(self, title: str, draw: Draw) -> None:
        self._context.show_dialog(TextDialog(title, draw, self._context.palette))
