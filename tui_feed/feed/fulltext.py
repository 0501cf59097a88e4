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
_SMALL = 1 << 16
"""Bytes of a block that is not too large to be made anew with the next one behind it."""
_KEPT = 16


class Block(NamedTuple):
    """The words of posts that follow each other."""

    first: int
    """The first of their rows."""
    text: bytes
    """Their words."""
    ends: "array[int]"
    """Where those of each row end."""


class Search:
    """One word, phrase or pattern on its way through the texts; it can rest at any block."""

    def __init__(self, sought: Text | Pattern) -> None:
        self._sought = sought
        self._needle = sought.needle.encode() if isinstance(sought, Text) else b""
        self._found = bytearray()
        self.reached = 0
        """How many rows have been looked at."""

    def bits(self) -> int:
        """Return the rows that were found so far."""
        return int.from_bytes(self._found, "little")

    def advance(self, texts: "FullText", until: float) -> None:
        """Look on until a moment of the clock."""
        for block in texts.after(self.reached):
            stop = block.first + len(block.ends)
            self._found.extend(bytes((stop + 7) // 8 - len(self._found)))
            marks = self._found
            for row in self._rows_of(block):
                marks[row >> 3] |= 1 << (row & 7)
            self.reached = stop
            if perf_counter() > until:
                break

    def _rows_of(self, block: Block) -> Iterator[int]:
        if isinstance(self._sought, Pattern):
            return self._matching(block)
        return self._holding(block, in_links=self._sought.in_links)

    def _holding(self, block: Block, *, in_links: bool) -> Iterator[int]:
        first, text, ends = block
        at, index, needle = text.find(self._needle), 0, self._needle
        while at >= 0:
            index = bisect_right(ends, at, index)
            if in_links and text.rfind(LINKS, ends[index - 1] if index else 0, at) < 0:
                at = text.find(needle, at + 1)
                continue
            yield first + index
            at = text.find(needle, ends[index])

    def _matching(self, block: Block) -> Iterator[int]:
        first, text, ends = block
        search = compiled(self._sought).search  # type: ignore[arg-type]
        match, index = search(text), 0
        while match and match.start() < len(text):
            index = bisect_right(ends, match.start(), index)
            yield first + index
            match = search(text, ends[index])


class FullText:
    """Finds every row whose words have a piece in them, as far as there is time.

    One `bytes.find` runs through hundreds of posts at once. UTF-8 rather than `str`, which takes
    four bytes for every letter of a block that holds one emoji.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._firsts: list[int] = []
        self._size = 0
        self._searches: OrderedDict[Text | Pattern, Search] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    def extend(self, text: bytes, ends: bytes) -> None:
        """Add the words of a stretch, and where those of each of its posts end."""
        block = Block(self._size, text, array("I", ends))
        self._size += len(block.ends)
        last = self._blocks[-1] if self._blocks else None
        if last and len(last.text) + len(text) < _SMALL and last.first >= self._searched():
            self._blocks[-1] = _joined(last, block)
        else:
            self._blocks.append(block)
            self._firsts.append(block.first)

    def _searched(self) -> int:
        """Return the row up to which a search has come: blocks before it stay as they are."""
        return max((search.reached for search in self._searches.values()), default=0)

    def after(self, row: int) -> Iterator[Block]:
        """Yield the blocks that begin at a row or later."""
        yield from self._blocks[bisect_right(self._firsts, row - 1) :]

    def size(self) -> int:
        """Return how many bytes the words take."""
        return sum(len(block.text) + 4 * len(block.ends) for block in self._blocks)

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


def _joined(one: Block, other: Block) -> Block:
    ends = array("I", one.ends)
    ends.extend([len(one.text) + end for end in other.ends])
    return Block(one.first, one.text + other.text, ends)


def _without_place(sought: Text | Pattern) -> Text | Pattern:
    """Return the same, wherever it stands in a query."""
    if isinstance(sought, Pattern):
        return Pattern((0, 0), sought.source)
    return Text((0, 0), sought.needle, sought.in_links)
