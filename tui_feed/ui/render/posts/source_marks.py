"""Marks of sources: a coloured edge beside the posts of each, or a letter where colours end."""

from collections.abc import Sequence
from string import ascii_letters

from rich.segment import Segment
from rich.style import Style

from tui_feed.ui.render.colours.palette import Palette


def source_edge(number: int, count: int, palette: Palette, *, first: bool) -> Segment:
    """Return the edge of a post's line: the mark of its source, out of `count` sources.

    A letter stands on the `first` line only.
    """
    if _has_letters(count, palette):
        sign = _letter(number) if first else palette.glyphs.source or " "
    else:
        sign = palette.glyphs.source
    return Segment(sign, _style(number, palette))


def source_name(number: int, labels: Sequence[str], palette: Palette) -> list[tuple[str, Style]]:
    """Return mark and label of a source, as a legend."""
    sign = _letter(number) if _has_letters(len(labels), palette) else palette.glyphs.source
    return [(sign, _style(number, palette)), (f" {labels[number]}", palette.dim)]


def legend(labels: Sequence[str], palette: Palette) -> list[list[tuple[str, Style]]]:
    """Return mark and label of each of several sources; empty for a single source."""
    if len(labels) < 2:
        return []
    return [source_name(number, labels, palette) for number in range(len(labels))]


def _has_letters(count: int, palette: Palette) -> bool:
    return count > len(palette.sources)


def _letter(number: int) -> str:
    return ascii_letters[26:][number % 26]


def _style(number: int, palette: Palette) -> Style:
    styles = palette.sources
    return styles[number % len(styles)] if styles else palette.dim
