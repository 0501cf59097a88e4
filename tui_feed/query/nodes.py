"""What a query says, as a tree. Every node knows which part of the text it came from."""

from typing import Literal

from msgspec import Struct

from tui_feed.models import CountName
from tui_feed.query.orders import Order

CountKind = CountName | Literal["depth"]
"""Number of a post that is compared; `depth` is how many posts are quoted inside each other."""

Cycle = Literal["date", "month", "weekday"]
"""What comes round again."""

Span = tuple[int, int]
"""Where a node begins and ends in the query's text, in code points."""


class Text(Struct, frozen=True):
    """A word or an exact phrase, anywhere in what a post says or quotes."""

    span: Span
    """Its place in the query."""
    needle: str
    """What to find, folded, with single spaces; never empty."""
    in_links: bool = False
    """Whether only addresses are looked at."""


class Pattern(Struct, frozen=True):
    """A regular expression, anywhere in one of the texts of a post."""

    span: Span
    """Its place in the query."""
    source: str
    """The expression, as RE2 reads it; `query.patterns` compiles it."""


class Facet(Struct, frozen=True):
    """Something a post itself is or has: a tag, an author, a language, a picture, a source."""

    span: Span
    """Its place in the query."""
    kind: str
    """Name of the facet (`operators.facets`)."""
    value: str
    """The tag, handle, symbol or label, folded and without its sign; an id as it is."""


class Dates(Struct, frozen=True):
    """A stretch of time that the post's own date must lie in."""

    span: Span
    """Its place in the query."""
    start: int | None
    """First millisecond since 1970 UTC; None where the stretch has no beginning."""
    stop: int | None
    """First millisecond after it; None where it has no end."""


class Recurring(Struct, frozen=True):
    """A date, a month or days of the week, of any year, that the post's own date must lie in."""

    span: Span
    """Its place in the query."""
    cycle: Cycle
    """Which of them."""
    values: tuple[int, ...]
    """Month and day of a date; months, 1 to 12; days of the week, Monday 0."""


class Count(Struct, frozen=True):
    """A count that must not be less or not be more than a number."""

    span: Span
    """Its place in the query."""
    kind: CountKind
    """What is counted."""
    least: int = 0
    """The smallest count that matches."""
    most: int | None = None
    """The largest count that matches; None for any."""


class Ids(Struct, frozen=True):
    """A stretch of numbers that the post's id must lie in, as networks count their posts."""

    span: Span
    """Its place in the query."""
    above: int | None = None
    """The id must be more than this."""
    most: int | None = None
    """The id must not be more than this."""


class Sort(Struct, frozen=True):
    """An order for the whole result; every post matches."""

    span: Span
    """Its place in the query."""
    order: Order
    """Which order."""


class Not(Struct, frozen=True):
    """Everything but."""

    span: Span
    """Its place in the query, the minus included."""
    node: "Node"
    """What is left out."""


class And(Struct, frozen=True):
    """All of these."""

    span: Span
    """Its place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


class Or(Struct, frozen=True):
    """Any of these."""

    span: Span
    """Its place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


Leaf = Text | Pattern | Facet | Dates | Recurring | Count | Ids | Sort
"""A part without parts."""

Node = Leaf | Not | And | Or
"""Any part of a query."""
