"""Filter bar: chips or an input, the reader's place, and errors under the input."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui_feed.browse.status_lines import TimelinePlace
from tui_feed.query import Query, QueryError
from tui_feed.ui.messages import FilterClicked, PartRemoved
from tui_feed.ui.render.canvas import fit, width_of
from tui_feed.ui.render.chips import chip_at, draw_chips
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.place_line import draw_place
from tui_feed.ui.render.widths import padded, steady

if TYPE_CHECKING:
    from tui_feed.browse.filtering.completions import Completion
    from tui_feed.ui.widgets.completion_list import CompletionList
    from tui_feed.ui.widgets.query_input import QueryInput

PROMPT = " / "
"""Sign before the filter."""
SEARCH_PROMPT = " S "
"""Sign before a search without filtering."""
PLACEHOLDER = "words  #tag  @name  since:2024-01  -not  OR"
"""Examples of filters, shown without a filter."""


class FilterBar(Widget):
    """Line with prompt, filter and the reader's place; errors of the filter are shown under it.

    While nobody types, the filter is shown as chips. Input, completions and error line are made
    when they are needed: the first frame does not wait for them.
    """

    def __init__(
        self, query: Query, place: TimelinePlace, labels: Sequence[str], palette: Palette
    ) -> None:
        super().__init__(id="filter-bar")
        self._query = query
        self._place = place
        self._labels = labels
        self._palette = palette
        self._prompt = PROMPT
        self._searched = ""
        self._said = ""
        self._error: QueryError | None = None
        self._line: QueryInput | None = None
        self._note: Static | None = None
        self._completions: CompletionList | None = None

    # Typing

    @property
    def input(self) -> "QueryInput":
        """Input for the filter, made at first use."""
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
        """Leave room for the reader's place beside the input, and set the input's background."""
        if self._line:
            self._line.styles.margin = (0, self.size.width - len(PROMPT) - self._room, 0, 3)
            if self._palette.chosen.bgcolor:
                self._line.styles.background = Color.from_rich_color(self._palette.chosen.bgcolor)

    @property
    def is_typing(self) -> bool:
        """True while the input has the focus."""
        # `has_focus` comes later, by a message: meanwhile arriving posts would hide the input.
        return self._line is not None and self.screen.focused is self._line

    @property
    def is_left(self) -> bool:
        """True while the input is there to be typed in, and another widget has the focus."""
        line = self._line
        return bool(line and line.display and not self.is_typing)

    @property
    def has_error(self) -> bool:
        """True while the text in the input is no query."""
        return self._error is not None

    def type(self, text: str, prompt: str = PROMPT) -> None:
        """Focus the input; it holds a text, or the wrong text with its error."""
        line = self.input
        if not (self.is_typing or self.has_error or line.value == text):
            line.value = text
            line.cursor_position = len(line.value)
        line.keep_focus()
        self._prompt = prompt
        self.refresh()
        self.input.display = True
        self._make_room()
        self.screen.set_focus(self.input)

    def show_chips(self) -> None:
        """Show the filter as chips, unless the text in the input is wrong."""
        self.input.display = self.has_error
        if not self.has_error:
            self._prompt = PROMPT
            self.say("")
            self.refresh()

    def offer(self, words: "list[Completion]", marked: int) -> None:
        """Show completions under the input, with a completion marked."""
        if self._completions is None:
            if not words:
                return
            from tui_feed.ui.widgets.completion_list import CompletionList

            self._completions = CompletionList(self._palette)
            self.screen.mount(self._completions, after=self)
        room = self.screen.size.height - self.region.bottom - 1
        self._completions.show(words, self._palette, marked, room)

    # Showing

    def say(self, words: str) -> None:
        """Show words in place of the reader's place, for the text being typed."""
        if words != self._said:
            self._said = words
            self._make_room()
            self.refresh()

    @property
    def _right(self) -> list[Segment]:
        if self._said:
            return [Segment(self._said, self._palette.dim)]
        return draw_place(self._place, self._labels, self.size.width, self._palette)

    def show(
        self,
        query: Query,
        place: TimelinePlace,
        labels: Sequence[str],
        palette: Palette,
        searched: str = "",
    ) -> None:
        """Show the filter in force, the searched text and the reader's place.

        `labels` are those of the sources.
        """
        self._query, self._place, self._palette = query, place, palette
        self._labels, self._searched = labels, searched
        self._make_room()
        if self._line and not self.is_typing:
            self.show_chips()
        self.refresh()

    def show_place(self, place: TimelinePlace) -> None:
        """Show another place of the reader."""
        if place == self._place:
            return
        self._place = place
        if self._line and self._line.display:
            self._make_room()
        self.refresh()

    def on_resize(self) -> None:
        """Give the input its width."""
        self._make_room()

    @property
    def _room(self) -> int:
        """Cells for the filter."""
        return max(0, self.size.width - len(PROMPT) - width_of(self._right) - 3)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        palette, room = self._palette, self._room
        line = [Segment(self._prompt, palette.key)]
        if self._searched:
            line += self._draw_searched(room)
        elif self._query.text.strip():
            line += draw_chips(self._query.terms(), room, palette)
        else:
            line.append(Segment(fit(PLACEHOLDER, room, palette.glyphs.cut), palette.dim))
        line.append(Segment(" " * (len(PROMPT) + room + 1 - width_of(line)), palette.text))
        line += self._right
        line.append(Segment(" " * max(0, self.size.width - width_of(line)), palette.text))
        return Strip(line).crop(0, self.size.width).apply_style(palette.ground + palette.chosen)

    def _draw_searched(self, room: int) -> list[Segment]:
        """Draw the filter, if any, and the searched text."""
        palette = self._palette
        searched = f"{SEARCH_PROMPT.strip()} {self._searched}"
        chips: list[Segment] = []
        if self._query.text.strip():
            chips = draw_chips(self._query.terms(), max(0, room - cell_len(searched) - 1), palette)
            chips.append(Segment(" ", palette.text))
        left = max(0, room - width_of(chips))
        shown = fit(padded(steady(searched)), left, palette.glyphs.cut)
        return [*chips, Segment(shown, palette.text)]

    def on_click(self, event: events.Click) -> None:
        """Remove the clicked term; elsewhere, focus the input."""
        at = event.x - len(PROMPT)
        part = chip_at(self._query.terms(), self._room, self._palette, at)
        self.post_message(PartRemoved(part) if part else FilterClicked())

    # Errors

    def clear_error(self) -> None:
        """Remove the error, and what is awaited."""
        self._error = None
        self.say("")
        if self._note:
            self._note.display = False

    def await_rest(self, error: QueryError, words: str) -> None:
        """Say what an unfinished term awaits; keep its error for later."""
        self.clear_error()
        self._error = error
        self.say(f"awaits {words}")

    def show_held_error(self) -> None:
        """Show the error kept for later."""
        self.input.keep_focus()
        if self._error:
            self.show_error(self._error)

    def show_error(self, error: QueryError) -> None:
        """Show an error under its column; the posts on the screen stay."""
        self._error = error
        self.say("")
        self.input.display = True  # the reader may have left it before the error was known
        text = self.input.value[: error.column]
        column = len(PROMPT) + cell_len(text) - self.input.scroll_offset.x
        caret = " " * column + "^"
        fits = column + 2 + cell_len(error.message) <= self.size.width
        if self._note is None:
            self._note = Static(id="filter-error", markup=False)
            self.screen.mount(self._note, after=self)
        self._note.update(f"{caret} {error.message}" if fits else f"{caret}\n{error.message}")
        self._note.display = True
