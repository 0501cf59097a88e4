"""A base for widgets that keep the focus while a small window hides them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from tui_feed.ui.messages import VisibilityChanged

if TYPE_CHECKING:
    from textual.message import Message


class KeepsFocus:
    """A widget that stays focused while it is hidden, for a larger window to show again."""

    if TYPE_CHECKING:
        post_message: Callable[[Message], bool]

    def on_hide(self, event: events.Hide) -> None:
        """Do not hand the focus on."""
        event.prevent_default()
        self.post_message(VisibilityChanged())

    def on_show(self) -> None:
        """Tell the screen that the widget can be seen again."""
        self.post_message(VisibilityChanged())
