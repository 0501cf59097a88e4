"""Streams of the bytes of a tar, unpacked on the way where the tar is compressed."""

import bz2
import errno
import gzip
import lzma
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol, cast

from tui_feed.sources.packed.limits import bounded, explained
from tui_feed.sources.packed.seekable import PackedFile
from tui_feed.sources.signatures import Packing

KEPT = 8 * 2**20
"""Number of last unpacked bytes kept, to be read again."""

MOST_AGAIN = 16
"""Most times a whole stream is unpacked again, for files read in another order."""

OPENERS: dict[Packing, Callable[[Any], Any]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}
"""Readers of compressed files."""


class ByteReader(Protocol):
    """Reader of bytes from an offset on."""

    def read(self, size: int, /) -> bytes:
        """Return `size` bytes, fewer only at the end."""

    def read1(self, size: int, /) -> bytes:
        """Return at most `size` bytes, as many as arrive together; none at the end."""

    def tell(self) -> int:
        """Return the offset."""

    def seek(self, to: int, /) -> int:
        """Go to an offset."""

    def close(self) -> None:
        """Close the file."""


class TarBytes(Protocol):
    """Bytes of a tar, packed or not."""

    def reader(self, start: int) -> ByteReader:
        """Return a reader at an offset. Raises `OSError`."""

    def release(self, reader: ByteReader) -> None:
        """Take back a reader after its last use."""


class SeekableTar:
    """Bytes of a plain tar on disk or from a pipe."""

    def __init__(self, packed: PackedFile) -> None:
        self._packed = packed

    def reader(self, start: int) -> ByteReader:
        """Return a reader at an offset."""
        opened = self._packed.seekable()
        opened.seek(start)
        return opened

    def release(self, reader: ByteReader) -> None:
        """Close the reader."""
        reader.close()


class UnpackedStream:
    """Unpacked bytes of a compressed file."""

    def __init__(self, packed: PackedFile, packing: Packing) -> None:
        self._packed = packed
        self._opener = OPENERS[packing]

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes. Raises `OSError` beyond the limits."""
        with explained(), self._packed.forward() as stored, self._opener(stored) as stream:
            yield from bounded(cast("BinaryIO", stream), stored)


class StreamedTar:
    """Bytes of a tar, readable only from the beginning on."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]]) -> None:
        self._chunks = chunks
        self._left: _Pass | None = None
        self._size = 0
        self._again = 0

    def reader(self, start: int) -> ByteReader:
        """Return a pass at an offset: the last released pass, if it can go to it, else a new pass.

        Files read in their order share a single pass. Raises `OSError` for an order that unpacks
        the stream again and again.
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
            passing = _Pass(self._chunks())
        passing.seek(start)
        return passing

    def release(self, reader: ByteReader) -> None:
        """Keep the pass for the next reader."""
        if isinstance(reader, _Pass) and not reader.has_failed:
            self._size = max(self._size, reader.unpacked)
            self._left = reader


class _Pass:
    """Single pass through a stream. It can go back only within its last, kept bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._kept: deque[bytes] = deque()
        self._kept_from = 0
        self._next = 0
        self._rest = memoryview(b"")
        self._at = 0
        self.unpacked = 0
        """Number of unpacked bytes."""
        self.has_failed = False

    def tell(self) -> int:
        return self._at

    def can_go_to(self, offset: int) -> bool:
        """Tell whether an offset is ahead, or among the kept bytes."""
        return offset >= self._kept_from

    def read(self, size: int, /) -> bytes:
        found = []
        while size and (piece := self._some(size)):
            found.append(piece)
            size -= len(piece)
        return b"".join(found)

    def read1(self, size: int, /) -> bytes:
        return bytes(self._some(size))  # what comes before a damage is not lost with it

    def seek(self, to: int, /) -> int:
        if to < self._at:
            self._go_back(to)
        while self._at < to and self._some(to - self._at):
            pass
        return self._at

    def close(self) -> None:
        self._chunks.close()  # type: ignore[attr-defined]

    def _go_back(self, to: int) -> None:
        """Go to an offset among the kept bytes."""
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
        """Return the next kept chunk, or the next chunk of the stream."""
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
