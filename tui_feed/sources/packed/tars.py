"""Tar archives, plain and compressed."""

import errno
import re
import tarfile
from collections.abc import Iterator
from typing import IO, cast

from tui_feed.sources.byte_sources import CHUNK
from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import damaged, explained
from tui_feed.sources.packed.listing import LINKS, ArchiveMembers, MemberList
from tui_feed.sources.packed.streams import ByteReader, TarBytes

LARGEST_HEADER = 2**20
"""Most bytes of the headers of a file."""

MOST_STATED = 1_000
"""Most entries in global headers, which apply to all files."""

MOST_FILES = 100_000
"""Most files in a tar: listing takes three times as long as for a zip."""

_LONG_NUMBER = re.compile(rb"\d{100}")


def members_of_tar(file: File, source: TarBytes, most: int) -> ArchiveMembers:
    """List a tar in a single pass. Of a cut tar, the files before the cut are listed."""
    listing = MemberList(file, min(most, MOST_FILES))
    try:
        with explained():
            headers = _Headers(source.reader(0))
            try:
                _list(headers, source, listing)
            finally:
                headers.close()
    except OSError as error:
        if not listing.found.files or error.errno == errno.E2BIG:
            raise
        listing.found.skipped[f"files may be missing: {error.strerror}"] = 0
    return listing.found


def _list(headers: "_Headers", source: TarBytes, listing: MemberList) -> None:
    with tarfile.open(fileobj=cast("IO[bytes]", headers), mode="r:") as archive:
        for info in archive:
            listing.count()
            if info.issym() or info.islnk():
                listing.skip(LINKS)
            elif info.issparse():
                listing.skip("files with holes in them (sparse)")
            elif info.isreg():
                listing.add(info.name, _TarMember(source, info.offset_data, info.size), info.size)
            elif not info.isdir():
                listing.skip("devices and pipes")
            archive.members = []  # type: ignore[attr-defined] # else it keeps all members
            if len(archive.pax_headers) > MOST_STATED:
                raise damaged("a header of too many things")
    headers.check_end()


class _Headers:
    """Bytes of a tar as given to `tarfile`: forward only, and within limits."""

    def __init__(self, reader: ByteReader) -> None:
        self._reader = reader
        self._last = b""

    def tell(self) -> int:
        return self._reader.tell()

    def seek(self, to: int) -> int:
        if to < self._reader.tell():  # as a negative size has it, round and round
            raise damaged("it leads back into itself")
        return self._reader.seek(to)

    def read(self, size: int) -> bytes:
        if not 0 <= size <= LARGEST_HEADER:
            raise damaged(f"a header of {size:,} bytes")
        self._last = found = self._reader.read(size)
        # `tarfile` takes time quadratic in the digits of a number.
        if size > tarfile.BLOCKSIZE and _LONG_NUMBER.search(found):
            raise damaged("an overlong number in a header")
        return found

    def close(self) -> None:
        self._reader.close()

    def check_end(self) -> None:
        """Raise `OSError` if the last header does not mark the end; `tarfile` stops silently."""
        if not self._last:
            raise damaged("it has no end")
        if any(self._last) or len(self._last) < tarfile.BLOCKSIZE:
            raise damaged("an invalid header")


class _TarMember:
    """File in a tar: a range of the tar's bytes."""

    def __init__(self, source: TarBytes, start: int, size: int) -> None:
        self._source = source
        self._start = start
        self._size = size

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes."""
        left = max(0, self._size)
        reader = self._source.reader(self._start)
        try:
            while left and (chunk := reader.read1(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
        finally:
            self._source.release(reader)
        if left or self._size < 0:
            raise damaged("it ends too early")
