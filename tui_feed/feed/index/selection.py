"""What a query selects: rows, and how many posts could not be judged."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from tui_feed.feed.rows import bits_of, marks_of, rows_of
from tui_feed.query.orders import Order

if TYPE_CHECKING:
    from tui_feed.feed.index.sort_orders import Rank

_BLOCK = 256
"""Bytes of a set of rows that are counted together."""


class Marked(Sequence[int]):
    """The rows of a set as a sequence that is never written out: a block of them at a time.

    It takes as long to make for a hundred rows as for a million, a third of a millisecond.
    """

    def __init__(self, bits: int, *, backwards: bool = False) -> None:
        """Take the rows of a set (`rows`), rising, or falling if `backwards`."""
        self._data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        self._backwards = backwards
        self._counts = list(accumulate(map(self._count, range(0, len(self._data), _BLOCK))))
        self._read: tuple[int, list[int]] = (-1, [])

    def _count(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + _BLOCK], "little").bit_count()

    def __len__(self) -> int:
        return self._counts[-1] if self._counts else 0

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        size = len(self)
        if isinstance(place, slice):
            return array("I", [self[at] for at in range(size)[place]])
        at = range(size)[place]
        at = size - 1 - at if self._backwards else at
        block = bisect_right(self._counts, at)
        return self._rows(block)[at - (self._counts[block - 1] if block else 0)]

    def __iter__(self) -> Iterator[int]:
        blocks = range(len(self._counts))
        for block in reversed(blocks) if self._backwards else blocks:
            rows = self._rows(block)
            yield from reversed(rows) if self._backwards else rows

    def __contains__(self, row: object) -> bool:
        if not isinstance(row, int) or not 0 <= row < 8 * len(self._data):
            return False
        return bool(self._data[row >> 3] >> (row & 7) & 1)

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a row; raise `ValueError` where it is not in the set."""
        if value not in self:
            raise ValueError(f"{value} is not here")
        before = self.before(value)
        found = len(self) - 1 - before if self._backwards else before
        if not start <= found < (len(self) if stop is None else stop):
            raise ValueError(f"{value} is not there")
        return found

    def before(self, row: int) -> int:
        """Count the rows of the set that are less than a row."""
        at = row >> 3
        block = at // _BLOCK
        if block >= len(self._counts):
            return len(self)
        piece = int.from_bytes(self._data[block * _BLOCK : at + 1], "little")
        kept = piece & ((1 << (row - 8 * block * _BLOCK)) - 1)
        return kept.bit_count() + (self._counts[block - 1] if block else 0)

    def _rows(self, block: int) -> list[int]:
        if self._read[0] != block:
            at = block * _BLOCK
            bits = int.from_bytes(self._data[at : at + _BLOCK], "little")
            self._read = (block, rows_of(bits, 8 * at))
        return self._read[1]


class Selection(Sequence[int]):
    """Rows of a feed in an order. It does not change when posts are added to the feed."""

    __slots__ = ("_rank", "bits", "is_whole", "order", "rows", "unknown", "unstated")

    def __init__(
        self,
        rows: Sequence[int],
        unknown: int = 0,
        unstated: Mapping[str, int] | None = None,
        *,
        bits: int | None = None,
        is_whole: bool = True,
        order: Order | None = None,
        rank: "Rank | None" = None,
    ) -> None:
        """Take rows; `rank` tells where each stands in their order, in numbers that rise."""
        self.rows = rows
        """The rows."""
        self.bits = bits
        """The same as a set; None where nobody needs that."""
        self._rank = rank
        self.order = order
        """The order of the rows, where it is one of a timeline."""
        self.is_whole = is_whole
        """Whether every post has been judged; else there may be more, and these stay."""
        self.unknown = unknown
        """How many posts were left out because the archive does not state what was asked.

        They match neither the term nor its negation.
        """
        self.unstated = dict(unstated or {})
        """What is not stated -> of how many of these: `{"likes": 28}`. One may lack several."""

    @classmethod
    def none(cls) -> "Selection":
        """Return no rows."""
        return cls(range(0))

    def marks(self, size: int) -> bytes:
        """Return a byte for each of `size` rows of the feed: 1 where it is selected, else 0."""
        return marks_of(bits_of(self.rows, size) if self.bits is None else self.bits, size)

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
        """Return the place of a row; raise `ValueError` where it is not selected."""
        place = self._place_of(value)
        if place is None or not start <= place < (len(self) if stop is None else stop):
            raise ValueError(f"{value} is not there")
        return place

    def _place_of(self, row: int) -> int | None:
        """Find a row by its rank: to look at a million one by one takes three frames."""
        rows = self.rows
        if self._rank and isinstance(rows, array):
            at = bisect_left(rows, self._rank(row), key=self._rank)
            return at if at < len(rows) and rows[at] == row else None
        return rows.index(row) if row in rows else None
