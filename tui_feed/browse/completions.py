"""Completions of a query while it is typed: operators, and values found in the feed."""

from typing import NamedTuple

from tui_feed.feed import Feed
from tui_feed.query import KINDS, FacetKind, fold
from tui_feed.query.completion import Stub, Wanted, as_value, operators_for, stub_at
from tui_feed.query.readers import WEEKDAYS
from tui_feed.text.dates import MONTHS

MOST_SHOWN = 8
"""Number of completions offered at a time."""

Offers = list[tuple[str, str]]
"""Words, each with a note: a number of posts, or the meaning of the word."""

_FACETS: dict[Wanted, FacetKind] = {
    "tag": "tag", "mention": "mention", "cashtag": "cashtag", "HANDLE": "from", "LANG": "lang",
    "APP": "app", "DOMAIN": "domain", "SOURCE": "in",
}  # fmt: skip
_FIXED: dict[Wanted, Offers] = {
    "DATE": [("today", ""), ("yesterday", ""), ("7d", "a week ago"), ("30d", ""), ("1y", "")],
    "MONTH": [(month.lower(), "") for month in MONTHS],
    "DAY": [(day, "") for day in (*WEEKDAYS, "weekday", "weekend")],
    "TIME": [("24h", ""), ("7d", ""), ("30d", ""), ("365d", "")],
    "N": [("10", ""), ("100", ""), ("1K", ""), ("10K", "")],
    "DEPTH": [("0", "quotes nothing"), (">0", ""), (">1", "a quote in a quote")],
}


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
    if stub.wanted == "operator":
        return operators_for(stub.typed)
    if kind := _FACETS.get(stub.wanted):
        form = _app if kind == "app" else str
        return [(form(value), f"{count:,}") for value, count in feed.values(kind)]
    if stub.wanted == "KIND":
        counts = dict(feed.values("is"))
        return [(kind.name, f"{counts.get(kind.name, 0):,}  {kind.help}") for kind in KINDS]
    if stub.wanted == "ORDER":
        return [(order, "") for order in feed.orders()]
    return _FIXED.get(stub.wanted, [])


def _app(name: str) -> str:
    """Return an app's name as written in a query on X."""
    return name.replace(" ", "_")
