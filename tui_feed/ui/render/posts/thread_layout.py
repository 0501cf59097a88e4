"""Layout of a thread: cards indented by depth, with notes on missing posts."""

from rich.segment import Segment

from tui_feed.browse.moving.relations import beginning, missing_words
from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.text.dates import Period
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.card import draw_card
from tui_feed.ui.render.posts.card_layout import CardLayout
from tui_feed.ui.render.posts.post_parts import author_pieces
from tui_feed.ui.render.widths import steady

MOST_LEVELS = 8
"""Levels drawn in a wide window; a deeper post says its depth."""
LEVEL = 2
"""Cells of a level."""


class ThreadLayout(CardLayout):
    """Drawing of the cards of a thread, and of the lines left of them."""

    def __init__(self, shown: ShownThread) -> None:
        self._depths = shown.thread.depths
        self._levels = shown.thread.levels
        self._missing = shown.thread.missing
        self._here = shown.here

    def indent(self, row: int, width: int) -> int:
        """Return the cells left of a card; card and cells together have a width."""
        return LEVEL * min(self._levels.get(row, 0), _levels(width))

    def guides(self, row: int, width: int, palette: Palette) -> list[Segment]:
        """Draw the cells left of a line of a card: a line for each level above it."""
        levels = self.indent(row, width) // LEVEL
        return [Segment(f"{palette.glyphs.side} " * levels, palette.frame)] if levels else []

    def draw(
        self, feed: Feed, row: int, width: int, palette: Palette, under: Period | None
    ) -> Canvas:
        """Draw the card of a row, below its notes; `width` includes the indentation."""
        post = feed.post(row)
        canvas = Canvas(width - self.indent(row, width), palette.glyphs.cut)
        if row == self._here:
            canvas.spread([], (f"{palette.glyphs.here} you are here", palette.dim))
        if self._levels.get(row, 0) > _levels(width):
            canvas.row((f"{self._depths[row]:,} replies deep", palette.dim))
        if row in self._missing:
            _draw_missing(canvas, post, feed.quoted_copy(self._missing[row]), palette)
        canvas.inset(draw_card(post, canvas.width, palette, under, feed.own, row), [])
        return canvas


def _levels(width: int) -> int:
    """Return the number of levels with room in a width."""
    return max(1, min(MOST_LEVELS, width // 3 // LEVEL))


def _draw_missing(canvas: Canvas, reply: Post, copy: Post | None, palette: Palette) -> None:
    """Draw what is known of an answered post that the feed lacks."""
    sign = f"{palette.glyphs.reply} answers "
    if copy is None:
        canvas.wrapped(sign + steady(missing_words(reply)), palette.dim, 2)
        return
    name = author_pieces(copy, palette)[0][0]
    words = f"{sign}{name}, known from a quote: {beginning(copy)}"
    top = len(canvas.lines)
    canvas.wrapped(steady(words), palette.dim, 3)
    canvas.target("post", copy.id, range(top, len(canvas.lines)))
