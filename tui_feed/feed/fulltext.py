"""The words of all posts, searched as one text."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable

from tui_feed.feed.blocks import Blocks
from tui_feed.query import Pattern
from tui_feed.query.folding import searchable
from tui_feed.query.patterns import compiled

_LINKS = b"\x02\n"  # a line of its own; no text that came through the door holds U+0002
_END = "\n"  # searchable text holds no line end, so nothing is found across two of them


class FullText:
    """Finds every row whose text has a piece in it.

    One `bytes.find` runs through hundreds of posts at once. UTF-8 rather than `str`, which takes
    four bytes for every letter of a block that holds one emoji. The fields of a post each have a
    line end after them, addresses after all others.
    """

    def __init__(self) -> None:
        self._blocks = Blocks()

    def append(self, fields: Iterable[str], addresses: Iterable[str] = ()) -> None:
        """Add the texts of the next row."""
        text = _joined(fields)
        if links := _joined(addresses):
            text += _LINKS + links
        self._blocks.append(text)

    def extend(self, others: "FullText") -> None:
        """Add the texts of other rows after these."""
        self._blocks.extend(others._blocks)

    def rows(self, needle: str, *, in_links: bool = False) -> "array[int]":
        """Return the rows that have `needle` (made by `searchable`) in one of their texts.

        `in_links` looks at addresses only.
        """
        sought = needle.encode()
        found = array("I")
        for first, text, ends in self._blocks:
            at = text.find(sought)
            index = 0
            while at >= 0:
                index = bisect_right(ends, at, index)
                if in_links and text.rfind(_LINKS, ends[index - 1] if index else 0, at) < 0:
                    at = text.find(sought, at + 1)
                    continue
                found.append(first + index)
                at = text.find(sought, ends[index])
        return found

    def matching(self, pattern: Pattern) -> "array[int]":
        """Return the rows that have a match of a pattern in one of their texts."""
        search = compiled(pattern).search
        found = array("I")
        for first, text, ends in self._blocks:
            match = search(text)
            index = 0
            while match and match.start() < len(text):
                index = bisect_right(ends, match.start(), index)
                found.append(first + index)
                match = search(text, ends[index])
        return found


def _joined(fields: Iterable[str]) -> bytes:
    return "".join([searchable(field) + _END for field in fields]).encode()
