"""Timelines, and readers who mark posts in them, for the tests of what is kept."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.records import made_post
from tui_feed.feed import Feed
from tui_feed.models import Post, Record
from tui_feed.state.marks_store import MarksStore
from tui_feed.state.reader_marks import ReaderMarks

HARBOR = {"name": "Harbor Riders", "handle": "HarborRiders"}


def posts(*ids: str, handle: str = "HarborRiders") -> list[Post]:
    return [
        made_post(
            id=each, author={"name": handle, "handle": handle}, text=f"Post {each} of {handle}."
        )
        for each in ids
    ]


def feed_of(*sources: Iterable[Record], labels: tuple[str, ...] = ()) -> Feed:
    """Return a feed of some sources; with labels, it knows them by name."""
    feed = Feed()
    for number, records in enumerate(sources):
        if labels:
            feed.begin(labels[number])
        for record in records:
            feed.add(record)
    return feed


class Reader:
    """A reader with a window on a feed."""

    def __init__(self, folder: Path, feed: Feed, name: str = "harbor.jsonl") -> None:
        self.feed = feed
        self.store = MarksStore(folder)
        self.marks = ReaderMarks(self.store, feed, name)
        self.told: list[str] = []
        self.store.start()
        self.settle()

    def settle(self) -> "Reader":
        """Wait until everything is saved or has failed, and take what the store reports."""
        self.marks.save_read()
        assert self.store.flush(30)
        self.told += self.marks.take_reports()
        while not self.marks.advance(1):
            pass
        return self

    def row(self, post_id: str) -> int:
        found = self.feed.row_of(post_id)
        assert found is not None
        return found

    def ids(self, rows: Iterable[int]) -> set[str]:
        return {self.feed.post(row).id for row in rows if row not in self.feed._index.hidden}

    def reload(self, feed: Feed) -> "Reader":
        self.feed = feed
        self.marks.use(feed, "harbor.jsonl")
        return self.settle()

    def marked(self) -> set[str]:
        return self.ids(self.feed.own.marked)

    def read(self) -> set[str]:
        return self.ids(self.feed.own.read)


def is_whole(folder: Path) -> bool:
    """Tell whether SQLite finds nothing wrong in the file."""
    connection = sqlite3.connect(folder / "marks.sqlite")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
