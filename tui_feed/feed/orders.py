"""The rows of a timeline in every order that it can be read in."""

from array import array
from collections.abc import Mapping

from tui_feed.feed.columns import MISSING, Column
from tui_feed.query.orders import ORDERS, Order


def arranged(column: Column, before: "array[int]", *, falling: bool = True) -> "array[int]":
    """Return the rows of `column` sorted by its values; ties as captured, missing values last.

    `before` is the same arrangement of the first rows from an earlier call; sorting starts from it
    and so takes little more than one pass where few rows are new.
    """
    rows = [*before, *range(len(before), len(column))]
    rows.sort(key=column.__getitem__, reverse=falling)
    if not falling:
        gaps = column.count(MISSING)
        rows = rows[gaps:] + rows[:gaps]
    return array("I", rows)


def continued(column: Column, before: "array[int]") -> "array[int] | None":
    """Return a falling arrangement with new rows after all others; None where they do not belong.

    So it is while a file is read that has the newest posts first, and costs next to nothing.
    """
    new = sorted(range(len(before), len(column)), key=column.__getitem__, reverse=True)
    if before and column[new[0]] > column[before[-1]]:
        return None
    return before + array("I", new)


class Arrangements:
    """The rows in every order that was asked for, kept until rows are added."""

    def __init__(self, dates: "array[int]", counts: Mapping[str, Column]) -> None:
        self._columns: dict[str, Column] = {"newest": dates, "oldest": dates, **counts}
        self._dates = dates
        self._rows: dict[Order, array[int]] = {}
        self._places: dict[Order, array[int]] = {}

    def rows(self, order: Order) -> "array[int]":
        """Return all rows in an order. Raises `KeyError` for an order that is none."""
        if order not in ORDERS:
            raise KeyError(order)
        known = self._rows.get(order, array("I"))
        if len(known) == len(self._dates):
            return known
        if order == "captured":
            known = known + array("I", range(len(known), len(self._dates)))
        elif order != "oldest" and (longer := continued(self._columns[order], known)):
            known = longer
        else:
            known = arranged(self._columns[order], known, falling=order != "oldest")
            self._places.pop(order, None)
        self._rows[order] = known
        return known

    def places(self, order: Order) -> "array[int]":
        """Return the place of every row in an order: the inverse of `rows`."""
        rows = self.rows(order)
        known = self._places.get(order, array("I"))
        first = len(known)
        if first == len(rows):
            return known
        known = known + array("I", bytes(4 * (len(rows) - len(known))))
        for place in range(first, len(rows)):
            known[rows[place]] = place
        self._places[order] = known
        return known
