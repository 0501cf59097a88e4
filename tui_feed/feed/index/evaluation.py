"""Evaluate queries on an index: sure and possible matches."""

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
from tui_feed.feed.index.cycles import is_possible, spans_between
from tui_feed.feed.index.selection import BitmapRows, Selection
from tui_feed.feed.rows import bitmap_of, row_span
from tui_feed.query import (
    And,
    CountRange,
    Dates,
    Facet,
    Ids,
    Node,
    Not,
    Or,
    Order,
    Pattern,
    Phrase,
    Recurring,
    Sort,
)
from tui_feed.query.operators import all_facets
from tui_feed.query.post_facts.facets import KIND
from tui_feed.query.post_facts.kinds import kind_named, unstated_kind
from tui_feed.text.timestamps import MISSING
from tui_feed.text.zones import reader_zone

_THREAD = ("is", "thread")
"""Facet and value of posts in threads: computed by the index, stated by no post."""


class _Matches(NamedTuple):
    """Sure and possible matches. The sets may belong to the index and must not be changed."""

    sure: BitMap
    """Rows of matching posts."""
    possible: BitMap
    """Rows of `sure`, and rows without the facts to exclude a match."""


class Evaluation:
    """Answers a query in an order; the index must not change meanwhile."""

    def __init__(self, index: Index, order: Order, until: float = float("inf")) -> None:
        """Set the query's order, and the moment of the clock at which search and sorting pause."""
        self._until = until
        self._is_whole = True
        self._index = index
        self._order: Order = order
        self._size = len(index.starts)
        self._all = row_span(0, self._size)
        self._known = self._size  # number of rows in all orders needed so far
        self._doubts: dict[str, BitMap] = {}  # missing fact -> rows without it

    @cached_property
    def _newest(self) -> Sequence[int]:
        self._is_whole &= self._index.sort_orders.settle(["newest"], self._until)
        rows = self._index.sort_orders.rows("newest")
        self._known = min(self._known, len(rows))
        return rows

    @cached_property
    def _dated(self) -> int:
        """Number of rows with a date; they come first in `_newest`."""
        starts = self._index.starts
        return bisect_left(self._newest, x=True, key=lambda row: starts[row] == MISSING)

    def select(self, root: Node | None, asked: Iterable[str] = ()) -> Selection:
        """Return the matching rows in the order; without a query, all rows.

        `asked` are the kinds a query asks for (`Query.asked`).
        """
        sure, possible = self._answer(root) if root else _Matches(self._all, self._all)
        rows, order, is_whole, sort_key = self._index.sort_orders.arranged(self._order, self._until)
        self._is_whole &= is_whole
        seen = row_span(0, min(self._known, len(rows))) - self._index.unasked(asked)
        sure, possible = sure & seen, possible & seen
        unknown = possible - sure
        found = _in_order(rows, sure)
        if not self._is_whole:
            return Selection(found, bitmap=sure, is_whole=False, order=order, sort_key=sort_key)
        reasons = {
            fact: lacking.intersection_cardinality(unknown)
            for fact, lacking in self._doubts.items()
        }
        unstated = {fact: count for fact, count in reasons.items() if count}
        return Selection(found, len(unknown), unstated, bitmap=sure, order=order, sort_key=sort_key)

    def _answer(self, node: Node) -> _Matches:
        match node:
            case Phrase() | Pattern():
                return self._text(node)
            case Facet():
                return self._facet(node)
            case CountRange():
                return self._count(node)
            case Ids():
                return self._ids(node)
            case Dates():
                return self._doubted("date", self._dates(node))
            case Recurring():
                return self._doubted("date", self._recurring(node))
            case Sort():
                return _Matches(self._all, self._all)
            case Not():
                sure, possible = self._answer(node.node)
                return _Matches(self._all - possible, self._all - sure)
            case And():
                return self._all_of(node.nodes)
            case Or():
                return self._any_of(node.nodes)

    def _all_of(self, nodes: Iterable[Node]) -> _Matches:
        sure = possible = self._all
        for node in nodes:
            answer = self._answer(node)
            sure, possible = sure & answer.sure, possible & answer.possible
            if not possible:
                break
        return _Matches(sure, possible)

    def _any_of(self, nodes: Iterable[Node]) -> _Matches:
        sure = possible = BitMap()
        for node in nodes:
            answer = self._answer(node)
            sure, possible = sure | answer.sure, possible | answer.possible
            if len(sure) == self._size:
                break
        return _Matches(sure, possible)

    def _text(self, node: Phrase | Pattern) -> _Matches:
        search = self._index.text.search(node, self._until)
        return self._searched(search.found, is_whole=search.reached == self._size)

    def _searched(self, found: BitMap, *, is_whole: bool) -> _Matches:
        """Return the matches of a search; with an unfinished search, any other row is possible."""
        self._is_whole &= is_whole
        return _Matches(found, found if is_whole else self._all)

    def _doubted(self, fact: str, answer: _Matches) -> _Matches:
        """Note the posts without the facts for an answer, and the missing fact."""
        if doubt := answer.possible - answer.sure:
            self._doubts[fact] = self._doubts.get(fact, BitMap()) | doubt
        return answer

    # Facets and numbers

    def _facet(self, asked: Facet) -> _Matches:
        if (asked.kind, asked.value) == _THREAD:
            is_whole = self._index.threads.advance(self._until)
            return self._searched(self._index.threads.rows, is_whole=is_whole)
        if asked.kind == "is" and (counts := kind_named(asked.value).counts):
            return self._any_of([CountRange(asked.span, count, least=1) for count in counts])
        if asked.kind == "is" and kind_named(asked.value).is_own:
            own = self._index.own.of_kind(asked.value, self._size)
            return _Matches(own, own)
        facet = all_facets()[asked.kind]
        look_up = self._index.rows_beginning if asked.is_begun else self._index.rows_with
        found = look_up(facet, asked.value)
        name, unknown = facet.name, facet.unknown
        if facet is KIND:
            name, unknown = unstated_kind(asked.value), kind_named(asked.value).unknown
        lacking = self._index.unstated.get(name)
        if not lacking or not unknown:
            return _Matches(found, found)
        return self._doubted(unknown, _Matches(found, found | lacking))

    def _count(self, asked: CountRange) -> _Matches:
        if asked.kind == "depth":
            return self._depth(asked)
        column = self._index.counts[asked.kind]
        sure = column.between(asked.least, asked.most)
        return self._doubted(asked.kind, _Matches(sure, sure | column.unstated()))

    def _depth(self, asked: CountRange) -> _Matches:
        most = max(self._index.depths, default=0) if asked.most is None else asked.most
        depths = self._index.depths
        found = BitMap().union(*(depths[n] for n in depths if asked.least <= n <= most))
        if asked.least == 0:  # depth 0 has no set of rows
            found |= self._all.difference(*depths.values())
        return _Matches(found, found)

    def _ids(self, asked: Ids) -> _Matches:
        low = 0 if asked.above is None else asked.above + 1
        high = LARGEST if asked.most is None else min(asked.most, LARGEST)
        column = self._index.ids.column
        found, lacking = between(column, low, high), between(column, LARGEST + 1, None)
        return self._doubted("numbered id", _Matches(found, found | lacking))

    # Dates

    def _dates(self, asked: Dates) -> _Matches:
        """Compare spans of time; a date without a zone is compared on the reader's clock."""
        found = self._dates_between(asked.start, asked.stop)
        stated_so = self._index.without_zone
        if asked.stated is None or not stated_so:
            return found
        stated = self._dates_between(*asked.stated)
        return _Matches(
            found.sure - stated_so | stated.sure & stated_so,
            found.possible - stated_so | stated.possible & stated_so,
        )

    def _dates_between(self, start: int | None, stop: int | None) -> _Matches:
        """Compare spans of time: inside is a match; overlapping, or without a date, is possible."""
        first = 0 if stop is None else self._starting_from(stop)
        last = self._dated if start is None else self._starting_from(start)
        begun = self._among_newest(first, last)
        early, late = self._crossing(start), self._crossing(stop)
        return _Matches(begun - late, begun | early | self._undated())

    def _recurring(self, asked: Recurring) -> _Matches:
        """Compare dates with every such day or month between the first and the last post.

        A date as precise as a day is surely inside or outside; only coarser dates are examined
        singly.
        """
        if not self._dated:
            return _Matches(BitMap(), self._undated())
        oldest, newest = self._newest[self._dated - 1], self._newest[0]
        starts, stop_of = self._index.starts, self._index.stop
        start, stop, zone = starts[oldest], stop_of(newest), reader_zone()
        first, last = min(start, zone.local(start)), max(stop, zone.local(stop))
        spans = list(spans_between(asked, first, last))
        sure = self._begun_in(spans)
        if not zone.is_utc:
            instants = self._begun_in([(zone.moment(one), zone.moment(end)) for one, end in spans])
            sure = sure & self._index.without_zone | instants - self._index.without_zone
        coarse = self._index.coarse
        inside = [
            row for row in coarse if is_possible(asked, starts[row], stop_of(row), whole=True)
        ]
        touching = [row for row in coarse if is_possible(asked, starts[row], stop_of(row))]
        sure = sure - BitMap(coarse) | BitMap(inside)
        return _Matches(sure, sure | BitMap(touching) | self._undated())

    def _begun_in(self, spans: Iterable[tuple[int, int]]) -> BitMap:
        """Return the posts with dates that start in any of the spans of time."""
        found = BitMap()
        for start, stop in spans:
            found |= self._among_newest(self._starting_from(stop), self._starting_from(start))
        return found

    def _undated(self) -> BitMap:
        return self._among_newest(self._dated, self._size)

    def _starting_from(self, moment: int) -> int:
        """Count the posts with a date from a moment on: the first rows of `_newest`."""
        starts = self._index.starts
        return bisect_right(self._newest, -moment, hi=self._dated, key=lambda row: -starts[row])

    def _crossing(self, moment: int | None) -> BitMap:
        """Return the rows with a date starting before a moment and stopping after it."""
        if moment is None:
            return BitMap()
        first = self._starting_from(moment)
        last = self._starting_from(moment - self._index.widest + 1)
        stop_of = self._index.stop
        return BitMap([row for row in self._newest[first:last] if stop_of(row) > moment])

    def _among_newest(self, first: int, last: int) -> BitMap:
        """Return the rows between two positions of `_newest`."""
        found = self._newest[first : max(first, last)]
        if isinstance(found, range) and found:
            return row_span(min(found[0], found[-1]), max(found[0], found[-1]) + 1)
        return bitmap_of(found)


def search_on(index: Index, node: Node, until: float) -> bool:
    """Continue a long search until a moment of the clock; return True if it is finished."""
    match node:
        case Phrase() | Pattern():
            return index.text.search(node, until).reached == len(index.starts)
        case Facet() if (node.kind, node.value) == _THREAD:
            return index.threads.advance(until)
    return True


def _in_order(rows: Sequence[int], found: BitMap) -> Sequence[int]:
    """Return the rows of a set in the order of `rows`."""
    if isinstance(rows, range):
        return BitmapRows(found, backwards=rows.step < 0)
    return array("I", compress(rows, map(found.__contains__, rows)))
