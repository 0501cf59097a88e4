"""Saving of posts to a file: whole or not at all, and never over another file unasked."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from time import perf_counter

from tui_feed.printers import Format, Printout
from tui_feed.text.names import one_line

_CHUNK = 2**18
"""Characters printed before they are written."""
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_DESCRIPTORS = Path("/proc/self/fd")


class ExportError(Exception):
    """Raised if a file cannot be written; the message is one line for people."""


class Export:
    """Export of posts: chunks are printed and written in turn until none is left.

    The file gets its name when it is complete. Where the system can do it, the file has no name
    before, so a sudden end of the program leaves nothing behind; elsewhere it is a hidden file.
    """

    def __init__(
        self, path: Path, form: Format, printout: Printout, *, replaces: bool = False
    ) -> None:
        """Prepare an export; `replaces` allows it to replace a file of the same name."""
        self.path = Path(os.path.realpath(path))
        """Path of the file."""
        self._replaces = replaces
        self._total = printout.total
        self._printed = 0
        self._pieces: Iterator[str] = form.pieces(printout)
        self._held = form.file_mark
        self._number = -1
        self._temporary: Path | None = None

    @property
    def percent(self) -> int:
        """Share of the posts printed so far."""
        return min(99, 100 * self._printed // max(1, self._total))

    def chunk(self, seconds: float) -> bytes | None:
        """Print posts for about some seconds; return their bytes, or None after the last post."""
        end, parts, size = perf_counter() + seconds, [self._held], len(self._held)
        self._held = ""
        for piece in self._pieces:
            parts.append(piece)
            size += len(piece)
            self._printed += 1
            if size > _CHUNK or perf_counter() > end:
                return "".join(parts).encode()
        return "".join(parts).encode() or None

    def write(self, data: bytes) -> None:
        """Write bytes to the file. Raises `ExportError`."""
        try:
            if self._number < 0:
                self._open()
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._number, rest) :]
        except OSError as error:
            self.abandon()
            raise ExportError(words_for(error, self.path)) from None

    def finish(self) -> None:
        """Give the complete file its name. Raises `ExportError`."""
        self.write(b"")
        try:
            os.fsync(self._number)
            self._name()
        except OSError as error:
            raise ExportError(words_for(error, self.path)) from None
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file; without a name by now, it vanishes."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1
        if self._temporary:
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)
            self._temporary = None

    def _open(self) -> None:
        folder = self.path.parent
        if _NAMELESS and _DESCRIPTORS.is_dir():
            try:
                self._number = os.open(folder, os.O_WRONLY | os.O_CLOEXEC | _NAMELESS, 0o666)
            except OSError as error:
                if error.errno not in (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL):
                    raise
            else:
                return
        self._temporary = self._hidden()
        flags = os.O_WRONLY | os.O_CLOEXEC | os.O_CREAT | os.O_EXCL
        self._number = os.open(self._temporary, flags, 0o666)

    def _hidden(self) -> Path:
        return self.path.parent / f".tui-feed-{token_hex(8)}.part"

    def _name(self) -> None:
        """Link the file to its path. Raises `FileExistsError` unless it may replace a file."""
        if self._temporary is None:
            if not self._replaces:
                self._link_to(self.path)
                return
            self._temporary = self._hidden()
            self._link_to(self._temporary)
        if self._replaces:
            self._temporary.replace(self.path)
        else:
            _rename_to_new(self._temporary, self.path)

    def _link_to(self, path: Path) -> None:
        nameless = _DESCRIPTORS / str(self._number)
        # Only with a descriptor of a folder does Python ask the system to follow the link.
        os.link(nameless, path, src_dir_fd=self._number, follow_symlinks=True)


def _rename_to_new(old: Path, new: Path) -> None:
    """Rename a file; raises `FileExistsError` if the name is taken."""
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        if os.path.lexists(new):  # this file system has no links
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        old.rename(new)


def words_for(error: OSError, path: Path) -> str:
    """Return a line about a failure to write a file."""
    name = one_line(str(path))
    if isinstance(error, FileExistsError):
        return f"{name} exists already"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {one_line(str(path.parent))}"
    return f"{name} cannot be written: {error.strerror or error}"
