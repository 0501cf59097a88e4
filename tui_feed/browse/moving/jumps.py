"""Targets of jumps through the timeline: a date, or the next match."""

from collections.abc import Sequence

from tui_feed.feed import Feed, Order
from tui_feed.query import Dates, Query, QueryError, Term


def combined(filter_text: str, term: str) -> Query | None:
    """Return a filter with another term; None if no post can match both.

    Two contradicting dates are an error in a typed query, but mean "no post" for a jump.
    """
    try:
        return Query.parse(f"{filter_text} {term}")
    except QueryError:
        return None


def row_at_date(feed: Feed, query: Query, rows: Sequence[int], term: str) -> int | None:
    """Return the newest row of a date, else the row nearest to it.

    `rows` are the selected rows, `term` is a date term. None if no post is dated, or if a yearly
    date (`on:12-24`) has no posts.
    """
    both = combined(query.text, term)
    found = feed.select(both, "newest") if both else ()
    return found[0] if found else _nearest(feed, rows, Query.parse(term).terms())


def _nearest(feed: Feed, rows: Sequence[int], terms: list[Term]) -> int | None:
    """Return the row nearest to a period; None for a yearly date."""
    nodes = [Query.parse(term.text).root for term in terms]
    dates = [node for node in nodes if isinstance(node, Dates)]
    spans = [node.stated or (node.start, node.stop) for node in dates]
    start = next((start for start, _ in spans if start is not None), None)
    stop = next((stop for _, stop in spans if stop is not None), start)
    if stop is None:
        return None
    return feed.dates(rows).nearest(stop if start is None else start, stop)


def next_match(
    feed: Feed, rows: Sequence[int], at: int, searched: tuple[Query, Query, Order], step: int
) -> int | None:
    """Return the row of the next match after an index in `rows`; None at the end.

    `searched`: the current filter, the last filter with words to highlight, and the sort order.
    If the current filter has no words to highlight, the last such filter is searched.
    """
    query, seen, order = searched
    if not query.marker and seen.marker:
        matching = feed.select(seen, order).as_set()
        ahead = range(at + step, len(rows) if step > 0 else -1, step)
        return next((rows[place] for place in ahead if rows[place] in matching), None)
    return rows[at + step] if 0 <= at + step < len(rows) else None
