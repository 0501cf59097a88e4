"""Columns of numbers, one for each row, and what they hold where an archive does not say."""

from array import array
from collections.abc import Sequence
from typing import Protocol

from tui_feed.feed.rows import bits_of_marks, run
from tui_feed.text.timestamps import MISSING

_NONE = 2**32 - 1  # the same in four bytes


class Column(Protocol):
    """What can be asked of a column."""

    def __len__(self) -> int: ...
    def __getitem__(self, row: int, /) -> int: ...


def narrow(counts: Sequence[int | None]) -> bytes:
    """Return counts in four bytes each where all have room in them, else in eight."""
    if _NONE not in counts:
        try:
            return array("I", [_NONE if n is None else n for n in counts]).tobytes()
        except OverflowError:
            pass
    return array("q", [MISSING if n is None else n for n in counts]).tobytes()


class Counts:
    """A column of counts that takes no room until the first post states one."""

    def __init__(self) -> None:
        self._stated: array[int] = array("I")
        self._none = _NONE
        self._size = 0
        self._gaps = (0, 0)  # how many rows were looked through, and those among them without one

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, row: int) -> int:
        count = self._stated[row] if row < len(self._stated) else self._none
        return MISSING if count == self._none else count

    def extend(self, size: int, data: bytes | None) -> None:
        """Add the counts of so many rows, as `narrow` returned them; None where none is stated."""
        if data is not None:
            found = array("I" if len(data) == 4 * size else "q")
            found.frombytes(data)
            if found.typecode != self._stated.typecode:
                found = self._meet(found)
            self._fill()
            self._stated.extend(found)
        self._size += size

    def _meet(self, found: "array[int]") -> "array[int]":
        """Have eight bytes for every count, here and there."""
        if self._stated.typecode == "I":
            self._stated = _widened(self._stated)
            self._none = MISSING
            return found
        return _widened(found)

    def _fill(self) -> None:
        gap = self._size - len(self._stated)
        self._stated.frombytes(array(self._stated.typecode, [self._none]).tobytes() * gap)

    @property
    def is_empty(self) -> bool:
        """Whether no row states a count."""
        return not self._stated

    def between(self, least: int, most: int | None) -> int:
        """Return the rows that state a count from one number to another, as bits."""
        if most is None:
            met = bytes([count >= least for count in self._stated])
        else:
            met = bytes([least <= count <= most for count in self._stated])
        return bits_of_marks(met) & ~self.unstated()

    def unstated(self) -> int:
        """Return the rows that state no count, as bits."""
        seen, gaps = self._gaps
        new = self._stated[seen:]
        if new.count(self._none):
            gaps |= bits_of_marks(bytes([count == self._none for count in new])) << seen
        self._gaps = (len(self._stated), gaps)
        return gaps | run(len(self._stated), self._size)


def _widened(counts: "array[int]") -> "array[int]":
    return array("q", [MISSING if count == _NONE else count for count in counts])
