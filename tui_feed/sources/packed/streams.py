"""The bytes of an archive, to be read from anywhere, and what comes out where they are packed."""

import bz2
import errno
import gzip
import io
import lzma
import os
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, BinaryIO, Protocol, cast

from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import bounded, explained

LARGEST_PIECE = 64 * 2**20
"""Bytes that may be asked for at once; the list at the end of a zip is the largest piece."""

KEPT = 8 * 2**20
"""Bytes of what was unpacked last that are kept, to be read again."""

MOST_AGAIN = 16
"""How many times all that is packed may be unpacked again, for files in another order."""

OPENERS: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\0", lzma.open),
)
"""How compressed files begin, and what reads them."""


class Handle(io.RawIOBase):
    """Bytes to be read from anywhere. Closed without a word when nobody needs it any more."""

    def __init__(self, size: int) -> None:
        self.size = size
        """How many there are."""
        self._at = 0

    def _fetch(self, start: int, size: int) -> bytes:
        raise NotImplementedError

    def readable(self) -> bool:
        """Say so."""
        return True

    def seekable(self) -> bool:
        """Say so."""
        return True

    def tell(self) -> int:
        """Return the place."""
        return self._at

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place. Raises `OSError` where it lies before the beginning."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if base + to < 0:
            raise OSError("it leads to a place before the beginning")
        self._at = base + to
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """Return as many bytes, fewer only at the end. Raises `OSError` where they are too many."""
        left = max(0, self.size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        if size > LARGEST_PIECE:
            limit = f"its list of files is larger than {LARGEST_PIECE >> 20} MiB; unpack it"
            raise OSError(errno.EFBIG, limit)
        found = self._fetch(self._at, size) if size else b""
        self._at += len(found)
        return found

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill a buffer, as `io` asks for it."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


class _OnDisk(Handle):
    """A file that is open only while it is read: there may be more of them than may be open."""

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


class _Kept(Handle):
    """What came through a pipe, in the chunks that it came in."""

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


class Reader(Protocol):
    """A stretch of bytes, read from its beginning on."""

    def read(self, size: int, /) -> bytes:
        """Return as many bytes, fewer only at the end."""

    def tell(self) -> int:
        """Return the place."""

    def seek(self, to: int, /) -> int:
        """Go on to a place."""

    def close(self) -> None:
        """Let go of the file."""


class Bytes(Protocol):
    """The bytes of a tar, packed or not."""

    def reader(self, start: int) -> Reader:
        """Return what reads on from a place. Raises `OSError`."""

    def leave(self, reader: Reader) -> None:
        """Take back what is not needed any more."""


class Plain:
    """The bytes of a file that is not compressed."""

    def __init__(self, file: File, path: str) -> None:
        self._file = file
        self._path = path
        self._kept: tuple[list[bytes], list[int]] | None = None

    def open(self) -> Handle:
        """Open them from their beginning. What comes through a pipe is kept in memory."""
        if self._file.size is not None:
            return _OnDisk(self._path)
        if self._kept is None:
            chunks = list(self._file.chunks())
            self._kept = chunks, list(accumulate(map(len, chunks)))
        return _Kept(*self._kept)

    def reader(self, start: int) -> Reader:
        """Return what reads on from a place."""
        handle = self.open()
        handle.seek(start)
        return handle

    def leave(self, reader: Reader) -> None:
        """Close it."""
        reader.close()


class Compressed:
    """What a gzip, bzip2 or xz file holds."""

    def __init__(self, packed: Plain, opener: Callable[[Any], Any]) -> None:
        self._packed = packed
        self._opener = opener
        self._left: _Pass | None = None
        self._size = 0
        self._again = 0

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, as far as they keep within the limits."""
        with explained(), self._packed.open() as handle, self._opener(handle) as stream:
            yield from bounded(cast("BinaryIO", stream), handle.size)

    def reader(self, start: int) -> Reader:
        """Return a pass that has come to a place: the one that was left near it, or a new one.

        So files that are read in their order are read in one pass. Raises `OSError` where they are
        read in an order in which everything would be unpacked again and again.
        """
        passing, self._left = self._left, None
        if passing is None or not passing.can_go_to(start):
            if passing:
                self._size = max(self._size, passing.unpacked)
                passing.close()
            self._again += start
            if self._again > MOST_AGAIN * max(self._size, KEPT):
                reason = "its files stand in an order in which it takes too long to read; unpack it"
                raise OSError(errno.EFBIG, reason)
            passing = _Pass(self.chunks())
        passing.seek(start)
        return passing

    def leave(self, reader: Reader) -> None:
        """Keep it for whoever reads on from there."""
        if isinstance(reader, _Pass) and not reader.has_failed:
            self._size = max(self._size, reader.unpacked)
            self._left = reader


class _Pass:
    """One way through what is packed. It leads back only as far as what is kept of it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._kept: deque[bytes] = deque()
        self._kept_from = 0
        self._next = 0
        self._rest = memoryview(b"")
        self._at = 0
        self.unpacked = 0
        """Bytes that were unpacked."""
        self.has_failed = False

    def tell(self) -> int:
        return self._at

    def can_go_to(self, place: int) -> bool:
        """Tell whether a place lies before it, or in what is kept."""
        return place >= self._kept_from

    def read(self, size: int, /) -> bytes:
        found = []
        while size and (piece := self._some(size)):
            found.append(piece)
            size -= len(piece)
        return b"".join(found)

    def seek(self, to: int, /) -> int:
        if to < self._at:
            self._go_back(to)
        while self._at < to and self._some(to - self._at):
            pass
        return self._at

    def close(self) -> None:
        self._chunks.close()  # type: ignore[attr-defined]

    def _go_back(self, to: int) -> None:
        """Go to a place in what is kept."""
        at, end = len(self._kept), self.unpacked
        while at and end > to:
            at -= 1
            end -= len(self._kept[at])
        self._next, self._at = at + 1, to
        self._rest = memoryview(self._kept[at])[to - end :] if at < len(self._kept) else _NOTHING

    def _some(self, size: int) -> memoryview:
        if not self._rest:
            self._rest = memoryview(self._chunk())
        piece, self._rest = self._rest[:size], self._rest[size:]
        self._at += len(piece)
        return piece

    def _chunk(self) -> bytes:
        """Return the next chunk of what is kept, or of what is not unpacked yet."""
        if self._next < len(self._kept):
            self._next += 1
            return self._kept[self._next - 1]
        self.has_failed = True
        chunk = next(self._chunks, b"")
        self.has_failed = False
        self._kept.append(chunk)
        self.unpacked += len(chunk)
        while self.unpacked - self._kept_from > KEPT + len(self._kept[0]):
            self._kept_from += len(self._kept.popleft())
        self._next = len(self._kept)
        return chunk


_NOTHING = memoryview(b"")
