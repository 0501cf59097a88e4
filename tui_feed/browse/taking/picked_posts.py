"""Posts picked by the reader: singly, as a range under the cursor, or all shown.

They are kept by row, so a filter or another order changes nothing about them. All steps take
microseconds, also for a million posts, except for a range: it costs by the rows passed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyroaring import BitMap

from tui_feed.feed import Selection
from tui_feed.feed.rows import bitmap_of

_FEW = 1_000
"""Number of rows still sorted by their place; of more, all rows shown are looked at."""


class PickedPosts:
    """Set of rows, with a range following the cursor until it is ended."""

    def __init__(self) -> None:
        self._settled = BitMap()
        self._range = BitMap()
        self._rows: Sequence[int] = ()
        self._start: int | None = None  # row at the fixed end of the range
        self._ends = (0, 0)  # positions of both ends of the range in `_rows`
        self._view: object = None

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and (row in self._settled or row in self._range)

    def __len__(self) -> int:
        if not self._range:
            return len(self._settled)
        return self._settled.union_cardinality(self._range)

    @property
    def has_range(self) -> bool:
        """True while a range follows the cursor."""
        return self._start is not None

    # The range

    def start_range(self, rows: Sequence[int], index: int, view: object) -> None:
        """Start a range at a position of the rows shown; `view` names filter and order."""
        self.end_range()
        self._rows, self._view, self._start = rows, view, rows[index]
        self._ends = (index, index)
        self._range = BitMap((rows[index],))

    def follow(self, rows: Sequence[int], index: int, view: object) -> None:
        """Let the range reach to the cursor's position; another filter or order ends it."""
        if self._start is None:
            return
        if view != self._view or not rows:
            self.end_range()
        elif rows is not self._rows:
            self._follow_anew(rows, index)
        else:
            start, before = self._ends
            for low, high in _changed(start, before, index):
                self._range ^= bitmap_of(rows[low:high])
            self._ends = (start, index)

    def _follow_anew(self, rows: Sequence[int], index: int) -> None:
        """Find the range in rows that have changed, while posts arrive."""
        try:
            start = rows.index(self._start)
        except ValueError:
            self.end_range()
            return
        self._rows, self._ends = rows, (start, index)
        self._range = bitmap_of(rows[min(start, index) : max(start, index) + 1])

    def end_range(self) -> None:
        """Keep the posts of the range, which follows the cursor no more."""
        self._settled |= self._range
        self._range, self._rows, self._start = BitMap(), (), None

    # Single posts, and all

    def toggle(self, row: int) -> bool:
        """Pick a post, or let it go; return True if it is picked now."""
        self.end_range()
        self._settled ^= BitMap((row,))
        return row in self._settled

    def pick_all(self, shown: Selection) -> bool:
        """Pick all posts shown, or let them go if all are picked; return True if picked now."""
        self.end_range()
        rows = shown.as_set()
        if rows <= self._settled:
            self._settled -= rows
            return False
        self._settled |= rows
        return True

    def clear(self) -> None:
        """Let go of all posts."""
        self.end_range()
        self._settled = BitMap()

    def in_order(self, shown: Selection) -> Iterator[int]:
        """Iterate over the rows: shown ones in their order, then all others as they arrived.

        Later changes have no effect on the iterator.
        """
        picked = self._settled | self._range
        found = picked & shown.as_set()
        if len(found) < _FEW:  # far fewer steps than looking at a million rows
            first: Iterable[int] = sorted(found, key=shown.index)
        else:
            first = (row for row in shown if row in found)
        return chain(first, picked - found)


def _changed(start: int, before: int, now: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of positions between two ranges with the same start, each end excluded."""
    old = (min(start, before), max(start, before) + 1)
    new = (min(start, now), max(start, now) + 1)
    for first, second in ((old[0], new[0]), (old[1], new[1])):
        if first != second:
            yield min(first, second), max(first, second)
