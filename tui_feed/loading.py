"""Where loaders and feed meet: reads files, in slices or to the end, into a feed."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tui_feed.feed import Feed
from tui_feed.loaders import InputError, read

if TYPE_CHECKING:
    from tui_feed.model import Record


class Loading:
    """Files on their way into a feed. Trouble with a file is stated in `failure`, never raised."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._records: Iterator[Record] = iter(())
        self.feed = Feed()
        """What has been read so far."""
        self.name = ", ".join(
            "standard input" if path == "-" else Path(path).name for path in paths
        )
        """The files, for people."""
        self.failure: str | None = None
        """One line on why reading ended early; None while all is well."""
        try:
            self._records = read(paths)
        except InputError as error:
            self.failure = str(error)

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        end = perf_counter() + seconds
        add = self.feed.add
        try:
            for record in self._records:
                add(record)
                if perf_counter() > end:
                    return False
        except InputError as error:
            self.failure = str(error)
        return True

    def again(self) -> "Loading":
        """Return a loading of the same files from the start."""
        if "-" in self._paths:  # by now it is the keyboard
            again = Loading(())
            again.failure = (
                "standard input can be read only once; open the file itself to reload it"
            )
            return again
        return Loading(self._paths)


def open_feed(*paths: str) -> Feed:
    """Read files to their end and return the feed; standard input is `-`.

    Raises `InputError` where a file cannot be read or holds no timeline that is known. What could
    not be used of a file that was read is in `feed.problems`.
    """
    loading = Loading(paths)
    loading.step(float("inf"))
    if loading.failure:
        raise InputError(loading.failure)
    return loading.feed
