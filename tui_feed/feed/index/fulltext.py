"""Search the full text of all posts (`build.search_text`)."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from pyroaring import BitMap

from tui_feed.query import Pattern, Phrase
from tui_feed.query.patterns import compiled
from tui_feed.query.phrases import pattern_of

LINKS = b"\x02\n"
"""Mark between the words of a post and its addresses."""
_BLOCK = 1 << 20
"""Bytes of small blocks to join; freed singly, small blocks would fragment the memory."""
_STEP = 1 << 16
"""Approximate bytes of text between two looks at the clock."""
_KEPT = 16


class TextBlock(NamedTuple):
    """Texts of consecutive rows."""

    first: int
    """First row."""
    text: bytes
    """Joined texts."""
    ends: "array[int]"
    """End of each row's text."""

    def begin(self, index: int) -> int:
        """Return the beginning of a row's text; rows are counted from 0 in the block."""
        return self.ends[index - 1] if index else 0


class TextSearch:
    """Search for a word, phrase or pattern; it can pause at any post and continue later."""

    def __init__(self, sought: Phrase | Pattern) -> None:
        self._needle = b"" if isinstance(sought, Pattern) else sought.needle.encode()
        self._pattern = compiled(sought) if isinstance(sought, Pattern) else pattern_of(sought)
        self._in_links = isinstance(sought, Phrase) and sought.in_links
        self.found = BitMap()
        """Rows found so far."""
        self.reached = 0
        """Number of searched rows."""

    def advance(self, texts: "FullText", until: float) -> None:
        """Continue until a moment of the clock."""
        for block, index, stop in texts.after(self.reached):
            self.reached = block.first + stop
            self.found.update(list(self._rows_of(block, index, block.ends[stop - 1])))
            if perf_counter() > until:
                break

    def _rows_of(self, block: TextBlock, index: int, end: int) -> Iterator[int]:
        """Yield the matching rows of a block, from row `index` up to byte `end`."""
        first, text, ends = block
        at = self._find(text, block.begin(index), end)
        while 0 <= at < end:
            index = bisect_right(ends, at, index)
            if self._in_links and text.rfind(LINKS, block.begin(index), at) < 0:
                at = self._find(text, at + 1, end)
                continue
            yield first + index
            at = self._find(text, ends[index], end)

    def _find(self, text: bytes, at: int, end: int) -> int:
        """Return the next match between two bytes; -1 without a match."""
        if self._pattern is None:
            return text.find(self._needle, at, end)
        match = self._pattern.search(text, at, end)
        return match.start() if match else -1


class FullText:
    """Texts of all rows, and recent searches in them.

    A call of `bytes.find` runs through hundreds of posts. Texts are UTF-8, because a `str` with a
    single emoji takes four bytes for each of its letters.
    """

    def __init__(self) -> None:
        self._blocks: list[TextBlock] = []
        self._firsts: list[int] = []
        self._size = 0
        self._joined = 0  # number of blocks with their final size
        self._loose = 0  # bytes of the other blocks
        self._searches: OrderedDict[Phrase | Pattern, TextSearch] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    def extend(self, text: bytes, ends: bytes) -> None:
        """Add the texts of a batch, with the end of each post's text."""
        block = TextBlock(self._size, text, array("I", ends))
        self._size += len(block.ends)
        self._blocks.append(block)
        self._firsts.append(block.first)
        self._loose += len(text)
        if self._loose >= _BLOCK:
            self._join()

    def _join(self) -> None:
        """Join the small blocks at the end."""
        first, self._loose = self._joined, 0
        self._blocks[first:] = [_joined(self._blocks[first:])]
        del self._firsts[first + 1 :]
        self._joined = len(self._blocks)

    def after(self, row: int) -> Iterator[tuple[TextBlock, int, int]]:
        """Yield spans of rows from a row on: block, first row, row after the last.

        The rows of a span are counted from 0 in its block.
        """
        at = max(0, bisect_right(self._firsts, row) - 1)
        for block in self._blocks[at:]:
            index, size = max(0, row - block.first), len(block.ends)
            while index < size:
                stop = bisect_right(block.ends, block.begin(index) + _STEP, index)
                stop = max(index + 1, stop)
                yield block, index, stop
                index = stop

    def search(self, sought: Phrase | Pattern, until: float = float("inf")) -> TextSearch:
        """Continue a search until a moment of the clock, and return it.

        A recent search continues after its last row; any other search begins at the first row.
        """
        plain = _without_place(sought)
        search = self._searches.pop(plain, None) or TextSearch(plain)
        self._searches[plain] = search
        if len(self._searches) > _KEPT:
            self._searches.popitem(last=False)
        search.advance(self, until)
        return search


def _joined(blocks: list[TextBlock]) -> TextBlock:
    ends, text = array("I"), b"".join(block.text for block in blocks)
    before = 0
    for block in blocks:
        ends.extend([before + end for end in block.ends])
        before += len(block.text)
    return TextBlock(blocks[0].first, text, ends)


def _without_place(sought: Phrase | Pattern) -> Phrase | Pattern:
    """Return an equal term for any position in a query."""
    if isinstance(sought, Pattern):
        return Pattern((0, 0), sought.source)
    return Phrase((0, 0), sought.needle, sought.in_links, sought.whole)
