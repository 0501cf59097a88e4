"""Chips: the parts of the filter in force, which a click takes out."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from tui_feed.query import Term
from tui_feed.ui.render.canvas import fit
from tui_feed.ui.render.palette import PLAIN, Palette
from tui_feed.ui.render.widths import padded, steady

WIDEST = 40
"""Cells of the longest part that is shown whole."""


class Chip(NamedTuple):
    """A part of the filter as it is drawn."""

    part: Term
    """The part of the filter."""
    words: str
    """Text of the chip."""


def chips_in(parts: Sequence[Term], room: int, palette: Palette) -> list[Chip]:
    """Return the chips of the first parts, as many as fit."""
    shown: list[Chip] = []
    for part in parts:
        words = chip_words(part, palette)
        if cell_len(words) + 1 > room - (1 + len(palette.glyphs.cut)) * (part is not parts[-1]):
            break
        shown.append(Chip(part, words))
        room -= cell_len(words) + 1
    return shown


def draw_chips(parts: Sequence[Term], room: int, palette: Palette) -> list[Segment]:
    """Draw chips with a space after each, and a sign where there is no room for all."""
    chips = chips_in(parts, room, palette)
    line = [
        segment
        for chip in chips
        for segment in (Segment(chip.words, palette.chip), Segment(" ", palette.text))
    ]
    return line if len(chips) == len(parts) else [*line, Segment(palette.glyphs.cut, palette.dim)]


def chip_at(parts: Sequence[Term], room: int, palette: Palette, cell: int) -> Term | None:
    """Return the part whose chip is at a cell."""
    end = 0
    for part, words in chips_in(parts, room, palette):
        start, end = end, end + cell_len(words)
        if start <= cell < end:
            return part
        end += 1
    return None


def chip_words(part: Term, palette: Palette) -> str:
    """Return a part as its chip shows it."""
    words = padded(fit(steady(part.text), WIDEST, palette.glyphs.cut))
    sign = palette.glyphs.remove
    return f"[{words} {sign}]" if palette.glyphs is PLAIN else f" {words} {sign} "
