"""Heat maps of posts by day: a month as a page of a calendar, and a year."""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Container, Sequence
from datetime import date
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui_feed.text.dates import MONTHS
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette, more_readable

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
"""Names of weekdays; weeks begin on Monday, as in ISO 8601."""
DAY_CELLS = 4
"""Cells of a day in a month: a space, its number, and its heat where there are no colours."""
_NAMES = 5
YEAR_CELLS = _NAMES + 54
"""Cells of a year: the names of weekdays, and a cell for each week."""

Count = Callable[[date], int]
"""Function from a day to its number of posts."""


class DayRange(NamedTuple):
    """Range of days, both ends included."""

    first: date
    """Earliest day."""
    last: date
    """Latest day."""

    @classmethod
    def between(cls, one: date, other: date) -> "DayRange":
        """Return the range between two days in any order."""
        return cls(*sorted((one, other)))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def limits_of(counts: Sequence[int]) -> list[int]:
    """Return the largest counts of the lower three of four steps of about equally many days.

    Days without posts do not count.
    """
    some = sorted(count for count in counts if count)
    if not some:
        return [0, 0, 0]
    return [some[max(0, len(some) * part // 4 - 1)] for part in (1, 2, 3)]


def step_of(count: int, limits: Sequence[int]) -> int:
    """Return the heat of a day, 0 to 4: 0 for no post, 4 for the most."""
    if not count:
        return 0
    if limits[0] == limits[-1]:  # nearly all days with posts have equally many
        return 4 if count > limits[-1] or limits[-1] > 1 else 2
    return 1 + bisect_left(limits, count)


def draw_month(
    first: date,
    counts: Sequence[int],
    limits: Sequence[int],
    palette: Palette,
    chosen: Container[date],
    cursor: date | None = None,
) -> Canvas:
    """Draw a month as seven columns; `chosen` is the range to highlight."""
    canvas = Canvas(7 * DAY_CELLS)
    canvas.row((f"{MONTHS[first.month - 1]} {first.year}".center(canvas.width), palette.name))
    canvas.row(*((f"{name:>3} ", palette.dim) for name in WEEKDAYS))
    line = [Segment(" " * (DAY_CELLS * first.weekday()), palette.text)]
    cells = _day_styles(palette)
    for number, count in enumerate(counts, 1):
        day = first.replace(day=number)
        step = step_of(count, limits)
        sign = " " if palette.has_colours or not step else palette.glyphs.heat[step]
        style = _mark_of(day, chosen, cursor, palette) or cells[step]
        line.append(Segment(f"{number:>3}{sign}", style))
        if day.weekday() == 6:
            canvas.lines.append(line)
            line = []
    if line:
        canvas.lines.append(line)
    return canvas


def _mark_of(
    day: date, chosen: Container[date], cursor: date | None, palette: Palette
) -> Style | None:
    """Return the style of the day under the cursor, or of a day in the chosen range."""
    if day == cursor:
        return palette.match
    return palette.chip + palette.current if day in chosen else None


def _day_styles(palette: Palette) -> list[Style]:
    """Return the styles of days by their heat: as ground, under a number that can be read."""
    if not palette.has_colours:
        return [palette.dim, *[palette.text] * (len(palette.heat) - 1)]
    text, ground = palette.text.color, palette.ground.bgcolor
    return [palette.dim] + [
        Style(color=more_readable(heat.color, text, ground), bgcolor=heat.color)
        for heat in palette.heat[1:]
    ]


def day_at(first: date, x: int, y: int) -> date | None:
    """Return the day under a cell of a drawn month; None outside the days."""
    number = (y - 2) * 7 + x // DAY_CELLS - first.weekday() + 1
    last = monthrange(first.year, first.month)[1]
    inside = y >= 2 and 0 <= x < 7 * DAY_CELLS and 1 <= number <= last
    return first.replace(day=number) if inside else None


def cell_of(day: date) -> tuple[int, int]:
    """Return the cell of a day in its drawn month: the last digit of its number."""
    week, weekday = divmod(day.day - 1 + day.replace(day=1).weekday(), 7)
    return weekday * DAY_CELLS + 2, 2 + week


def draw_year(
    year: int,
    count: Count,
    limits: Sequence[int],
    palette: Palette,
    chosen: Container[date],
    cursor: date | None = None,
) -> Canvas:
    """Draw a year as seven lines of days, a column for each week, with the months above."""
    canvas = Canvas(YEAR_CELLS)
    first = date(year, 1, 1)
    start = first.toordinal() - first.weekday()  # 1 January of the year 1 is a Monday
    canvas.row((f"{year:<{_NAMES}}", palette.name), (_month_names(year, start), palette.dim))
    last = date(year, 12, 31)
    weeks = (last.toordinal() - start) // 7 + 1
    for weekday in range(7):
        name = WEEKDAYS[weekday] if weekday % 2 == 0 else ""
        line = [Segment(f"{name:<{_NAMES}}", palette.dim)]
        for week in range(weeks):
            ordinal = start + 7 * week + weekday
            if not first.toordinal() <= ordinal <= last.toordinal():
                line.append(Segment(" ", palette.text))
                continue
            day = date.fromordinal(ordinal)
            step = step_of(count(day), limits)
            style = _mark_of(day, chosen, cursor, palette) or palette.heat[step]
            line.append(Segment(palette.glyphs.heat[step], style))
        canvas.lines.append(line)
    return canvas


def _month_names(year: int, start: int) -> str:
    line = ""
    for month, name in enumerate(MONTHS, 1):
        week = (date(year, month, 1).toordinal() - start) // 7
        line = line.ljust(week) + name
    return line
