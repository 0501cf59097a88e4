"""X's search language, answered offline: `#tag since:2024-01-01 -from:x` becomes a `Query`."""

from tui_feed.query.dates import parse_dates
from tui_feed.query.errors import QueryError
from tui_feed.query.folding import fold
from tui_feed.query.nodes import And, Dates, Facet, FacetKind, Node, Not, Or, Text
from tui_feed.query.operators import OPERATORS, SYNTAX, Form, Operator
from tui_feed.query.query import Query

__all__ = [
    "OPERATORS",
    "SYNTAX",
    "And",
    "Dates",
    "Facet",
    "FacetKind",
    "Form",
    "Node",
    "Not",
    "Operator",
    "Or",
    "Query",
    "QueryError",
    "Text",
    "fold",
    "parse_dates",
]
