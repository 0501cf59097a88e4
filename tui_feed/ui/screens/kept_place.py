"""Reader's place: the post chosen last, kept while filters and readings change."""

from tui_feed.feed import Feed


class KeptPlace:
    """Post chosen last: its row, or its id until a reload has read the post."""

    def __init__(self) -> None:
        self._row: int | None = None  # filtered out or not
        self._id: str | None = None

    @property
    def awaited_id(self) -> str | None:
        """Id of a post still to be read; None if its row is known."""
        return self._id if self._row is None else None

    def choose(self, row: int | None) -> None:
        """Keep the row chosen by the reader."""
        self._row, self._id = row, None

    def keep(self, post_id: str | None) -> None:
        """Keep a post by its id: its row may be another after a reload."""
        self._row, self._id = None, post_id

    def row_in(self, feed: Feed) -> int | None:
        """Return the row of the post; None without a post, or before the post is read."""
        if self._row is None and self._id is not None:
            self._row = feed.row_of(self._id)
        return self._row
