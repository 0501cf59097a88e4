"""The words of all posts, searched as one text."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from tui_feed.query import Pattern
from tui_feed.query.folding import searchable
from tui_feed.query.patterns import compiled

_CHUNK = 1 << 16
_LINKS = b"\x02\n"  # a line of its own; no text that came through the door holds U+0002
_END = "\n"  # searchable text holds no line end, so nothing is found across two of them


class _Chunk(NamedTuple):
    """The texts of some hundred posts that follow each other."""

    first: int
    """The row of the first of them."""
    text: bytes
    """Their fields in UTF-8, each with a line end after it; addresses after all others."""
    ends: "array[int]"
    """Where the text of each post ends."""


class FullText:
    """Finds every row whose text has a piece in it.

    One `bytes.find` runs through hundreds of posts at once. UTF-8 rather than `str`, which takes
    four bytes for every letter of a chunk that holds one emoji.
    """

    def __init__(self) -> None:
        self._full: list[_Chunk] = []
        self._texts: list[bytes] = []
        self._first = 0
        self._waiting = 0

    def append(self, fields: Iterable[str], addresses: Iterable[str] = ()) -> None:
        """Add the texts of the next row."""
        text = _joined(fields)
        if links := _joined(addresses):
            text += _LINKS + links
        self._texts.append(text)
        self._waiting += len(text)
        if self._waiting > _CHUNK:
            chunk = self._last()
            self._full.append(chunk)
            self._first += len(chunk.ends)
            self._texts, self._waiting = [], 0

    def rows(self, needle: str, *, in_links: bool = False) -> "array[int]":
        """Return the rows that have `needle` (made by `searchable`) in one of their texts.

        `in_links` looks at addresses only.
        """
        sought = needle.encode()
        found = array("I")
        for first, text, ends in self._chunks():
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
        for first, text, ends in self._chunks():
            match = search(text)
            index = 0
            while match and match.start() < len(text):
                index = bisect_right(ends, match.start(), index)
                found.append(first + index)
                match = search(text, ends[index])
        return found

    def _chunks(self) -> Iterator[_Chunk]:
        yield from self._full
        if self._texts:
            yield self._last()

    def _last(self) -> _Chunk:
        ends = array("I", accumulate(map(len, self._texts)))
        return _Chunk(self._first, b"".join(self._texts), ends)


def _joined(fields: Iterable[str]) -> bytes:
    return "".join([searchable(field) + _END for field in fields]).encode()
