"""Bytes of an archive, read from any offset or only once from the beginning."""

import errno
import io
import os
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import InnerLimits

LARGEST_READ = 64 * 2**20
"""Most bytes per read; reading the directory of a zip takes most."""


class SeekableBytes(io.RawIOBase):
    """Bytes readable from any offset. Need not be closed."""

    def __init__(self, size: int) -> None:
        self.size = size
        """Number of all bytes."""
        self._at = 0

    def _fetch(self, start: int, size: int) -> bytes:
        raise NotImplementedError

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def seekable(self) -> bool:
        """Return True: it can be read from any offset."""
        return True

    def tell(self) -> int:
        """Return the offset."""
        return self._at

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Go to an offset. Raises `OSError` for an offset before the beginning."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if base + to < 0:
            raise OSError("it leads to a place before the beginning")
        self._at = base + to
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """Return `size` bytes, fewer only at the end. Raises `OSError` beyond `LARGEST_READ`."""
        left = max(0, self.size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if size > LARGEST_READ:
            limit = f"its list of files is larger than {LARGEST_READ >> 20} MiB; unpack it"
            raise OSError(errno.EFBIG, limit)
        found = self._fetch(self._at, size) if size else b""
        self._at += len(found)
        return found

    def read1(self, size: int = -1) -> bytes:
        """Return at most `size` bytes."""
        return self.read(size)

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill a buffer, as `io` requires."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


class SeekableFile(SeekableBytes):
    """File on disk, open only during a read, because the number of open files is limited."""

    def __init__(self, path: str) -> None:
        self._path = path
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self._state = _state_of(descriptor)
        finally:
            os.close(descriptor)
        super().__init__(self._state[0])

    def _fetch(self, start: int, size: int) -> bytes:
        descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            if _state_of(descriptor) != self._state:
                raise OSError(errno.ESTALE, "it has changed since it was opened; open it again")
            return os.pread(descriptor, size, start)
        finally:
            os.close(descriptor)


def _state_of(descriptor: int) -> tuple[int, int, int]:
    found = os.fstat(descriptor)
    return found.st_size, found.st_mtime_ns, found.st_ino


class SeekableChunks(SeekableBytes):
    """Bytes in memory, in chunks."""

    def __init__(self, chunks: list[bytes], ends: list[int]) -> None:
        super().__init__(ends[-1] if ends else 0)
        self._chunks = chunks
        self._ends = ends

    def _fetch(self, start: int, size: int) -> bytes:
        at = bisect_right(self._ends, start)
        before = self._ends[at - 1] if at else 0
        found = [self._chunks[at][start - before :][:size]]
        size -= len(found[0])
        while size:
            at += 1
            found.append(self._chunks[at][:size])
            size -= len(found[-1])
        return b"".join(found)


class ForwardBytes(io.RawIOBase):
    """Bytes readable only once, from the beginning on."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self.size = 0
        """Number of bytes so far."""

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill a buffer, as `io` requires, with the rest of a chunk or with the next chunk."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
            self.size += len(self._rest)
        found, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


class PackedFile:
    """Bytes of an archive or compressed file as stored."""

    def __init__(self, file: File, limits: InnerLimits | None = None) -> None:
        """Take a file; `limits` are given for a file inside another archive."""
        self.file = file
        """Archive or compressed file."""
        self._path = None if file.grows else file.on_disk
        self._limits = limits
        self._kept: tuple[list[bytes], list[int]] | None = None

    @property
    def is_on_disk(self) -> bool:
        """True if its bytes can be read from any offset without keeping them in memory."""
        return self._path is not None

    def seekable(self) -> SeekableBytes:
        """Open it for reading from any offset; bytes from outside a disk are kept in memory."""
        if self._path is not None:
            return SeekableFile(self._path)
        if self._kept is None:
            chunks = list(self._counted())
            self._kept = chunks, list(accumulate(map(len, chunks)))
        return SeekableChunks(*self._kept)

    def forward(self) -> SeekableFile | ForwardBytes:
        """Open it for reading once from the beginning; nothing is kept."""
        return SeekableFile(self._path) if self._path else ForwardBytes(self.file.chunks())

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes as stored."""
        return self.file.chunks()

    def _counted(self) -> Iterator[bytes]:
        for chunk in self.file.chunks():
            if self._limits:
                self._limits.take_bytes(len(chunk))
            yield chunk
