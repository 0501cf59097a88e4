"""Sort a million rows in small steps; between the steps, keys are answered."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from time import perf_counter
from typing import NamedTuple

_RUN = 1 << 13
"""Rows per run: two milliseconds of sorting."""
_SAMPLE = _RUN >> 5
"""Rows per sample; samples divide the rows into parts for merging."""


class _SortedRun(NamedTuple):
    """Run of rows in order."""

    rows: Sequence[int]
    """Column with the rows; all new runs share a column."""
    begin: int
    """Position of the first row."""
    stop: int
    """Position after the last row."""


class Sorting:
    """Merge sort with pauses; rows with equal keys keep their order.

    First each run is sorted by itself. Then the runs are merged in parts, from a sampled key to the
    next: no step takes much longer than sorting a run.
    """

    def __init__(
        self, keys: Sequence[int], before: Sequence[int], stop: int, *, falling: bool
    ) -> None:
        """Sort the rows up to `stop` by their keys; `before` has the first rows, sorted."""
        self.rows = array("I")
        """Rows in order, as far as they are merged."""
        self._key_of = keys.__getitem__
        self._new = array("I")
        self._runs = [_SortedRun(before, 0, len(before))]
        self._stop = stop
        self._falls = falling
        self._rising: Callable[[int], int] = self._negative if falling else self._key_of
        self._steps = self._work()

    def _negative(self, row: int) -> int:
        return -self._key_of(row)

    def advance(self, until: float) -> bool:
        """Continue until a moment of the clock; return True if all rows are in order."""
        return all(perf_counter() <= until for _ in self._steps)

    def _work(self) -> Iterator[None]:
        for first in range(self._runs[0].stop, self._stop, _RUN):
            begin = len(self._new)
            self._new.extend(self._sorted(range(first, min(first + _RUN, self._stop))))
            self._runs.append(_SortedRun(self._new, begin, len(self._new)))
            yield
        begins = [run.begin for run in self._runs]
        for key in self._ends():
            equal = self._places(bisect_left, key, begins)
            self._merge(begins, equal)
            begins = self._places(bisect_right, key, equal)
            for run, begin, end in zip(self._runs, equal, begins, strict=True):
                self.rows.extend(run.rows[begin:end])
            yield
        self._merge(begins, [run.stop for run in self._runs])

    def _ends(self) -> list[int]:
        """Return keys at which all rows are divided into parts of about the size of a run."""
        samples = [row for run in self._runs for row in run.rows[run.begin : run.stop : _SAMPLE]]
        keys = sorted(map(self._rising, samples))
        return sorted({*keys[:: _RUN // _SAMPLE]})

    def _places(self, bisect: Callable[..., int], key: int, begins: list[int]) -> list[int]:
        runs = zip(self._runs, begins, strict=True)
        return [bisect(run.rows, key, at, run.stop, key=self._rising) for run, at in runs]

    def _merge(self, begins: list[int], ends: list[int]) -> None:
        spans = zip(self._runs, begins, ends, strict=True)
        parts = [run.rows[begin:end] for run, begin, end in spans if begin < end]
        if len(parts) == 1:
            self.rows.extend(parts[0])
        elif parts:
            self.rows.extend(self._sorted(list(chain.from_iterable(parts))))

    def _sorted(self, rows: Sequence[int]) -> list[int]:
        return sorted(rows, key=self._key_of, reverse=self._falls)
