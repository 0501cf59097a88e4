"""Ids as numbers: found again in a million, in sixteen bytes each and without a pause to grow."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

_BUCKETS = 12  # as a power of two
_SPREAD = 0x9E3779B97F4A7C15  # the golden ratio: ids of networks end alike
_MASK = 2**64 - 1
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


class Keys:
    """A column of keys that can be asked where a key stands."""

    def __init__(self) -> None:
        self.column = array("q")
        """The keys, in the order in which they came; ids that are no numbers are negative."""
        self._buckets: dict[int, array[int]] = {}  # entries, rising by their keys

    def __len__(self) -> int:
        return len(self.column)

    def append(self, key: int) -> None:
        """Add a key at the end."""
        entry = len(self.column)
        self.column.append(key)
        bucket = self._buckets.setdefault(_bucket(key), array("I"))
        at = bisect_left(bucket, key, key=self.column.__getitem__)
        while at < len(bucket) and self.column[bucket[at]] == key:
            at += 1
        bucket.insert(at, entry)

    def find(self, key: int) -> Iterator[int]:
        """Yield where a key stands, rising."""
        bucket = self._buckets.get(_bucket(key))
        if bucket is None:
            return
        column = self.column
        at = bisect_left(bucket, key, key=column.__getitem__)
        while at < len(bucket) and column[bucket[at]] == key:
            yield bucket[at]
            at += 1

    def __contains__(self, key: int) -> bool:
        return next(self.find(key), None) is not None


class Links:
    """Rows by the id of another post: of what they quote, answer, or belong to."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._rows = array("I")

    def append(self, post_id: str, row: int) -> None:
        """Note that a row leads to a post."""
        self._keys.append(key_of(post_id))
        self._rows.append(row)

    def rows_of(self, post_id: str) -> "array[int]":
        """Return the rows that lead to a post, in the order in which they came."""
        return array("I", [self._rows[entry] for entry in self._keys.find(key_of(post_id))])

    def __contains__(self, post_id: str) -> bool:
        return key_of(post_id) in self._keys

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield keys and the rows that lead there."""
        return zip(self._keys.column, self._rows, strict=True)

    def extend(self, others: "Links", base: int) -> None:
        """Add the rows of others, which begin at row `base` here."""
        for key, row in others:
            self._keys.append(key)
            self._rows.append(base + row)


def _bucket(key: int) -> int:
    return (key * _SPREAD & _MASK) >> (64 - _BUCKETS)
