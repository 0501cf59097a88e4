"""What opens over the timeline: the kind of screen, and a short question, such as before a link."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_feed.ui.brief import Answer, Brief
from tui_feed.ui.style import DIALOGS


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
