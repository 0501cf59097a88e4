"""A query put to an index: which posts match, which may, and which do not."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from tui_feed.feed.index import Index
from tui_feed.feed.orders import Arrangements, Order
from tui_feed.feed.selection import Selection
from tui_feed.query import And, Dates, Facet, Node, Not, Or, Text


class _Answer(NamedTuple):
    """Two sets of posts, each one long integer with a byte of 0 or 1 for every post.

    The lowest byte is the first post in the order that is asked for, so that the sets are combined
    at the speed of memory, a stretch of time is a run of bytes, and nothing needs sorting.
    """

    sure: int
    """The posts that match."""
    possible: int
    """These, and the posts that may match for all that the archive says."""


class Evaluation:
    """Answers queries for one order of an index that does not change meanwhile."""

    def __init__(self, index: Index, arrangements: Arrangements, order: Order) -> None:
        self._index = index
        self._arrangements = arrangements
        self._order: Order = order
        self._size = len(index.starts)
        self._all = int.from_bytes(b"\1" * self._size, "little")
        self._newest = arrangements.rows("newest")
        self._dated = self._size - index.undated

    def select(self, root: Node) -> Selection:
        """Return the rows that match, in the order."""
        sure, possible = self._answer(root)
        rows = self._arrangements.rows(self._order)
        unknown = (sure ^ possible).bit_count()
        return Selection(_picked(rows, sure.to_bytes(self._size, "little")), unknown)

    def _answer(self, node: Node) -> _Answer:
        match node:
            case Text():
                found = self._marked(self._index.text.rows(node.needle))
                return _Answer(found, found)
            case Facet():
                return self._facet(node)
            case Dates():
                return self._dates(node)
            case Not():
                sure, possible = self._answer(node.node)
                return _Answer(self._all ^ possible, self._all ^ sure)
            case And():
                return self._both(node.nodes)
            case Or():
                return self._either(node.nodes)

    def _both(self, nodes: Iterable[Node]) -> _Answer:
        sure = possible = self._all
        for node in nodes:
            answer = self._answer(node)
            sure, possible = sure & answer.sure, possible & answer.possible
            if not possible:
                break
        return _Answer(sure, possible)

    def _either(self, nodes: Iterable[Node]) -> _Answer:
        sure = possible = 0
        for node in nodes:
            answer = self._answer(node)
            sure, possible = sure | answer.sure, possible | answer.possible
            if sure == self._all:
                break
        return _Answer(sure, possible)

    def _facet(self, facet: Facet) -> _Answer:
        sure = self._marked(self._index.facets[facet.kind].get(facet.value, ()))
        unstated = self._marked(self._index.authorless) if facet.kind == "from" else 0
        return _Answer(sure, sure | unstated)

    def _dates(self, asked: Dates) -> _Answer:
        """Compare stretches: inside is a match, overlap and a missing date are possible ones."""
        first = 0 if asked.stop is None else self._starting_from(asked.stop)
        last = self._dated if asked.start is None else self._starting_from(asked.start)
        begun = self._among_newest(first, last)
        undated = self._among_newest(self._dated, self._size)
        early, late = self._crossing(asked.start), self._crossing(asked.stop)
        return _Answer(begun & ~late, begun | early | undated)

    def _starting_from(self, moment: int) -> int:
        """Count the posts whose date starts at a moment or later: the first ones of newest."""
        starts = self._index.starts
        return bisect_right(self._newest, -moment, hi=self._dated, key=lambda row: -starts[row])

    def _crossing(self, moment: int | None) -> int:
        """Return the posts whose date starts before a moment and stops after it."""
        if moment is None:
            return 0
        first = self._starting_from(moment)
        last = self._starting_from(moment - self._index.widest + 1)
        stops = self._index.stops
        return self._marked([row for row in self._newest[first:last] if stops[row] > moment])

    def _among_newest(self, first: int, last: int) -> int:
        """Return the posts from one place of newest to another; both dated, or both not."""
        if self._order == "oldest" and last <= self._dated:
            first, last = self._dated - last, self._dated - first
        elif self._order not in ("newest", "oldest"):
            return self._marked(self._newest[first:last])
        return (self._all >> 8 * (self._size - max(0, last - first))) << 8 * first

    def _marked(self, rows: Sequence[int]) -> int:
        """Return a set of rows that names each once."""
        if len(rows) == self._size:
            return self._all
        marks = bytearray(self._size)
        places = self._arrangements.places(self._order)
        for row in rows:
            marks[places[row]] = 1
        return int.from_bytes(marks, "little")


def _picked(rows: "array[int]", marks: bytes) -> "array[int]":
    """Return those of `rows` that have a mark."""
    count = marks.count(1)
    first, last = marks.find(1), marks.rfind(1) + 1
    if count == last - first:
        return rows[first:last]
    if count * 8 > last - first:
        return array("I", compress(rows[first:last], marks[first:last]))
    picked = array("I")
    while first >= 0:
        picked.append(rows[first])
        first = marks.find(1, first + 1)
    return picked
