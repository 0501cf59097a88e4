"""Where the reader is among the posts that the filter leaves."""

from collections.abc import Sequence


class Timeline:
    """The rows that are read, one of them selected; none where there are none."""

    def __init__(self) -> None:
        self.rows: Sequence[int] = ()
        """Rows of the feed, in order."""
        self.index = 0
        """The place of the selected one among them, from 0."""
        self.home: int | None = None
        """The row that the reader chose last, filtered out or not."""

    @property
    def row(self) -> int | None:
        """The selected row."""
        return self.rows[self.index] if self.rows else None

    def show(self, rows: Sequence[int]) -> None:
        """Take other rows; the reader's own stays selected where it is among them."""
        self.rows = rows
        self.index = max(0, self._place_of(self.home))

    def choose(self, index: int) -> bool:
        """Select by place, as near as there is one; return whether the selected row changed."""
        before = self.row
        if self.rows:
            self.index = min(max(0, index), len(self.rows) - 1)
            self.home = self.row
        return self.row != before

    def choose_row(self, row: int) -> bool:
        """Select a row; False where it is not among those that are read."""
        place = self._place_of(row)
        if place >= 0:
            self.choose(place)
        return place >= 0

    def _place_of(self, row: int | None) -> int:
        try:
            return -1 if row is None else self.rows.index(row)
        except ValueError:
            return -1
