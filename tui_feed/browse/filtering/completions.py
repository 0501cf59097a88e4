"""Completions of a query while it is typed: operators, and values found in the feed."""

from typing import NamedTuple

from tui_feed.feed import Feed
from tui_feed.query import fold
from tui_feed.query.completion import Stub, operators_for, stub_at
from tui_feed.query.operators import as_value
from tui_feed.query.post_facts.facets import FacetType
from tui_feed.query.shapes import ORDER

MOST_OFFERED = 100
"""Number of completions offered at most."""


class Offer(NamedTuple):
    """Word to complete the typed text with."""

    label: str
    """Word."""
    posts: int | None = None
    """Number of posts with it; None for a word without posts, such as an operator."""
    meaning: str = ""
    """Explanation; empty for a value of the feed."""


class Completion(NamedTuple):
    """Completion of a word in a query."""

    label: str
    """Completed word."""
    posts: int | None
    """Number of posts with it; None for a word without posts, such as an operator."""
    meaning: str
    """Explanation; empty for a value of the feed."""
    text: str
    """Query with the completed word."""
    cursor: int
    """Cursor after the completed word."""

    @property
    def note(self) -> str:
        """Count and explanation, on a single line."""
        count = "" if self.posts is None else f"{self.posts:,}"
        return "  ".join(filter(None, (count, self.meaning)))

    @property
    def needs_value(self) -> bool:
        """True for an operator: its value is still to be typed."""
        return self.label.endswith(":")


def completions(feed: Feed, text: str, cursor: int) -> list[Completion]:
    """Return completions for the word at the cursor, most frequent first."""
    stub = stub_at(text, cursor)
    if stub is None:
        return []
    found = _begun(_offers(feed, stub), stub.typed)
    return [_completion(stub, text, cursor, offer) for offer in found[:MOST_OFFERED]]


def _completion(stub: Stub, text: str, cursor: int, offer: Offer) -> Completion:
    is_operator = stub.wanted == "operator"
    ends = offer.label if is_operator else as_value(offer.label)
    space = "" if is_operator or text[cursor:].startswith(" ") else " "
    whole = f"{text[: stub.start]}{ends}{space}"
    return Completion(*offer, whole + text[cursor:], len(whole))


def _begun(offers: list[Offer], typed: str) -> list[Offer]:
    """Return words beginning with the typed text, then words containing it; no exact matches."""
    wanted = fold(typed.strip('"'))
    folded = [(fold(offer.label), offer) for offer in offers]
    first = [offer for word, offer in folded if word.startswith(wanted) and word != wanted]
    inside = [offer for word, offer in folded if wanted in word and not word.startswith(wanted)]
    return first + inside


def _offers(feed: Feed, stub: Stub) -> list[Offer]:
    wanted = stub.wanted
    if isinstance(wanted, FacetType):
        found = feed.values(wanted.name)
        if wanted.choices:
            counts = dict(found)
            offers = [Offer(name, counts.get(name, 0), words) for name, words in wanted.choices()]
            return sorted(offers, key=lambda offer: not offer.posts)
        return [Offer(wanted.spelled(value), count) for value, count in found]
    if wanted == "operator":
        return [Offer(name, None, words) for name, words in operators_for(stub.typed)]
    if wanted is ORDER:
        return [Offer(order) for order in feed.orders()]
    return [Offer(name, None, words) for name, words in wanted.offers]
