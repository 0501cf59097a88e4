"""The reader's place: the post chosen last, kept while filters and readings change."""

from tui_feed.feed import Feed


class KeptPlace:
    """The post chosen last, by its row, or by its id until a reload has read it."""

    def __init__(self) -> None:
        self._row: int | None = None  # filtered out or not
        self._id: str | None = None

    @property
    def awaited_id(self) -> str | None:
        """The id of a post that the reading has not come to yet."""
        return self._id if self._row is None else None

    def choose(self, row: int | None) -> None:
        """Keep the row that the reader has chosen."""
        self._row, self._id = row, None

    def keep(self, post_id: str | None) -> None:
        """Keep a post by its id: rows are others in another reading."""
        self._row, self._id = None, post_id

    def row_in(self, feed: Feed) -> int | None:
        """Return the row of the post; None where there is none, or not yet."""
        if self._row is None and self._id is not None:
            self._row = feed.row_of(self._id)
        return self._row
