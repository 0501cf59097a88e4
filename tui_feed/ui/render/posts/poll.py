"""Poll of a post as lines: its answers with bars, the winner in another colour."""

from tui_feed.browse.poll_words import poll_facts
from tui_feed.models import Poll
from tui_feed.ui.render.canvas import Canvas, fit
from tui_feed.ui.render.colours.highlights import marked
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.widths import cells, steady

WIDEST_BAR = 20
"""Cells of the bar of all votes."""


def draw_poll(canvas: Canvas, poll: Poll, palette: Palette) -> None:
    """Draw a poll's answers, with bars for known shares."""
    shares = [poll.share(option) for option in poll.options]
    most = max((share for share in shares if share), default=None)
    widest = max((cells(option.label) for option in poll.options), default=0)
    room = canvas.width - len(" 100% ") - cells(palette.glyphs.won) - 1
    label_width = min(widest, max(room // 2, room - WIDEST_BAR))
    bar_width = max(0, min(WIDEST_BAR, room - label_width))
    for option, share in zip(poll.options, shares, strict=True):
        label = fit(steady(option.label), label_width, canvas.cut)
        label += " " * (label_width - cells(label))
        if share is None:
            canvas.row(*marked(label, palette.text, palette))
            continue
        leads = share == most
        wins = leads and poll.closed is not False
        full = round(bar_width * min(share, 100) / 100)
        rest = palette.glyphs.empty * (bar_width - full)
        canvas.row(
            *marked(f"{label} ", palette.name if leads else palette.text, palette),
            (palette.glyphs.full * full, palette.current if wins else palette.meter),
            (rest, palette.frame),
            (f"{share:4.0f}%", palette.name if leads else palette.dim),
            (f" {palette.glyphs.won}" if wins else "", palette.current),
        )
    facts = poll_facts(poll, lambda date: date.day)
    canvas.listed(facts, f" {palette.glyphs.dot} ", palette.dim)
