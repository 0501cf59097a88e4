"""A base for screens: they ignore keys and messages that come too early or too late."""

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.message import Message

Answer = TypeVar("Answer")

_HOUSEKEEPING = "textual.messages"

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen
else:  # Textual takes style and keys from the first base that is a part of the screen
    Base = Generic


class GuardedScreen(Base[Answer]):
    """A screen that acts only while it is complete and open.

    Several keys arrive in one read of the terminal, and messages wait in a queue: either may reach
    a screen that has closed already.
    """

    _has_answered = False

    @property
    def has_closed(self) -> bool:
        """True once the screen has answered, or the reader is leaving the program."""
        app = self.app
        return self._has_answered or getattr(app, "is_leaving", False) or not app.is_running

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close, and hand over the answer; the first one counts."""
        if self.has_closed or not self.is_active:
            return AwaitComplete()
        self._has_answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse the actions of keys that come too early or too late."""
        is_there = self.is_mounted and not self.has_closed
        return is_there and super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Drop keys and mouse events that come too late."""
        if not (self.has_closed and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        """Drop messages of widgets that come too late; Textual's own go on."""
        if not self.has_closed or type(message).__module__ == _HOUSEKEEPING:
            await super()._on_message(message)
