"""Completions of a query while it is typed: operators, and values found in the feed."""

from typing import NamedTuple

from tui_feed.feed import Feed
from tui_feed.query import fold
from tui_feed.query.completion import Stub, operators_for, stub_at
from tui_feed.query.operators import as_value
from tui_feed.query.post_facts.facets import FacetType
from tui_feed.query.shapes import ORDER

MOST_SHOWN = 8
"""Number of completions offered at a time."""

Offers = list[tuple[str, str]]
"""Words, each with a note: a number of posts, or the meaning of the word."""


class Completion(NamedTuple):
    """Completion of a word in a query."""

    label: str
    """Completed word."""
    note: str
    """Number of posts with it, or its meaning."""
    text: str
    """Query with the completed word."""
    cursor: int
    """Cursor after the completed word."""


def completions(feed: Feed, text: str, cursor: int) -> list[Completion]:
    """Return completions for the word at the cursor, most frequent first."""
    stub = stub_at(text, cursor)
    if stub is None:
        return []
    found = _begun(_offers(feed, stub), stub.typed)
    return [_completion(stub, text, cursor, *offer) for offer in found[:MOST_SHOWN]]


def _completion(stub: Stub, text: str, cursor: int, label: str, note: str) -> Completion:
    ends = label if stub.wanted == "operator" else as_value(label)
    space = "" if stub.wanted == "operator" or text[cursor:].startswith(" ") else " "
    whole = f"{text[: stub.start]}{ends}{space}"
    return Completion(label, note, whole + text[cursor:], len(whole))


def _begun(offers: Offers, typed: str) -> Offers:
    """Return words beginning with the typed text, then words containing it; no exact matches."""
    wanted = fold(typed.strip('"'))
    folded = [(fold(offer[0]), offer) for offer in offers]
    first = [offer for word, offer in folded if word.startswith(wanted) and word != wanted]
    inside = [offer for word, offer in folded if wanted in word and not word.startswith(wanted)]
    return first + inside


def _offers(feed: Feed, stub: Stub) -> Offers:
    wanted = stub.wanted
    if isinstance(wanted, FacetType):
        found = feed.values(wanted.name)
        if wanted.choices:
            counts = dict(found)
            return [(name, f"{counts.get(name, 0):,}  {words}") for name, words in wanted.choices()]
        return [(wanted.spelled(value), f"{count:,}") for value, count in found]
    if wanted == "operator":
        return operators_for(stub.typed)
    if wanted is ORDER:
        return [(order, "") for order in feed.orders()]
    return list(wanted.offers)
