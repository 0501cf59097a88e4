"""Keep columns of all posts of a feed, for answers without decoding a post."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, islice
from typing import TYPE_CHECKING, Literal, TypeVar, assert_never, get_args

from pyroaring import BitMap

from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.columns import Counts, Starts
from tui_feed.feed.ids import IdColumn, LinkColumn, key_of
from tui_feed.feed.index.date_ends import DateEnds
from tui_feed.feed.index.fulltext import FullText
from tui_feed.feed.index.own_rows import OwnRows
from tui_feed.feed.index.sort_orders import SortOrders
from tui_feed.feed.index.threads import Threads
from tui_feed.feed.rows import row_span, unpack_rows
from tui_feed.models import CountName
from tui_feed.query import fold
from tui_feed.text.timestamps import DAY, SPANS, WITHOUT_ZONE

if TYPE_CHECKING:
    from tui_feed.query.post_facts.facets import FacetType

SOURCE = "in"
"""Name of the facet of sources (`query.post_facts.facets.SOURCE`), entered by the index."""

_WITHOUT_ZONE = WITHOUT_ZONE.ljust(256, b"\0")

Value = TypeVar("Value")


class Index:
    """Columns with an entry for each row, and sets of rows for look-up."""

    def __init__(self) -> None:
        self.starts = Starts()
        """First millisecond of each post's date since 1970 UTC, or `MISSING`."""
        self.spans = bytearray()
        """Code of the length of each date (`timestamps.SPANS`)."""
        self.coarse: array[int] = array("I")
        """Rows with a date less precise than a day."""
        self.without_zone = BitMap()
        """Rows with a date without a zone: days and coarser dates, and a few times."""
        self.widest = 0
        """Length of the least precise date, in milliseconds."""
        self.counts = {name: Counts() for name in get_args(CountName)}
        """Columns of counts."""
        self.depths: dict[int, BitMap] = {}
        """Number of nested quotes -> rows; left out for 0."""
        self.facets: dict[str, dict[str, BitMap]] = {}
        """Facet -> value in its form for look-up -> rows."""
        self.unstated: dict[str, BitMap] = {}
        """Facet -> rows without a stated value."""
        self.ids = IdColumn()
        """Keys of the rows' ids."""
        self.hidden = BitMap()
        """Withdrawn rows: never shown, because their posts turned out to be non-public."""
        self.apart = BitMap()
        """Rows set apart (`Post.apart`), shown only if a query asks for them; see `unasked`."""
        self.quoting = LinkColumn()
        """Id of a quoted post -> rows of the quoting posts."""
        self.inside = LinkColumn()
        """Id of a post -> rows of posts with this post inside their quotes, at depth 2 or more."""
        self.answering = LinkColumn()
        """Id of a post -> rows of its replies."""
        self.conversations = LinkColumn()
        """Id of the first post of a thread -> rows of the other posts."""
        self.threads = Threads(self.ids, self.answering)
        """Rows of posts in threads."""
        self.spellings: dict[str, dict[str, int]] = {}
        """Facet -> value as written -> number of posts with this spelling, as they appear."""
        self.text = FullText()
        """Texts for full-text search."""
        self.sort_orders = SortOrders(self.starts, self.counts)
        """Rows in every order."""
        self.own = OwnRows()
        """Rows with the reader's marks, notes and labels."""
        self._ends = DateEnds(self.starts, self.stop)
        self._apart_ends = DateEnds(self.starts, self.stop)

    def extend(self, batch: RecordBatch, label: str | None = None) -> None:
        """Add the posts of a batch from a source. Their ids must be new to the index."""
        first, size = len(self.starts), batch.count
        self.ids.extend(batch.keys, batch.by_key)
        self._extend_dates(batch, first)
        for name, column in self.counts.items():
            column.extend(size, batch.counts.get(name))
        self._add(self.depths, batch.depths, first)
        for kind, rows_of in batch.facets.items():
            self._add(self.facets.setdefault(kind, {}), rows_of, first)
        if label is not None:
            self.enter_source(label, row_span(first, first + size))
        self._add(self.unstated, batch.unstated, first)
        self.quoting.extend(batch.quoting, first)
        self.inside.extend(batch.inside, first)
        self.answering.extend(batch.answering, first)
        self.conversations.extend(batch.conversations, first)
        for kind, spellings in batch.spellings.items():
            mine = self.spellings.setdefault(kind, {})
            for written, count in spellings.items():
                mine[written] = mine.get(written, 0) + count
        self.text.extend(batch.text, batch.ends)

    def _extend_dates(self, batch: RecordBatch, first: int) -> None:
        self.starts.extend(batch.count, batch.starts)
        self.spans += batch.spans
        widest = max(batch.spans, default=0)
        self.widest = max(self.widest, 1000 * SPANS[widest])
        marks = batch.spans.translate(_WITHOUT_ZONE)
        if 1 in marks:
            self.without_zone.update(list(compress(range(first, first + batch.count), marks)))
        if widest > DAY:
            self.coarse.extend(first + row for row, code in enumerate(batch.spans) if code > DAY)
        self.sort_orders.extend(falls=batch.falls, rises=batch.rises, is_strict=batch.is_strict)
        if batch.first >= 0:
            self._ends.add((first + batch.first, first + batch.last))
        if apart := unpack_rows(batch.apart, first):
            self.apart = self.apart | apart
            self._apart_ends.add(apart)

    @staticmethod
    def _add(rows_of: dict[Value, BitMap], more: dict[Value, bytes], first: int) -> None:
        for value, packed in more.items():
            rows = unpack_rows(packed, first)
            held = rows_of.setdefault(value, rows)
            if held is not rows:
                held |= rows

    def enter_source(self, label: str, rows: BitMap) -> None:
        """Add rows to a source."""
        held = self.facets.setdefault(SOURCE, {}).setdefault(fold(label), BitMap())
        held |= rows

    def replace(self, old: int, new: int) -> None:
        """Let a row replace another row, which is hidden next."""
        self.sort_orders.replace(old, new)
        if self.starts[old] == self.starts[new] and self.spans[old] == self.spans[new]:
            self._ends.replace(old, new)

    def hide(self, rows: BitMap) -> None:
        """Withdraw rows: later answers omit them."""
        self.hidden = self.hidden | rows
        self.threads.leave_out(self.hidden)
        every = row_span(0, len(self.starts)) - self.hidden
        self._ends.remove(rows, lambda: every - self.apart)
        self._apart_ends.remove(rows, lambda: every & self.apart)

    def unasked(self, asked: Iterable[str] = ()) -> BitMap:
        """Return the rows to leave out of an answer: withdrawn, or set apart and not asked for.

        `asked` are the names of kinds a query asks for. A feed with nothing else shows posts set
        apart: somebody opened a file of likes.
        """
        if not self.apart or len(self.hidden | self.apart) == len(self.starts):
            return self.hidden
        kinds = self.facets.get("is", {})
        return (
            self.apart.difference(*(kinds[name] for name in asked if name in kinds)) | self.hidden
        )

    def asking_for(self, row: int) -> str:
        """Return the term that asks for a row set apart; empty for any other row."""
        if row not in self.unasked():
            return ""
        from tui_feed.query.post_facts.kinds import KINDS  # not before somebody jumps there

        kinds = self.facets.get("is", {})
        found = (kind for kind in KINDS if kind.asks and row in kinds.get(kind.name, ()))
        return next((kind.written for kind in found), "")

    @property
    def ends(self) -> tuple[int, int] | None:
        """Rows with the earliest beginning and the latest end of a date; None without dates."""
        shows_apart = len(self.unasked()) == len(self.hidden)
        return self._ends.rows or (self._apart_ends.rows if shows_apart else None)

    def seen(self, rows: Sequence[int]) -> Sequence[int]:
        """Return rows without the withdrawn rows."""
        if not self.hidden:
            return rows
        return array("I", [row for row in rows if row not in self.hidden])

    def row_of(self, post_id: str) -> int | None:
        """Return the row of an id; None if the id is unknown or its row withdrawn."""
        rows = self.ids.find(key_of(post_id))
        return next((row for row in rows if row not in self.hidden), None)

    def stop(self, row: int) -> int:
        """Return the first millisecond after the date of a row. The row must have a date."""
        return self.starts[row] + 1000 * SPANS[self.spans[row]]

    def rows_beginning(self, facet: "FacetType", value: str) -> BitMap:
        """Return the rows with a value of a facet that begins with `value`."""
        rows_of = self.facets.get(facet.name, {})
        return BitMap().union(*(rows for each, rows in rows_of.items() if each.startswith(value)))

    def rows_with(self, facet: "FacetType", value: str) -> BitMap:
        """Return the rows with a value of a facet. The set must not be changed."""
        from tui_feed.query.post_facts.facets import LinkedPost, ReaderValue  # not at the start

        if isinstance(facet.stated_in, LinkedPost):
            return self._linked(facet.stated_in.column, value)
        if isinstance(facet.stated_in, ReaderValue):
            return self.own.with_value(facet.name, value)
        rows_of = self.facets.get(facet.name, {})
        matches = facet.matches
        if matches is None:
            return rows_of.get(value, BitMap())
        return BitMap().union(*(rows for stored, rows in rows_of.items() if matches(stored, value)))

    def _linked(self, column: Literal["quoting", "conversations"], post_id: str) -> BitMap:
        match column:
            case "quoting":
                return BitMap(self.quoting.rows_of(post_id))
            case "conversations":  # the first post of a thread has no link to itself
                began = self.ids.find(key_of(post_id))
                return BitMap([*self.conversations.rows_of(post_id), *began])
        assert_never(column)

    def value_counts(
        self, name: str, among: BitMap | None = None, apart: BitMap | None = None
    ) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of posts, among a set of rows or all rows.

        Kinds to ask for (`PostKind.asks`) are also counted among the rows of `apart`.

        The most frequent value is first; equally frequent values are in alphabetical order. A value
        is spelled as in most posts; of equally common spellings, the earlier is taken. Raises
        `KeyError` for the name of no facet.
        """
        from tui_feed.query.operators import all_facets
        from tui_feed.query.post_facts.kinds import (
            kind_named,  # not before somebody looks at a list
        )

        facet = all_facets()[name]
        rows_of = {**self.facets.get(name, {}), **dict(self.own.by_value(name, len(self.starts)))}
        counts = {
            value: len(rows) if among is None else rows.intersection_cardinality(among)
            for value, rows in rows_of.items()
        }
        for value, rows in rows_of.items():
            if apart and kind_named(value).asks:
                counts[value] += rows.intersection_cardinality(apart)
        shown = self._spelled(facet)
        found = [(shown.get(value, value), count) for value, count in counts.items() if count]
        return sorted(found, key=lambda entry: (-entry[1], fold(entry[0])))

    def has_values(self, name: str, least: int, among: BitMap | None) -> bool:
        """Tell whether a facet has so many values, among a set of rows or all rows.

        Kinds of rows set apart count, too.
        """
        whole = among if among is None or name != "is" else among | self.apart - self.hidden
        rows_of = self.facets.get(name, {}).values()
        found = (rows for rows in rows_of if (rows if whole is None else rows.intersect(whole)))
        return sum(1 for _ in islice(found, least)) == least

    def _spelled(self, facet: "FacetType") -> dict[str, str]:
        """Return the most common spelling of each value; of equals, the earliest."""
        shown: dict[str, str] = {}
        if facet.stored is None:
            return shown
        spellings = self.spellings.get(facet.name, {})
        for written, count in spellings.items():
            value = facet.stored(written)
            best = shown.setdefault(value, written)
            if count > spellings[best]:
                shown[value] = written
        return shown
