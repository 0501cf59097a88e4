"""Dialog with the sort orders: a letter takes an order at once."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui_feed.browse.filtering.orders import LETTERS, OrderChoice
from tui_feed.feed import Order
from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.render.colours.palette import Palette


class OrderPicker(Dialog[Order]):
    """List of sort orders with the present order marked; returns the chosen order, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back"),
        Binding("down,j,s", "move(1)", "Next"),
        Binding("up,k", "move(-1)", "Previous"),
        Binding("enter", "take", "Take"),
        *(Binding(letter, f"dismiss('{order}')", order) for order, letter in LETTERS.items()),
    ]

    def __init__(self, choices: Sequence[OrderChoice], palette: Palette) -> None:
        super().__init__()
        self._choices = choices
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Lay out the list in a frame."""
        shown = [
            Choice(f"{choice.letter}  {choice.label}", self._note(choice), choice.order)
            for choice in self._choices
        ]
        with DialogFrame("Sort by", ("j k move", "Enter or a letter takes", "Esc back")):
            yield ChoiceList(shown, self._palette, around=0)

    def _note(self, choice: OrderChoice) -> str:
        between = f" {self._palette.glyphs.dot} "
        return between.join(filter(None, ("now" if choice.is_current else "", choice.note)))

    def on_mount(self) -> None:
        """Mark the present order."""
        present = (at for at, choice in enumerate(self._choices) if choice.is_current)
        self.action_move(next(present, 0))

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the list."""
        return self.query_one(ChoiceList)

    def action_move(self, step: int) -> None:
        """Mark another line."""
        self.query_one(ChoiceList).move(step)

    @on(ChoiceList.Picked)
    def action_take(self) -> None:
        """Close with the marked order."""
        marked = self.query_one(ChoiceList).marked
        orders = {str(choice.order): choice.order for choice in self._choices}
        self.dismiss(orders[marked.value] if marked else None)
