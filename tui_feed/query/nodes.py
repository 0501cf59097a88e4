"""What a query says, as a tree. Every node knows which part of the text it came from."""

from dataclasses import dataclass
from typing import Literal

FacetKind = Literal["tag", "mention", "cashtag", "from", "in"]
"""What a post can be looked up by."""

Span = tuple[int, int]
"""Where a node begins and ends in the query's text, in code points."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or an exact phrase, anywhere in what a post says or quotes."""

    span: Span
    """Its place in the query."""
    needle: str
    """What to find, folded, with single spaces; never empty."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something a post itself has: a tag, a mention, a cashtag, an author, a source."""

    span: Span
    """Its place in the query."""
    kind: FacetKind
    """Which of them."""
    value: str
    """The tag, handle, symbol or label, folded and without its sign."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A stretch of time that the post's own date must lie in."""

    span: Span
    """Its place in the query."""
    start: int | None
    """First millisecond since 1970 UTC; None where the stretch has no beginning."""
    stop: int | None
    """First millisecond after it; None where it has no end."""


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    span: Span
    """Its place in the query, the minus included."""
    node: "Node"
    """What is left out."""


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    span: Span
    """Its place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    span: Span
    """Its place in the query, with its parentheses."""
    nodes: "tuple[Node, ...]"
    """Two or more."""


Node = Text | Facet | Dates | Not | And | Or
"""Any part of a query."""
