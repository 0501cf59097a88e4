"""Native files kept open, so their posts can be read again when shown."""

import os
import resource
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from weakref import finalize

from tui_feed.ingest.messages import OpenedFile
from tui_feed.models import Post
from tui_feed.text.names import shown_name

_CHANGED = "{name} has changed since it was read; r reads it again"
_MOST_FILES = 2**16
_MOST_OPEN = 64
_SHARE_OF_LIMIT = 8


def _most_open() -> int:
    """Return the number of files kept open: a part of the process's limit."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _MOST_OPEN if allowed < 0 else max(1, min(_MOST_OPEN, allowed // _SHARE_OF_LIMIT))


class _File(NamedTuple):
    """Opened file, with its state at the time of reading."""

    path: bytes
    """Path as bytes of the file system."""
    state: tuple[int, int] | None
    """Size and modification time when it was read; None for a growing file."""
    name: str
    """Name for messages."""


class SourceFiles:
    """All native files of a loading."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], _File] = {}
        self._numbers: dict[tuple[int, int], int] = {}
        self._most_open = _most_open()
        finalize(self, _close, self._numbers)  # a feed of the public API is never closed
        self.trouble: str | None = None
        """Warning on a single line, set once a file has changed since it was read; else None."""

    def open(self, files: Iterable[OpenedFile]) -> None:
        """Open files while they are read.

        The first files stay open, so a deleted file is still readable; with very many files, the
        others are opened when needed.
        """
        for each in files:
            if len(self._files) < _MOST_FILES:
                key = each.source, each.file
                name = shown_name(Path(os.fsdecode(each.path)).name)
                self._files[key] = _File(each.path, each.state, name)
                if len(self._numbers) < self._most_open:
                    with suppress(OSError):
                        self._numbers[key] = _open_to_read(each.path)

    def bytes_at(self, source: int, file: int, at: int, size: int) -> bytes:
        """Return bytes of a file. Raises `ValueError` if the file is gone or unreadable."""
        try:
            opened = self._files[source, file]
            number = self._number_of((source, file), opened.path)
            if opened.state and file_state(number) != opened.state:
                self.trouble = _CHANGED.format(name=opened.name)
            return os.pread(number, size, at)
        except (KeyError, OSError):
            self.trouble = self.trouble or _CHANGED.format(name="a file")
            raise ValueError(self.trouble) from None

    def _number_of(self, key: tuple[int, int], path: bytes) -> int:
        """Return the file descriptor of a file; the least recently used file is closed for it."""
        number = self._numbers.pop(key, None)
        if number is None:
            if len(self._numbers) >= self._most_open:
                os.close(self._numbers.pop(next(iter(self._numbers))))
            number = _open_to_read(path)
        self._numbers[key] = number
        return number

    def post_of(self, line: bytes) -> Post:
        """Return the post of a line that is not canonical. Raises `ValueError`."""
        from tui_feed.loaders import post_of

        try:
            return post_of(line)
        except ValueError:
            raise ValueError(self.trouble or _CHANGED.format(name="a file")) from None

    def close(self) -> None:
        """Close all files."""
        _close(self._numbers)
        self._files.clear()


def _close(numbers: dict[tuple[int, int], int]) -> None:
    for number in numbers.values():
        os.close(number)
    numbers.clear()


def _open_to_read(path: bytes) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def file_state(number: int) -> tuple[int, int]:
    """Return size and modification time of an open file. Raises `OSError`."""
    found = os.fstat(number)
    return found.st_size, found.st_mtime_ns
