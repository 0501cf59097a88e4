"""Reading in another process, begun before this one imports anything that takes long.

While that one imports what reads, opens the files and reads the first posts, this one imports what
draws; on two processors neither waits for the other.
"""

import errno
import os
from collections.abc import Iterator
from functools import partial

from tui_feed import run_key
from tui_feed.ingest.process import Process, is_alone

TYPE_CHECKING = False  # nothing here may be imported before the other process is there
if TYPE_CHECKING:
    from tui_feed.loaders import SharedStdin

_FIRST = 0.01
"""Seconds of reading that the first parcel holds."""
_PARCEL = 0.1
"""Seconds of reading that another one holds at most."""
_LARGE = 2**16
"""Bytes after which a parcel is sent: a stretch at a time, so that what is freed fits the next."""


class ReaderProcess:
    """Another process that reads files, and sends parcels of what it has read."""

    def __init__(self, paths: tuple[str, ...], *, include_private: bool) -> None:
        """Start it. Raises `OSError` where it cannot be."""
        self.shared_stdin: SharedStdin | None = None
        """Standard input, if it is read."""
        self.process = (
            self._fork(paths, include_private) if is_alone() else _fresh(paths, include_private)
        )
        """It."""

    def _fork(self, paths: tuple[str, ...], include_private: bool) -> Process:
        keeps: tuple[int, ...] = ()
        if "-" in paths:
            from tui_feed import loaders

            self.shared_stdin = loaders.SharedStdin()
            keeps = (0, self.shared_stdin.number)
        work = partial(messages, paths, self.shared_stdin, include_private=include_private)
        return Process(work, keeps=keeps)

    def end(self) -> None:
        """End it, and let go of what it has written down."""
        self.process.end()
        if self.shared_stdin:
            self.shared_stdin.close()
            self.shared_stdin = None


def _fresh(paths: tuple[str, ...], include_private: bool) -> Process:
    from tui_feed.ingest.spawned_reader import ReaderTask, SpawnedReader

    if "-" in paths:  # by now it may be the keyboard
        raise OSError(errno.ENOTSUP, "standard input is read by a fork only")
    return SpawnedReader(
        ReaderTask(list(map(os.fsencode, paths)), include_private, key=run_key.KEY)
    )


def messages(
    paths: tuple[str, ...], shared_stdin: "SharedStdin | None", *, include_private: bool
) -> Iterator[bytes]:
    """Read to the end, in the other process, and yield parcels as bytes."""
    from tui_feed.ingest.messages import ReaderMessage, packed
    from tui_feed.ingest.read_files import Reading
    from tui_feed.loaders import InputError

    try:
        reading = Reading(
            paths, include_private=include_private, is_lean=True, shared_stdin=shared_stdin
        )
    except InputError as error:
        yield packed(ReaderMessage(failure=str(error), is_last=True))
        return
    yield packed(reading.opening())
    seconds, is_last = _FIRST, False
    while not is_last:
        message = reading.read_on(seconds, _LARGE)
        yield packed(message)
        seconds, is_last = _PARCEL, message.is_last
