"""Sort orders: all rows of a timeline, in any of its orders.

Where posts were read in an order by date, as most archives have them, that order and its opposite
are a `range`: it takes no room, and to find a row in it takes no time.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui_feed.feed.columns import Counts, Starts
from tui_feed.feed.index.sorting import Sorting
from tui_feed.query.orders import ORDERS, Order
from tui_feed.text.timestamps import MISSING

_NEVER = 2**63
"""Later than any date, as what states none stands behind all."""
_BY_DATE: tuple[Order, ...] = ("newest", "oldest")


SortKey = Callable[[int], tuple[int, int]]
"""Sort key of a row in an order."""


class SortedRows(NamedTuple):
    """Rows in an order, as far as they were sorted."""

    rows: Sequence[int]
    """Rows."""
    order: Order
    """Order of the rows: the wanted one, or another where nothing is sorted yet."""
    is_whole: bool
    """True if these are all rows, in the wanted order."""
    sort_key: SortKey
    """Sort key of each in their order."""


class SortOrders:
    """Keeps the order that was asked for last, and the one with the newest first.

    Each takes four bytes a post where it is no `range`; to sort again takes a second at most.
    """

    def __init__(self, starts: Starts, counts: Mapping[str, Counts]) -> None:
        self._starts = starts
        self._columns: dict[str, Counts | Starts] = {"newest": starts, "oldest": starts, **counts}
        self._falls = self._rises = self._is_strict = True
        self._size = 0
        self._rows: dict[Order, Sequence[int]] = {}
        self._sortings: dict[Order, Sorting] = {}

    def extend(self, *, falls: bool, rises: bool, is_strict: bool) -> None:
        """Note whether the dates that were added fall, or rise, and are all different."""
        first, size = self._size, len(self._starts)
        plain = {order: self._plain(order) for order in _BY_DATE}
        if 0 < first < size:
            before, next_one = self._starts[first - 1], self._starts[first]
            falls, rises = falls and before >= next_one, rises and before <= next_one
            is_strict = is_strict and before != next_one
        self._falls, self._rises = self._falls and falls, self._rises and rises
        self._is_strict = self._is_strict and is_strict
        self._size = size
        for order, rows in plain.items():
            if rows and self._plain(order) is None:
                self._rows.setdefault(order, rows)

    def rows(self, order: Order) -> Sequence[int]:
        """Return the rows in an order: the first ones, as far as they were sorted.

        Raises `KeyError` for an order that is none.
        """
        if order not in ORDERS:
            raise KeyError(order)
        plain = self._plain(order)
        return self._rows.get(order, range(0)) if plain is None else plain

    def arranged(self, order: Order, until: float = float("inf")) -> SortedRows:
        """Return rows after sorting them until a moment of the clock."""
        is_whole = self.settle([order], until)
        rows = self.rows(order)
        if not rows and not is_whole:
            rows, order = self.rows("newest"), "newest"
            if len(rows) < self._size:
                rows, order = range(self._size), "captured"
        return SortedRows(rows, order, is_whole, self._key_in(order))

    def _key_in(self, order: Order) -> SortKey:
        column = self._columns.get(order)
        if column is None:  # as captured
            return lambda row: (0, row)
        if order == "oldest":
            return lambda row: (column[row] if column[row] != MISSING else _NEVER, row)
        return lambda row: (-column[row], row)

    def settle(self, orders: Iterable[Order], until: float = float("inf")) -> bool:
        """Sort rows by orders until a moment of the clock; return whether all are sorted."""
        return all(self._settle(order, until) for order in orders)

    def _settle(self, order: Order, until: float) -> bool:
        while len(self.rows(order)) < self._size:
            sorting = self._sortings.get(order) or self._begin(order)
            if not sorting.advance(until):
                return False
            rows = sorting.rows
            gaps = 0 if order != "oldest" else bisect_left(rows, x=True, key=self._is_dated)
            self._rows[order] = rows[gaps:] + rows[:gaps] if gaps else rows
            del self._sortings[order]
        return True

    def _begin(self, order: Order) -> Sorting:
        if order != "newest":
            self._drop_all_but({order, "newest"})
        before = self.rows(order)
        if order == "oldest":  # what states no date is sorted as the oldest of all
            dated = bisect_left(before, x=True, key=lambda row: not self._is_dated(row))
            if dated < len(before):
                before = array("I", [*before[dated:], *before[:dated]])
        keys = self._columns[order].sortable()
        sorting = Sorting(keys, before, self._size, falling=order != "oldest")
        return self._sortings.setdefault(order, sorting)

    def _drop_all_but(self, kept: set[Order]) -> None:
        for known in (self._rows, self._sortings):
            for order in known.keys() - kept:
                del known[order]

    def _is_dated(self, row: int) -> bool:
        return self._starts[row] != MISSING

    def _plain(self, order: Order) -> range | None:
        """Return an order that is the order of capture, or its opposite; None for any other."""
        forwards = range(self._size)
        if order == "captured":
            return forwards
        if order not in _BY_DATE:
            return None
        along, against = self._falls, self._rises
        if order == "oldest":
            # What is not stated stands at the end of falling dates, and must not come first now.
            is_stated = not self._size or self._starts[self._size - 1] != MISSING
            along, against = self._rises, self._falls and is_stated
        if along:
            return forwards
        return forwards[::-1] if against and self._is_strict else None
