"""Dialog for a line of text: a note, labels."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tui_feed.query import fold
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame

LONGEST = 500
"""Characters of the longest line."""
MOST_WORDS = 6
"""Known words shown under the line."""


class LineDialog(Dialog[str]):
    """Line to type; Tab completes the word after the last comma."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("tab", "complete", "Complete", priority=True),
    ]

    def __init__(
        self, title: str, text: str, keys: Sequence[str], known: Sequence[str] = ()
    ) -> None:
        """Ask for a line, with `text` in it; `known` are words for completion."""
        super().__init__()
        self._title = title
        self._text = text
        self._keys = keys
        self._known = known

    def compose(self) -> ComposeResult:
        """Lay out the line, and known words below it."""
        with DialogFrame(self._title, self._keys):
            yield Input(
                self._text, compact=True, select_on_focus=False, max_length=LONGEST, id="line"
            )
            if self._known:
                yield Static(self._offer(self._text), id="known", markup=False)

    def _offered(self, text: str) -> list[str]:
        """Return known words that begin with the last word, and are not in the line yet."""
        *before, begun = (fold(part.strip()) for part in text.split(","))
        return [
            word
            for word in self._known
            if fold(word).startswith(begun) and fold(word) not in (*before, begun)
        ]

    def _offer(self, text: str) -> str:
        return "   ".join(self._offered(text)[:MOST_WORDS]) or " "

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        for known in self.query("#known").results(Static):
            known.update(self._offer(event.value))

    def action_complete(self) -> None:
        """Complete the last word with the first known word."""
        line = self.query_one(Input)
        if offered := self._offered(line.value):
            head = line.value.rpartition(",")[0]
            line.value = f"{head}, {offered[0]}, " if head.strip() else f"{offered[0]}, "
            line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
