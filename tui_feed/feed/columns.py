"""Columns of numbers, one for each row, and what they hold where an archive does not say."""

from array import array
from typing import Protocol

MISSING = -(2**63)
"""What a column holds for a post whose archive does not say: less than any date or count."""


class Column(Protocol):
    """What can be asked of a column."""

    def __len__(self) -> int: ...
    def __getitem__(self, row: int, /) -> int: ...
    def count(self, value: int, /) -> int:
        """Return how many rows hold a value."""


class Counts:
    """A column of counts that takes no room until the first post states one."""

    def __init__(self) -> None:
        self._stated: array[int] = array("q")
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, row: int) -> int:
        return self._stated[row] if row < len(self._stated) else MISSING

    def append(self, count: int | None) -> None:
        """Add the next row."""
        self._size += 1
        if count is not None:
            gap = self._size - 1 - len(self._stated)
            self._stated.extend([MISSING] * gap)
            self._stated.append(count)

    def extend(self, others: "Counts") -> None:
        """Add the rows of another column after these."""
        if others._stated:
            self._stated.extend([MISSING] * (self._size - len(self._stated)))
            self._stated.extend(others._stated)
        self._size += others._size

    def count(self, value: int) -> int:
        """Return how many rows hold a value."""
        gap = self._size - len(self._stated)
        return self._stated.count(value) + (gap if value == MISSING else 0)

    @property
    def is_empty(self) -> bool:
        """Whether no row states a count."""
        return not self._stated

    def between(self, least: int, most: int | None) -> list[int]:
        """Return the rows whose count is not less than one number and not more than another."""
        if most is None:
            return [row for row, value in enumerate(self._stated) if value >= least]
        return [row for row, value in enumerate(self._stated) if least <= value <= most]

    def unstated(self) -> list[int]:
        """Return the rows that state no count."""
        found = [row for row, value in enumerate(self._stated) if value == MISSING]
        return [*found, *range(len(self._stated), self._size)]
