"""Viewport: the window on a timeline, positioned by an anchor (a card and a line of it).

Only the cards around the anchor are ever measured: a move costs the same in a timeline of fourteen
posts and of a million.
"""

from collections.abc import Callable
from typing import NamedTuple

MEASURED = 400
"""Most cards measured by a move; farther cards are estimated by their average height."""


class Place(NamedTuple):
    """Line of a timeline."""

    card: int
    """Card, counted from 0 in the order of the timeline."""
    line: int
    """Line of the card, from 0."""


class Viewport:
    """Window of `height` lines on `count` cards, with the line `anchor` at the top."""

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self._height_of = height_of
        self.count = 0
        """Number of cards."""
        self.height = 1
        """Number of lines of the window."""
        self.anchor = Place(0, 0)
        """Top line of the window."""

    def places(self) -> list[Place]:
        """Return the places of the window's lines, from the top; none below the last card."""
        places: list[Place] = []
        index, line = self._valid_anchor()
        while index < self.count and len(places) < self.height:
            room = self.height - len(places)
            lines = range(line, min(self._height_of(index), line + room))
            places += [Place(index, at) for at in lines]
            index, line = index + 1, 0
        return places

    def top_of(self, index: int) -> int | None:
        """Return the first line of a card, counted in the window; None for a card far outside."""
        if index < self._valid_anchor().card:
            return None
        top = -self.anchor.line
        for before in range(self.anchor.card, index):
            if top > self.height:
                return None
            top += self._height_of(before)
        return top

    def show(self, index: int) -> None:
        """Scroll as little as needed to show a whole card, or the top of a too tall card."""
        top = self.top_of(index)
        height = self._height_of(index)
        if top is None:
            self.place(index, 0 if index < self.anchor.card else self.height - height)
        elif top < 0 or height > self.height:
            self.place(index, 0)
        elif top + height > self.height:
            self.place(index, self.height - height)

    def place(self, index: int, line: int) -> None:
        """Scroll a card to a line of the window (negative: above it)."""
        if line < 0 and self._height_of(index) >= self.height:
            self.anchor = Place(index, 0)
            return
        self.anchor = self._climb(Place(index, 0), line)

    def pin(self, index: int, line: int) -> None:
        """Put the first line of a card exactly on a line of the window, negative above it.

        At the ends of the timeline, the window stays filled.
        """
        if line < 0:
            self.anchor = Place(index, min(-line, self._height_of(index) - 1))
        else:
            self.anchor = self._climb(Place(index, 0), line)
        self.scroll(0)

    def scroll(self, lines: int) -> None:
        """Move the window by lines (down: positive), no further than the ends of the timeline."""
        if not self.count:
            return
        self._valid_anchor()
        if lines < 0:
            self.anchor = self._climb(self.anchor, -lines)
        else:
            self.anchor = self._descend(self.anchor, lines)
            self._stay_filled()

    def to_end(self) -> None:
        """Show the last line of the last card at the bottom of the window."""
        if self.count:
            last = self.count - 1
            bottom = Place(last, self._height_of(last))
            self.anchor = self._climb(bottom, self.height)

    def fraction(self) -> tuple[float, float]:
        """Return start and length of the window, as parts of all cards, 0 to 1."""
        if not self.count:
            return 0.0, 1.0
        places = self.places()
        first = self.anchor.card + self.anchor.line / self._height_of(self.anchor.card)
        last = places[-1]
        behind = last.card + (last.line + 1) / self._height_of(last.card)
        return first / self.count, (behind - first) / self.count

    def _valid_anchor(self) -> Place:
        """Return the anchor, moved to an existing line: a card's height depends on its width."""
        if self.count:
            card = min(self.anchor.card, self.count - 1)
            line = self.anchor.line if card == self.anchor.card else 0
            self.anchor = Place(card, min(line, self._height_of(card) - 1))
        return self.anchor

    def _stay_filled(self) -> None:
        """Fill empty lines under the last card by scrolling back."""
        if len(self.places()) < self.height:
            self.to_end()

    def _climb(self, place: Place, lines: int) -> Place:
        """Return the place `lines` above another place."""
        index, line = place[0], place[1] - lines
        while line < 0 and index > 0:
            if place.card - index == MEASURED:
                average = max(1, (lines + line) // MEASURED)
                index = max(1, index + line // average)
                line = -1  # the last line of the card above
            index -= 1
            line += self._height_of(index)
        return Place(index, max(0, line))

    def _descend(self, place: Place, lines: int) -> Place:
        """Return the place `lines` below another place."""
        index, line = place[0], place[1] + lines
        while index < self.count - 1 and line >= (height := self._height_of(index)):
            index, line = index + 1, line - height
            if index - place.card == MEASURED:
                average = max(1, (lines - line) // MEASURED)
                index, line = min(self.count - 1, index + line // average), 0
        return Place(index, min(line, self._height_of(index) - 1))
