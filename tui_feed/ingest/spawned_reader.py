"""A reader process that is no fork but an interpreter of its own.

The first reader process is a fork, begun before there is a thread. Later ones (reading again, the
record of a post) begin beside the threads that serve the terminal, where a fork may hang, on macOS
above all. They start afresh, import from the same places as this process, and hear what to do
through their lifeline. A server that forks them would be one more process to keep for a whole run.
"""

import os
import sys
from collections.abc import Iterator
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed import run_key
from tui_feed.ingest.process import Process, do

_CODE = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from tui_feed.ingest.spawned_reader import run; run(int(sys.argv[1]), int(sys.argv[2]))"
)
_SIZE = 8


class ReaderTask(Struct, array_like=True):
    """What a fresh process is to do: read files, or look a record up in them."""

    paths: list[bytes]
    """The files, as the system spells them."""
    include_private: bool = False
    """Whether posts that were not public are to be shown."""
    posts: list[str] | None = None
    """The posts whose record is looked up, the first that has one; None: all is read."""
    shared_stdin: int | None = None
    """Where standard input was written down, if that is one of the files."""
    key: bytes = b""
    """The secret of this run."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(ReaderTask)


class SpawnedReader(Process):
    """A process that begins with nothing of this one."""

    def __init__(self, task: ReaderTask) -> None:
        """Start it, and tell it what to do. Raises `OSError`."""
        if not sys.executable:
            raise OSError("nobody knows where Python is")
        self._task = task
        self._begin(self._start)
        told = _WRITER.encode(task)
        rest = memoryview(len(told).to_bytes(_SIZE, "little") + told)
        try:
            while rest:
                rest = rest[os.write(self._lifeline, rest) :]
        except OSError:
            self.end()
            raise

    def _start(self, sending: int, lifeline: int) -> int:
        shared_stdin = self._task.shared_stdin
        pipes = [sending, lifeline] if shared_stdin is None else [sending, lifeline, shared_stdin]
        passed = [fcntl(number, F_DUPFD, 3) for number in pipes]  # what it inherits, and no more
        try:
            if shared_stdin is not None:
                self._task.shared_stdin = passed[2]
            home = str(Path(__file__).resolve().parents[2])
            # No setting of the environment and no file of a package may change what it does.
            argv = [sys.executable, "-I", "-S", *["-B"] * sys.dont_write_bytecode, "-c", _CODE]
            argv += [*map(str, passed[:2]), home, *sys.path]
            nowhere = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
            return os.posix_spawn(sys.executable, argv, os.environ, file_actions=nowhere)
        finally:
            for number in passed:
                os.close(number)


def run(pipe: int, lifeline: int) -> None:
    """Be the fresh process: hear what to do, and do it."""
    told = b""
    while len(told) < _SIZE or len(told) < _SIZE + int.from_bytes(told[:_SIZE], "little"):
        more = os.read(lifeline, 2**16)
        if not more:  # who started this one has ended
            sys.exit(1)
        told += more
    task = _READER.decode(told[_SIZE:])
    run_key.KEY = task.key
    do(
        lambda: _done(task),
        pipe,
        lifeline,
        () if task.shared_stdin is None else (task.shared_stdin,),
    )


def _done(task: ReaderTask) -> Iterator[bytes]:
    """Do what is asked, and yield messages."""
    from tui_feed.ingest.raw_records import answers
    from tui_feed.ingest.reader_process import messages
    from tui_feed.loaders import SharedStdin

    paths = tuple(map(os.fsdecode, task.paths))
    shared_stdin = None if task.shared_stdin is None else SharedStdin(task.shared_stdin)
    if task.posts is None:
        return messages(paths, shared_stdin, include_private=task.include_private)
    return answers(paths, shared_stdin, task.posts)
