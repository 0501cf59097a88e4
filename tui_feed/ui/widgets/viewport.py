"""The viewport: the window on a timeline, held by an anchor (a card and a line of it).

Only the cards around the anchor are ever measured, so every move costs the same in a timeline of
fourteen posts and of a million.
"""

from collections.abc import Callable
from typing import NamedTuple

MEASURED = 400
"""Cards measured by a move; farther cards are taken to have their average height."""


class Place(NamedTuple):
    """A line of a timeline."""

    card: int
    """Card, counted from 0 in the order of the timeline."""
    line: int
    """Line inside that card, from 0."""


class Viewport:
    """A window of `height` lines on `count` cards, of which `anchor` is the top line."""

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self._height_of = height_of
        self.count = 0
        """Number of cards."""
        self.height = 1
        """Number of lines of the window."""
        self.anchor = Place(0, 0)
        """The top line of the window."""

    def places(self) -> list[Place]:
        """Return the place of each line of the window, from the top; fewer where cards run out."""
        places: list[Place] = []
        index, line = self._valid_anchor()
        while index < self.count and len(places) < self.height:
            room = self.height - len(places)
            lines = range(line, min(self._height_of(index), line + room))
            places += [Place(index, at) for at in lines]
            index, line = index + 1, 0
        return places

    def top_of(self, index: int) -> int | None:
        """Return the line of the window where a card starts; None where that is far outside."""
        if index < self._valid_anchor().card:
            return None
        top = -self.anchor.line
        for before in range(self.anchor.card, index):
            if top > self.height:
                return None
            top += self._height_of(before)
        return top

    def show(self, index: int) -> None:
        """Scroll as little as brings the whole card into view, or its top where it is too tall."""
        top = self.top_of(index)
        height = self._height_of(index)
        if top is None:
            self.place(index, 0 if index < self.anchor.card else self.height - height)
        elif top < 0 or height > self.height:
            self.place(index, 0)
        elif top + height > self.height:
            self.place(index, self.height - height)

    def place(self, index: int, line: int) -> None:
        """Scroll so that a card starts at a line of the window (negative: above it)."""
        if line < 0 and self._height_of(index) >= self.height:
            self.anchor = Place(index, 0)
            return
        self.anchor = self._climb(Place(index, 0), line)

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
        """Return where the window starts and how much it shows, as parts of all cards, 0 to 1."""
        if not self.count:
            return 0.0, 1.0
        places = self.places()
        first = self.anchor.card + self.anchor.line / self._height_of(self.anchor.card)
        last = places[-1]
        behind = last.card + (last.line + 1) / self._height_of(last.card)
        return first / self.count, (behind - first) / self.count

    def _valid_anchor(self) -> Place:
        """Return the anchor, moved to a line that exists: cards change their height with width."""
        if self.count:
            card = min(self.anchor.card, self.count - 1)
            line = self.anchor.line if card == self.anchor.card else 0
            self.anchor = Place(card, min(line, self._height_of(card) - 1))
        return self.anchor

    def _stay_filled(self) -> None:
        """Leave no empty lines under the last card while there are cards above."""
        if len(self.places()) < self.height:
            self.to_end()

    def _climb(self, place: Place, lines: int) -> Place:
        """Return the place so many lines above another one."""
        index, line = place[0], place[1] - lines
        while line < 0 and index > 0:
            if place.card - index == MEASURED:
                average = max(1, (lines + line) // MEASURED)
                index = max(1, index + line // average)
                line = -1  # the card above that one
            index -= 1
            line += self._height_of(index)
        return Place(index, max(0, line))

    def _descend(self, place: Place, lines: int) -> Place:
        """Return the place so many lines below another one."""
        index, line = place[0], place[1] + lines
        while index < self.count - 1 and line >= (height := self._height_of(index)):
            index, line = index + 1, line - height
            if index - place.card == MEASURED:
                average = max(1, (lines - line) // MEASURED)
                index, line = min(self.count - 1, index + line // average), 0
        return Place(index, min(line, self._height_of(index) - 1))
