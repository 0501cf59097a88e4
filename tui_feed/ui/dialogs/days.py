"""Days of a calendar: words on the day under the cursor, its month, its year, and the keys."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.feed import DateCounts
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import counted
from tui_feed.ui.dialogs.base.frame import room_in
from tui_feed.ui.render.canvas import Canvas, fit, width_of
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.heat import (
    DAY_CELLS,
    YEAR_CELLS,
    DayRange,
    cell_of,
    day_at,
    draw_month,
    draw_year,
    limits_of,
)

WORDS_LINES = 1
"""Lines above the month."""
MONTH_LINES = 8
"""Lines of a month: its name, the weekdays, and six weeks."""
YEAR_LINES = 8
"""Lines of a year: its number with the months, and seven days."""
GAP = 3
"""Cells between the month and the keys."""

Legend = Sequence[tuple[str, str]]
"""Keys and their effects."""


class Days(Widget):
    """Month, with the keys beside it and the year below if they fit."""

    class Picked(Message):
        """Click on the day under the cursor."""

    def __init__(self, counts: DateCounts, cursor: date, palette: Palette, legend: Legend) -> None:
        super().__init__(id="days")
        self._counts = counts
        self._palette = palette
        self._legend = legend
        self.cursor = cursor
        """Day under the cursor."""
        self.mark: date | None = None
        """Other end of a range."""
        self._said: str | None = None  # words on typed dates
        self._months: dict[tuple[int, int], list[int]] = {}
        self._canvas: Canvas | None = None  # of the present frame

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the number of the day under the cursor."""
        return Offset(*cell_of(self.cursor)) + Offset(0, WORDS_LINES)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of a month, and of a year if the window has them."""
        del container
        whole = WORDS_LINES + MONTH_LINES + YEAR_LINES
        has_room = width >= YEAR_CELLS and room_in(viewport) > whole
        return whole if has_room else min(WORDS_LINES + MONTH_LINES, room_in(viewport) - 1)

    def move(self, day: date | None) -> None:
        """Go to a day; None changes nothing."""
        if day is not None:
            self.cursor = day
            self._redraw()

    def mark_end(self) -> None:
        """Mark an end of a range, or remove the mark."""
        self.mark = None if self.mark else self.cursor
        self._redraw()

    def say(self, words: str | None) -> None:
        """Show words on typed dates above the month; None shows those on the day again."""
        self._said = words
        self._redraw()

    def _redraw(self) -> None:
        self._canvas = None
        self.refresh()

    def on_resize(self) -> None:
        """Draw for another size."""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the mouse; take the day if the cursor is on it already."""
        day = day_at(self.cursor.replace(day=1), event.x, event.y - WORDS_LINES)
        if day == self.cursor:
            self.post_message(self.Picked())
        self.move(day)

    # Words

    @property
    def words(self) -> str:
        """Words on the day under the cursor, or on typed dates."""
        if self._said is not None:
            return self._said
        moment = Moment.of(self.cursor.year, self.cursor.month, self.cursor.day)
        return self._words(moment.in_full.removesuffix(" (day only)"))

    def _words(self, name: str) -> str:
        day, counts = self.cursor, self._counts
        ends = sorted((self.mark, day)) if self.mark else ()
        facts = [f"{' to '.join(_short(end) for end in ends)}"] if ends else []
        facts.append(f"{name}: {counted(counts.day(day), 'posts')}")
        facts.append(f"{counts.month(day.year, day.month):,} in the month")
        if vague := counts.known_to_month(day.year, day.month):
            facts.append(f"{vague:,} known only to the month")
        if vague := counts.known_to_year(day.year):
            facts.append(f"{vague:,} known only to the year")
        return "; ".join(facts)

    def _fitting_words(self) -> str:
        """Return the words, with the day's name in short and fewer facts where room is short."""
        width, words = self.size.width, self.words
        if cell_len(words) > width and self._said is None:
            words = self._words(_short(self.cursor))
            while cell_len(words) > width and "; " in words:
                words = words.rpartition("; ")[0]
        return fit(words, width, self._palette.glyphs.cut)

    # Drawing

    def count(self, day: date) -> int:
        """Return the number of posts of a day."""
        return self._days(day.year, day.month)[day.day - 1]

    def _days(self, year: int, month: int) -> list[int]:
        key = (year, month)
        if key not in self._months:
            self._months[key] = self._counts.days(year, month)
        return self._months[key]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        if self._canvas is None:
            self._canvas = self.draw()
        width, palette, lines = self.size.width, self._palette, self._canvas.lines
        line = lines[y] if y < len(lines) else []
        rest = Segment(" " * max(0, width - width_of(line)), palette.text)
        return Strip([*line, rest]).crop(0, width).apply_style(palette.ground)

    def draw(self) -> Canvas:
        """Draw words, month and year."""
        palette, cursor = self._palette, self.cursor
        canvas = Canvas(self.size.width, palette.glyphs.cut)
        canvas.row((self._fitting_words(), palette.text))
        chosen = DayRange.between(self.mark or cursor, cursor)
        year = [self._days(cursor.year, month) for month in range(1, 13)]
        limits = limits_of([count for days in year for count in days])
        days = year[cursor.month - 1]
        month = draw_month(cursor.replace(day=1), days, limits, palette, chosen, cursor)
        self._put_legend(month)
        month.lines += [[] for _ in range(MONTH_LINES - len(month.lines))]
        canvas.lines += month.lines
        if self.size.height > len(canvas.lines) and self.size.width >= YEAR_CELLS:
            drawn = draw_year(cursor.year, self.count, limits, palette, chosen, cursor)
            canvas.lines += drawn.lines
        return canvas

    def _put_legend(self, month: Canvas) -> None:
        """Write the keys beside the month."""
        left = 7 * DAY_CELLS + GAP
        if self.size.width < left + max(len(words) for _, words in self._legend) + 11:
            return
        month.lines += [[] for _ in range(len(self._legend) - len(month.lines))]
        for line, (keys, words) in zip(month.lines, self._legend, strict=False):
            palette = self._palette
            line.append(Segment(" " * (left - width_of(line)), palette.text))
            line += [Segment(f"{keys:<11}", palette.key), Segment(words, palette.dim)]


def _short(day: date) -> str:
    return Moment.of(day.year, day.month, day.day).day
