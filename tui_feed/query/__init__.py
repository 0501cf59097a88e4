"""X's search language, answered offline: `#tag since:2024-01-01 -from:x` becomes a `Query`."""

from tui_feed.query.dates import parse_dates
from tui_feed.query.errors import QueryError
from tui_feed.query.folding import fold
from tui_feed.query.kinds import KINDS, Kind
from tui_feed.query.marking import Marker
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
