"""Histogram: posts by month as bars, to see the filter and to narrow it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.months import months_term
from tui_feed.feed import DateCounts
from tui_feed.feed.index.date_counts import LAST_MONTH
from tui_feed.text.dates import MONTHS
from tui_feed.text.numbers import counted
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import HistogramLeft, MonthsPicked
from tui_feed.ui.render.canvas import fit, width_of
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.widgets.keeps_focus import KeepsFocus

MARGIN = 1
"""Cells left and right of the bars."""
WIDEST_BAR = 4
"""Cells of the widest bar."""


class Bar(NamedTuple):
    """Bar for a month, or for several successive months."""

    first: int
    """First month, counted from January of the year 0."""
    months: int
    """Number of months."""
    found: int
    """Posts of the filter."""
    whole: int
    """Posts of the feed."""


def bars_of(chosen: DateCounts, whole: DateCounts, room: int) -> list[Bar]:
    """Return bars for all months of the feed, with several months per bar if room is short."""
    if whole.span is None or room < 1:
        return []
    start, end = (day.year * 12 + day.month - 1 for day in whole.span)
    size = -(-(end - start + 1) // room)
    count = min(-(-(end - start + 1) // size) * size, LAST_MONTH - start)
    everything = whole.months(start, count, size)
    found = everything if chosen is whole else chosen.months(start, count, size)
    return [
        Bar(start + at, min(size, count - at), *counts)
        for at, *counts in zip(range(0, count, size), found, everything, strict=True)
    ]


class Histogram(KeepsFocus, Widget, can_focus=True):
    """Line of bars, and a line with years or the bar under the cursor; focused by `h`."""

    BINDINGS = bindings("histogram")

    def __init__(
        self, dates: Callable[[], tuple[DateCounts, DateCounts]], palette: Palette
    ) -> None:
        """Draw the counts from `dates` (of the filter, and of all posts) when visible."""
        super().__init__(id="histogram")
        self._dates = dates
        self._palette = palette
        self._cursor: int | None = None  # a month
        self._mark: int | None = None  # the other end of a range
        self._laid: tuple[int, list[Bar]] | None = None

    def show(self, palette: Palette) -> None:
        """Count anew."""
        self._palette = palette
        self._laid = None
        self.refresh()

    @property
    def bars(self) -> list[Bar]:
        """Bars for all months, at most as many as fit."""
        room = self.size.width - 2 * MARGIN
        if self._laid is None or self._laid[0] != room:
            self._laid = (room, bars_of(*self._dates(), room))
        return self._laid[1]

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the name of the month under the cursor."""
        return Offset(MARGIN, 1)

    @property
    def _at(self) -> int:
        """Index of the bar under the cursor; at first, the last bar."""
        bars = self.bars
        if self._cursor is None or not bars:
            return len(bars) - 1
        return min(max(0, (self._cursor - bars[0].first) // bars[0].months), len(bars) - 1)

    @property
    def _wide(self) -> int:
        return max(1, min(WIDEST_BAR, (self.size.width - 2 * MARGIN) // max(1, len(self.bars))))

    # Keys

    def action_move(self, step: int) -> None:
        """Move by bars."""
        self._go_to(self._at + step)

    def action_year(self, step: int) -> None:
        """Move by years."""
        if self.bars:
            self._go_to(self._at + step * max(1, 12 // self.bars[0].months))

    def action_end(self, step: int) -> None:
        """Go to the first bar or the last."""
        self._go_to(len(self.bars) - 1 if step > 0 else 0)

    def _go_to(self, at: int) -> None:
        if self.bars:
            self._cursor = self.bars[min(max(0, at), len(self.bars) - 1)].first
            self.refresh()

    def action_mark(self) -> None:
        """Mark an end of a range, or remove the mark."""
        if self.bars:
            self._mark = None if self._mark is not None else self.bars[self._at].first
            self.refresh()

    def action_narrow(self) -> None:
        """Show only the months from the mark to the cursor."""
        if not self.bars:
            return
        here = self.bars[self._at]
        marked = here.first if self._mark is None else self._mark
        first, last = min(marked, here.first), max(marked, here.first) + here.months - 1
        self._mark = None
        self.post_message(MonthsPicked(months_term(first, last)))

    def action_narrow_year(self) -> None:
        """Show only the year under the cursor."""
        if self.bars:
            self._mark = None
            self.post_message(MonthsPicked(f"year:{self.bars[self._at].first // 12:04}"))

    def action_leave(self) -> None:
        """Remove the mark; without a mark, go to the posts."""
        if self._mark is not None:
            self.action_mark()
        else:
            self.post_message(HistogramLeft())

    def on_click(self, event: events.Click) -> None:
        """Show only the clicked months."""
        at = (event.get_content_offset_capture(self).x - MARGIN) // self._wide
        if 0 <= at < len(self.bars):
            self._go_to(at)
            self._mark = None
            self.action_narrow()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the years again."""
        self._mark = None
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the bars, or the line under them."""
        width, palette = self.size.width, self._palette
        line = [Segment(" " * MARGIN, palette.text)]
        line += self._bar_line() if y == 0 else [self._words()]
        line.append(Segment(" " * max(0, width - width_of(line)), palette.text))
        return Strip(line, width).apply_style(palette.ground)

    def _bar_line(self) -> list[Segment]:
        palette, bars = self._palette, self.bars
        most = max((bar.found for bar in bars), default=0)
        marked = range(0)
        if self.has_focus and bars:
            ends = [self._at] if self._mark is None else [self._at, self._bar_of(self._mark)]
            marked = range(min(ends), max(ends) + 1)
        line = []
        for at, bar in enumerate(bars):
            sign, style = self._sign(bar, most)
            line.append(Segment(sign * self._wide, palette.chip + style if at in marked else style))
        return line

    def _sign(self, bar: Bar, most: int) -> tuple[str, Style]:
        palette = self._palette
        steps = palette.glyphs.steps
        if bar.found:
            return steps[(bar.found * len(steps) - 1) // most], palette.meter
        return (steps[0], palette.frame) if bar.whole else (" ", palette.frame)

    def _bar_of(self, month: int) -> int:
        return (month - self.bars[0].first) // self.bars[0].months

    def _words(self) -> Segment:
        room = self.size.width - 2 * MARGIN
        if self.has_focus and self.bars:
            return Segment(fit(self._caption(), room, self._palette.glyphs.cut), self._palette.text)
        return Segment(year_labels(self.bars, self._wide, room), self._palette.dim)

    def _caption(self) -> str:
        """Describe the bar under the cursor."""
        bar = self.bars[self._at]
        last = bar.first + bar.months - 1
        name = _spoken(bar.first) if bar.months == 1 else f"{_spoken(bar.first)} to {_spoken(last)}"
        found = counted(bar.found, "posts")
        of = f" of {bar.whole:,}" if bar.whole != bar.found else ""
        hint = "Space marks an end, Enter narrows, y its year, Esc back"
        if self._mark is not None:
            hint = f"from {_spoken(self._mark)}; Enter narrows, Esc unmarks"
        return f"{name}: {found}{of}   {hint}"


def _spoken(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


def year_labels(bars: Sequence[Bar], wide: int, room: int) -> str:
    """Return a line with the years under their first bars, as many as fit."""
    line = ""
    for at, bar in enumerate(bars):
        begins = at == 0 or bar.first // 12 != bars[at - 1].first // 12
        cell = at * wide
        if begins and cell + 4 <= room and (not line or cell > len(line)):
            line = line.ljust(cell) + f"{bar.first // 12:04}"
    return line
