"""Search for posts in threads, in small steps; between the steps, keys are answered."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from time import perf_counter

from pyroaring import BitMap

from tui_feed.feed.ids import IdColumn, LinkColumn
from tui_feed.feed.rows import rows_of_flags

_STEP = 1 << 16
"""Ids per step: three milliseconds."""
_BATCHES = 32
"""Batches of links per step: a millisecond or two."""


class Threads:
    """Rows of posts in threads: replies to posts of the feed, and the posts replied to."""

    def __init__(self, ids: IdColumn, answering: LinkColumn) -> None:
        self._ids = ids
        self._answering = answering
        self._work: Iterator[None] | None = None
        self._size = 0
        self._left_out = BitMap()
        self.rows = BitMap()
        """Rows found by the last finished search; later searches may add rows."""

    def advance(self, until: float) -> bool:
        """Continue until a moment of the clock; return True if all rows are examined."""
        while self._size < len(self._ids.column):
            self._work = self._work or self._look(len(self._ids.column))
            for _ in self._work:
                if perf_counter() > until:
                    return False
            self._work = None
        return True

    def leave_out(self, rows: BitMap) -> None:
        """Restart the search without some rows."""
        self._left_out = rows
        self._work, self._size, self.rows = None, 0, BitMap()

    def _links(self) -> Iterator[tuple[Sequence[int], Iterable[int]]]:
        """Yield keys of posts and the row of a reply to each, batch by batch."""
        for keys, rows in self._answering.by_batch():
            if not self._left_out:
                yield keys, rows
                continue
            pairs = [
                (k, row) for k, row in zip(keys, rows, strict=True) if row not in self._left_out
            ]
            yield [key for key, _ in pairs], [row for _, row in pairs]

    def _look(self, size: int) -> Iterator[None]:
        """Examine `size` rows: first for posts with replies, then for the replies."""
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
                if row < size:  # rows may have been added since
                    marks[row] = 1
            if number % _BATCHES == 0:
                yield
        self.rows, self._size = rows_of_flags(marks), size
