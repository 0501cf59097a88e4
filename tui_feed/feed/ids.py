"""Keep ids as numbers (keys), and find an id among a million without sorting all of them.

Each batch has the order of its own keys. Only batches with the sought key in their range are
searched: a single batch in an archive by date, with ids rising in time.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from operator import neg
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from tui_feed import run_key
from tui_feed.feed.build.record_batch import PackedLinks

if TYPE_CHECKING:
    from hashlib import blake2b

LARGEST = 2**63 - 1
"""Largest id used unchanged as key."""
_GROUP = 64
_NEGATIVE = -(2**63)


def key_of(post_id: str) -> int:
    """Return the key of an id: the id itself if it is a number, else a negative hash.

    All processes of a run get the same key for an id, forked or not. The hash uses a secret, drawn
    anew for each run, so nobody can choose ids with the same key. Among a million ids other than
    numbers, two share a key once in ten million readings.
    """
    if post_id.isdecimal() and post_id.isascii() and (post_id[0] != "0" or post_id == "0"):
        number = int(post_id) if len(post_id) < 20 else LARGEST + 1
        if number <= LARGEST:
            return number
    hashed = _hash(run_key.KEY).copy()
    hashed.update(post_id.encode("utf-8", "surrogatepass"))
    return int.from_bytes(hashed.digest(), "little", signed=True) | _NEGATIVE


def keys_of(ids: list[str]) -> list[int]:
    """Return the keys of many ids; if all ids are numbers, this takes a fifth of the time."""
    with suppress(ValueError):  # not a number, or too many digits
        keys = list(map(int, ids))
        are_small = min(keys) >= 0 and max(keys) <= LARGEST
        if are_small and list(map(str, keys)) == ids:  # not `007`, no digits outside ASCII
            return keys
    return list(map(key_of, ids))


@cache
def _hash(key: bytes) -> "blake2b":
    """Return an empty hash object, to be copied: a copy costs half as much as a new object."""
    from hashlib import blake2b  # takes 5 ms; few files need it

    return blake2b(key=key, digest_size=8)


Item = TypeVar("Item")


class _KeyRanges(Generic[Item]):
    """Items by their ranges of keys.

    Comparing some thousand ranges takes as long as drawing a screen, so ranges of whole groups are
    compared first.
    """

    def __init__(self) -> None:
        self._groups: list[tuple[int, int, list[tuple[int, int, Item]]]] = []

    def add(self, low: int, high: int, item: Item) -> None:
        """Add an item."""
        if not self._groups or len(self._groups[-1][2]) == _GROUP:
            self._groups.append((low, high, []))
        least, most, items = self._groups[-1]
        items.append((low, high, item))
        self._groups[-1] = (min(least, low), max(most, high), items)

    def __iter__(self) -> Iterator[Item]:
        for _, _, items in self._groups:
            yield from (item for _, _, item in items)

    def with_key(self, key: int) -> Iterator[Item]:
        """Yield the items with a key in their range."""
        for least, most, items in self._groups:
            if least <= key <= most:
                for low, high, item in items:
                    if low <= key <= high:
                        yield item


class _IdSpan(NamedTuple):
    """Position of a batch in the column of ids."""

    first: int
    """First row."""
    stop: int
    """Row after the last row."""
    order: "array[int] | None"
    """Rows by rising key, counted from `first`; None if the keys rise or fall already."""
    falls: bool
    """True if the keys fall."""


class IdColumn:
    """Column of the keys of all rows."""

    def __init__(self) -> None:
        self.column = array("q")
        """Keys by row; negative for ids other than numbers."""
        self._spans: _KeyRanges[_IdSpan] = _KeyRanges()

    def extend(self, keys: bytes, order: bytes) -> None:
        """Add the keys of a batch; `order` has its rows by rising key, none for sorted keys."""
        first = len(self.column)
        self.column.frombytes(keys)
        stop = len(self.column)
        if first == stop:
            return
        by_key = array("H", order) if order else None
        ends = (by_key[0], by_key[-1]) if by_key else (0, stop - first - 1)
        begin, end = (self.column[first + row] for row in ends)
        span = _IdSpan(first, stop, by_key, begin > end)
        self._spans.add(min(begin, end), max(begin, end), span)

    def find(self, key: int) -> Iterator[int]:
        """Yield the rows of a key."""
        for span in self._spans.with_key(key):
            yield from self._find_in(span, key)

    def _find_in(self, span: _IdSpan, key: int) -> Iterator[int]:
        column, (first, stop, order, falls) = self.column, span
        if order is not None:
            at = bisect_left(order, key, key=lambda row: column[first + row])
            while at < len(order) and column[first + order[at]] == key:
                yield first + order[at]
                at += 1
            return
        found = (
            bisect_left(column, -key, first, stop, key=neg)
            if falls
            else bisect_left(column, key, first, stop)
        )
        while found < stop and column[found] == key:
            yield found
            found += 1


class _LinkSpan(NamedTuple):
    """Position of the links of a batch in the columns."""

    begin: int
    """Position of the first link."""
    stop: int
    """Position after the last link."""
    first: int
    """First row of the batch."""


class LinkColumn:
    """Column of links: rows by the id of the post they quote, answer or belong to."""

    def __init__(self) -> None:
        self._keys = array("q")  # rising, in each batch
        self._rows = array("H")  # counted from the first row of the batch
        self._spans: _KeyRanges[_LinkSpan] = _KeyRanges()

    def extend(self, links: PackedLinks, first: int) -> None:
        """Add the links of a batch with the first row `first`."""
        begin = len(self._keys)
        self._keys.frombytes(links.keys)
        self._rows.frombytes(links.rows)
        stop = len(self._keys)
        if begin < stop:
            ends = self._keys[begin], self._keys[stop - 1]
            self._spans.add(*ends, _LinkSpan(begin, stop, first))

    def rows_of(self, post_id: str) -> "array[int]":
        """Return the rows with a link to a post, rising."""
        return array("I", self.find(key_of(post_id)))

    def __contains__(self, post_id: str) -> bool:
        return next(self.find(key_of(post_id)), None) is not None

    def by_batch(self) -> Iterator[tuple["array[int]", Iterator[int]]]:
        """Yield the keys of each batch, and the row of each key."""
        for begin, stop, first in self._spans:
            yield self._keys[begin:stop], map(first.__add__, self._rows[begin:stop])

    def find(self, key: int) -> Iterator[int]:
        """Yield the rows with a link to the post of a key."""
        for begin, stop, first in self._spans.with_key(key):
            at = bisect_left(self._keys, key, begin, stop)
            while at < stop and self._keys[at] == key:
                yield first + self._rows[at]
                at += 1
