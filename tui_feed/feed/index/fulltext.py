"""The words of all posts (see `wording`), searched as one text."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from tui_feed.query import Pattern, Text
from tui_feed.query.patterns import compiled

LINKS = b"\x02\n"
"""What stands between the words of a post and its addresses."""
_WHOLE = 1 << 20
"""Bytes of blocks that are made one; freed again, such small ones would leave the memory holed."""
_PIECE = 1 << 16
"""Bytes of a block, about, between two looks at the clock."""
_KEPT = 16


class Block(NamedTuple):
    """The words of posts that follow each other."""

    first: int
    """The first of their rows."""
    text: bytes
    """Their words."""
    ends: "array[int]"
    """Where those of each row end."""

    def begin(self, index: int) -> int:
        """Return where the words of one of the rows begin."""
        return self.ends[index - 1] if index else 0


class Search:
    """One word, phrase or pattern on its way through the texts; it can rest at any post."""

    def __init__(self, sought: Text | Pattern) -> None:
        self._sought = sought
        self._needle = sought.needle.encode() if isinstance(sought, Text) else b""
        self._in_links = isinstance(sought, Text) and sought.in_links
        self._found = bytearray()
        self.reached = 0
        """How many rows have been looked at."""

    def bits(self) -> int:
        """Return the rows that were found so far."""
        return int.from_bytes(self._found, "little")

    def advance(self, texts: "FullText", until: float) -> None:
        """Look on until a moment of the clock."""
        for block, index, stop in texts.after(self.reached):
            self.reached = block.first + stop
            self._found.extend(bytes((self.reached + 7) // 8 - len(self._found)))
            marks = self._found
            for row in self._rows_of(block, index, block.ends[stop - 1]):
                marks[row >> 3] |= 1 << (row & 7)
            if perf_counter() > until:
                break

    def _rows_of(self, block: Block, index: int, end: int) -> Iterator[int]:
        if isinstance(self._sought, Pattern):
            return self._matching(block, index, end)
        return self._holding(block, index, end)

    def _holding(self, block: Block, index: int, end: int) -> Iterator[int]:
        """Yield rows of a block, from one of them on and up to a byte, that hold the needle."""
        first, text, ends = block
        needle, at = self._needle, text.find(self._needle, block.begin(index), end)
        while at >= 0:
            index = bisect_right(ends, at, index)
            if self._in_links and text.rfind(LINKS, block.begin(index), at) < 0:
                at = text.find(needle, at + 1, end)
                continue
            yield first + index
            at = text.find(needle, ends[index], end)

    def _matching(self, block: Block, index: int, end: int) -> Iterator[int]:
        """Yield rows of a block, from one of them on and up to a byte, that match the pattern."""
        first, text, ends = block
        search = compiled(self._sought).search  # type: ignore[arg-type]
        match = search(text, block.begin(index), end)
        while match and match.start() < end:
            index = bisect_right(ends, match.start(), index)
            yield first + index
            match = search(text, ends[index], end)


class FullText:
    """Finds every row whose words have a piece in them, as far as there is time.

    One `bytes.find` runs through hundreds of posts at once. UTF-8 rather than `str`, which takes
    four bytes for every letter of a block that holds one emoji.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._firsts: list[int] = []
        self._size = 0
        self._joined = 0  # how many blocks are as large as they will be
        self._loose = 0  # bytes of the others
        self._searches: OrderedDict[Text | Pattern, Search] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    def extend(self, text: bytes, ends: bytes) -> None:
        """Add the words of a stretch, and where those of each of its posts end."""
        block = Block(self._size, text, array("I", ends))
        self._size += len(block.ends)
        self._blocks.append(block)
        self._firsts.append(block.first)
        self._loose += len(text)
        if self._loose >= _WHOLE:
            self._join()

    def _join(self) -> None:
        """Make one of the last blocks."""
        first, self._loose = self._joined, 0
        self._blocks[first:] = [_one_of(self._blocks[first:])]
        del self._firsts[first + 1 :]
        self._joined = len(self._blocks)

    def after(self, row: int) -> Iterator[tuple[Block, int, int]]:
        """Yield blocks in pieces, from a row on, with the first and the last row of each piece.

        Rows are counted from the beginning of the block, and the last one is not in it.
        """
        at = max(0, bisect_right(self._firsts, row) - 1)
        for block in self._blocks[at:]:
            index, size = max(0, row - block.first), len(block.ends)
            while index < size:
                stop = bisect_right(block.ends, block.begin(index) + _PIECE, index)
                stop = max(index + 1, stop)
                yield block, index, stop
                index = stop

    def search(self, sought: Text | Pattern, until: float = float("inf")) -> Search:
        """Return what was found of a word or a pattern, after looking on until a moment.

        A search that was not finished goes on where it rested; new rows are looked at alone.
        """
        plain = _without_place(sought)
        search = self._searches.pop(plain, None) or Search(plain)
        self._searches[plain] = search
        if len(self._searches) > _KEPT:
            self._searches.popitem(last=False)
        search.advance(self, until)
        return search


def _one_of(blocks: list[Block]) -> Block:
    ends, text = array("I"), b"".join(block.text for block in blocks)
    before = 0
    for block in blocks:
        ends.extend([before + end for end in block.ends])
        before += len(block.text)
    return Block(blocks[0].first, text, ends)


def _without_place(sought: Text | Pattern) -> Text | Pattern:
    """Return the same, wherever it stands in a query."""
    if isinstance(sought, Pattern):
        return Pattern((0, 0), sought.source)
    return Text((0, 0), sought.needle, sought.in_links)
