"""What opens over the timeline: the kind of screen, and a short question, such as before a link."""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui_feed.ui.style import DIALOGS

Answer = TypeVar("Answer")

if TYPE_CHECKING:
    Base = Screen
else:  # Textual takes style and keys from the first base that is a part of the screen
    Base = Generic


class Brief(Base[Answer]):
    """A screen that acts on nothing before all of it is there, and on nothing once it has closed.

    Several keys arrive in one read of the terminal, and a message waits its turn: either may come
    to a screen that has answered already.
    """

    _has_closed = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close, and hand over the answer; the first one counts."""
        if self._has_closed or not self.is_active:
            return AwaitComplete()
        self._has_closed = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse what keys ask for too early or too late."""
        is_there = self.is_mounted and not self._has_closed
        return is_there and super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Drop what comes from keyboard and mouse too late."""
        if not (self._has_closed and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        """Drop what the widgets tell too late; what Textual tells itself has no namespace."""
        if not (self._has_closed and message.namespace):
            await super()._on_message(message)


class Dialog(Brief[Answer], ModalScreen[Answer]):
    """A screen over the one that is read."""

    CSS = DIALOGS
    SCOPED_CSS = False  # some of it is about the screen itself


class Question(Dialog[bool]):
    """Asks something that y or n answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape,enter,q", "dismiss(False)", "No"),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog dialog-small"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(self._words, markup=False)
            yield Static("y yes   n no", classes="dialog-keys", markup=False)
