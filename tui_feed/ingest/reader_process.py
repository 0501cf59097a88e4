"""Reader process, started before this process imports anything slow.

While it imports the loaders, opens the files and reads the first posts, the screen's process
imports the user interface; on two processors neither waits for the other.
"""

import errno
import os
from collections.abc import Iterator
from functools import partial

from tui_feed import run_key
from tui_feed.ingest.process import Process, is_alone

TYPE_CHECKING = False  # an import here would delay the start of the reader process
if TYPE_CHECKING:
    from tui_feed.loaders import SharedStdin

_FIRST_SECONDS = 0.01
"""Seconds of reading for the first message."""
_LATER_SECONDS = 0.1
"""Seconds of reading for later messages, at most."""
_LARGE_BATCHES = 2**16
"""Bytes of batches for a message; freed memory then fits the next batch."""


class ReaderProcess:
    """Process that reads files, and sends messages with the records."""

    def __init__(self, paths: tuple[str, ...], *, include_private: bool) -> None:
        """Start the process. Raises `OSError`."""
        self.shared_stdin: SharedStdin | None = None
        """Standard input, if it is among the files."""
        self.process = (
            self._fork(paths, include_private) if is_alone() else _spawned(paths, include_private)
        )
        """Child process."""

    def _fork(self, paths: tuple[str, ...], include_private: bool) -> Process:
        kept_files: tuple[int, ...] = ()
        if "-" in paths:
            from tui_feed import loaders

            self.shared_stdin = loaders.SharedStdin()
            kept_files = (0, self.shared_stdin.number)
        work = partial(messages, paths, self.shared_stdin, include_private=include_private)
        return Process(work, kept_files=kept_files)

    def end(self) -> None:
        """End the process, and delete the copy of standard input."""
        self.process.end()
        if self.shared_stdin:
            self.shared_stdin.close()
            self.shared_stdin = None


def _spawned(paths: tuple[str, ...], include_private: bool) -> Process:
    from tui_feed.ingest.spawned_reader import ReaderTask, SpawnedReader

    if "-" in paths:  # standard input may be the keyboard by now
        raise OSError(errno.ENOTSUP, "standard input is read by a fork only")
    return SpawnedReader(
        ReaderTask(list(map(os.fsencode, paths)), include_private, key=run_key.KEY)
    )


def messages(
    paths: tuple[str, ...], shared_stdin: "SharedStdin | None", *, include_private: bool
) -> Iterator[bytes]:
    """Read all files in the child process, and yield encoded messages."""
    from tui_feed.ingest.messages import ReaderMessage, in_steps, packed
    from tui_feed.ingest.read_files import FileReader
    from tui_feed.loaders import InputError

    try:
        reading = FileReader(
            paths,
            include_private=include_private,
            posts_stay_on_disk=True,
            shared_stdin=shared_stdin,
        )
    except InputError as error:
        yield packed(ReaderMessage(failure=str(error), is_last=True))
        return
    yield packed(reading.opening())
    seconds, is_last = _FIRST_SECONDS, False
    while not is_last:
        message = reading.read_on(seconds, _LARGE_BATCHES)
        yield from map(packed, in_steps(message))
        seconds, is_last = _LATER_SECONDS, message.is_last
