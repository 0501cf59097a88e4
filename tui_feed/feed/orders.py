"""The rows of a timeline in every order that it can be read in.

Where posts were read in an order by date, as most archives have them, a `range` is that order and
its opposite: it takes no room, and to find a row in it no time.
"""

from array import array
from collections.abc import Mapping, Sequence

from tui_feed.feed.columns import Counts, Starts
from tui_feed.query.orders import ORDERS, Order
from tui_feed.text.timestamps import MISSING


def arranged(
    column: Counts | Starts, before: Sequence[int], *, falling: bool = True
) -> "array[int]":
    """Return the rows of `column` sorted by its values; ties as captured, missing values last.

    `before` is the same arrangement of the first rows from an earlier call; sorting starts from it
    and so takes little more than one pass where few rows are new.
    """
    rows = [*before, *range(len(before), len(column))]
    rows.sort(key=column.sortable().__getitem__, reverse=falling)
    if not falling:
        gaps = next((at for at, row in enumerate(rows) if column[row] != MISSING), len(rows))
        rows = rows[gaps:] + rows[:gaps]
    return array("I", rows)


class Arrangements:
    """The rows in every order that was asked for, kept until rows are added."""

    def __init__(self, starts: Starts, counts: Mapping[str, Counts]) -> None:
        self._starts = starts
        self._columns: dict[str, Counts | Starts] = {"newest": starts, "oldest": starts, **counts}
        self._falls = self._rises = self._is_strict = True
        self._size = 0
        self._rows: dict[Order, array[int]] = {}

    def extend(self, *, falls: bool, rises: bool, is_strict: bool) -> None:
        """Note how the dates go on that were added: whether they fall, or rise, and never stay."""
        first, size = self._size, len(self._starts)
        if 0 < first < size:
            before, next_one = self._starts[first - 1], self._starts[first]
            falls, rises = falls and before >= next_one, rises and before <= next_one
            is_strict = is_strict and before != next_one
        self._falls, self._rises = self._falls and falls, self._rises and rises
        self._is_strict = self._is_strict and is_strict
        self._size = size

    def rows(self, order: Order) -> Sequence[int]:
        """Return all rows in an order. Raises `KeyError` for an order that is none."""
        if order not in ORDERS:
            raise KeyError(order)
        if (found := self._plain(order)) is not None:
            return found
        known = self._rows.get(order, array("I"))
        if len(known) < self._size:
            known = arranged(self._columns[order], known, falling=order != "oldest")
            self._rows[order] = known
        return known

    def _plain(self, order: Order) -> range | None:
        """Return an order that is the one of capture, or the opposite."""
        forwards = range(self._size)
        if order == "captured":
            return forwards
        if order not in ("newest", "oldest"):
            return None
        along, against = self._falls, self._rises
        if order == "oldest":
            # What is not stated stands at the end of falling dates, and must not come first now.
            is_stated = not self._size or self._starts[self._size - 1] != MISSING
            along, against = self._rises, self._falls and is_stated
        if along:
            return forwards
        return forwards[::-1] if against and self._is_strict else None
