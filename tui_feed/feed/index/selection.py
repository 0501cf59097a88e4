"""Select rows by a query, with the number of posts without the facts for an answer."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from pyroaring import BitMap

from tui_feed.feed.rows import bitmap_of
from tui_feed.query.post_facts.orders import Order

if TYPE_CHECKING:
    from tui_feed.feed.index.sort_orders import SortKey


_LIMIT = 1 << 32
"""First number beyond any bitmap."""


class BitmapRows(Sequence[int]):
    """Sequence of the rows of a bitmap, rising or falling, without a copy."""

    def __init__(self, rows: BitMap, *, backwards: bool = False) -> None:
        """Take the rows, which must not be changed afterwards."""
        self._found = rows
        self._backwards = backwards

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        places = range(len(self._found))[:: -1 if self._backwards else 1]
        if isinstance(place, slice):
            return array("I", [self._found[at] for at in places[place]])
        return self._found[places[place]]

    def __iter__(self) -> Iterator[int]:
        rows = self._found.to_array()
        return iter(reversed(rows) if self._backwards else rows)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < _LIMIT and row in self._found

    def rank(self, row: int) -> int:
        """Return the number of rows before a row, also for a row outside the set."""
        before = self._found.rank(row) - (row in self._found)
        return len(self._found) - before - (row in self._found) if self._backwards else before

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return the position of a row. Raises `ValueError` if it is not in the set."""
        if value not in self:
            raise ValueError(f"{value} is not here")
        before = self._found.rank(value) - 1
        found = len(self) - 1 - before if self._backwards else before
        if not start <= found < (len(self) if stop is None else stop):
            raise ValueError(f"{value} is not there")
        return found


class Selection(Sequence[int]):
    """Rows of a feed in an order, unchanged by posts added to the feed later."""

    __slots__ = ("_sort_key", "bitmap", "is_whole", "order", "rows", "unknown", "unstated")

    def __init__(
        self,
        rows: Sequence[int],
        unknown: int = 0,
        unstated: Mapping[str, int] | None = None,
        *,
        bitmap: BitMap | None = None,
        is_whole: bool = True,
        order: Order | None = None,
        sort_key: "SortKey | None" = None,
    ) -> None:
        """Take rows; `sort_key` returns the sort key of a row in their order."""
        self.rows = rows
        """Rows in their order."""
        self.bitmap = bitmap
        """Rows as a set; None if it was not given."""
        self._sort_key = sort_key
        self.order = order
        """Order of the rows; None if the rows are in no order of a timeline."""
        self.is_whole = is_whole
        """True if every post has been judged; else rows may be added, and the present rows stay."""
        self.unknown = unknown
        """Number of posts left out because the archive lacks a necessary fact.

        They match neither the term nor its negation.
        """
        self.unstated = dict(unstated or {})
        """Missing fact -> number of posts: `{"likes": 28}`. A post may lack several facts."""

    @classmethod
    def none(cls) -> "Selection":
        """Return an empty selection."""
        return cls(range(0))

    def as_set(self) -> BitMap:
        """Return the rows as a set. The set must not be changed."""
        return bitmap_of(self.rows) if self.bitmap is None else self.bitmap

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> "Sequence[int]": ...
    def __getitem__(self, place: int | slice) -> "int | Sequence[int]":
        return self.rows[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self._place_of(row) is not None

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return the position of a row. Raises `ValueError` if it is not selected."""
        place = self._place_of(value)
        if place is None or not start <= place < (len(self) if stop is None else stop):
            raise ValueError(f"{value} is not there")
        return place

    def rank(self, row: int) -> int:
        """Return the number of selected rows before a row of the feed, selected or not."""
        rows = self.rows
        if isinstance(rows, BitmapRows):
            return rows.rank(row)
        if self._sort_key and isinstance(rows, array):
            return bisect_left(rows, self._sort_key(row), key=self._sort_key)
        return rows.index(row) if row in rows else len(rows)

    def _place_of(self, row: int) -> int | None:
        """Find a row by its sort key: comparing a million rows singly takes three frames."""
        rows = self.rows
        if self._sort_key and isinstance(rows, array):
            at = bisect_left(rows, self._sort_key(row), key=self._sort_key)
            return at if at < len(rows) and rows[at] == row else None
        return rows.index(row) if row in rows else None
