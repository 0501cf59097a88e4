"""Find the posts that are in a thread, in small steps, between which the keyboard is served."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from time import perf_counter

from pyroaring import BitMap

from tui_feed.feed.ids import IdColumn, LinkColumn
from tui_feed.feed.rows import rows_of_flags

_STEP = 1 << 16
"""Ids that are compared at once: three milliseconds."""
_BATCHES = 32
"""Batches whose links are looked at at once: a millisecond or two."""


class Threads:
    """Rows that reply to a row, or are replied to by one."""

    def __init__(self, ids: IdColumn, answering: LinkColumn) -> None:
        self._ids = ids
        self._answering = answering
        self._work: Iterator[None] | None = None
        self._size = 0
        self._left_out = BitMap()
        self.rows = BitMap()
        """Rows that were found so far; there may be more, and these stay."""

    def advance(self, until: float) -> bool:
        """Search on until a moment of the clock; return whether all rows have been looked at."""
        while self._size < len(self._ids.column):
            self._work = self._work or self._look(len(self._ids.column))
            for _ in self._work:
                if perf_counter() > until:
                    return False
            self._work = None
        return True

    def leave_out(self, rows: BitMap) -> None:
        """Begin again without some rows."""
        self._left_out = rows
        self._work, self._size, self.rows = None, 0, BitMap()

    def _links(self) -> Iterator[tuple[Sequence[int], Iterable[int]]]:
        """Yield some ids and the rows that reply to each, until those are all."""
        for keys, rows in self._answering.by_batch():
            if not self._left_out:
                yield keys, rows
                continue
            pairs = [
                (k, row) for k, row in zip(keys, rows, strict=True) if row not in self._left_out
            ]
            yield [key for key, _ in pairs], [row for _, row in pairs]

    def _look(self, size: int) -> Iterator[None]:
        """Look through `size` rows: first for posts that are replied to, then for replies."""
        wanted: set[int] = set()
        for number, (keys, _) in enumerate(self._links()):
            wanted.update(keys)
            if number % _BATCHES == 0:
                yield
        marks, here = bytearray(), set[int]()
        for at in range(0, size, _STEP):
            some = self._ids.column[at : min(at + _STEP, size)]
            found = bytes(map(wanted.__contains__, some))
            if self._left_out:
                found = bytes(
                    hit and row not in self._left_out for row, hit in enumerate(found, at)
                )
            here.update(compress(some, found))
            marks += found
            yield
        for number, (keys, rows) in enumerate(self._links()):
            for row in compress(rows, map(here.__contains__, keys)):
                if row < size:  # others have come since
                    marks[row] = 1
            if number % _BATCHES == 0:
                yield
        self.rows, self._size = rows_of_flags(marks), size
