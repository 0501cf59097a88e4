"""The words of all posts, searched as one text."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from time import perf_counter

from tui_feed.feed.blocks import Block, Blocks
from tui_feed.query import Pattern, Text
from tui_feed.query.folding import searchable
from tui_feed.query.patterns import compiled

_LINKS = b"\x02\n"  # a line of its own; no text that came through the door holds U+0002
_END = "\n"  # searchable text holds no line end, so nothing is found across two of them
_KEPT = 16


class Search:
    """One word, phrase or pattern on its way through the texts; it can rest at any block."""

    def __init__(self, sought: Text | Pattern) -> None:
        self._sought = sought
        self._needle = sought.needle.encode() if isinstance(sought, Text) else b""
        self.rows = array("I")
        """The rows that were found so far, rising."""
        self.reached = 0
        """How many rows have been looked at."""

    def advance(self, blocks: Blocks, until: float) -> bool:
        """Look on until a moment of the clock; return whether all rows have been looked at."""
        for block in blocks.after(self.reached):
            self.rows.extend(self._rows_of(block))
            self.reached = block.first + len(block.ends)
            if perf_counter() > until:
                break
        return self.reached == len(blocks)

    def _rows_of(self, block: Block) -> Iterator[int]:
        if isinstance(self._sought, Pattern):
            return self._matching(block)
        return self._holding(block, in_links=self._sought.in_links)

    def _holding(self, block: Block, *, in_links: bool) -> Iterator[int]:
        first, text, ends = block
        at, index, needle = text.find(self._needle), 0, self._needle
        while at >= 0:
            index = bisect_right(ends, at, index)
            if in_links and text.rfind(_LINKS, ends[index - 1] if index else 0, at) < 0:
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
    """Finds every row whose text has a piece in it, as far as there is time.

    One `bytes.find` runs through hundreds of posts at once. UTF-8 rather than `str`, which takes
    four bytes for every letter of a block that holds one emoji. The fields of a post each have a
    line end after them, addresses after all others.
    """

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._searches: OrderedDict[Text | Pattern, Search] = OrderedDict()

    def append(self, fields: Iterable[str], addresses: Iterable[str] = ()) -> None:
        """Add the texts of the next row."""
        text = _joined(fields)
        if links := _joined(addresses):
            text += _LINKS + links
        self._blocks.append(text)

    def extend(self, others: "FullText") -> None:
        """Add the texts of other rows after these."""
        self._blocks.extend(others._blocks)

    def size(self) -> int:
        """Return how many bytes the texts take."""
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
        search.advance(self._blocks, until)
        return search


def _without_place(sought: Text | Pattern) -> Text | Pattern:
    """Return the same, wherever it stands in a query."""
    if isinstance(sought, Pattern):
        return Pattern((0, 0), sought.source)
    return Text((0, 0), sought.needle, sought.in_links)


def _joined(fields: Iterable[str]) -> bytes:
    return "".join([searchable(field) + _END for field in fields]).encode()
