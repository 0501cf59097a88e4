"""Which part of the screen has the keyboard, where a window hides and shows them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from tui_feed.ui.messages import SightChanged

if TYPE_CHECKING:
    from textual.message import Message

    from tui_feed.ui.screens.desk import Desk


class Keeps:
    """A widget that keeps the keyboard while it is hidden: a window that grows finds it there."""

    if TYPE_CHECKING:
        post_message: Callable[[Message], bool]

    def on_hide(self, event: events.Hide) -> None:
        """Do not hand the keyboard on."""
        event.prevent_default()
        self.post_message(SightChanged())

    def on_show(self) -> None:
        """Say that it can be seen again."""
        self.post_message(SightChanged())


class Keyboard:
    """Sees to it that keys act on something that is seen.

    A part that was hidden and is shown again has the keyboard as before.
    """

    def __init__(self, reader: "Desk") -> None:
        self._reader = reader
        self._hidden: Widget | None = None  # had the keyboard when it was hidden
        self._deputy: Widget | None = None  # has it meanwhile

    def settle(self) -> None:
        """Move the keyboard if it must be; nothing where the window is too small for any part."""
        reader = self._reader
        too_small = reader.has_class("-thin") or reader.has_class("-low")
        if too_small or not reader.is_active or not reader.app.app_focus:
            return
        focused, hidden = reader.focused, self._hidden
        if focused and is_seen(focused):
            if hidden and focused is self._deputy and is_seen(hidden):
                self._hidden = None
                reader.set_focus(hidden)
            return
        parts = (reader.timeline, reader.page)
        self._deputy = next((part for part in parts if is_seen(part)), None)
        self._hidden = focused
        reader.set_focus(self._deputy)


def is_seen(widget: Widget) -> bool:
    """Tell whether neither a widget nor what it stands in is hidden."""
    nodes = widget.ancestors_with_self
    return widget.is_attached and all(node.display for node in nodes if isinstance(node, Widget))
