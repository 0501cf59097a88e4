"""Posts that are read from their file when somebody looks at them, and what if it has changed."""

import os
import struct
from collections.abc import Sequence
from contextlib import suppress

from tui_feed.loaders import Input, Place, post_of
from tui_feed.model import Post

_MARK = b"\0"  # no record begins like this
_FORM = struct.Struct("<HHQI")
_MOST = 2**16
_CHANGED = "{name} has changed since it was read; r reads it again"


class Places:
    """The files of a reading, kept open so that none of their bytes can get lost."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._files: dict[tuple[int, int], int] = {}
        self._states: dict[tuple[int, int], tuple[int, int]] = {}
        self._names = [opened.name for opened in inputs]
        self.trouble: str | None = None
        """One line, once a file is found to have changed."""
        for number, opened in enumerate(inputs):
            for at, (file, form) in enumerate(opened.files):
                if file.on_disk and form.module == "native":
                    self._open((number, at), file.on_disk)

    def _open(self, key: tuple[int, int], path: str) -> None:
        if len(self._files) < _MOST:
            with suppress(OSError):
                self._files[key] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                self._states[key] = self._state(key)

    def packed(self, number: int, place: Place | None) -> bytes | None:
        """Return a place in the input of a number as bytes; None where the post must be kept."""
        if place is None or (number, place.file) not in self._files:
            return None
        return _MARK + _FORM.pack(number, *place)

    def post(self, packed: bytes) -> Post:
        """Return the post of a packed place. Raises `ValueError` where it is not there any more."""
        number, file, at, size = _FORM.unpack(packed[len(_MARK) :])
        key = (number, file)
        if self._state(key) != self._states[key]:
            self.trouble = _CHANGED.format(name=self._names[number])
        try:
            return post_of(os.pread(self._files[key], size, at))
        except (OSError, ValueError):
            self.trouble = _CHANGED.format(name=self._names[number])
            raise ValueError(self.trouble) from None

    def _state(self, key: tuple[int, int]) -> tuple[int, int]:
        found = os.fstat(self._files[key])
        return found.st_size, found.st_mtime_ns

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()
