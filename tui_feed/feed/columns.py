"""Columns of numbers, with as few bytes per row as the largest number needs."""

from array import array
from collections.abc import Sequence
from sys import byteorder

from pyroaring import BitMap

from tui_feed.feed.rows import row_span, rows_of_flags
from tui_feed.text.timestamps import MISSING

_SLICE = 1 << 16
"""Rows per comparison; memory of longer lists goes back to the system late."""
_CODES = {1: "B", 2: "H", 4: "I", 8: "Q"}
_ABOVE = bytes(256) + b"\1" * 255
"""Table for `translate`, to be cut at 255 - n: 1 for each byte above n, else 0."""
_EQUAL = bytes(255) + b"\1" + bytes(255)
"""Table for `translate`, to be cut at 255 - n: 1 for the byte n, else 0."""
_NEVER = (1 << 32) - 1
"""First second since 1970 without room in four bytes."""


class Counts:
    """Column of counts. It takes no memory before the first row with a count.

    A count is stored plus 1, and a missing count as 0.
    """

    def __init__(self) -> None:
        self._stated = array("B")
        self._size = 0
        self._gaps = (
            0,
            BitMap(),
        )  # number of rows examined, and the rows among them without a count

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, row: int) -> int:
        """Return the count of a row, or `MISSING`."""
        number = self._stated[row] if row < len(self._stated) else 0
        return number - 1 if number else MISSING

    @property
    def is_empty(self) -> bool:
        """True if no row states a count."""
        return not self._stated

    def sortable(self) -> Sequence[int]:
        """Return numbers in the order of the counts; a missing count has the lowest."""
        self._fill()
        return self._stated

    def extend(self, size: int, data: bytes | None) -> None:
        """Add `size` rows from `packed_counts`; None adds rows without counts."""
        if data:
            found = array(_CODES[len(data) // size], data)
            self._fill()
            if found.itemsize > self._stated.itemsize:
                self._stated = array(found.typecode, self._stated)
            elif found.itemsize < self._stated.itemsize:
                found = array(self._stated.typecode, found)
            self._stated.extend(found)
        self._size += size

    def _fill(self) -> None:
        gap = self._size - len(self._stated)
        self._stated.frombytes(bytes(self._stated.itemsize * gap))

    def between(self, least: int, most: int | None) -> BitMap:
        """Return the rows with a count from `least` to `most`, both included."""
        return between(self._stated, max(0, least) + 1, None if most is None else most + 1)

    def unstated(self) -> BitMap:
        """Return the rows without a count."""
        seen, gaps = self._gaps
        if seen < len(self._stated):
            gaps |= between(self._stated[seen:], 0, 0).shift(seen)
            self._gaps = (len(self._stated), gaps)
        return gaps | row_span(len(self._stated), self._size)


def between(column: "array[int]", least: int, most: int | None) -> BitMap:
    """Return the rows with a number from `least` to `most`; both limits are 0 or more.

    Numbers are compared as unsigned: a negative number in the column is larger than any other. A
    million numbers of four bytes take 8 ms: all rows together, byte by byte, the highest first.
    """
    flags = bytearray()
    for at in range(0, len(column), _SLICE):
        some = column[at : at + _SLICE]
        found = _not_less(some, least)
        if most is not None:
            found &= ~_not_less(some, most + 1)
        flags += found.to_bytes(len(some), "little")
    return rows_of_flags(flags)


def _not_less(column: "array[int]", least: int) -> int:
    """Return an integer with a byte for each row: 1 for a number of at least `least`, else 0."""
    size, count, data = column.itemsize, len(column), column.tobytes()
    if least >> 8 * size:
        return 0
    more, equal = 0, int.from_bytes(b"\1" * count, "little")
    for byte in reversed(range(size)):
        digit = least >> 8 * byte & 0xFF
        digits = data[byte if byteorder == "little" else size - 1 - byte :: size]
        if digit == 0 and digits == bytes(count):  # true for the high bytes of most columns
            continue
        more |= equal & _compared(digits, _ABOVE, digit)
        equal &= _compared(digits, _EQUAL, digit)
        if not equal:
            break
    return more | equal


def _compared(digits: bytes, table: bytes, digit: int) -> int:
    return int.from_bytes(digits.translate(table[255 - digit : 511 - digit]), "little")


def packed_counts(numbers: Sequence[int | None]) -> bytes:
    """Return counts as a column for `Counts.extend`: each plus 1, and 0 for None."""
    stored = [0 if number is None else number + 1 for number in numbers]
    most = max(stored, default=0)
    code = next((code for size, code in _CODES.items() if not most >> 8 * size), "Q")
    return array(code, stored).tobytes()


class Starts:
    """Column of first milliseconds of dates; whole seconds from 1970 to 2106 take four bytes."""

    def __init__(self) -> None:
        self._seconds = array("I")  # each plus 1; 0 for a missing date
        self._exact: array[int] | None = None

    def __len__(self) -> int:
        return len(self.sortable())

    def __getitem__(self, row: int) -> int:
        """Return the first millisecond of a row's date since 1970 UTC, or `MISSING`."""
        if self._exact is not None:
            return self._exact[row]
        second = self._seconds[row]
        return 1000 * (second - 1) if second else MISSING

    def sortable(self) -> Sequence[int]:
        """Return numbers in the order of the dates; a missing date has the lowest."""
        return self._seconds if self._exact is None else self._exact

    def extend(self, size: int, data: bytes) -> None:
        """Add `size` rows from `packed_starts`."""
        if len(data) == 4 * size and self._exact is None:
            self._seconds.frombytes(data)
            return
        if self._exact is None:
            self._exact = _as_milliseconds(self._seconds)
            self._seconds = array("I")
        found = array("q", data) if len(data) == 8 * size else _as_milliseconds(array("I", data))
        self._exact.extend(found)


def _as_milliseconds(seconds: "array[int]") -> "array[int]":
    return array("q", [1000 * (second - 1) if second else MISSING for second in seconds])


def packed_starts(starts: list[int]) -> bytes:
    """Return first milliseconds of dates in four bytes each if this is exact, else in eight."""
    stated = [start for start in starts if start != MISSING] if MISSING in starts else starts
    seconds = [start // 1000 for start in stated]
    are_whole = [1000 * second for second in seconds] == stated
    if are_whole and min(seconds, default=0) >= 0 and max(seconds, default=0) < _NEVER:
        whole = [0 if start == MISSING else start // 1000 + 1 for start in starts]
        return array("I", whole).tobytes()
    return array("q", starts).tobytes()
