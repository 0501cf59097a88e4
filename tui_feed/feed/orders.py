"""The orders a timeline can be read in."""

from array import array
from typing import Literal

Order = Literal["newest", "oldest", "captured", "views"]
"""A way to arrange posts."""

ORDERS: dict[Order, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "captured": "as captured",
    "views": "most viewed first",
}
"""Every order and its label."""

MISSING = -(2**63)
"""What a column holds for a post whose archive does not say: less than any date or count."""


def arranged(column: "array[int]", before: "array[int]", *, falling: bool = True) -> "array[int]":
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

    def __init__(self, dates: "array[int]", views: "array[int]") -> None:
        self._columns = {"newest": dates, "oldest": dates, "views": views}
        self._size = dates.__len__
        self._rows: dict[Order, array[int]] = {}
        self._places: dict[Order, array[int]] = {}

    def rows(self, order: Order) -> "array[int]":
        """Return all rows in an order. Raises `KeyError` for an order that is none."""
        if order not in ORDERS:
            raise KeyError(order)
        known = self._rows.get(order, array("I"))
        if len(known) == self._size():
            return known
        if order == "captured":
            known = array("I", range(self._size()))
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
