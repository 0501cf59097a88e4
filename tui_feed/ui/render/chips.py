"""Chips: the terms of the filter in force; a click removes a term."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from tui_feed.query import Term
from tui_feed.ui.render.canvas import fit
from tui_feed.ui.render.colours.palette import PLAIN, Palette
from tui_feed.ui.render.widths import padded, steady

WIDEST = 40
"""Cells of the longest term shown whole."""


class Chip(NamedTuple):
    """Term of the filter as drawn."""

    part: Term
    """Term."""
    words: str
    """Text of the chip."""


def chips_in(parts: Sequence[Term], room: int, palette: Palette) -> list[Chip]:
    """Return the chips of the first terms, as many as fit."""
    shown: list[Chip] = []
    for part in parts:
        words = chip_words(part, palette)
        if cell_len(words) + 1 > room - (1 + len(palette.glyphs.cut)) * (part is not parts[-1]):
            break
        shown.append(Chip(part, words))
        room -= cell_len(words) + 1
    return shown


def draw_chips(parts: Sequence[Term], room: int, palette: Palette) -> list[Segment]:
    """Draw chips with a space after each, and an ellipsis for missing chips."""
    chips = chips_in(parts, room, palette)
    line = [
        segment
        for chip in chips
        for segment in (Segment(chip.words, palette.chip), Segment(" ", palette.text))
    ]
    return line if len(chips) == len(parts) else [*line, Segment(palette.glyphs.cut, palette.dim)]


def chip_at(parts: Sequence[Term], room: int, palette: Palette, cell: int) -> Term | None:
    """Return the term of the chip at a cell."""
    end = 0
    for part, words in chips_in(parts, room, palette):
        start, end = end, end + cell_len(words)
        if start <= cell < end:
            return part
        end += 1
    return None


def chip_words(part: Term, palette: Palette) -> str:
    """Return the text of a term's chip."""
    words = padded(fit(steady(part.text), WIDEST, palette.glyphs.cut))
    sign = palette.glyphs.remove
    return f"[{words} {sign}]" if palette.glyphs is PLAIN else f" {words} {sign} "
