"""Calendar dialog: shows the number of posts per day, and takes a day or a range of days."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_feed.feed import DateCounts
from tui_feed.query import QueryError, parse_dates
from tui_feed.text.dates import today
from tui_feed.text.numbers import counted
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.dialogs.base.narrow_input import RESTING
from tui_feed.ui.dialogs.days import Days
from tui_feed.ui.render.colours.palette import Palette

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
JUMPS = (*LEGEND[:4], ("Enter", "go to this day"), ("m y", "to its month, its year"))
"""Keys and their effects in a calendar for going to a date."""
KEYS = ("Enter day", "Space range", "m month", "y year", "x any", "Esc back")
"""Keys in the frame; the last but one is left out first where room is short."""
JUMP_KEYS = ("Enter go to this day", "m its month", "y its year", "Esc back")
"""Keys in the frame of a calendar for going to a date."""
TYPED_KEYS = ("Enter take", "Esc back to the days")
"""Keys in the frame while dates are typed."""


class DateInput(Input):
    """Input for dates. While it is empty, it takes only digits, and its cursor is not drawn."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="2024   2023-05   2020..2022   30d   06-07",
            compact=True,
            classes=RESTING,
        )
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Draw the cursor while there is a text."""
        self.set_class(not value, RESTING)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave all but digits to the calendar while the input is empty."""
        if not self.value and not (character or "").isdecimal():
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Ignore the keys of the calendar."""
        if not self.check_consume_key(event.key, event.character) and event.is_printable:
            event.prevent_default()


class Calendar(Dialog[str]):
    """Dialog for dates: returns a piece of a query, "" for any date, None for no change.

    Dates can be typed, or reached with the arrows; letters are keys while the input is empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("left,h", "day(-1)", "Day before", priority=True),
        Binding("right,l", "day(1)", "Next day", priority=True),
        Binding("up,k", "day(-7)", "Week before", priority=True),
        Binding("down,j", "day(7)", "Next week", priority=True),
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
        self._counts = counts
        self._count = count
        self._palette = palette
        self._is_jump = is_jump
        last = counts.span[1] if counts.span else today()
        self._days = Days(counts, start or last, palette, JUMPS if is_jump else LEGEND)
        self._piece: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the input and the days in a frame with the question."""
        title = "Go to which date?" if self._is_jump else "Show only which dates?"
        with DialogFrame(title, self._keys()):
            yield DateInput()
            yield self._days

    def _keys(self) -> Sequence[str]:
        return JUMP_KEYS if self._is_jump else KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters and arrows to the input unless it is empty."""
        if not super().check_action(action, parameters):
            return False
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

    def action_back(self) -> None:
        """Remove typed dates, or close."""
        line = self.query_one(DateInput)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)

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
        self._days.mark_end()

    def _move(self, day: date | None) -> None:
        self._days.move(day)

    # Taking

    def action_take(self, what: str) -> None:
        """Close with the month or the year of the cursor, or with its day of any year."""
        day = self._days.cursor.isoformat()
        pieces = {"month": f"on:{day[:7]}", "year": f"year:{day[:4]}", "any year": f"on:{day[5:]}"}
        self.dismiss(pieces[what])

    @on(Input.Changed)
    def preview(self, event: Input.Changed) -> None:
        """Show the number of hits of the typed dates, or the error in them."""
        self._piece = None
        self._days.say(self._words_on(event.value))
        self.query_one(DialogFrame).say(keys=TYPED_KEYS if event.value else self._keys())

    def _words_on(self, typed: str) -> str | None:
        if not typed.strip():
            return None
        try:
            self._piece = parse_dates(typed)
        except QueryError as error:
            return error.message
        return f"{self._piece}: {counted(self._count(self._piece), 'posts')}"

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


def _shifted(day: date, step: int) -> date | None:
    """Return the day `step` days later; None beyond the calendar."""
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return None
