"""Cursor of the timeline: the selected card, and the window on the cards around it.

After the wheel or the scroll bar, the window is elsewhere and stays there until a key moves on.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from tui_feed.ui.widgets.viewport import Place, Viewport

Edge = Literal["top", "middle", "bottom"]
"""Part of the window."""


class PinnedRow(NamedTuple):
    """Row of the feed at a line of the window."""

    row: int
    """Row."""
    line: int
    """First line of its card in the window; negative above it."""


class HeldWindow(NamedTuple):
    """Place of a window, to be taken again."""

    pins: Sequence[PinnedRow]
    """Rows to keep on their lines."""
    is_scrolled: bool
    """True if the window was scrolled without selecting a card."""


class CardHeights(Protocol):
    """Lines of the cards of a timeline, by their index."""

    def height(self, index: int) -> int:
        """Return the number of lines of a card."""
        ...

    def space_after(self, index: int) -> int:
        """Return the number of lines between a card and the next."""
        ...


class CardCursor:
    """Selected card in `rows`, and a window of lines on their cards."""

    def __init__(self, cards: CardHeights) -> None:
        self._cards = cards
        self.viewport = Viewport(lambda index: cards.height(index) + cards.space_after(index))
        """Window."""
        self.rows: Sequence[int] = ()
        """Rows of the feed, in their order."""
        self.index = 0
        """Position of the selected card, from 0."""
        self.is_scrolled = False
        """True after the window was scrolled without selecting a card."""
        self._held: HeldWindow | None = None
        self.is_laid_out = False
        """True once the window has a height."""

    @property
    def row(self) -> int | None:
        """Row of the selected card."""
        return self.rows[self.index] if self.rows else None

    def find(self, row: int | None) -> int | None:
        """Return the position of a row; None if it is not in the timeline."""
        if row is None:
            return None
        try:
            return self.rows.index(row)
        except ValueError:
            return None

    # Keeping the place

    def pins(self) -> list[PinnedRow]:
        """Return the rows to keep on their lines: the selected row, if it is in the window.

        After scrolling they are all visible rows, from the top.
        """
        if not self.rows or not self.is_laid_out:
            return []
        if not self.is_scrolled:
            top = self.viewport.top_of(self.index)
            return [] if top is None else [PinnedRow(self.rows[self.index], top)]
        tops: dict[int, int] = {}
        for line, place in enumerate(self.viewport.places()):
            tops.setdefault(place.card, line - place.line)
        return [PinnedRow(self.rows[card], top) for card, top in tops.items()]

    def show(self, rows: Sequence[int], wanted: int | None, pins: Sequence[PinnedRow]) -> None:
        """Take other rows and select `wanted`, else the first row; keep `pins` on their lines.

        Without the wanted row the window goes to the top, unless it was scrolled.
        """
        if self._held:
            pins, self.is_scrolled = self._held
        self.rows, self.viewport.count = rows, len(rows)
        found = self.find(wanted)
        self.index = found or 0
        self.is_scrolled = self.is_scrolled and self._pin(pins)
        if self.is_scrolled or not self.is_laid_out:
            return
        if found is None:
            self.viewport.anchor = Place(0, 0)
        elif not self._pin(pin for pin in pins if pin.row == wanted) or not self.is_seen:
            self.viewport.show(self.index)
            self.viewport.scroll(0)

    def window(self) -> HeldWindow:
        """Return the present place of the window."""
        return HeldWindow(self.pins(), self.is_scrolled)

    def hold(self, window: HeldWindow | None) -> None:
        """Let all later rows be shown at a place of the window, until a move; None ends it."""
        self._held = window

    def _pin(self, pins: Iterable[PinnedRow]) -> bool:
        """Put the first pinned row of the timeline on its line; return False without such a row."""
        for pin in pins:
            index = self.find(pin.row)
            if index is not None:
                self.viewport.pin(index, pin.line)
                return True
        return False

    def resize(self, height: int, top: int) -> None:
        """Take the height of the window, with the selected card at the line `top` if possible.

        The heights of the cards may have changed, too.
        """
        self.viewport.height, self.is_laid_out = height, True
        if self.rows and not self.is_scrolled:
            self._stay(top)
        self.viewport.scroll(0)

    def _stay(self, top: int) -> None:
        """Put the selected card at a line; only a card taller than the window begins above it."""
        height = self.viewport.height
        if top < 0 and self._cards.height(self.index) > height:
            self.viewport.pin(self.index, top)
        else:
            self.viewport.place(self.index, min(max(0, top), height - 1))
            self.viewport.show(self.index)

    @property
    def top(self) -> int:
        """First line of the selected card, counted in the window; negative above it."""
        is_known = self.rows and self.is_laid_out
        return (self.viewport.top_of(self.index) or 0) if is_known else 0

    @property
    def is_seen(self) -> bool:
        """True if a line of the selected card is in the window."""
        return any(place.card == self.index for place in self.viewport.places())

    # Moving

    def choose(self, index: int) -> None:
        """Select a card, and scroll as little as needed to show it."""
        self.select(min(max(0, index), len(self.rows) - 1))
        self.viewport.show(self.index)

    def select(self, index: int) -> None:
        """Select a card without scrolling."""
        self.index, self.is_scrolled, self._held = index, False, None

    def move(self, step: int, times: int) -> bool:
        """Move by cards; first scroll through a selected card taller than the window.

        After scrolling, the selection first comes into the window. Returns False if only the window
        has moved.
        """
        if self.is_scrolled and not self.is_seen:
            self.choose_seen(last=self.index > self.viewport.anchor.card)
            times -= 1
            if not times:
                return True
        elif times == 1 and self._read_through(step):
            return False
        self.choose(self.index + step * times)
        return True

    def _read_through(self, step: int) -> bool:
        """Scroll inside the selected card if it continues outside the window."""
        places = [place for place in self.viewport.places() if place.card == self.index]
        last = self._cards.height(self.index) - 1
        if not places or last < self.viewport.height:
            return False
        left = last - places[-1].line if step > 0 else places[0].line
        if left <= 0:
            return False
        self.viewport.scroll(step * min(left, max(1, self.viewport.height - 2)))
        return True

    def page(self, lines: int) -> None:
        """Scroll by lines, and select the first wholly visible card; at the end, the last."""
        before = self.viewport.anchor
        self.viewport.scroll(lines)
        if self.viewport.anchor == before:
            self.choose(len(self.rows) - 1 if lines > 0 else 0)
        else:
            self.choose_seen(last=lines > 0 and self._is_at_end())

    def choose_seen(self, *, last: bool = False) -> None:
        """Select the first or the last wholly visible card."""
        places = self.viewport.places()
        tall = {place.card: place.line for place in places}
        whole = [
            place.card
            for place in places
            if place.line == 0 and tall[place.card] >= self._cards.height(place.card) - 1
        ]
        seen = whole or [place.card for place in places if place.line == 0] or [places[0].card]
        self.select(seen[-1] if last else seen[0])

    def _is_at_end(self) -> bool:
        places = self.viewport.places()
        return bool(places) and places[-1].card == len(self.rows) - 1

    def scroll(self, lines: int) -> None:
        """Scroll without selecting a card."""
        before = self.viewport.anchor
        self.viewport.scroll(lines)
        if self.viewport.anchor != before:
            self.is_scrolled, self._held = True, None

    def drag(self, part: float) -> None:
        """Go to a part of all cards, 0 to 1."""
        if part >= 1:
            self.viewport.to_end()
        else:
            self.viewport.place(int(max(0.0, part) * (len(self.rows) - 1)), 0)
            self.viewport.scroll(0)
        self.choose_seen()

    def put(self, edge: Edge) -> None:
        """Scroll the selected card to a part of the window, as far as the timeline reaches."""
        free = self.viewport.height - self._cards.height(self.index)
        line = {"top": 0, "middle": max(0, free // 2), "bottom": max(0, free)}[edge]
        self.select(self.index)
        self.viewport.place(self.index, line)
        self.viewport.scroll(0)
