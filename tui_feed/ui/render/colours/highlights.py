"""Highlights: the matches of the filter in drawn texts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.style import Style

from tui_feed.ui.render.canvas import Canvas, Span
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.widths import steady

Piece = tuple[str, Style]
"""Piece of a line, with its style."""


def marks(text: str, palette: Palette) -> list[Span]:
    """Return the matches in a steady text as spans."""
    return [Span(start, end, palette.match) for start, end in palette.marker.spans(text)]


def marked(text: str, style: Style, palette: Palette) -> list[Piece]:
    """Split a piece of a line at the matches, and give the matches their style."""
    if not palette.marker:
        return [(text, style)]
    text = steady(text)
    pieces, at = [], 0
    for start, end in palette.marker.spans(text):
        pieces += [(text[at:start], style), (text[start:end], palette.match)]
        at = end
    return [piece for piece in [*pieces, (text[at:], style)] if piece[0]]


def overlaid(spans: Sequence[Span], text: str, palette: Palette) -> list[Span]:
    """Return the spans of a text with the matches highlighted; targets stay."""
    over = marks(text, palette)
    return list(_overlaid(spans, over)) if over else list(spans)


def _overlaid(spans: Sequence[Span], over: Sequence[Span]) -> Iterator[Span]:
    edges = sorted({edge for span in (*spans, *over) for edge in (span.start, span.end)})
    below, above = iter(spans), iter(over)
    span, mark = next(below, None), next(above, None)
    for start, end in pairwise(edges):
        while span and span.end <= start:
            span = next(below, None)
        while mark and mark.end <= start:
            mark = next(above, None)
        under = span if span and span.start <= start else None
        if mark and mark.start <= start:
            yield (under or mark)._replace(start=start, end=end, style=mark.style)
        elif under:
            yield under._replace(start=start, end=end)


def matching_lines(canvas: Canvas, palette: Palette) -> list[int]:
    """Return the numbers of the lines with a match."""
    return [
        number
        for number, line in enumerate(canvas.lines)
        if any(segment.style is palette.match for segment in line)
    ]
