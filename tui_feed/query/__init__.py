"""X's search language, answered offline: `#tag since:2024-01-01 -from:x` becomes a `Query`.

Each name is imported when it is first asked for: a screen without a filter takes few of them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_feed.query.date_ranges import parse_dates
    from tui_feed.query.errors import QueryError
    from tui_feed.query.folding import fold
    from tui_feed.query.highlighting import Marker
    from tui_feed.query.kinds import KINDS, Kind
    from tui_feed.query.nodes import (
        And,
        Count,
        CountKind,
        Dates,
        Facet,
        FacetKind,
        Ids,
        Node,
        Not,
        Or,
        Pattern,
        Recurring,
        Sort,
        Text,
    )
    from tui_feed.query.operators import OPERATORS, SYNTAX, Form, Operator
    from tui_feed.query.orders import ORDERS, Order
    from tui_feed.query.query import Part, Query

__all__ = [
    "KINDS",
    "OPERATORS",
    "ORDERS",
    "SYNTAX",
    "And",
    "Count",
    "CountKind",
    "Dates",
    "Facet",
    "FacetKind",
    "Form",
    "Ids",
    "Kind",
    "Marker",
    "Node",
    "Not",
    "Operator",
    "Or",
    "Order",
    "Part",
    "Pattern",
    "Query",
    "QueryError",
    "Recurring",
    "Sort",
    "Text",
    "fold",
    "parse_dates",
]

_HOMES = {
    "date_ranges": ("parse_dates",),
    "errors": ("QueryError",),
    "folding": ("fold",),
    "kinds": ("KINDS", "Kind"),
    "highlighting": ("Marker",),
    "nodes": (
        "And", "Count", "CountKind", "Dates", "Facet", "FacetKind", "Ids", "Node", "Not", "Or",
        "Pattern", "Recurring", "Sort", "Text",
    ),
    "operators": ("OPERATORS", "SYNTAX", "Form", "Operator"),
    "orders": ("ORDERS", "Order"),
    "query": ("Part", "Query"),
}  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Import a name from the room it lives in."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
