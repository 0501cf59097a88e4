"""Drawing of a timeline: cards with a rule before each new day, and the day of the top card."""

from collections.abc import Container, Sequence

from rich.segment import Segment
from rich.style import Style

from tui_feed.feed import ORDERS, Feed, Selection
from tui_feed.text.dates import Period
from tui_feed.text.numbers import counted
from tui_feed.ui.render.canvas import Canvas, Target
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.empty import GUTTER
from tui_feed.ui.render.posts.card_cache import CardCache
from tui_feed.ui.render.posts.card_layout import CardLayout
from tui_feed.ui.render.posts.rule import draw_rule
from tui_feed.ui.render.posts.source_marks import source_edge
from tui_feed.ui.widgets.viewport import Place

SCROLL_COLUMN = 2
"""Cells right of a card: a space and the scroll bar."""
RULED_LINES = 16
"""Least lines of the terminal for rules; in fewer lines, each card has its date."""


class TimelineDrawing:
    """Cards of a selection, as lines.

    A card is followed by an empty line and, if the next card is of another day, by the rule of that
    day. So the lines of a card begin with its text. The rule of the first visible card is not among
    them: it stands above, while the lines scroll.
    """

    def __init__(self, feed: Feed, rows: Selection, palette: Palette) -> None:
        self._feed = feed
        self._rows = rows
        self._palette = palette
        self._periods = feed.periods(rows)
        self._layout = CardLayout()
        self._cards = CardCache(self._draw)
        self._counts: dict[Period, int | None] = {}
        self._ends: dict[int, bool] = {}  # by index, as far as asked
        self._picked: Container[int] = ()
        self._width = 0
        self.is_ruled = False
        """True if rules are drawn."""

    def use(self, palette: Palette) -> None:
        """Draw with another palette."""
        self._palette = palette
        self._cards.clear()

    def lay_out(self, layout: CardLayout) -> None:
        """Draw all later cards in another layout."""
        self._layout = layout
        self._cards.clear()

    def mark(self, picked: Container[int]) -> None:
        """Draw a sign on the cards of some rows."""
        self._picked = picked

    def forget(self, rows: Sequence[int] | None) -> None:
        """Draw the cards of some rows anew, or all cards."""
        self._cards.forget(rows)

    def show(self, feed: Feed, rows: Selection) -> None:
        """Draw another selection."""
        had_periods, is_other = self._has_periods, feed is not self._feed
        self._feed, self._rows = feed, rows
        self._periods = feed.periods(rows)
        self._counts.clear()
        self._ends.clear()
        if is_other or had_periods != self._has_periods:
            self._cards.clear()

    def fit(self, width: int, lines: int) -> None:
        """Take the width of the timeline, and the lines of the terminal."""
        is_ruled = lines >= RULED_LINES and self._rows.order is not None
        if (width, is_ruled) != (self._width, self.is_ruled):
            self._cards.clear()
        self._width, self.is_ruled = width, is_ruled

    def height(self, index: int) -> int:
        """Return the number of lines of a card."""
        return len(self.card(index).lines)

    def space_after(self, index: int) -> int:
        """Return the number of lines between a card and the next."""
        return 2 if self._ends_period(index) else 1

    def card(self, index: int) -> Canvas:
        """Return a card."""
        return self._cards.card(self._feed, self._rows[index], self._card_width, self._palette)

    @property
    def _card_width(self) -> int:
        return min(self._width - GUTTER - SCROLL_COLUMN, self._palette.widest_card)

    def _draw(self, feed: Feed, row: int, width: int, palette: Palette) -> Canvas:
        return self._layout.draw(feed, row, width, palette, self._period_of(row))

    def target(self, place: Place, cell: int) -> Target | None:
        """Return the target under a cell of a line."""
        indent = self._layout.indent(self._rows[place.card], self._card_width)
        return self.card(place.card).at(place.line, cell - GUTTER - indent)

    def _period_of(self, row: int) -> Period | None:
        """Return the period of a row, if a rule names it."""
        return self._periods.of(row) if self._has_periods else None

    @property
    def _has_periods(self) -> bool:
        return self.is_ruled and self._periods.are_shown

    def _ends_period(self, index: int) -> bool:
        """Tell whether a card is the last of its period, with other cards after it."""
        if not self._has_periods or index + 1 >= len(self._rows):
            return False
        ends = self._ends.get(index)
        if ends is None:
            of = self._periods.of
            ends = self._ends[index] = of(self._rows[index]) != of(self._rows[index + 1])
        return ends

    def heading(self, top: Place) -> list[Segment]:
        """Return the line above the visible lines, of which `top` is the first: a rule."""
        if not self._has_periods:
            order = ORDERS[self._rows.order or "captured"]
            return self._rule(order, len(self._rows))
        if not self.is_card(top) and self._ends_period(top.card):
            return []  # the next rule is still on its way up
        return self._day_rule(top.card)

    def line(self, place: Place, cursor: Style | None) -> list[Segment]:
        """Return a line of a card with its gutter, or a line after it.

        `cursor` is the style of the cursor beside a selected card.
        """
        lines = self.card(place.card).lines
        if place.line < len(lines):
            guides = self._layout.guides(self._rows[place.card], self._card_width, self._palette)
            gutter = [self._edge(place), self._cursor(place, cursor)]
            return [*gutter, *guides, *lines[place.line]]
        return self._day_rule(place.card + 1) if place.line > len(lines) else []

    def is_card(self, place: Place) -> bool:
        """Tell whether a line is part of a card, not of the space after it."""
        return place.line < self.height(place.card)

    def _edge(self, place: Place) -> Segment:
        """Return the cell at the left edge of a card's line: the mark of its source."""
        count = len(self._feed.sources)
        if count < 2:
            return Segment(" ", self._palette.text)
        source = self._feed.source_of(self._rows[place.card])
        return source_edge(source, count, self._palette, first=place.line == 0)

    def _cursor(self, place: Place, cursor: Style | None) -> Segment:
        """Return the cells of the cursor, or of the sign of a picked post."""
        glyphs = self._palette.glyphs
        sign = glyphs.bar if cursor else " "
        if self._rows[place.card] in self._picked:
            sign = glyphs.picked if place.line == 0 else glyphs.bar if cursor else glyphs.side
        return Segment(f"{sign} ", cursor or self._palette.tag)

    def _day_rule(self, index: int) -> list[Segment]:
        period = self._periods.of(self._rows[index])
        if period not in self._counts:
            self._counts[period] = self._periods.count(period)
        return self._rule(period.name, self._counts[period])

    def _rule(self, words: str, count: int | None) -> list[Segment]:
        note = "" if count is None else counted(count, "posts")
        return draw_rule(words, self._width - 1, self._palette, note)
