"""Marks, read posts and place of the reader in a session of `--linear`.

With keys from standard input, neither read posts nor the place are kept: the same keys then always
give the same output.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_feed.feed import Feed
from tui_feed.state.saved import SavedState

if TYPE_CHECKING:
    from tui_feed.state.reader_marks import ReaderMarks

PATIENCE = 1.0
"""Seconds to wait for a change to be saved before it is announced."""


class SessionMarks:
    """Marks of a session: saved at once, and announced with their posts."""

    def __init__(self, saved: SavedState, *, keeps_place: bool) -> None:
        self._saved = saved
        self._keeps_place = keeps_place
        self._marks: ReaderMarks | None = None
        self._feed: Feed | None = None
        self._is_visited = False

    def load(self, feed: Feed, name: str) -> list[str]:
        """Load everything saved for a feed; return sentences about failures."""
        self._feed = feed
        if self._marks:
            self._marks.use(feed, name)
        else:
            from tui_feed.state.marks_store import MarksStore, MemoryStore
            from tui_feed.state.reader_marks import ReaderMarks

            is_off, folder = self._saved.is_off, self._saved.folder
            store = MemoryStore() if is_off else MarksStore(folder)
            self._marks = ReaderMarks(store, feed, name)
            store.start()
        found = self.saved()
        self._is_visited |= self._keeps_place and self._marks.is_revisited
        return found

    @property
    def marks(self) -> "ReaderMarks":
        """Loaded marks."""
        assert self._marks  # noqa: S101 - a session loads them first
        return self._marks

    def saved(self, seconds: float = PATIENCE) -> list[str]:
        """Wait for a moment until all changes are saved; return sentences about failures."""
        if self._marks is None:
            return []
        self._marks.flush(seconds)
        found = self._marks.take_reports()
        self.find_posts()
        return found

    def end(self) -> None:
        """Save everything, and close the file."""
        if self._marks:
            self.saved()
            self._marks.end()

    @property
    def is_saved(self) -> bool:
        """True if every change is in the file."""
        return self.marks.saved == self.marks.given

    def find_posts(self) -> None:
        """Find the marks of newly read posts."""
        if self._marks and self._feed:
            self._marks.advance(PATIENCE)
            self._feed.own.shows_unread = self._is_visited

    def read(self, rows: Sequence[int]) -> None:
        """Note posts as read."""
        if self._keeps_place and self._marks:
            self._marks.pass_by(rows)
            self._marks.save_read()

    def set_visited(self) -> None:
        """Announce unread posts from now on: the reader has set some."""
        self._is_visited = True
        self.find_posts()

    def place(self) -> int | None:
        """Return the row at which the reader left the timeline; None without a place."""
        return self._marks.saved_place() if self._marks and self._keeps_place else None

    def set_place(self, row: int | None) -> None:
        """Save the place of the reader."""
        if row is not None and self._marks and self._keeps_place:
            self._marks.set_place(row)

    def words(self, row: int) -> str:
        """Return the reader's own facts about a row for an announcement: `marked, note: x, `."""
        return "".join(f"{fact}, " for fact in self._feed.own.words(row)) if self._feed else ""
