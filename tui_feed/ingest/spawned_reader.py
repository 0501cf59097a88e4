"""Reader process started as a fresh interpreter, not by a fork.

The first reader process is a fork, made before any thread starts. Later reader processes (for
reloading, and for raw records) start beside the threads of the terminal, where a fork may hang,
above all on macOS. They import from the same paths as this process, and receive their task through
the lifeline. A fork server would be another process for the whole run.
"""

import os
import sys
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.msgpack import Encoder

from tui_feed.ingest.process import Process

_CODE = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from tui_feed.ingest.spawned_main import run; run(int(sys.argv[1]), int(sys.argv[2]))"
)
SIZE: Final = 8
"""Bytes of the length of a task, sent before it."""


class ReaderTask(Struct, array_like=True):
    """Task of a fresh process: read files, search for a raw record, or show pictures."""

    paths: list[bytes]
    """Paths as bytes of the file system."""
    include_private: bool = False
    """True to show posts outside the public."""
    posts: list[str] | None = None
    """Posts to search a raw record for, best first; None to read everything."""
    shared_stdin: int | None = None
    """File descriptor of the copy of standard input, if it is among the files."""
    key: bytes = b""
    """Secret of this run."""
    requests: int | None = None
    """File descriptor of a pipe with requests for pictures; None for other tasks."""


_WRITER: Final = Encoder()


class SpawnedReader(Process):
    """Child process without any state of its parent."""

    def __init__(self, task: ReaderTask) -> None:
        """Start the process, and send it the task. Raises `OSError`."""
        if not sys.executable:
            raise OSError("the path of Python is unknown")
        self._task = task
        self._begin(self._start)
        data = _WRITER.encode(task)
        rest = memoryview(len(data).to_bytes(SIZE, "little") + data)
        try:
            while rest:
                rest = rest[os.write(self._lifeline, rest) :]
        except OSError:
            self.end()
            raise

    def _start(self, sending: int, lifeline: int) -> int:
        task = self._task
        more = [number for number in (task.shared_stdin, task.requests) if number is not None]
        pipes = [sending, lifeline, *more]
        passed = [fcntl(number, F_DUPFD, 3) for number in pipes]  # the only inherited files
        try:
            if task.shared_stdin is not None:
                task.shared_stdin = passed[2]
            if task.requests is not None:
                task.requests = passed[-1]
            home = str(Path(__file__).resolve().parents[2])
            # No environment variable and no `.pth` file may change the child.
            argv = [sys.executable, "-I", "-S", *["-B"] * sys.dont_write_bytecode, "-c", _CODE]
            argv += [*map(str, passed[:2]), home, *sys.path]
            nowhere = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
            return os.posix_spawn(sys.executable, argv, os.environ, file_actions=nowhere)
        finally:
            for number in passed:
                os.close(number)
