"""What was unclear in a file, and a record as its archive has it, drawn to be read."""

from tui_feed.feed import Feed
from tui_feed.tally import grouped
from tui_feed.text.clean import clean
from tui_feed.text.numbers import counted
from tui_feed.ui.drawing import Drawing
from tui_feed.ui.ink import Ink
from tui_feed.ui.widths import steady

LONGEST_RECORD = 200_000
"""Characters of a record that are laid out."""


def draw_notices(feed: Feed, width: int, ink: Ink) -> Drawing:
    """Draw everything that was unclear or could not be read, and where; what was left out first."""
    drawing = Drawing(width, ink.glyphs.cut)
    groups = grouped(feed.problems)
    if not groups:
        drawing.text("Everything was read, and nothing was unclear.", ink.text)
    for heading, lost in (("Left out", True), ("Unclear", False)):
        chosen = [group for group in groups if group.skipped == lost]
        if chosen:
            number = sum(group.times for group in chosen)
            drawing.row((f"{heading}: {counted(number, 'notices')}", ink.warning))
            drawing.blank()
        for group in chosen:
            file = f"{group.source}: " if group.source else ""
            drawing.text(file + group.where, ink.name)
            drawing.text(group.reason, ink.text)
            drawing.blank()
    return drawing


def draw_record(place: str, record: str, width: int, ink: Ink) -> Drawing:
    """Draw a record as its archive has it, each line folded where it is too long."""
    drawing = Drawing(width, ink.glyphs.cut)
    drawing.text(place, ink.dim)
    drawing.blank()
    shown = clean(record[:LONGEST_RECORD])
    drawing.text(steady(shown), ink.text)
    if len(record) > LONGEST_RECORD:
        drawing.text(f"{len(record) - LONGEST_RECORD:,} characters more", ink.dim)
    return drawing
