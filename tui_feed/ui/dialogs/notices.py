"""Drawings of the notices about a file, and of an original record."""

from tui_feed.feed import Feed
from tui_feed.feed.source_report import problem_groups
from tui_feed.text.numbers import counted
from tui_feed.text.sanitize import clean
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.widths import steady

LONGEST_RECORD = 200_000
"""Most characters shown of a record."""


def draw_notices(feed: Feed, width: int, palette: Palette) -> Canvas:
    """Draw the notices with their places: first losses, then unclear records."""
    canvas = Canvas(width, palette.glyphs.cut)
    groups = problem_groups(feed.problems)
    if not groups:
        canvas.text("Everything was read, and nothing was unclear.", palette.text)
    for heading, lost in (("Left out", True), ("Not shown, or unclear", False)):
        chosen = [group for group in groups if group.skipped == lost]
        if chosen:
            number = sum(group.times for group in chosen)
            canvas.row((f"{heading}: {counted(number, 'notices')}", palette.warning))
            canvas.blank()
        for group in chosen:
            file = f"{group.source}: " if group.source else ""
            canvas.text(file + group.where, palette.name)
            canvas.text(group.reason, palette.text)
            canvas.blank()
    return canvas


def draw_record(place: str, record: str, width: int, palette: Palette) -> Canvas:
    """Draw an original record, with its long lines wrapped."""
    canvas = Canvas(width, palette.glyphs.cut)
    canvas.text(place, palette.dim)
    canvas.blank()
    shown = clean(record[:LONGEST_RECORD])
    canvas.text(steady(shown), palette.text)
    if len(record) > LONGEST_RECORD:
        canvas.text(f"{len(record) - LONGEST_RECORD:,} characters more", palette.dim)
    return canvas
