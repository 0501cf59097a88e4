"""Cache of drawn cards: each frame draws only its new cards."""

from collections import OrderedDict

from tui_feed.feed import Feed
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.card import draw_card
from tui_feed.ui.render.palette import Palette

MOST_CARDS = 400
"""Cards in the cache; beyond, the oldest card is dropped."""


class CardCache:
    """Recently drawn cards, by row and width."""

    def __init__(self) -> None:
        self._cards: OrderedDict[tuple[int, int], Canvas] = OrderedDict()

    def clear(self) -> None:
        """Forget all cards."""
        self._cards.clear()

    def card(self, feed: Feed, row: int, width: int, palette: Palette) -> Canvas:
        """Return the card of a row, from the cache if possible."""
        key = (row, width)
        card = self._cards.get(key)
        if card is None:
            card = draw_card(feed.post(row), width, palette)
            self._cards[key] = card
            if len(self._cards) > MOST_CARDS:
                self._cards.popitem(last=False)
        return card
