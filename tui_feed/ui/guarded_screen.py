"""Base for screens: ignores keys and messages outside the life of a screen."""

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.message import Message

Answer = TypeVar("Answer")

_HOUSEKEEPING = "textual.messages"

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen
else:  # Textual takes style and keys from the first base class that is a DOM node
    Base = Generic


class GuardedScreen(Base[Answer]):
    """Screen that acts only while it is complete and open.

    Several keys may arrive together, and messages wait in a queue: both may reach a screen after
    it has closed.
    """

    _has_answered = False

    @property
    def has_closed(self) -> bool:
        """True after the screen has answered, or the reader has quit."""
        app = self.app
        return self._has_answered or getattr(app, "is_leaving", False) or not app.is_running

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; only the first answer counts."""
        if self.has_closed or not self.is_active:
            return AwaitComplete()
        self._has_answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse all actions before the screen is complete and after it has closed."""
        is_there = self.is_mounted and not self.has_closed
        return is_there and super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Drop keys and mouse events after the screen has closed."""
        if not (self.has_closed and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        """Drop messages of widgets after the screen has closed; Textual's own still arrive."""
        if not self.has_closed or type(message).__module__ == _HOUSEKEEPING:
            await super()._on_message(message)
