"""Files whose posts are read again when somebody looks at them, and what if they have changed."""

import os
import resource
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui_feed.ingest.messages import Opened
from tui_feed.models import Post
from tui_feed.text.names import shown_name

_CHANGED = "{name} has changed since it was read; r reads it again"
_MOST = 2**16
_MOST_OPEN = 64
_SHARE = 8


def _most_open() -> int:
    """Return how many files are kept open: a part of those that this process may open at all."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _MOST_OPEN if allowed < 0 else max(1, min(_MOST_OPEN, allowed // _SHARE))


class _File(NamedTuple):
    """A file, and what tells that it is the one that was read."""

    path: bytes
    """Where it is, as the system spells it."""
    state: tuple[int, int] | None
    """Its size and time when it was read; None where it may be another by now."""
    name: str
    """What it is called."""


class SourceFiles:
    """The files of a reading."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], _File] = {}
        self._numbers: dict[tuple[int, int], int] = {}
        self._most_open = _most_open()
        self.trouble: str | None = None
        """One line, once a file is found to have changed."""

    def open(self, files: Iterable[Opened]) -> None:
        """Open files that are being read.

        The first ones stay open, so that none of their bytes can get lost; of very many, the others
        are opened when they are needed.
        """
        for each in files:
            if len(self._files) < _MOST:
                key = each.source, each.file
                name = shown_name(Path(os.fsdecode(each.path)).name)
                self._files[key] = _File(each.path, each.state, name)
                if len(self._numbers) < self._most_open:
                    with suppress(OSError):
                        self._numbers[key] = _opened(each.path)

    def bytes_at(self, source: int, file: int, at: int, size: int) -> bytes:
        """Return bytes of a file. Raises `ValueError` where they are not there any more."""
        try:
            opened = self._files[source, file]
            number = self._number_of((source, file), opened.path)
            if opened.state and state_of(number) != opened.state:
                self.trouble = _CHANGED.format(name=opened.name)
            return os.pread(number, size, at)
        except (KeyError, OSError):
            self.trouble = self.trouble or _CHANGED.format(name="a file")
            raise ValueError(self.trouble) from None

    def _number_of(self, key: tuple[int, int], path: bytes) -> int:
        """Return the descriptor of a file, in the place of the one that was used least lately."""
        number = self._numbers.pop(key, None)
        if number is None:
            if len(self._numbers) >= self._most_open:
                os.close(self._numbers.pop(next(iter(self._numbers))))
            number = _opened(path)
        self._numbers[key] = number
        return number

    def post_of(self, line: bytes) -> Post:
        """Return the post of a line that has another form. Raises `ValueError` for none."""
        from tui_feed.loaders import post_of

        try:
            return post_of(line)
        except ValueError:
            raise ValueError(self.trouble or _CHANGED.format(name="a file")) from None

    def close(self) -> None:
        """Let go of the files."""
        for number in self._numbers.values():
            os.close(number)
        self._numbers.clear()
        self._files.clear()


def _opened(path: bytes) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def state_of(number: int) -> tuple[int, int]:
    """Return the size of an open file, and when it last changed. Raises `OSError`."""
    found = os.fstat(number)
    return found.st_size, found.st_mtime_ns
