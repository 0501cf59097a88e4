"""Files whose posts are read again when somebody looks at them, and what if they have changed."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui_feed.loading.parcels import Opened
from tui_feed.model import Post
from tui_feed.text.names import shown_name

_CHANGED = "{name} has changed since it was read; r reads it again"
_MOST = 2**16


class _File(NamedTuple):
    """A file that is kept open, so that none of its bytes can get lost."""

    number: int
    """Its descriptor."""
    state: tuple[int, int] | None
    """Its size and time when it was read; None where it may be another by now."""
    name: str
    """What it is called."""


class Places:
    """The files of a reading."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], _File] = {}
        self.trouble: str | None = None
        """One line, once a file is found to have changed."""

    def open(self, files: Iterable[Opened]) -> None:
        """Open files that are being read."""
        for each in files:
            if len(self._files) < _MOST:
                with suppress(OSError):
                    number = os.open(each.path, os.O_RDONLY | os.O_CLOEXEC)
                    name = shown_name(Path(os.fsdecode(each.path)).name)
                    self._files[each.source, each.file] = _File(number, each.state, name)

    def bytes_at(self, source: int, file: int, at: int, size: int) -> bytes:
        """Return bytes of a file. Raises `ValueError` where they are not there any more."""
        try:
            opened = self._files[source, file]
            if opened.state and state_of(opened.number) != opened.state:
                self.trouble = _CHANGED.format(name=opened.name)
            return os.pread(opened.number, size, at)
        except (KeyError, OSError):
            self.trouble = self.trouble or _CHANGED.format(name="a file")
            raise ValueError(self.trouble) from None

    def post_of(self, line: bytes) -> Post:
        """Return the post of a line that has another form. Raises `ValueError` for none."""
        from tui_feed.loaders import post_of

        try:
            return post_of(line)
        except ValueError:
            raise ValueError(self.trouble or _CHANGED.format(name="a file")) from None

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            os.close(file.number)
        self._files.clear()


def state_of(number: int) -> tuple[int, int]:
    """Return the size of an open file, and when it last changed. Raises `OSError`."""
    found = os.fstat(number)
    return found.st_size, found.st_mtime_ns
