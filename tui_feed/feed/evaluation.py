"""A query put to an index: which posts match, which may, and which do not."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import chain, compress
from typing import NamedTuple

from tui_feed.feed.cycles import is_possible, stretches
from tui_feed.feed.index import Index
from tui_feed.feed.orders import Arrangements
from tui_feed.feed.runs import Runs
from tui_feed.feed.selection import Selection
from tui_feed.query import (
    And,
    Count,
    Dates,
    Facet,
    FacetKind,
    Ids,
    Node,
    Not,
    Or,
    Order,
    Pattern,
    Recurring,
    Sort,
    Text,
)

_DOUBTS: dict[FacetKind, str] = {
    "from": "author", "to": "whom it answers", "lang": "language", "app": "app",
    "conversation": "thread",
}  # fmt: skip


Rows = Collection[int] | Runs
"""Rows in any form."""


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

    def __init__(
        self, index: Index, arrangements: Arrangements, order: Order, until: float = float("inf")
    ) -> None:
        """Look for words and patterns until a moment of the clock."""
        self._until = until
        self._is_whole = True
        self._index = index
        self._arrangements = arrangements
        self._order: Order = order
        self._size = len(index.starts)
        self._all = int.from_bytes(b"\1" * self._size, "little")
        self._newest = arrangements.rows("newest")
        self._dated = self._size - index.undated
        self._doubts: dict[str, int] = {}  # what is not stated -> the posts that lack it

    def select(self, root: Node) -> Selection:
        """Return the rows that match, in the order."""
        sure, possible = self._answer(root)
        rows = self._arrangements.rows(self._order)
        unknown = sure ^ possible
        reasons = {what: (lacking & unknown).bit_count() for what, lacking in self._doubts.items()}
        unstated = {what: count for what, count in reasons.items() if count}
        picked = _picked(rows, sure.to_bytes(self._size, "little"))
        if not self._is_whole:
            return Selection(picked, is_whole=False, order=self._order)
        return Selection(picked, unknown.bit_count(), unstated, order=self._order)

    def _answer(self, node: Node) -> _Answer:
        match node:
            case Text() | Pattern():
                return self._text(node)
            case Facet():
                return self._facet(node)
            case Count():
                return self._count(node)
            case Ids():
                return self._ids(node)
            case Dates():
                return self._doubted("date", self._dates(node))
            case Recurring():
                return self._doubted("date", self._recurring(node))
            case Sort():
                return _Answer(self._all, self._all)
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

    def _text(self, node: Text | Pattern) -> _Answer:
        """Look for a word; what was not looked at yet is possible, but nothing more."""
        search = self._index.text.search(node, self._until)
        found = self._marked(search.rows)
        if search.reached == self._size:
            return _Answer(found, found)
        self._is_whole = False
        return _Answer(found, self._all)

    def _doubted(self, what: str, answer: _Answer) -> _Answer:
        """Note which posts cannot be judged, and for want of what."""
        if doubt := answer.sure ^ answer.possible:
            self._doubts[what] = self._doubts.get(what, 0) | doubt
        return answer

    # What is looked up

    def _facet(self, facet: Facet) -> _Answer:
        sure = self._marked_all(self._index.having(facet.kind, facet.value))
        lacking = self._index.unstated.get(facet.kind, ())
        if not lacking:
            return _Answer(sure, sure)
        answer = _Answer(sure, sure | self._marked(lacking))
        return self._doubted(_DOUBTS[facet.kind], answer)

    def _count(self, asked: Count) -> _Answer:
        if asked.kind == "depth":
            return self._depth(asked)
        column = self._index.counts[asked.kind]
        sure = self._marked(column.between(asked.least, asked.most))
        return self._doubted(asked.kind, _Answer(sure, sure | self._marked(column.unstated())))

    def _depth(self, asked: Count) -> _Answer:
        most = max(self._index.depths, default=0) if asked.most is None else asked.most
        depths = self._index.depths.items()
        inside = self._marked_all(rows for depth, rows in depths if asked.least <= depth <= most)
        if asked.least == 0:  # no row is kept for what quotes nothing
            inside |= self._all ^ self._marked_all(rows for _, rows in depths)
        return _Answer(inside, inside)

    def _ids(self, asked: Ids) -> _Answer:
        sure, lacking = [], []
        low = 0 if asked.above is None else asked.above + 1
        high = 2**63 if asked.most is None else asked.most
        for row, number in enumerate(self._index.ids.column):
            if number < 0:
                lacking.append(row)
            elif low <= number <= high:
                sure.append(row)
        found = self._marked(sure)
        return self._doubted("numbered id", _Answer(found, found | self._marked(lacking)))

    # Time

    def _dates(self, asked: Dates) -> _Answer:
        """Compare stretches: inside is a match, overlap and a missing date are possible ones."""
        first = 0 if asked.stop is None else self._starting_from(asked.stop)
        last = self._dated if asked.start is None else self._starting_from(asked.start)
        begun = self._among_newest(first, last)
        early, late = self._crossing(asked.start), self._crossing(asked.stop)
        return _Answer(begun & ~late, begun | early | self._undated())

    def _recurring(self, asked: Recurring) -> _Answer:
        """Compare with every such day or month of the time that the feed covers.

        A date to the day or finer lies in one or in none; only coarser ones are looked at singly.
        """
        if not self._dated:
            return _Answer(0, self._undated())
        oldest, newest = self._newest[self._dated - 1], self._newest[0]
        starts, stop_of = self._index.starts, self._index.stop
        marks = bytearray(self._size)  # in the order of newest
        for start, stop in stretches(asked, starts[oldest], stop_of(newest)):
            first, last = self._starting_from(stop), self._starting_from(start)
            marks[first:last] = b"\1" * (last - first)
        sure = self._from_newest(marks)
        coarse = self._index.coarse
        inside = [
            row for row in coarse if is_possible(asked, starts[row], stop_of(row), whole=True)
        ]
        touching = [row for row in coarse if is_possible(asked, starts[row], stop_of(row))]
        sure = sure & ~self._marked(coarse) | self._marked(inside)
        return _Answer(sure, sure | self._marked(touching) | self._undated())

    def _undated(self) -> int:
        return self._among_newest(self._dated, self._size)

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
        stop_of = self._index.stop
        return self._marked([row for row in self._newest[first:last] if stop_of(row) > moment])

    def _among_newest(self, first: int, last: int) -> int:
        """Return the posts from one place of newest to another; both dated, or both not."""
        if self._order == "oldest" and last <= self._dated:
            first, last = self._dated - last, self._dated - first
        elif self._order not in ("newest", "oldest"):
            return self._marked(self._newest[first:last])
        return (self._all >> 8 * (self._size - max(0, last - first))) << 8 * first

    def _from_newest(self, marks: bytearray) -> int:
        """Return a set whose marks are in the order of newest."""
        if self._order == "newest":
            return int.from_bytes(marks, "little")
        return self._marked(list(compress(self._newest, marks)))

    # Sets

    def _marked_all(self, found: Iterable[Rows]) -> int:
        """Return the union of some lists of rows."""
        lists = list(found)
        return self._marked(lists[0] if len(lists) == 1 else list(chain.from_iterable(lists)))

    def _marked(self, rows: Rows) -> int:
        """Return a set of rows."""
        if not rows:
            return 0
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
