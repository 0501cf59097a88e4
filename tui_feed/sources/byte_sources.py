"""Where the bytes of a file come from: a disk, a pipe, or memory that two processes share."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

LARGEST_STREAM = 2**30
"""Bytes that are taken from a pipe; they are kept in memory, to be read again."""
CHUNK = 256 * 2**10
"""Bytes that are read at once."""


class Source(Protocol):
    """Where bytes come from; may be asked for all of them again and again."""

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes in their order, none empty. Raises `OSError`."""


class Disk:
    """A regular file, opened anew at each reading: a reload sees what it is by then."""

    def __init__(self, path: str) -> None:
        self.path = path
        """Where it is."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes that are there now; what somebody adds meanwhile might have no end."""
        with Path(self.path).open("rb", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size or LARGEST_STREAM  # /proc states no size
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk


class Stream:
    """What comes only once (a pipe, a device), read as far as it is wanted and kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept: list[bytes] = []
        self._size = 0
        self._ended = False

    def chunks(self) -> Iterator[bytes]:
        """Yield what was kept, and then what is still to come."""
        at = 0
        while at < len(self._kept) or self._read_on():
            yield self._kept[at]
            at += 1

    def _read_on(self) -> bool:
        """Keep one more chunk, as soon as there is any; return False at the end."""
        if self._ended:
            return False
        _check_room(self._size)
        chunk = _some_of(self._file)
        if not chunk:
            self._ended = True
            self._file.close()
            return False
        self._kept.append(chunk)
        self._size += len(chunk)
        return True


class SharedStdin:
    """Standard input, written down in memory that two processes share as it is read by one of them.

    So the other can read it again. Raises `OSError` where a system has no such memory.
    """

    def __init__(self, number: int | None = None) -> None:
        """Make one, or take the one that another process has made under a number."""
        try:
            self.number = os.memfd_create("standard input") if number is None else number
        except AttributeError:
            raise OSError(errno.ENOSYS, "") from None
        self._file: BinaryIO | None = None

    def follow(self) -> None:
        """Read standard input from now on. Raises `OSError`."""
        self._file = standard_input()

    @property
    def path(self) -> str:
        """Where what was read can be read again, in both processes."""
        return f"/proc/self/fd/{self.number}"

    def chunks(self) -> Iterator[bytes]:
        """Yield what was read, and, in the process that reads, what is still to come."""
        at = 0
        while chunk := os.pread(self.number, CHUNK, at) or self._read_on(at):
            at += len(chunk)
            yield chunk

    def _read_on(self, at: int) -> bytes:
        if self._file is None:
            return b""
        _check_room(at)
        chunk = _some_of(self._file)
        rest = memoryview(chunk)
        while rest:  # memory may take only a part of it, and then say that it is full
            rest = rest[os.pwrite(self.number, rest, at + len(chunk) - len(rest)) :]
        return chunk

    def close(self) -> None:
        """Let go of the memory."""
        os.close(self.number)


def _check_room(size: int) -> None:
    if size >= LARGEST_STREAM:
        limit = f"more than {LARGEST_STREAM >> 20:,} MiB; save it as a file and open that"
        raise OSError(errno.EFBIG, limit)


def _some_of(file: BinaryIO) -> bytes:
    """Read as soon as there is anything; nothing at the end."""
    return file.read1(CHUNK) if isinstance(file, io.BufferedIOBase) else file.read(CHUNK)


def standard_input() -> BinaryIO:
    """Return standard input as a file of its own. Raises `OSError` where there is none."""
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "")
    try:
        # Its own descriptor, because the keyboard takes number 0 while this is still being read.
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except io.UnsupportedOperation:  # somebody put a mere object in its place
        return sys.stdin.buffer
