"""Many byte strings, one a row, kept in few large pieces; an object for each would cost more."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

_FULL = 1 << 16


class Block(NamedTuple):
    """The strings of some hundred rows that follow each other, as one."""

    first: int
    """The first of the rows."""
    text: bytes
    """Their strings, one after the other."""
    ends: "array[int]"
    """Where the string of each row ends."""


class Blocks:
    """A list of byte strings that only grows."""

    def __init__(self) -> None:
        self._full: list[Block] = []
        self._firsts: list[int] = []
        self._last: list[bytes] = []
        self._waiting = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, text: bytes) -> None:
        """Add the string of the next row."""
        self._last.append(text)
        self._count += 1
        self._waiting += len(text)
        if self._waiting > _FULL:
            self._close()

    def __getitem__(self, row: int) -> bytes:
        """Return the string of a row. Raises `IndexError` for a row that is none."""
        if not 0 <= row < self._count:
            raise IndexError(row)
        first = self._count - len(self._last)
        if row >= first:
            return self._last[row - first]
        block = self._full[bisect_right(self._firsts, row) - 1]
        at = row - block.first
        return block.text[block.ends[at - 1] if at else 0 : block.ends[at]]

    def __iter__(self) -> Iterator[Block]:
        yield from self._full
        if self._last:
            yield self._open_block()

    def after(self, row: int) -> Iterator[Block]:
        """Yield the strings from a row on, in blocks; the first may be the rest of one."""
        at = max(0, bisect_right(self._firsts, row) - 1)
        for block in (*self._full[at:], *([self._open_block()] if self._last else [])):
            past = row - block.first
            if past < len(block.ends):
                yield block if past <= 0 else _rest(block, past)

    def extend(self, others: "Blocks") -> None:
        """Add the strings of other rows after these."""
        self._close()
        base = self._count
        for block in others:
            self._full.append(block._replace(first=block.first + base))
            self._firsts.append(block.first + base)
        self._count += len(others)

    def _close(self) -> None:
        if self._last:
            block = self._open_block()
            self._full.append(block)
            self._firsts.append(block.first)
            self._last, self._waiting = [], 0

    def _open_block(self) -> Block:
        ends = array("I", accumulate(map(len, self._last)))
        return Block(self._count - len(self._last), b"".join(self._last), ends)


def _rest(block: Block, past: int) -> Block:
    """Return a block without its first rows."""
    cut = block.ends[past - 1]
    ends = array("I", [end - cut for end in block.ends[past:]])
    return Block(block.first + past, block.text[cut:], ends)
