"""Posts picked by the reader: singly, as a range under the cursor, or all shown.

They are kept by row, so a filter or another order changes nothing about them. All steps take
microseconds, also for a million posts, except for a range: it costs by the rows passed.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from pyroaring import BitMap

from tui_feed.feed import Selection
from tui_feed.feed.rows import bitmap_of

MOST_KEPT = 500
"""Most posts found again in another feed, by their ids."""
_FEW = 1_000
"""Number of rows still sorted by their place; of more, all rows shown are looked at."""


class PickedPosts:
    """Set of rows, with a range following the cursor until it is ended."""

    def __init__(self) -> None:
        self._settled = BitMap()
        self._range = BitMap()
        self._rows = Selection.none()
        self._start: int | None = None  # row at the fixed end of the range
        self._ends = (0, 0)  # positions of both ends of the range in `_rows`
        self._view: object = None
        self._awaited: set[str] = set()  # ids of posts to be found in another feed

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

    def start_range(self, rows: Selection, index: int, view: object) -> None:
        """Start a range at a position of the rows shown; `view` names filter and order."""
        self.end_range()
        self._rows, self._view, self._start = rows, view, rows[index]
        self._ends = (index, index)
        self._range = BitMap((rows[index],))

    def follow(self, rows: Selection, index: int, view: object) -> None:
        """Let the range reach to the cursor's position; another filter or order ends it."""
        if self._start is None:
            return
        if view != self._view or not rows:
            self.end_range()
        elif rows is not self._rows:
            self._follow_anew(self._start, rows, index)
        else:
            start, before = self._ends
            for low, high in _changed(start, before, index):
                self._range ^= _rows_at(rows, low, high)
            self._ends = (start, index)

    def _follow_anew(self, first: int, rows: Selection, index: int) -> None:
        """Find the range in rows that have changed, while posts arrive."""
        try:
            start = rows.index(first)
        except ValueError:
            self.end_range()
            return
        self._rows, self._ends = rows, (start, index)
        self._range = _rows_at(rows, min(start, index), max(start, index) + 1)

    def end_range(self) -> None:
        """Keep the posts of the range, which follows the cursor no more."""
        self._settled |= self._range
        self._range, self._rows, self._start = BitMap(), Selection.none(), None

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
        self._awaited.clear()

    # Another feed

    def leave(self, id_of: Callable[[int], str]) -> bool:
        """Keep the posts by their ids, for another feed; too many are let go: return False."""
        rows = self._settled | self._range
        is_kept = len(rows) <= MOST_KEPT
        self.clear()
        if is_kept:
            self._awaited.update(map(id_of, rows))
        return is_kept

    def find(self, row_of: Callable[[str], int | None]) -> None:
        """Pick the kept posts in another feed, as far as it has them by now."""
        found = {each: row for each in self._awaited if (row := row_of(each)) is not None}
        self._awaited -= found.keys()
        self._settled.update(found.values())

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


def _rows_at(rows: Selection, low: int, high: int) -> BitMap:
    """Return the rows at some positions; of most rows, all without the others."""
    if 2 * (high - low) <= len(rows):
        return bitmap_of(rows[low:high])
    return rows.as_set() - bitmap_of(rows[:low]) - bitmap_of(rows[high:])


def _changed(start: int, before: int, now: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of positions between two ranges with the same start, each end excluded."""
    old = (min(start, before), max(start, before) + 1)
    new = (min(start, now), max(start, now) + 1)
    for first, second in ((old[0], new[0]), (old[1], new[1])):
        if first != second:
            yield min(first, second), max(first, second)
