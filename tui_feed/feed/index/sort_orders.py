"""Keep the sort orders of a timeline, with all its rows.

Most archives are in an order by date. Then this order and its opposite are a `range`: it takes no
memory, and finding a row in it takes no time.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui_feed.feed.columns import Counts, Starts
from tui_feed.feed.index.sorting import Sorting
from tui_feed.query.post_facts.orders import ORDERS, Order
from tui_feed.text.timestamps import MISSING

_NEVER = 2**63
"""Moment later than any date: posts without a date come last."""
_BY_DATE: tuple[Order, ...] = ("newest", "oldest")


SortKey = Callable[[int], tuple[int, int]]
"""Sort key of a row in an order."""


class SortedRows(NamedTuple):
    """Rows in an order, as far as they were sorted."""

    rows: Sequence[int]
    """Rows."""
    order: Order
    """Order of the rows: the wanted order, or another if nothing is sorted yet."""
    is_whole: bool
    """True if all rows are in the wanted order."""
    sort_key: SortKey
    """Sort key of a row in this order."""


class SortOrders:
    """Keeps two orders: `newest` and the last order asked for.

    An order other than a `range` takes four bytes per post; sorting takes at most a second.
    """

    def __init__(self, starts: Starts, counts: Mapping[str, Counts]) -> None:
        self._starts = starts
        self._columns: dict[str, Counts | Starts] = {"newest": starts, "oldest": starts, **counts}
        self._falls = self._rises = self._is_strict = True
        self._size = 0
        self._rows: dict[Order, Sequence[int]] = {}
        self._sortings: dict[Order, Sorting] = {}
        self._captured: array[int] | None = None  # rows by position, if any row replaced another
        self._places: array[int] = array("I")  # positions by row

    def extend(self, *, falls: bool, rises: bool, is_strict: bool) -> None:
        """Note the order of the dates added to `starts`: falling, rising, all different."""
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

    def replace(self, old: int, new: int) -> None:
        """Swap a new row and the hidden row it replaces, in the order of capture."""
        rows = self._captured = self._all_captured()
        places = self._places
        places[old], places[new] = places[new], places[old]
        rows[places[old]], rows[places[new]] = old, new

    def _all_captured(self) -> "array[int]":
        """Return the rows in the order of capture as an array."""
        rows = array("I") if self._captured is None else self._captured
        if len(rows) < self._size:
            more = range(len(rows), self._size)
            rows.extend(more)
            self._places.extend(more)
        return rows

    def rows(self, order: Order) -> Sequence[int]:
        """Return the first rows in an order, as far as they are sorted.

        Raises `KeyError` for an unknown order.
        """
        if order not in ORDERS:
            raise KeyError(order)
        if order == "captured" and self._captured is not None:
            return self._all_captured()[:]
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
            places = self._places[:]  # copied: earlier selections keep their order
            return (lambda row: (0, places[row])) if places else lambda row: (0, row)
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
        if order == "oldest":  # in sorting, posts without a date are the oldest
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
        """Return an order equal to the order of capture or its opposite; None for any other."""
        forwards = range(self._size)
        if order == "captured":
            return forwards
        if order not in _BY_DATE:
            return None
        along, against = self._falls, self._rises
        if order == "oldest":
            # Posts without a date are at the end of falling dates, and must not become the first.
            is_stated = not self._size or self._starts[self._size - 1] != MISSING
            along, against = self._rises, self._falls and is_stated
        if along:
            return forwards
        return forwards[::-1] if against and self._is_strict else None
