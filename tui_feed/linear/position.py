"""Reader's position among the selected rows."""

from collections.abc import Sequence


class Position:
    """Selected rows with a cursor; without rows, no cursor."""

    def __init__(self) -> None:
        self.rows: Sequence[int] = ()
        """Rows of the feed, in sort order."""
        self.index = 0
        """Index of the cursor in `rows`, from 0."""
        self.chosen_row: int | None = None
        """Row last chosen by the reader, even if the filter hides it now."""

    @property
    def row(self) -> int | None:
        """Row under the cursor."""
        return self.rows[self.index] if self.rows else None

    def show(self, rows: Sequence[int]) -> None:
        """Replace the rows; keep the cursor on the reader's row if it is still present."""
        self.rows = rows
        self.index = max(0, self._index_of(self.chosen_row))

    def choose(self, index: int) -> bool:
        """Move the cursor to an index, or to the nearest end; return whether the row changed."""
        before = self.row
        if self.rows:
            self.index = min(max(0, index), len(self.rows) - 1)
            self.chosen_row = self.row
        return self.row != before

    def choose_row(self, row: int) -> bool:
        """Move the cursor to a row; return False if the row is not present."""
        place = self._index_of(row)
        if place >= 0:
            self.choose(place)
        return place >= 0

    def _index_of(self, row: int | None) -> int:
        try:
            return -1 if row is None else self.rows.index(row)
        except ValueError:
            return -1
