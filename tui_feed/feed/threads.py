"""Which posts are in a thread: found out in pieces, between which the keyboard is served."""

from collections.abc import Iterator
from itertools import compress
from time import perf_counter

from tui_feed.feed.ids import Keys, Links
from tui_feed.feed.rows import bits_of_marks

_PIECE = 1 << 16
"""Ids that are compared at once: three milliseconds."""
_PARTS = 32
"""Stretches whose links are looked at at once: a millisecond or two."""


class Threads:
    """The rows that reply to a row, or are replied to by one."""

    def __init__(self, ids: Keys, answering: Links) -> None:
        self._ids = ids
        self._answering = answering
        self._work: Iterator[None] | None = None
        self._size = 0
        self.bits = 0
        """Them, as far as is known; there may be more, and these stay."""

    def advance(self, until: float) -> bool:
        """Look on until a moment of the clock; return whether all rows have been looked at."""
        while self._size < len(self._ids.column):
            self._work = self._work or self._look(len(self._ids.column))
            for _ in self._work:
                if perf_counter() > until:
                    return False
            self._work = None
        return True

    def _look(self, size: int) -> Iterator[None]:
        """Look through so many rows: first for posts that somebody replies to, then for replies."""
        wanted: set[int] = set()
        for number, (keys, _) in enumerate(self._answering.parts()):
            wanted.update(keys)
            if number % _PARTS == 0:
                yield
        marks, here = bytearray(), set[int]()
        for at in range(0, size, _PIECE):
            piece = self._ids.column[at : min(at + _PIECE, size)]
            found = bytes(map(wanted.__contains__, piece))
            here.update(compress(piece, found))
            marks += found
            yield
        for number, (keys, rows) in enumerate(self._answering.parts()):
            for row in compress(rows, map(here.__contains__, keys)):
                if row < size:  # others have come since
                    marks[row] = 1
            if number % _PARTS == 0:
                yield
        self.bits, self._size = bits_of_marks(marks), size
