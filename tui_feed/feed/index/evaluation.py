"""A query put to an index: which posts match, which may, and which do not."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from pyroaring import BitMap

from tui_feed.feed.columns import between
from tui_feed.feed.ids import LARGEST
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.cycles import is_possible, stretches
from tui_feed.feed.index.selection import BitmapRows, Selection
from tui_feed.feed.rows import bitmap_of, row_span
from tui_feed.query import (
    And,
    Count,
    Dates,
    Facet,
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
from tui_feed.query.operators import all_facets
from tui_feed.text.timestamps import MISSING

_THREAD = ("is", "thread")
"""Kind that no post states: which posts are in a thread, an index finds out."""


class _Answer(NamedTuple):
    """Two sets of posts, by their rows; they may be an index's own, and must not be changed."""

    sure: BitMap
    """The posts that match."""
    possible: BitMap
    """These, and the posts that may match for all that the archive says."""


class Evaluation:
    """Answers queries for one order of an index that does not change meanwhile."""

    def __init__(self, index: Index, order: Order, until: float = float("inf")) -> None:
        """Look for words and patterns until a moment of the clock."""
        self._until = until
        self._is_whole = True
        self._index = index
        self._order: Order = order
        self._size = len(index.starts)
        self._all = row_span(0, self._size)
        self._known = self._size  # how many rows stand in all the orders that were needed
        self._doubts: dict[str, BitMap] = {}  # what is not stated -> the posts that lack it

    @cached_property
    def _newest(self) -> Sequence[int]:
        self._is_whole &= self._index.sort_orders.settle(["newest"], self._until)
        rows = self._index.sort_orders.rows("newest")
        self._known = min(self._known, len(rows))
        return rows

    @cached_property
    def _dated(self) -> int:
        """How many of them state a date; they come first."""
        starts = self._index.starts
        return bisect_left(self._newest, x=True, key=lambda row: starts[row] == MISSING)

    def select(self, root: Node | None) -> Selection:
        """Return the rows that match, all where nothing is asked, in the order."""
        sure, possible = self._answer(root) if root else _Answer(self._all, self._all)
        rows, order, is_whole, rank = self._index.sort_orders.arranged(self._order, self._until)
        self._is_whole &= is_whole
        seen = row_span(0, min(self._known, len(rows))) - self._index.hidden
        sure, possible = sure & seen, possible & seen
        unknown = possible - sure
        found = _in_order(rows, sure)
        if not self._is_whole:
            return Selection(found, bitmap=sure, is_whole=False, order=order, rank=rank)
        reasons = {
            what: lacking.intersection_cardinality(unknown)
            for what, lacking in self._doubts.items()
        }
        unstated = {what: count for what, count in reasons.items() if count}
        return Selection(found, len(unknown), unstated, bitmap=sure, order=order, rank=rank)

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
                return _Answer(self._all - possible, self._all - sure)
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
        sure = possible = BitMap()
        for node in nodes:
            answer = self._answer(node)
            sure, possible = sure | answer.sure, possible | answer.possible
            if len(sure) == self._size:
                break
        return _Answer(sure, possible)

    def _text(self, node: Text | Pattern) -> _Answer:
        search = self._index.text.search(node, self._until)
        return self._looked_for(search.found, is_whole=search.reached == self._size)

    def _looked_for(self, found: BitMap, *, is_whole: bool) -> _Answer:
        """Answer with what was found; what was not looked at yet is possible, but nothing more."""
        self._is_whole &= is_whole
        return _Answer(found, found if is_whole else self._all)

    def _doubted(self, what: str, answer: _Answer) -> _Answer:
        """Note which posts cannot be judged, and for want of what."""
        if doubt := answer.possible - answer.sure:
            self._doubts[what] = self._doubts.get(what, BitMap()) | doubt
        return answer

    # What is looked up

    def _facet(self, asked: Facet) -> _Answer:
        if (asked.kind, asked.value) == _THREAD:
            is_whole = self._index.threads.advance(self._until)
            return self._looked_for(self._index.threads.rows, is_whole=is_whole)
        facet = all_facets()[asked.kind]
        found = self._index.rows_with(facet, asked.value)
        lacking = self._index.unstated.get(facet.name)
        if not lacking or facet.unknown is None:
            return _Answer(found, found)
        return self._doubted(facet.unknown, _Answer(found, found | lacking))

    def _count(self, asked: Count) -> _Answer:
        if asked.kind == "depth":
            return self._depth(asked)
        column = self._index.counts[asked.kind]
        sure = column.between(asked.least, asked.most)
        return self._doubted(asked.kind, _Answer(sure, sure | column.unstated()))

    def _depth(self, asked: Count) -> _Answer:
        most = max(self._index.depths, default=0) if asked.most is None else asked.most
        depths = self._index.depths
        found = BitMap().union(*(depths[n] for n in depths if asked.least <= n <= most))
        if asked.least == 0:  # no row is kept for what quotes nothing
            found |= self._all.difference(*depths.values())
        return _Answer(found, found)

    def _ids(self, asked: Ids) -> _Answer:
        low = 0 if asked.above is None else asked.above + 1
        high = LARGEST if asked.most is None else min(asked.most, LARGEST)
        column = self._index.ids.column
        found, lacking = between(column, low, high), between(column, LARGEST + 1, None)
        return self._doubted("numbered id", _Answer(found, found | lacking))

    # Time

    def _dates(self, asked: Dates) -> _Answer:
        """Compare stretches: inside is a match, overlap and a missing date are possible ones."""
        first = 0 if asked.stop is None else self._starting_from(asked.stop)
        last = self._dated if asked.start is None else self._starting_from(asked.start)
        begun = self._among_newest(first, last)
        early, late = self._crossing(asked.start), self._crossing(asked.stop)
        return _Answer(begun - late, begun | early | self._undated())

    def _recurring(self, asked: Recurring) -> _Answer:
        """Compare with every such day or month of the time that the feed covers.

        A date to the day or finer lies in one or in none; only coarser ones are looked at singly.
        """
        if not self._dated:
            return _Answer(BitMap(), self._undated())
        oldest, newest = self._newest[self._dated - 1], self._newest[0]
        starts, stop_of = self._index.starts, self._index.stop
        sure = BitMap()
        for start, stop in stretches(asked, starts[oldest], stop_of(newest)):
            sure |= self._among_newest(self._starting_from(stop), self._starting_from(start))
        coarse = self._index.coarse
        inside = [
            row for row in coarse if is_possible(asked, starts[row], stop_of(row), whole=True)
        ]
        touching = [row for row in coarse if is_possible(asked, starts[row], stop_of(row))]
        sure = sure - BitMap(coarse) | BitMap(inside)
        return _Answer(sure, sure | BitMap(touching) | self._undated())

    def _undated(self) -> BitMap:
        return self._among_newest(self._dated, self._size)

    def _starting_from(self, moment: int) -> int:
        """Count the posts whose date starts at a moment or later: the first ones of newest."""
        starts = self._index.starts
        return bisect_right(self._newest, -moment, hi=self._dated, key=lambda row: -starts[row])

    def _crossing(self, moment: int | None) -> BitMap:
        """Return the posts whose date starts before a moment and stops after it."""
        if moment is None:
            return BitMap()
        first = self._starting_from(moment)
        last = self._starting_from(moment - self._index.widest + 1)
        stop_of = self._index.stop
        return BitMap([row for row in self._newest[first:last] if stop_of(row) > moment])

    def _among_newest(self, first: int, last: int) -> BitMap:
        """Return the posts from one place of newest to another."""
        found = self._newest[first : max(first, last)]
        if isinstance(found, range) and found:
            return row_span(min(found[0], found[-1]), max(found[0], found[-1]) + 1)
        return bitmap_of(found)


def look_on(index: Index, node: Node, until: float) -> bool:
    """Look on for what takes long to find; return whether every post has been looked at."""
    match node:
        case Text() | Pattern():
            return index.text.search(node, until).reached == len(index.starts)
        case Facet() if (node.kind, node.value) == _THREAD:
            return index.threads.advance(until)
    return True


def _in_order(rows: Sequence[int], found: BitMap) -> Sequence[int]:
    """Return those of all `rows` that are in a set."""
    if isinstance(rows, range):
        return BitmapRows(found, backwards=rows.step < 0)
    return array("I", compress(rows, map(found.__contains__, rows)))
