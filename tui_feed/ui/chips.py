"""The parts of the filter in force, each of which a click takes out."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.query import Part, Query
from tui_feed.ui.drawing import fit, steady, width_of
from tui_feed.ui.ink import PLAIN, Ink

WIDEST = 40
"""Cells of the longest part that is shown whole."""


class Chips(Widget):
    """One line of parts; the first ones, where there is no room for all."""

    @dataclass
    class Removed(Message):
        """A part is to be taken out of the filter."""

        part: Part
        """Which part."""

    class Touched(Message):
        """The reader clicked beside the parts, to type."""

    def __init__(self, query: Query, ink: Ink) -> None:
        super().__init__(id="chips")
        self._query = query
        self._ink = ink

    def show(self, query: Query, ink: Ink) -> None:
        """Show the parts of another filter."""
        self._query, self._ink = query, ink
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take out what is clicked on."""
        cell = 0
        for part, words in self._fitting()[1]:
            if cell <= event.x < cell + cell_len(words):
                self.post_message(self.Removed(part))
                return
            cell += cell_len(words) + 1
        self.post_message(self.Touched())

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        width, ink = self.size.width, self._ink
        is_cut, parts = self._fitting()
        line: list[Segment] = []
        for _, words in parts:
            line += [Segment(words, ink.chip), Segment(" ", ink.text)]
        if is_cut:
            line.append(Segment("…", ink.dim))
        line.append(Segment(" " * max(0, width - width_of(line)), ink.text))
        return Strip(line, width).apply_style(ink.ground + ink.chosen)

    def _fitting(self) -> tuple[bool, list[tuple[Part, str]]]:
        """Return whether parts are left out, and those that are shown with their words."""
        shown: list[tuple[Part, str]] = []
        room = self.size.width
        parts = self._query.parts()
        for part in parts:
            words = chip_words(part, self._ink)
            if cell_len(words) + 1 > room - 2 * (part is not parts[-1]):
                return True, shown
            shown.append((part, words))
            room -= cell_len(words) + 1
        return False, shown


def chip_words(part: Part, ink: Ink) -> str:
    """Return a part as its chip shows it."""
    words = fit(steady(part.text), WIDEST)
    sign = ink.glyphs.remove
    return f"[{words} {sign}]" if ink.glyphs is PLAIN else f" {words} {sign} "
