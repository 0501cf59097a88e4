"""Layout of cards in a timeline: each has the whole width."""

from rich.segment import Segment

from tui_feed.feed import Feed
from tui_feed.text.dates import Period
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.card import draw_card


class CardLayout:
    """Drawing of the cards of rows, and of the cells left of them."""

    def indent(self, row: int, width: int) -> int:
        """Return the cells left of a card; card and cells together have a width."""
        del row, width
        return 0

    def guides(self, row: int, width: int, palette: Palette) -> list[Segment]:
        """Draw the cells left of a line of a card."""
        del row, width, palette
        return []

    def draw(
        self, feed: Feed, row: int, width: int, palette: Palette, under: Period | None
    ) -> Canvas:
        """Draw the card of a row; `width` includes the cells left of it.

        `under` is the period named by the rule above the card, if there is a rule.
        """
        return draw_card(feed.post(row), width, palette, under, feed.own, row)
