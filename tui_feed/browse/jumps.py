"""Where a jump through the timeline ends: at a date, or at what a filter met."""

from collections.abc import Sequence

from tui_feed.feed import Feed, Order
from tui_feed.query import Dates, Query, QueryError, Term


def combined(filter_text: str, piece: str) -> Query | None:
    """Return the query of a filter and one more piece; None where nothing can be both.

    Two dates that never meet are a mistake where they are typed, and no post where they come
    together by a key.
    """
    try:
        return Query.parse(f"{filter_text} {piece}")
    except QueryError:
        return None


def row_at_date(feed: Feed, query: Query, rows: Sequence[int], piece: str) -> int | None:
    """Return the newest row of a filter that a date finds, else the one that is nearest to it.

    `rows` are those of the filter, `piece` is the date as a piece of a query. None where no post
    is dated, or for what comes every year and finds nothing.
    """
    both = combined(query.text, piece)
    found = feed.select(both, "newest") if both else ()
    return found[0] if found else _nearest(feed, rows, Query.parse(piece).terms())


def _nearest(feed: Feed, rows: Sequence[int], parts: list[Term]) -> int | None:
    """Return the row that is nearest to a stretch of time; None for what comes every year."""
    nodes = [Query.parse(part.text).root for part in parts]
    dates = [node for node in nodes if isinstance(node, Dates)]
    spans = [node.stated or (node.start, node.stop) for node in dates]
    start = next((start for start, _ in spans if start is not None), None)
    stop = next((stop for _, stop in spans if stop is not None), start)
    if stop is None:
        return None
    return feed.dates(rows).nearest(stop if start is None else start, stop)


def next_match(
    feed: Feed, rows: Sequence[int], at: int, sought: tuple[Query, Query, Order], step: int
) -> int | None:
    """Return the row of the next post that a filter met, from a place in `rows` on; None without.

    `sought` are the filter in force, the last one that asked for something to be seen, and the
    order. Where the one in force asks for nothing, it is the other that is gone through.
    """
    query, seen, order = sought
    if not query.marker and seen.marker:
        met = feed.select(seen, order).as_set()
        ahead = range(at + step, len(rows) if step > 0 else -1, step)
        return next((rows[place] for place in ahead if rows[place] in met), None)
    return rows[at + step] if 0 <= at + step < len(rows) else None


def next_order(feed: Feed, order: Order) -> Order:
    """Return the order after one, of those that the feed can tell apart."""
    orders = feed.orders()
    at = orders.index(order) if order in orders else -1
    return orders[(at + 1) % len(orders)]
