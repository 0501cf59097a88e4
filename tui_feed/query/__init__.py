"""Parse X's search language for offline use: `#tag since:2024-01-01 -from:x` becomes a `Query`.

Each name is imported at its first use: a screen without a filter needs only a few names.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_feed.query.date_ranges import parse_dates
    from tui_feed.query.errors import QueryError
    from tui_feed.query.folding import fold
    from tui_feed.query.highlighting import Marker
    from tui_feed.query.nodes import (
        And,
        CountKind,
        CountRange,
        Dates,
        Facet,
        Ids,
        Node,
        Not,
        Or,
        Pattern,
        Phrase,
        Recurring,
        Sort,
    )
    from tui_feed.query.operators import OPERATORS, SYNTAX, Form, Operator, all_terms
    from tui_feed.query.post_facts.kinds import KINDS, PostKind
    from tui_feed.query.post_facts.orders import ORDERS, Order
    from tui_feed.query.query import Query, Term

__all__ = [
    "KINDS",
    "OPERATORS",
    "ORDERS",
    "SYNTAX",
    "And",
    "CountKind",
    "CountRange",
    "Dates",
    "Facet",
    "Form",
    "Ids",
    "Marker",
    "Node",
    "Not",
    "Operator",
    "Or",
    "Order",
    "Pattern",
    "Phrase",
    "PostKind",
    "Query",
    "QueryError",
    "Recurring",
    "Sort",
    "Term",
    "all_terms",
    "fold",
    "parse_dates",
]

_MODULES = {
    "date_ranges": ("parse_dates",),
    "errors": ("QueryError",),
    "folding": ("fold",),
    "post_facts.kinds": ("KINDS", "PostKind"),
    "highlighting": ("Marker",),
    "nodes": (
        "And", "CountRange", "CountKind", "Dates", "Facet", "Ids", "Node", "Not", "Or", "Pattern",
        "Recurring", "Sort", "Phrase",
    ),
    "operators": ("OPERATORS", "SYNTAX", "Form", "Operator", "all_terms"),
    "post_facts.orders": ("ORDERS", "Order"),
    "query": ("Query", "Term"),
}  # fmt: skip

if not TYPE_CHECKING:  # a type checker knows the names above, and takes no other

    def __getattr__(name: str) -> object:
        """Import a name from its module."""
        home = next((module for module, names in _MODULES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{home}"), name)
