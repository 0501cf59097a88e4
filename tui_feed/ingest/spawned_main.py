"""Work of a reader process that was started as a fresh interpreter (`spawned_reader`)."""

import os
import sys
from collections.abc import Iterator
from typing import Final

from msgspec.msgpack import Decoder

from tui_feed import run_key
from tui_feed.ingest.process import work_and_exit
from tui_feed.ingest.raw_records import search_messages
from tui_feed.ingest.reader_process import messages
from tui_feed.ingest.spawned_reader import SIZE, ReaderTask

_READER: Final = Decoder(ReaderTask)


def run(pipe: int, lifeline: int) -> None:
    """Run in the fresh process: receive the task, and do it."""
    received = b""
    while len(received) < SIZE or len(received) < SIZE + int.from_bytes(received[:SIZE], "little"):
        more = os.read(lifeline, 2**16)
        if not more:  # the parent has ended
            sys.exit(1)
        received += more
    task = _READER.decode(received[SIZE:])
    run_key.KEY = task.key
    kept = tuple(number for number in (task.shared_stdin, task.requests) if number is not None)
    work_and_exit(lambda: _task_messages(task), pipe, lifeline, kept)


def _task_messages(task: ReaderTask) -> Iterator[bytes]:
    """Yield the messages of a task."""
    paths = tuple(map(os.fsdecode, task.paths))
    if task.requests is not None:
        from tui_feed.pictures.serving import replies

        return replies(paths, task.requests)
    from tui_feed.loaders import SharedStdin

    shared_stdin = None if task.shared_stdin is None else SharedStdin(task.shared_stdin)
    if task.posts is None:
        return messages(paths, shared_stdin, include_private=task.include_private)
    return search_messages(paths, shared_stdin, task.posts)
