"""Ids as numbers, found again among a million without a pause to sort them.

Each stretch brings the order of its own keys; to look for one is to ask the stretches that may have
it. In an archive by date, whose ids grow as time goes on, that is one of them.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from operator import neg
from typing import NamedTuple

from tui_feed.feed.stretch import Links as Packed

_LARGEST = 2**63


def key_of(post_id: str) -> int:
    """Return an id as a number: itself where it is one, else a negative one made of its hash.

    Hashes are keyed anew at each start, so nobody can choose ids that share one. Among a million,
    two ids that are not numbers share one once in ten million readings.
    """
    if post_id.isdecimal() and post_id.isascii() and (post_id[0] != "0" or post_id == "0"):
        number = int(post_id) if len(post_id) < 20 else _LARGEST
        if number < _LARGEST:
            return number
    return -1 - (hash(post_id) & (_LARGEST - 1))


def keys_of(ids: list[str]) -> list[int]:
    """Return many ids as numbers, in a fifth of the time where they all are."""
    with suppress(ValueError):  # no number, or one of too many digits
        keys = list(map(int, ids))
        are_small = min(keys) >= 0 and max(keys) < _LARGEST
        if are_small and list(map(str, keys)) == ids:  # and not `007`, nor in other digits
            return keys
    return list(map(key_of, ids))


class _Piece(NamedTuple):
    """The keys of a stretch."""

    low: int
    """The smallest."""
    high: int
    """The largest."""
    first: int
    """The row that the stretch begins with."""
    stop: int
    """The row after it."""
    order: "array[int] | None"
    """Its rows by rising keys, counted from its beginning; None where they rise or fall."""
    falls: bool
    """Whether they fall."""


class Keys:
    """A column of keys that can be asked where a key stands."""

    def __init__(self) -> None:
        self.column = array("q")
        """The keys, in the order in which they came; ids that are no numbers are negative."""
        self._pieces: list[_Piece] = []

    def extend(self, keys: bytes, order: bytes) -> None:
        """Add the keys of a stretch, and its rows in their order where they do not rise or fall."""
        first = len(self.column)
        self.column.frombytes(keys)
        stop = len(self.column)
        if first == stop:
            return
        ends = self.column[first], self.column[stop - 1]
        by_key = array("H", order) if order else None
        if by_key:
            ends = self.column[first + by_key[0]], self.column[first + by_key[-1]]
        self._pieces.append(_Piece(min(ends), max(ends), first, stop, by_key, ends[0] > ends[1]))

    def find(self, key: int) -> Iterator[int]:
        """Yield where a key stands."""
        for piece in self._pieces:
            if piece.low <= key <= piece.high:
                yield from self._find_in(piece, key)

    def _find_in(self, piece: _Piece, key: int) -> Iterator[int]:
        column, (_, _, first, stop, order, falls) = self.column, piece
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

    def __contains__(self, key: int) -> bool:
        return next(self.find(key), None) is not None


class Links:
    """Rows by the id of another post: of what they quote, answer, or belong to."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, int, array[int], array[int], int]] = []

    def extend(self, links: Packed, first: int) -> None:
        """Add the links of a stretch that begins at a row."""
        keys, rows = array("q", links.keys), array("H", links.rows)
        if keys:
            self._pieces.append((keys[0], keys[-1], keys, rows, first))

    def rows_of(self, post_id: str) -> "array[int]":
        """Return the rows that lead to a post, rising."""
        return array("I", self._find(key_of(post_id)))

    def __contains__(self, post_id: str) -> bool:
        return next(self._find(key_of(post_id)), None) is not None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield keys and the rows that lead there."""
        for _, _, keys, rows, first in self._pieces:
            yield from zip(keys, map(first.__add__, rows), strict=True)

    def _find(self, key: int) -> Iterator[int]:
        for low, high, keys, rows, first in self._pieces:
            if low <= key <= high:
                at = bisect_left(keys, key)
                while at < len(keys) and keys[at] == key:
                    yield first + rows[at]
                    at += 1
