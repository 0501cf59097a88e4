"""Dialog with tags, people, sites and other values of the posts shown, with counts."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.filtering.groups import facet_lists, is_offered, values_of
from tui_feed.feed import Feed
from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.list_dialog import ListDialog
from tui_feed.ui.dialogs.base.narrow_input import NarrowInput
from tui_feed.ui.render.canvas import Canvas, width_of
from tui_feed.ui.render.colours.palette import Palette


class GroupLine(Widget):
    """Line with the names of the groups; the open group is marked."""

    class Picked(Message):
        """Click on a name."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index
            """Number of the name, from 0."""

    def __init__(self, names: Sequence[str], index: int, palette: Palette) -> None:
        super().__init__(id="groups")
        self._names = names
        self._index = index
        self._palette = palette

    def open(self, index: int) -> None:
        """Mark another name."""
        self._index = index
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the group under the mouse."""
        first = self._first()
        cell = 0
        for index in range(first, len(self._names)):
            cell += len(self._names[index]) + 2
            if event.x < cell:
                self.post_message(self.Picked(index))
                return

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        palette = self._palette
        canvas = Canvas(self.size.width, palette.glyphs.cut)
        names = list(enumerate(self._names))[self._first() :]
        canvas.row(
            *(
                (f" {name} ", palette.chip if index == self._index else palette.dim)
                for index, name in names
            )
        )
        line = canvas.lines[0]
        rest = Segment(" " * max(0, self.size.width - width_of(line)), palette.text)
        return Strip([*line, rest], self.size.width).apply_style(palette.ground)

    def _first(self) -> int:
        """Return the first name to draw, for the open group to be visible."""
        first, width = 0, self.size.width
        while sum(len(name) + 2 for name in self._names[first : self._index + 1]) > width:
            first += 1
        return first


class Facets(ListDialog[None]):
    """Dialog of lists with counts; a choice changes the filter at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", "Next list", priority=True),
        Binding("shift+tab", "turn(-1)", "List before", priority=True),
        Binding("plus", "add", "Only these too", priority=True),
        Binding("minus", "exclude", "Without these", priority=True),
    ]
    KEYS = ("j k move", "Enter only", "+ also", "- without", "Tab list", "/ narrow", "Esc back")

    def __init__(
        self,
        start: str,
        feed: Callable[[], Feed],
        rows: Callable[[], Sequence[int]],
        narrow: Callable[[str], None],
        palette: Palette,
    ) -> None:
        """Open the group `start`; `narrow` adds a term to the filter.

        `feed` and `rows` return the present feed and rows, which may change while the dialog is
        open.
        """
        super().__init__(())
        self._feed = feed
        self._rows = rows
        self._narrow_filter = narrow
        self._palette = palette
        lists = facet_lists()
        self._groups = [group for group in lists if is_offered(feed(), group)] or lists[:1]
        names = [group.name for group in self._groups]
        self._index = names.index(start) if start in names else 0

    def compose(self) -> ComposeResult:
        """Lay out the groups, the input and the list in a frame with the number of posts."""
        self._choices = self._counted()
        with DialogFrame(self._title(), self.KEYS):
            yield GroupLine([group.name for group in self._groups], self._index, self._palette)
            yield NarrowInput("jk+-", placeholder=self.HINT)
            yield ChoiceList(self._choices, self._palette, around=2)

    def _counted(self) -> list[Choice]:
        """Count the values of the open group in the posts shown."""
        group = self._groups[self._index]
        return [
            Choice(group.label(value), "", group.term(value), count)
            for value, count in values_of(self._feed(), group, self._rows())
        ]

    def _title(self) -> str:
        shown, whole = len(self._rows()), len(self._feed())
        return f"In {shown:,} of {whole:,} posts" if shown < whole else f"In {whole:,} posts"

    def _show(self) -> None:
        self.query_one(DialogFrame).say(title=self._title())
        self.query_one(GroupLine).open(self._index)
        self.use_choices(self._counted())

    def action_turn(self, step: int) -> None:
        """Open another group."""
        self._index = (self._index + step) % len(self._groups)
        self.query_one(NarrowInput).rest()
        self._show()

    @on(GroupLine.Picked)
    def _picked_group(self, event: GroupLine.Picked) -> None:
        self.action_turn(event.index - self._index)

    def take(self) -> None:
        """Narrow the filter by the marked line, and close."""
        self.action_add()
        self.dismiss(None)

    def action_add(self) -> None:
        """Narrow the filter by the marked line, and count anew."""
        self._change("")

    def action_exclude(self) -> None:
        """Exclude the value of the marked line, and count anew."""
        self._change("-")

    def _change(self, sign: str) -> None:
        if self.marked:
            self._narrow_filter(sign + self.marked.value)
            self._show()
