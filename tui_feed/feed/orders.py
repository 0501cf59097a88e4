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
            known = array("I", range(len(self._dates)))
        else:
            known = arranged(self._columns[order], known, falling=order != "oldest")
        self._rows[order] = known
        return known

    def places(self, order: Order) -> "array[int]":
        """Return the place of every row in an order: the inverse of `rows`."""
        rows = self.rows(order)
        known = self._places.get(order, array("I"))
        if len(known) == len(rows):
            return known
        known = array("I", rows)
        for place, row in enumerate(rows):
            known[row] = place
        self._places[order] = known
        return known
