"""Sources of bytes: a file on disk, a pipe, standard input shared by two processes."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

LARGEST_STREAM = 2**30
"""Most bytes taken from a pipe; all are kept in memory, to be read again."""
CHUNK = 256 * 2**10
"""Number of bytes per read."""


class ByteSource(Protocol):
    """Source of bytes; each reading yields all bytes."""

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes in their order, none empty. Raises `OSError`."""


class DiskFile:
    """Regular file, opened anew at each reading: a reload sees its changes."""

    def __init__(self, path: str) -> None:
        self.path = path
        """Path of the file."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes present at the start; a file might grow meanwhile without end."""
        with Path(self.path).open("rb", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size or LARGEST_STREAM  # /proc states no size
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk


class PipedBytes:
    """Bytes of a pipe or device, which can be read only once: read on demand, and kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept: list[bytes] = []
        self._size = 0
        self._ended = False

    def __del__(self) -> None:
        self._file.close()  # it may not have been read to its end

    def chunks(self) -> Iterator[bytes]:
        """Yield the kept bytes, then the bytes still to come."""
        at = 0
        while at < len(self._kept) or self._read_on():
            yield self._kept[at]
            at += 1

    def _read_on(self) -> bool:
        """Wait for the next chunk and keep it; return False at the end."""
        if self._ended:
            return False
        _check_room(self._size)
        chunk = _read_some(self._file)
        if not chunk:
            self._ended = True
            self._file.close()
            return False
        self._kept.append(chunk)
        self._size += len(chunk)
        return True


class SharedStdin:
    """Standard input, kept in memory shared by two processes.

    The first process reads standard input; both can read the kept bytes, as often as needed.
    Raises `OSError` on a system without such memory.
    """

    def __init__(self, number: int | None = None) -> None:
        """Make shared memory, or take the memory of another process by its file descriptor."""
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
        """Path of the shared memory, for both processes."""
        return f"/proc/self/fd/{self.number}"

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes read so far and, in the reading process, the bytes still to come."""
        at = 0
        while chunk := os.pread(self.number, CHUNK, at) or self._read_on(at):
            at += len(chunk)
            yield chunk

    def _read_on(self, at: int) -> bytes:
        if self._file is None:
            return b""
        _check_room(at)
        chunk = _read_some(self._file)
        rest = memoryview(chunk)
        while rest:  # memory may take only a part of it, and then say that it is full
            rest = rest[os.pwrite(self.number, rest, at + len(chunk) - len(rest)) :]
        return chunk

    def close(self) -> None:
        """Close the shared memory."""
        os.close(self.number)


def _check_room(size: int) -> None:
    if size >= LARGEST_STREAM:
        limit = f"more than {LARGEST_STREAM >> 20:,} MiB; save it as a file and open that"
        raise OSError(errno.EFBIG, limit)


def _read_some(file: BinaryIO) -> bytes:
    """Wait for the next bytes and return them; empty at the end."""
    return file.read1(CHUNK) if isinstance(file, io.BufferedIOBase) else file.read(CHUNK)


def standard_input() -> BinaryIO:
    """Return standard input as a separate file. Raises `OSError` if it is closed or missing."""
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "")
    try:
        # Its own descriptor, because the keyboard takes number 0 while this is still being read.
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except io.UnsupportedOperation:  # somebody put a mere object in its place
        return sys.stdin.buffer
