"""The filter: chips or a line to type in, what it leaves, and a caret under what is wrong."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui_feed.query import Query, QueryError
from tui_feed.ui.messages import FilterTouched, PartTaken
from tui_feed.ui.render.canvas import fit, width_of
from tui_feed.ui.render.chips import chip_at, draw_chips
from tui_feed.ui.render.palette import Palette

if TYPE_CHECKING:
    from tui_feed.ui.widgets.query_input import QueryInput

PROMPT = " / "
"""What stands before the filter."""
PLACEHOLDER = "words  #tag  @name  since:2024-01  -not  OR"
"""What stands there where there is none: what could be typed."""


class FilterBar(Widget):
    """Prompt, filter and result in one line; what is wrong with the filter stands under it.

    While nobody types, the filter is shown as chips. The line to type in and the one under it are
    made when they are needed: the first frame does not wait for them.
    """

    def __init__(self, query: Query, result: str, palette: Palette) -> None:
        super().__init__(id="filter-bar")
        self._query = query
        self._result = result
        self._palette = palette
        self._error: QueryError | None = None
        self._line: QueryInput | None = None
        self._note: Static | None = None

    # Typing

    @property
    def input(self) -> "QueryInput":
        """The line that the query is typed in."""
        if self._line is None:
            from tui_feed.ui.widgets.query_input import QueryInput

            self._line = QueryInput(
                self._query.text,
                placeholder=PLACEHOLDER,
                compact=True,
                select_on_focus=False,
                id="filter",
            )
            self._line.display = False
            self._make_room()
            self.mount(self._line)
        return self._line

    def _make_room(self) -> None:
        """Leave the result beside the line, and give both the same ground."""
        if self._line:
            self._line.styles.margin = (0, self.size.width - len(PROMPT) - self._room, 0, 3)
            if self._palette.chosen.bgcolor:
                self._line.styles.background = Color.from_rich_color(self._palette.chosen.bgcolor)

    @property
    def is_typing(self) -> bool:
        """Whether the keyboard is in that line."""
        return self._line is not None and self._line.has_focus

    @property
    def is_broken(self) -> bool:
        """Whether what was typed is no query."""
        return self._error is not None

    def type(self) -> None:
        """Give the keyboard to the line, which holds what is shown: the filter, or a broken one."""
        line = self.input
        if not (self.is_typing or self.is_broken or line.value == self._query.text):
            line.value = self._query.text
            line.cursor_position = len(line.value)
        line.stay()
        self.input.display = True
        self.screen.set_focus(self.input)

    def rest(self) -> None:
        """Show the filter as chips, where it is one that holds."""
        self.input.display = self.is_broken

    # Showing

    def show(self, query: Query, result: str, palette: Palette) -> None:
        """Show the filter in force and how much it leaves."""
        self._query, self._result, self._palette = query, result, palette
        self._make_room()
        if self._line and not self._line.has_focus:
            self.rest()
        self.refresh()

    def on_resize(self) -> None:
        """Give the line its width."""
        self._make_room()

    @property
    def _room(self) -> int:
        """How many cells there are for the filter."""
        return max(0, self.size.width - len(PROMPT) - cell_len(self._result) - 2)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        palette, room = self._palette, self._room
        line = [Segment(PROMPT, palette.key)]
        if self._query.text.strip():
            line += draw_chips(self._query.terms(), room, palette)
        else:
            line.append(Segment(fit(PLACEHOLDER, room, palette.glyphs.cut), palette.dim))
        line.append(Segment(" " * (len(PROMPT) + room + 1 - width_of(line)), palette.text))
        line.append(Segment(self._result, palette.dim))
        line.append(Segment(" " * max(0, self.size.width - width_of(line)), palette.text))
        return Strip(line).crop(0, self.size.width).apply_style(palette.ground + palette.chosen)

    def on_click(self, event: events.Click) -> None:
        """Take out what is clicked on; beside that, type."""
        at = event.x - len(PROMPT)
        part = chip_at(self._query.terms(), self._room, self._palette, at)
        self.post_message(PartTaken(part) if part else FilterTouched())

    # What is wrong

    def mend(self) -> None:
        """Show no error any more."""
        self._error = None
        if self._note:
            self._note.display = False

    def hold(self, error: QueryError) -> None:
        """Keep back what is wrong with a query that is still being typed."""
        self.mend()
        self._error = error

    def complain(self) -> None:
        """Show what was kept back."""
        self.input.stay()
        if self._error:
            self.fail(self._error)

    def fail(self, error: QueryError) -> None:
        """Show what is wrong under its column; what was shown of posts stays as it is."""
        self._error = error
        text = self.input.value[: error.column]
        column = len(PROMPT) + cell_len(text) - self.input.scroll_offset.x
        caret = " " * column + "^"
        fits = column + 2 + cell_len(error.message) <= self.size.width
        if self._note is None:
            self._note = Static(id="filter-error", markup=False)
            self.screen.mount(self._note, after=self)
        self._note.update(f"{caret} {error.message}" if fits else f"{caret}\n{error.message}")
        self._note.display = True
