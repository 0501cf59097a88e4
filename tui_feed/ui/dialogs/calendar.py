"""Calendar dialog: shows the number of posts per day, and takes a day or a range of days."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.feed import DateCounts
from tui_feed.query import QueryError, parse_dates
from tui_feed.text.dates import Moment, today
from tui_feed.text.numbers import counted
from tui_feed.ui.dialogs.dialog import Dialog
from tui_feed.ui.render.canvas import Canvas, width_of
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
from tui_feed.ui.render.palette import Palette

MONTH_LINES = 8
"""Lines of a month: its name, the weekdays, and six weeks."""
YEAR_LINES = 10
"""Lines of a year: an empty line, its number, the months, and seven days."""
LEGEND = (
    ("arrows", "a day, a week"),
    ("PgUp PgDn", "a month"),
    ("[ ]", "a year"),
    ("p n", "a day with posts"),
    ("Space", "marks an end"),
    ("Enter", "this day or range"),
    ("m y", "its month, its year"),
    ("t x", "any year, any day"),
)
"""Keys and their effects."""
HEIGHTS = [(0, "-short"), (20, "-tall")]
"""Classes by the least number of lines: without and with room for a title."""
JUMPS = (*LEGEND[:4], ("Enter", "go to this day"), ("m y", "to its month, its year"))
"""Keys and their effects in a calendar for going to a date."""


class DateInput(Input):
    """Input for dates. While it is empty, it takes only digits."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave all but digits to the calendar while the input is empty."""
        if not self.value and not (character or "").isdecimal():
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Ignore the keys of the calendar."""
        if not self.check_consume_key(event.key, event.character) and event.is_printable:
            event.prevent_default()


class Days(Widget):
    """Month, with the keys beside it and the year below if they fit."""

    class Picked(Message):
        """Click on the day under the cursor."""

    def __init__(
        self, counts: DateCounts, cursor: date, palette: Palette, *, is_jump: bool
    ) -> None:
        super().__init__(id="days")
        self._counts = counts
        self._palette = palette
        self._legend = JUMPS if is_jump else LEGEND
        self.cursor = cursor
        """Day under the cursor."""
        self.mark: date | None = None
        """Other end of a range."""
        self._months: dict[tuple[int, int], list[int]] = {}
        self._drawn: tuple[object, Canvas] | None = None

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the number of the day under the cursor."""
        return Offset(*cell_of(self.cursor))

    def move(self, day: date | None, *, keep_mark: bool = True) -> None:
        """Go to a day; None changes nothing."""
        if day is not None:
            self.cursor = day
            self.mark = self.mark if keep_mark else None
            self.refresh()

    def count(self, day: date) -> int:
        """Return the number of posts of a day."""
        return self._days(day.year, day.month)[day.day - 1]

    def _days(self, year: int, month: int) -> list[int]:
        key = (year, month)
        if key not in self._months:
            self._months[key] = self._counts.days(year, month)
        return self._months[key]

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the mouse; take the day if the cursor is on it already."""
        day = day_at(self.cursor.replace(day=1), event.x, event.y)
        if day == self.cursor:
            self.post_message(self.Picked())
        self.move(day)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, palette = self.size.width, self._palette
        lines = self._canvas().lines
        line = lines[y] if y < len(lines) else []
        rest = Segment(" " * max(0, width - width_of(line)), palette.text)
        return Strip([*line, rest]).crop(0, width).apply_style(palette.ground)

    def _canvas(self) -> Canvas:
        """Return the canvas of this frame, drawn only once for all lines."""
        key = (self.cursor, self.mark, self.size, self._palette)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw())
        return self._drawn[1]

    def _draw(self) -> Canvas:
        canvas = Canvas(self.size.width)
        chosen = DayRange.between(self.mark or self.cursor, self.cursor)
        first = self.cursor.replace(day=1)
        everything = [self._days(first.year, month) for month in range(1, 13)]
        limits = limits_of([count for days in everything for count in days])
        month = draw_month(
            first, self._days(first.year, first.month), limits, self._palette, chosen
        )
        canvas.lines += month.lines
        self._put_legend(canvas)
        if self.size.height >= MONTH_LINES + YEAR_LINES and self.size.width >= YEAR_CELLS:
            canvas.lines += [[] for _ in range(MONTH_LINES + 1 - len(canvas.lines))]
            canvas.row((f"{first.year}", self._palette.name))
            year = draw_year(first.year, self.count, limits, self._palette, chosen)
            canvas.lines += year.lines
        return canvas

    def _put_legend(self, canvas: Canvas) -> None:
        """Write the keys beside the month."""
        left = 7 * DAY_CELLS + 3
        if self.size.width < left + 28:
            return
        canvas.lines += [[] for _ in range(len(self._legend) - len(canvas.lines))]
        for number, (keys, words) in enumerate(self._legend):
            line = canvas.lines[number]
            gap = " " * (left - width_of(line))
            palette = self._palette
            line += [Segment(gap, palette.text), Segment(f"{keys:<11}", palette.key)]
            line.append(Segment(words, palette.dim))


class Calendar(Dialog[str]):
    """Dialog for dates: returns a piece of a query, "" for any date, None for no change.

    Dates can be typed, or reached with the arrows; letters are keys while the input is empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("left", "day(-1)", "Day before", priority=True),
        Binding("right", "day(1)", "Next day", priority=True),
        Binding("up", "day(-7)", "Week before", priority=True),
        Binding("down", "day(7)", "Next week", priority=True),
        Binding("pageup", "month(-1)", "Month before", priority=True),
        Binding("pagedown", "month(1)", "Next month", priority=True),
        Binding("left_square_bracket,ctrl+pageup", "month(-12)", "Year before", priority=True),
        Binding("right_square_bracket,ctrl+pagedown", "month(12)", "Next year", priority=True),
        Binding("p", "busy(-1)", "Day with posts before", priority=True),
        Binding("n", "busy(1)", "Next day with posts", priority=True),
        Binding("g,home", "edge(-1)", "First day with posts", priority=True),
        Binding("G,end", "edge(1)", "Last day with posts", priority=True),
        Binding("space", "mark", "Mark an end", priority=True),
        Binding("m", "take('month')", "Its month", priority=True),
        Binding("y", "take('year')", "Its year", priority=True),
        Binding("t", "take('any year')", "This day of any year", priority=True),
        Binding("x", "dismiss('')", "Any date", priority=True),
    ]

    def __init__(
        self,
        counts: DateCounts,
        count: Callable[[str], int],
        start: date | None,
        palette: Palette,
        *,
        is_jump: bool = False,
    ) -> None:
        """Show `counts` with the cursor on `start`; `count` returns the number of hits of a piece.

        With `is_jump`, the date is for going to, not for filtering.
        """
        super().__init__()
        self.VERTICAL_BREAKPOINTS = HEIGHTS
        self._counts = counts
        self._count = count
        self._palette = palette
        self._is_jump = is_jump
        last = counts.span[1] if counts.span else today()
        self._days = Days(counts, start or last, palette, is_jump=is_jump)
        self._piece: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question, the input, the number of hits, and the days."""
        title = "Go to which date?" if self._is_jump else "Show only which dates?"
        with Vertical(classes="dialog dialog-calendar"):
            yield Static(title, classes="dialog-title", markup=False)
            yield DateInput(placeholder="2024   2023-05   2020..2022   30d   06-07", compact=True)
            yield Static(self._words(), id="date-result", markup=False)
            yield self._days

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters and arrows to the input unless it is empty."""
        if not super().check_action(action, parameters):
            return False
        if action == "dismiss" and parameters == (None,):
            return True
        if self._is_jump and (action == "mark" or parameters in (("any year",), ("",))):
            return False
        own = action in ("day", "month", "busy", "edge", "mark", "take", "dismiss")
        lines = self.query(Input)
        return not (own and lines and lines.first().value)

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the days, or the input with the typed dates."""
        line = self.query_one(DateInput)
        return line if line.value else self._days

    # Moving

    def action_day(self, step: int) -> None:
        """Move the cursor by days."""
        self._move(_shifted(self._days.cursor, step))

    def action_month(self, step: int) -> None:
        """Move the cursor by months; in a shorter month, the 31st becomes the last day."""
        day = self._days.cursor
        months = day.year * 12 + day.month - 1 + step
        year, month = divmod(months, 12)
        if 1 <= year <= 9999:
            last = monthrange(year, month + 1)[1]
            self._move(date(year, month + 1, min(day.day, last)))

    def action_busy(self, step: int) -> None:
        """Go to the next or previous day with a post."""
        self._move(self._counts.next_day(self._days.cursor, step))

    def action_edge(self, step: int) -> None:
        """Go to the first or last day with a post."""
        span = self._counts.span
        self._move(span[step > 0] if span else None)

    def action_mark(self) -> None:
        """Mark an end of a range, or remove the mark."""
        self._days.mark = None if self._days.mark else self._days.cursor
        self._move(self._days.cursor)

    def _move(self, day: date | None) -> None:
        self._days.move(day)
        self.query_one("#date-result", Static).update(self._words())

    # Taking

    def action_take(self, what: str) -> None:
        """Close with the month or the year of the cursor, or with its day of any year."""
        day = self._days.cursor.isoformat()
        pieces = {"month": f"on:{day[:7]}", "year": f"year:{day[:4]}", "any year": f"on:{day[5:]}"}
        self.dismiss(pieces[what])

    @on(Input.Changed)
    def preview(self, event: Input.Changed) -> None:
        """Show the number of hits of the typed dates, or the error in them."""
        result = self.query_one("#date-result", Static)
        self._piece = None
        if not event.value.strip():
            result.update(self._words())
            return
        try:
            self._piece = parse_dates(event.value)
        except QueryError as error:
            result.update(error.message)
            return
        result.update(f"{self._piece}: {counted(self._count(self._piece), 'posts')}")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Close with the typed dates, else with the day under the cursor; stay open on an error."""
        if self._piece is not None:
            self.dismiss(self._piece)
        elif not event.value.strip():
            self.dismiss(self._chosen())

    @on(Days.Picked)
    def _picked(self) -> None:
        self.dismiss(self._chosen())

    def _chosen(self) -> str:
        """Return the day under the cursor, or the range to the mark, as a piece of a query."""
        cursor, mark = self._days.cursor, self._days.mark
        if mark is None or mark == cursor:
            return f"on:{cursor}"
        first, last = sorted((mark, cursor))
        after = _shifted(last, 1)
        return f"since:{first} until:{after}" if after else f"since:{first}"

    def _words(self) -> str:
        """Describe the day under the cursor."""
        day = self._days.cursor
        moment = Moment.of(day.year, day.month, day.day)
        here = counted(self._counts.day(day), "posts")
        month = self._counts.month(day.year, day.month)
        vague = self._counts.known_to_month(day.year, day.month)
        aside = f", {vague:,} known only to the month" if vague else ""
        if year := self._counts.known_to_year(day.year):
            aside += f"; {year:,} known only to the year"
        marked = f"from {self._days.mark} to " if self._days.mark else ""
        name = moment.in_full.removesuffix(" (day only)")
        return f"{marked}{name}: {here}; {counted(month, 'posts')} in the month{aside}"


def _shifted(day: date, step: int) -> date | None:
    """Return the day `step` days later; None beyond the calendar."""
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return None
