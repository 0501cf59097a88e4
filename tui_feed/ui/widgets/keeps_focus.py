"""Base for widgets that keep the focus while a small window hides them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from tui_feed.ui.messages import VisibilityChanged

if TYPE_CHECKING:
    from textual.message import Message


class KeepsFocus:
    """Widget with its focus kept while it is hidden, until a larger window shows it again."""

    if TYPE_CHECKING:
        post_message: Callable[[Message], bool]

    def on_hide(self, event: events.Hide) -> None:
        """Prevent Textual from moving the focus."""
        event.prevent_default()
        self.post_message(VisibilityChanged())

    def on_show(self) -> None:
        """Tell the screen that the widget is visible again."""
        self.post_message(VisibilityChanged())
