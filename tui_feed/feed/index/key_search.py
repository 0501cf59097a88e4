"""Find the rows of many ids at once, without a look-up for each id."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import compress
from typing import TYPE_CHECKING

from pyroaring import BitMap

if TYPE_CHECKING:
    from tui_feed.feed.index.columns_index import Index

CHUNK = 1_024
"""Rows compared at a time: a few milliseconds for posts in no order, a fifth of it in order."""
_SPARSE = 8


class KeySearch:
    """Search of an index by the keys of ids (`ids.key_of`)."""

    def __init__(self, index: "Index") -> None:
        self._index = index

    @property
    def size(self) -> int:
        """Number of rows, hidden ones included."""
        return len(self._index.starts)

    def key_at(self, row: int) -> int:
        """Return the key of a row's id: the id itself if it is a number, else negative."""
        return self._index.ids.column[row]

    def authored_by(self, handle: str) -> BitMap:
        """Return the rows of an author, by the folded handle; "" for rows without an author."""
        if handle:
            return self._index.facets.get("from", {}).get(handle, BitMap())
        return self._index.unstated.get("from", BitMap())

    def authors(self) -> Iterator[tuple[str, BitMap]]:
        """Yield the folded handles of all authors, each with its rows."""
        yield from self._index.facets.get("from", {}).items()
        yield "", self.authored_by("")

    def rows(self, keys: "array[int]", first: int, stop: int) -> Iterator[int]:
        """Yield the rows from `first` to before `stop` whose key is among the sorted `keys`."""
        chunk = self._index.ids.column[first:stop]
        if not chunk or not keys:
            return
        low, high = bisect_left(keys, min(chunk)), bisect_right(keys, max(chunk))
        if high - low <= _SPARSE * len(chunk):
            near = set(keys[low:high])
            if not near.isdisjoint(chunk):
                yield from compress(range(first, stop), map(near.__contains__, chunk))
            return
        for row, key in enumerate(chunk, first):  # keys far apart: posts in no order
            at = bisect_left(keys, key, low, high)
            if at < high and keys[at] == key:
                yield row
