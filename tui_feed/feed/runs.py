"""Rows that often follow each other, as stretches: what all posts share costs nothing."""

from array import array
from collections.abc import Iterator
from itertools import chain


class Runs:
    """A list of rows that grows at its end; most cheaply by the next row."""

    def __init__(self) -> None:
        self._firsts = array("I")
        self._stops = array("I")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(range, self._firsts, self._stops))

    def append(self, row: int) -> None:
        """Add a row, unless it is the last one already."""
        if self._stops and self._stops[-1] == row:
            self._stops[-1] += 1
        elif self._stops and self._stops[-1] == row + 1:
            return
        else:
            self._firsts.append(row)
            self._stops.append(row + 1)
        self._count += 1

    def extend(self, others: "Runs", base: int) -> None:
        """Add the rows of others, each with `base` added to it."""
        for first, stop in zip(others._firsts, others._stops, strict=True):
            if self._stops and self._stops[-1] == base + first:
                self._stops[-1] = base + stop
            else:
                self._firsts.append(base + first)
                self._stops.append(base + stop)
        self._count += len(others)
