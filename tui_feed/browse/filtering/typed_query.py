"""Query while it is being typed: the last good view stays until a term makes sense."""

from typing import NamedTuple

from tui_feed.browse.filtering.completions import completions
from tui_feed.feed import Feed
from tui_feed.query import Facet, Query, QueryError
from tui_feed.query.errors import CLOSING, Missing
from tui_feed.query.operators import all_facets

DEEPEST = 3
"""Most nested groups to close for the moment."""


class TypedQuery(NamedTuple):
    """Text of the input, as far as it is a query."""

    query: Query | None
    """Query to show now; None if the posts on the screen stay."""
    awaited: str = ""
    """Words for the missing end of an unfinished term: `a date`."""
    error: QueryError | None = None
    """Error of the whole text; None for a query."""


def read_typed(text: str, cursor: int) -> TypedQuery:
    """Read a text while somebody types at `cursor`.

    A tag or a name at the cursor is a beginning: longer names match, too. An unfinished term at the
    cursor is left out for the moment.
    """
    try:
        return TypedQuery(Query.parse(text).typed_to(cursor))
    except QueryError as error:
        missing = error.missing
        if missing is None or not missing.start <= cursor <= missing.end:
            return TypedQuery(None, "", error)
        return TypedQuery(_so_far(text, cursor, missing), missing.words, error)


def _so_far(text: str, cursor: int, missing: Missing) -> Query | None:
    """Return the query without an unfinished term, or with an open group closed."""
    if missing.words == CLOSING:
        for depth in range(1, DEEPEST + 1):
            if query := _parsed(text + ")" * depth):
                return query.typed_to(cursor)
    return _parsed(f"{text[: missing.start]}{text[missing.end :]}".strip())


def _parsed(text: str) -> Query | None:
    try:
        return Query.parse(text)
    except QueryError:
        return None


class MissingValue(NamedTuple):
    """Term for a value without posts."""

    term: str
    """Term: `#la`."""
    end: int
    """Position of its end in the query."""
    offered: str
    """Term of the most frequent longer value; may be empty."""

    @property
    def words(self) -> str:
        """Words for the reader."""
        offer = f"; {self.offered} is offered" if self.offered else ""
        return f"no {self.term}{offer}"


def missing_value(feed: Feed, query: Query) -> MissingValue | None:
    """Return the last term of a query for a tag or a name without posts."""
    nodes = [node for node in query.leaves() if isinstance(node, Facet)]
    for node in sorted(nodes, key=lambda each: each.span, reverse=True):
        term = query.text[slice(*node.span)]
        facet = all_facets()[node.kind]
        if facet.sign and term[:1] == facet.sign and _is_missing(feed, node):
            found = completions(feed, term, len(term))
            offered = f"{term[0]}{found[0].label}" if found else ""
            return MissingValue(term, node.span[1], offered)
    return None


def _is_missing(feed: Feed, node: Facet) -> bool:
    return not len(feed.select(Query("", node), "captured"))
