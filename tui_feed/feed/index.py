"""The columns of a timeline: what can be asked of a post without making it whole."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, get_args

from tui_feed.feed.columns import MISSING, Counts
from tui_feed.feed.fulltext import FullText
from tui_feed.feed.ids import Keys, Links, key_of
from tui_feed.feed.runs import Runs
from tui_feed.feed.traits import addresses, facets, quotes_inside, words
from tui_feed.model import CountName, Post
from tui_feed.query import FacetKind, fold
from tui_feed.query.readers import app_value

Value = TypeVar("Value")

DAY = 86_400_000
"""Milliseconds."""


class Index:
    """One entry a row in every column; rows by value for everything that can be looked up."""

    def __init__(self) -> None:
        self.starts: array[int] = array("q")
        """First millisecond of the post's date since 1970 UTC, or `MISSING`."""
        self.lengths: array[int] = array("I")
        """Seconds that the stretch of its date lasts; 0 where there is none."""
        self.coarse: array[int] = array("I")
        """Rows whose date is less precise than a day."""
        self.undated = 0
        """How many posts state no date."""
        self.widest = 0
        """The longest stretch between a start and its stop."""
        self.counts = {name: Counts() for name in get_args(CountName)}
        """How often it was seen, liked, passed on."""
        self.depths: dict[int, Runs] = {}
        """How many posts are quoted inside each other -> rows; none for 0."""
        self.facets: dict[FacetKind, dict[str, Runs]] = {kind: {} for kind in get_args(FacetKind)}
        """Folded value -> rows, rising, each once."""
        self.unstated: dict[FacetKind, Runs] = {}
        """Rows whose archive does not say: the author's handle, the language, whom it answers."""
        self.ids = Keys()
        """The id of every row, as a number."""
        self.quoting = Links()
        """Id of a quoted post -> rows that quote it."""
        self.answering = Links()
        """Id of a post -> rows that reply to it."""
        self.conversations = Links()
        """Id of the post that began a thread -> rows in it."""
        self.spellings: dict[FacetKind, dict[str, int]] = {}
        """Value as written -> how many posts write it so, in order of their first appearance."""
        self.text = FullText()
        """What words and phrases are looked up in."""

    def append(self, post: Post) -> None:
        """Add the next row."""
        row = len(self.starts)
        self.ids.append(key_of(post.id))
        self._append_date(row, post)
        for name, column in self.counts.items():
            column.append(getattr(post.metrics, name))
        if depth := quotes_inside(post):
            _enter(self.depths, depth, row)
        for kind, written in facets(post):
            if written is None:
                self.unstated.setdefault(kind, Runs()).append(row)
            else:
                self._enter(kind, written, row)
        if post.quote:
            self.quoting.append(post.quote.id, row)
        if post.conversation_id not in (None, post.id):
            self.conversations.append(post.conversation_id, row)
        if post.reply_to_id:
            self.answering.append(post.reply_to_id, row)
        self.text.append(words(post), addresses(post))

    def _append_date(self, row: int, post: Post) -> None:
        when = post.appeared_at
        self.starts.append(when.start if when else MISSING)
        self.lengths.append((when.stop - when.start) // 1000 if when else 0)
        if when is None:
            self.undated += 1
            return
        stretch = when.stop - when.start
        self.widest = max(self.widest, stretch)
        if stretch > DAY:
            self.coarse.append(row)

    def extend(self, others: "Index") -> None:
        """Add the rows of another index after these. None of its ids may be among these."""
        base = len(self.starts)
        self.starts.extend(others.starts)
        self.lengths.extend(others.lengths)
        self.coarse.extend(map(base.__add__, others.coarse))
        self.undated += others.undated
        self.widest = max(self.widest, others.widest)
        for name, column in self.counts.items():
            column.extend(others.counts[name])
        _merge(self.depths, others.depths, base)
        for kind, rows_of in others.facets.items():
            _merge(self.facets[kind], rows_of, base)
        _merge(self.unstated, others.unstated, base)
        self.quoting.extend(others.quoting, base)
        self.answering.extend(others.answering, base)
        self.conversations.extend(others.conversations, base)
        for key in others.ids.column:
            self.ids.append(key)
        for kind, spellings in others.spellings.items():
            mine = self.spellings.setdefault(kind, {})
            for written, count in spellings.items():
                mine[written] = mine.get(written, 0) + count
        self.text.extend(others.text)

    def enter_source(self, label: str, row: int) -> None:
        """Note that a row was also found in a source."""
        _enter(self.facets["in"], fold(label), row)

    def threads(self) -> set[int]:
        """Return the rows that reply to a row, or are replied to by one."""
        found: set[int] = set()
        for answered, answer in self.answering:
            if (row := next(self.ids.find(answered), None)) is not None:
                found.update((row, answer))
        return found

    def row_of(self, post_id: str) -> int | None:
        """Return the row of an id; None where no row has it."""
        return next(self.ids.find(key_of(post_id)), None)

    def stop(self, row: int) -> int:
        """Return the first millisecond after the date of a row, which must have one."""
        return self.starts[row] + 1000 * self.lengths[row]

    def having(self, kind: FacetKind, value: str) -> Iterator[Collection[int] | Runs]:
        """Yield rows that have a value, some of them twice: of a site also its parts.

        `domain:example.org` finds `news.example.org`, and `lang:en` finds `en-GB`.
        """
        rows_of = self.facets[kind]
        if kind == "is" and value == "thread":
            yield sorted(self.threads())
        elif kind == "domain":
            yield from (r for v, r in rows_of.items() if v == value or v.endswith(f".{value}"))
        elif kind == "lang":
            yield from (r for v, r in rows_of.items() if v == value or v.startswith(f"{value}-"))
        elif kind == "quoted":
            yield self.quoting.rows_of(value)
        elif kind == "conversation":
            yield self.conversations.rows_of(value)
            yield from ((row,) for row in self.ids.find(key_of(value)))
        else:
            yield rows_of.get(value, ())

    def value_counts(
        self, kind: FacetKind, rows: Sequence[int] | None = None
    ) -> list[tuple[str, int]]:
        """Return the values of a kind and how many posts have each: of `rows`, or of all.

        None with 0. The most frequent first, equals by the alphabet. A value is shown as most
        posts write it, the first such spelling where two are as common.
        """
        rows_of = self.facets[kind]
        if rows is None:
            counts = {value: len(having) for value, having in rows_of.items()}
        else:
            marks = bytearray(len(self.starts))
            for row in rows:
                marks[row] = 1
            counts = {v: sum(map(marks.__getitem__, having)) for v, having in rows_of.items()}
        shown = self._spelled(kind)
        found = [(shown.get(value, value), count) for value, count in counts.items() if count]
        return sorted(found, key=lambda entry: (-entry[1], fold(entry[0])))

    def _spelled(self, kind: FacetKind) -> dict[str, str]:
        """Return how each folded value is written most often; the first seen of equals."""
        shown: dict[str, str] = {}
        spellings = self.spellings.get(kind, {})
        for written, count in spellings.items():
            value = looked_up(kind, written)
            best = shown.setdefault(value, written)
            if count > spellings[best]:
                shown[value] = written
        return shown

    def _enter(self, kind: FacetKind, written: str, row: int) -> None:
        spellings = self.spellings.setdefault(kind, {})
        spellings[written] = spellings.get(written, 0) + 1
        _enter(self.facets[kind], looked_up(kind, written), row)


@lru_cache(4096)
def looked_up(kind: FacetKind, written: str) -> str:
    """Return a value in the form in which it is looked up."""
    return app_value(written) if kind == "app" else fold(written)


def _enter(rows_of: dict[Value, Runs], value: Value, row: int) -> None:
    rows = rows_of.get(value)
    if rows is None:
        rows = rows_of[value] = Runs()
    rows.append(row)


def _merge(rows_of: dict[Value, Runs], others: dict[Value, Runs], base: int) -> None:
    for value, rows in others.items():
        mine = rows_of.get(value)
        if mine is None:
            mine = rows_of[value] = Runs()
        mine.extend(rows, base)
