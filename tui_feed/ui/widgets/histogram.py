"""Histogram: posts by month as bars over an axis of years, to see the filter and to narrow it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.filtering.months import months_term
from tui_feed.feed import DateCounts
from tui_feed.feed.index.date_counts import LAST_MONTH
from tui_feed.models import Post
from tui_feed.text.dates import MONTHS
from tui_feed.text.numbers import counted
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import HistogramLeft, MonthsPicked
from tui_feed.ui.render.canvas import fit, width_of
from tui_feed.ui.render.colours.palette import Palette
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
    """Line of bars over a line with years and the cursor's value; focused by `h`.

    The current month is amber: that of the selected post, or the month under the cursor.
    """

    BINDINGS = bindings("histogram")

    def __init__(
        self,
        dates: Callable[[], tuple[DateCounts, DateCounts]],
        palette: Palette,
        post: Post | None = None,
    ) -> None:
        """Draw the counts from `dates` (of the filter, and of all posts) when visible.

        `post` is the selected post.
        """
        super().__init__(id="histogram")
        self._dates = dates
        self._palette = palette
        self._cursor: int | None = None  # a month
        self._selected = _month_of(post)  # the month of the selected post
        self._mark: int | None = None  # the other end of a range
        self._laid: tuple[int, list[Bar]] | None = None
        self._drawn: list[list[Segment]] = []

    def show(self, palette: Palette) -> None:
        """Count anew."""
        self._palette = palette
        self._laid = None
        self._redraw()

    def point_at(self, post: Post | None) -> None:
        """Make the month of the selected post the current month; it is drawn only if it changed."""
        month = _month_of(post)
        if month != self._selected:
            before = self._at if self._drawn else None
            self._selected = month
            if before is not None and before != self._at:
                self._redraw()

    def _redraw(self) -> None:
        self._drawn = []
        self.refresh()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._redraw()

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
        if not (self.has_focus and self.bars):
            return Offset(MARGIN, 1)
        start, words = self._placed_words(self.size.width - 2 * MARGIN)
        return Offset(
            MARGIN + start + (2 if words.startswith(self._palette.glyphs.under) else 0), 1
        )

    @property
    def _at(self) -> int:
        """Index of the current bar: under the cursor, else of the selected post, else the last."""
        bars = self.bars
        month = self._selected if self._cursor is None else self._cursor
        if month is None or not bars:
            return len(bars) - 1
        return min(max(0, (month - bars[0].first) // bars[0].months), len(bars) - 1)

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
            self._redraw()

    def action_mark(self) -> None:
        """Mark an end of a range, or remove the mark."""
        if self.bars:
            self._mark = None if self._mark is not None else self.bars[self._at].first
            self._redraw()

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
        """Show the cursor, at first under the month of the selected post."""
        self._redraw()

    def on_blur(self) -> None:
        """Show the month of the selected post again."""
        self._mark = self._cursor = None
        self._redraw()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the bars, or the axis under them."""
        if not self._drawn:
            self._drawn = self.draw()
        width, palette = self.size.width, self._palette
        line = [Segment(" " * MARGIN, palette.text), *self._drawn[y]]
        line.append(Segment(" " * max(0, width - width_of(line)), palette.text))
        return Strip(line, width).apply_style(palette.ground)

    def draw(self) -> list[list[Segment]]:
        """Draw the bars and the axis."""
        return [self._bar_line(), self._axis()]

    def _bar_line(self) -> list[Segment]:
        palette, bars, current = self._palette, self.bars, self._at
        most = max((bar.found for bar in bars), default=0)
        ends = {current} if self._mark is None else {current, self._bar_of(self._mark)}
        chosen = range(min(ends), max(ends) + 1) if self.has_focus else range(0)
        line = []
        for at, bar in enumerate(bars):
            sign, style = self._sign(bar, most)
            if at == current or at in chosen:
                style = palette.current
            ground = palette.chip if at in chosen and len(chosen) > 1 else Style()
            line.append(Segment(sign * self._wide, ground + style))
        return line

    def _sign(self, bar: Bar, most: int) -> tuple[str, Style]:
        palette = self._palette
        steps, heat = palette.glyphs.steps, palette.heat
        if bar.found:
            step = (bar.found * len(steps) - 1) // most
            return steps[step], heat[1 + step * (len(heat) - 1) // len(steps)]
        return (steps[0], palette.frame) if bar.whole else (" ", palette.frame)

    def _bar_of(self, month: int) -> int:
        return (month - self.bars[0].first) // self.bars[0].months

    def _axis(self) -> list[Segment]:
        """Draw the years, and under the cursor its month and number of posts."""
        palette, room = self._palette, self.size.width - 2 * MARGIN
        years = year_labels(self.bars, self._wide, room)
        if not (self.has_focus and self.bars):
            return [Segment(years, palette.dim)]
        start, words = self._placed_words(room)
        before, after = around(years, start, start + len(words))
        return [
            Segment(before, palette.dim),
            Segment(words, palette.current),
            Segment(after, palette.dim),
        ]

    def _placed_words(self, room: int) -> tuple[int, str]:
        """Return the words with the cursor's sign under its bar, and their first cell."""
        here, cell = self._palette.glyphs.under, self._at * self._wide
        words = fit(self.words, room - 2, self._palette.glyphs.cut)
        if cell + 2 + len(words) <= room:
            return cell, f"{here} {words}"
        return max(0, cell - len(words) - 1), f"{words} {here}"

    @property
    def words(self) -> str:
        """Month or range under the cursor, and its number of posts."""
        bars, ends = self.bars, [self._at]
        if self._mark is not None:
            ends = sorted((self._at, self._bar_of(self._mark)))
        chosen = bars[ends[0] : ends[-1] + 1]
        first, last = chosen[0].first, chosen[-1].first + chosen[-1].months - 1
        name = _spoken(first) if first == last else f"{_spoken(first)} to {_spoken(last)}"
        found, whole = sum(bar.found for bar in chosen), sum(bar.whole for bar in chosen)
        of = f" of {whole:,}" if whole != found else ""
        return f"{name}: {counted(found, 'posts')}{of}"


def _month_of(post: Post | None) -> int | None:
    moment = post.appeared_date if post else None
    return moment.shown.year * 12 + moment.shown.month - 1 if moment else None


def _spoken(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """Return a line before and after a place for other words; words that would be cut are left out.

    The first part ends at `start`, with spaces.
    """
    kept = [found for found in re.finditer(r"\S+", line) if found.end() < start]
    before = line[: kept[-1].end()] if kept else ""
    rest = next((found.start() for found in re.finditer(r"\S+", line) if found.start() > end), None)
    after = "" if rest is None else " " * (rest - end) + line[rest:]
    return before.ljust(start), after


def year_labels(bars: Sequence[Bar], wide: int, room: int) -> str:
    """Return a line with the years under their first bars, as many as fit."""
    line = ""
    for at, bar in enumerate(bars):
        begins = at == 0 or bar.first // 12 != bars[at - 1].first // 12
        cell = at * wide
        if begins and cell + 4 <= room and (not line or cell > len(line)):
            line = line.ljust(cell) + f"{bar.first // 12:04}"
    return line
