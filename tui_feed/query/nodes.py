"""Define the syntax tree of a query; every node has its position in the text."""

from typing import Literal

from msgspec import Struct

from tui_feed.models import CountName
from tui_feed.query.post_facts.orders import Order

CountKind = CountName | Literal["depth"]
"""Name of a count to compare; `depth` counts posts quoted inside each other."""

Cycle = Literal["date", "month", "weekday"]
"""Recurring part of a calendar."""

Span = tuple[int, int]
"""Position of a node in the query's text: its first code point, and the code point after it."""


class Phrase(Struct, frozen=True):
    """Part of a word, or a phrase of whole words, in the texts of a post or its quotes."""

    span: Span
    """Place in the query."""
    needle: str
    """Text to find, folded, with single spaces; never empty."""
    in_links: bool = False
    """True if only addresses are searched."""
    whole: bool = False
    """True if it must not begin or end inside a word (`phrases.pattern_of`)."""


class Pattern(Struct, frozen=True):
    """Regular expression, matched in each text of a post."""

    span: Span
    """Place in the query."""
    source: str
    """Expression in RE2's syntax; `query.patterns` compiles it."""


class Facet(Struct, frozen=True):
    """Required value of the post itself: a tag, an author, a language, a kind, a source."""

    span: Span
    """Place in the query."""
    kind: str
    """Name of the facet (`operators.facets`)."""
    value: str
    """Value in the form for look-ups."""
    is_begun: bool = False
    """True while the value is being typed: longer values match, too."""


class Dates(Struct, frozen=True):
    """Span of time that contains the post's own date."""

    span: Span
    """Place in the query."""
    start: int | None
    """First millisecond since 1970 UTC; None for no beginning."""
    stop: int | None
    """First millisecond after it; None for no end."""
    stated: tuple[int | None, int | None] | None = None
    """Start and stop on the reader's clock, for dates without a zone; None if the zone is UTC."""


class Recurring(Struct, frozen=True):
    """Date, month or days of the week, in any year, of the post's own date."""

    span: Span
    """Place in the query."""
    cycle: Cycle
    """Part of the calendar."""
    values: tuple[int, ...]
    """Month and day of a date; months, 1 to 12; days of the week, Monday 0."""


class CountRange(Struct, frozen=True):
    """Range that contains a count of the post."""

    span: Span
    """Place in the query."""
    kind: CountKind
    """Name of the count."""
    least: int = 0
    """Smallest matching count."""
    most: int | None = None
    """Largest matching count; None for any."""


class Ids(Struct, frozen=True):
    """Range that contains the post's id, as a number."""

    span: Span
    """Place in the query."""
    above: int | None = None
    """Number below the smallest matching id; None for any."""
    most: int | None = None
    """Largest matching id; None for any."""


class Sort(Struct, frozen=True):
    """Sort order of the whole result; every post matches."""

    span: Span
    """Place in the query."""
    order: Order
    """Order."""


class Not(Struct, frozen=True):
    """Negation: posts that do not match the node."""

    span: Span
    """Position in the query, with the minus."""
    node: "Node"
    """Negated node."""


class And(Struct, frozen=True):
    """Conjunction: posts that match every node."""

    span: Span
    """Place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


class Or(Struct, frozen=True):
    """Disjunction: posts that match any node."""

    span: Span
    """Place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


Leaf = Phrase | Pattern | Facet | Dates | Recurring | CountRange | Ids | Sort
"""Node without inner nodes."""

Node = Leaf | Not | And | Or
"""Any node of the tree."""
