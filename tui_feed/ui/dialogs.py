"""A short question over the timeline, such as whether to follow a link that lies."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class Question(ModalScreen[bool]):
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
