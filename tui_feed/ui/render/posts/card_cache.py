"""Cache of drawn cards: each frame draws only its new cards."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from tui_feed.feed import Feed
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.hyperlinks import add_hyperlinks
from tui_feed.ui.render.colours.palette import Palette

MOST_CARDS = 400
"""Cards in the cache; beyond, the oldest card is dropped."""


DrawCard = Callable[[Feed, int, int, Palette], Canvas]
"""Function to draw the card of a row at a width."""


class CardCache:
    """Recently drawn cards, by row and width."""

    def __init__(self, draw: DrawCard) -> None:
        self._draw = draw
        self._cards: OrderedDict[tuple[int, int], Canvas] = OrderedDict()

    def clear(self) -> None:
        """Forget all cards."""
        self._cards.clear()

    def forget(self, rows: Iterable[int] | None) -> None:
        """Forget the cards of some rows, or all cards."""
        wanted = None if rows is None else set(rows)
        for key in [key for key in self._cards if wanted is None or key[0] in wanted]:
            del self._cards[key]

    def card(self, feed: Feed, row: int, width: int, palette: Palette) -> Canvas:
        """Return the card of a row, from the cache if possible."""
        key = (row, width)
        card = self._cards.get(key)
        if card is None:
            card = self._draw(feed, row, width, palette)
            if palette.has_hyperlinks:
                add_hyperlinks(card)
            self._cards[key] = card
            if len(self._cards) > MOST_CARDS:
                self._cards.popitem(last=False)
        return card
