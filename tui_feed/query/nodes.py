"""Syntax tree of a query. Every node knows its place in the text."""

from typing import Literal

from msgspec import Struct

from tui_feed.models import CountName
from tui_feed.query.orders import Order

CountKind = CountName | Literal["depth"]
"""Name of a count that is compared; `depth` counts posts quoted inside each other."""

Cycle = Literal["date", "month", "weekday"]
"""Part of a calendar that comes round again."""

Span = tuple[int, int]
"""First place and the place after the last, in the query's text, in code points."""


class Phrase(Struct, frozen=True):
    """Word or exact phrase, anywhere in what a post says or quotes."""

    span: Span
    """Place in the query."""
    needle: str
    """Text to find, folded, with single spaces; never empty."""
    in_links: bool = False
    """Whether only addresses are looked at."""


class Pattern(Struct, frozen=True):
    """Regular expression, anywhere in one of the texts of a post."""

    span: Span
    """Place in the query."""
    source: str
    """Expression, as RE2 reads it; `query.patterns` compiles it."""


class Facet(Struct, frozen=True):
    """Value that a post itself must have: a tag, an author, a language, a kind, a source."""

    span: Span
    """Place in the query."""
    kind: str
    """Name of the facet (`operators.facets`)."""
    value: str
    """Value in the form in which it is looked up."""


class Dates(Struct, frozen=True):
    """Span of time that the post's own date must lie in."""

    span: Span
    """Place in the query."""
    start: int | None
    """First millisecond since 1970 UTC; None where the span has no beginning."""
    stop: int | None
    """First millisecond after it; None where it has no end."""


class Recurring(Struct, frozen=True):
    """Date, month or days of the week, of any year, that the post's own date must lie in."""

    span: Span
    """Place in the query."""
    cycle: Cycle
    """Part of the calendar."""
    values: tuple[int, ...]
    """Month and day of a date; months, 1 to 12; days of the week, Monday 0."""


class CountRange(Struct, frozen=True):
    """Range of numbers that a count of the post must lie in."""

    span: Span
    """Place in the query."""
    kind: CountKind
    """Name of the count."""
    least: int = 0
    """Smallest count that matches."""
    most: int | None = None
    """Largest count that matches; None for any."""


class Ids(Struct, frozen=True):
    """Range of numbers that the post's id must lie in, as networks count their posts."""

    span: Span
    """Place in the query."""
    above: int | None = None
    """Number that the id must be more than; None for any."""
    most: int | None = None
    """Number that the id must not be more than; None for any."""


class Sort(Struct, frozen=True):
    """Sort order of the whole result; every post matches."""

    span: Span
    """Place in the query."""
    order: Order
    """Order."""


class Not(Struct, frozen=True):
    """Negation: posts that the node does not match."""

    span: Span
    """Place in the query, the minus included."""
    node: "Node"
    """Node that is left out."""


class And(Struct, frozen=True):
    """Conjunction: posts that every node matches."""

    span: Span
    """Place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


class Or(Struct, frozen=True):
    """Disjunction: posts that some node matches."""

    span: Span
    """Place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


Leaf = Phrase | Pattern | Facet | Dates | Recurring | CountRange | Ids | Sort
"""Node without nodes in it."""

Node = Leaf | Not | And | Or
"""Any node of the tree."""
