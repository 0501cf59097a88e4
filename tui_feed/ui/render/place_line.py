"""Line with the reader's place: `3 of 14 · post 1 · newest ▾`, as much of it as fits."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment

from tui_feed.browse.status_lines import TimelinePlace
from tui_feed.ui.render.canvas import width_of
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.source_marks import source_name

PART = 3 / 5
"""Largest part of a line for the place; the rest is for the filter."""


def draw_place(
    place: TimelinePlace, labels: Sequence[str], width: int, palette: Palette
) -> list[Segment]:
    """Draw the longest form that fits in its part of a line; `labels` are those of the sources."""
    dot = Segment(f" {palette.glyphs.dot} ", palette.dim)
    line: list[Segment] = []
    for facts in _forms(place, palette):
        line = [piece for fact in facts for piece in (dot, Segment(fact, palette.dim))][1:]
        named = _source(place, labels, palette)
        if named and width_of(line) + width_of(named) + 3 <= width * PART:
            line = [*named, dot, *line]
        if width_of(line) <= width * PART:
            break
    return line


def _source(place: TimelinePlace, labels: Sequence[str], palette: Palette) -> list[Segment]:
    if place.source is None or place.source >= len(labels):
        return []
    return [Segment(*piece) for piece in source_name(place.source, labels, palette)]


def _forms(place: TimelinePlace, palette: Palette) -> Iterator[list[str]]:
    """Yield the facts of the place, fewer and fewer."""
    order = [f"{place.order} {palette.glyphs.down}".rstrip()] if place.order else []
    number, found = f"post {place.at + 1:,}", f"{place.found:,}"
    if place.progress:
        counts = [f"{found} so far", place.progress, *([number] if place.found else [])]
    elif place.total is None:
        counts = [f"{number} of {found}" if place.found else "no posts"]
    else:
        counts = [f"{found} of {place.total:,}", *([number] if place.found else [])]
    counts += [place.scope] if place.scope else []
    aside = place.asides
    unknown = [place.unknown] if place.unknown else []
    unread = [f"{place.unread:,} unread"] if place.unread else []
    brief = [f"{place.not_judged:,} unknown"] if place.not_judged else []
    yield [*aside, *counts, *unread, *unknown, *order]
    yield [*aside, *counts, *unknown]
    yield [*aside, *counts, *brief]
    yield [*aside, f"{number} of {found}" if place.found else counts[0]]
