"""Members of a zip without directory, found by their headers.

This reads the complete files of a broken download. Format: PKWARE's APPNOTE, 4.3.
"""

import errno
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.sources.byte_sources import CHUNK
from tui_feed.sources.packed.limits import LARGEST, damaged, explained, limited
from tui_feed.sources.packed.listing import MemberList
from tui_feed.sources.packed.seekable import SeekableBytes
from tui_feed.sources.signatures import ZIP_DESCRIPTOR, ZIP_MEMBER

_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED, _HAS_DESCRIPTOR, _IS_UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_IN_EXTRA = 0xFFFFFFFF  # sizes of a zip64 stand in the extra field
_ZIP64 = 1


class _Member(NamedTuple):
    """Member as described by its header."""

    name: str
    flags: int
    method: int
    checksum: int
    start: int
    """Offset of its packed bytes."""
    size: int
    """Number of its packed bytes; 0 if stated only in the descriptor behind them."""
    unpacked: int
    """Number of its unpacked bytes."""

    @property
    def needs_descriptor(self) -> bool:
        return bool(self.flags & _HAS_DESCRIPTOR) and not self.size


def find_members(stored: SeekableBytes, members: MemberList) -> None:
    """Add the members in their order, a cut member last."""
    at, left = _beginning(stored), LARGEST
    while member := _member_at(stored, at):
        members.count()
        size: int | None = member.size
        if member.needs_descriptor:
            size, unpacked = _packed_size(stored, member, left)
            left -= unpacked
        end = stored.size if size is None else member.start + size
        is_cut = size is None or end > stored.size
        size = min(end, stored.size) - member.start
        if not member.name.endswith(("/", "\\")):
            found = _FoundMember(stored, member._replace(size=size), is_cut=is_cut)
            members.add(member.name, found, member.unpacked or None)
        if is_cut:
            return
        at = _behind_descriptor(stored, end) if member.flags & _HAS_DESCRIPTOR else end


def _beginning(stored: SeekableBytes) -> int:
    """Return the offset of the first member, behind the mark of a split zip if present."""
    return 0 if _read(stored, 0, len(ZIP_MEMBER)) == ZIP_MEMBER else len(ZIP_MEMBER)


def _read(stored: SeekableBytes, at: int, size: int) -> bytes:
    stored.seek(at)
    return stored.read(size)


def _member_at(stored: SeekableBytes, at: int) -> _Member | None:
    """Read the header at an offset; return None for a missing or incomplete header."""
    data = _read(stored, at, _HEADER.size)
    if len(data) < _HEADER.size or not data.startswith(ZIP_MEMBER):
        return None
    _, _, flags, method, _, _, checksum, size, unpacked, name, extra = _HEADER.unpack(data)
    rest = _read(stored, at + _HEADER.size, name + extra)
    if len(rest) < name + extra:
        return None
    if _IN_EXTRA in (size, unpacked):
        unpacked, size = _sizes_of_zip64(rest[name:]) or (0, stored.size)
    encoding = "utf-8" if flags & _IS_UTF8 else "cp437"
    start = at + _HEADER.size + name + extra
    named = rest[:name].decode(encoding, "replace")
    return _Member(named, flags, method, checksum, start, size, unpacked)


def _sizes_of_zip64(extra: bytes) -> tuple[int, int] | None:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<2H", extra)
        if kind == _ZIP64 and size >= 16 and len(extra) >= 20:
            unpacked, packed = struct.unpack_from("<2Q", extra, 4)
            return unpacked, packed
        extra = extra[4 + size :]
    return None


def _packed_size(stored: SeekableBytes, member: _Member, most: int) -> tuple[int | None, int]:
    """Measure a member without stated sizes: return its packed and its unpacked size.

    The packed size is None for a member that is cut, or without a recognisable end.
    """
    if member.method != _DEFLATED or member.flags & _ENCRYPTED:
        return None, 0
    stream = _Inflated(stored, member.start, stored.size)
    unpacked = 0
    try:
        with explained():
            for chunk in limited(stream, stream):
                unpacked += len(chunk)
                if unpacked > most:
                    return None, unpacked
    except OSError:
        return None, unpacked
    return (stream.size if stream.is_whole else None), unpacked


def _behind_descriptor(stored: SeekableBytes, at: int) -> int:
    """Return the offset behind the descriptor of a member: it is 12 to 24 bytes long."""
    data = _read(stored, at, 28)
    marked = 4 if data.startswith(ZIP_DESCRIPTOR) else 0
    for size in (12, 20):
        if data.startswith(b"PK", marked + size):
            return at + marked + size
    return at + marked + 12


class _Inflated:
    """Unpacked bytes of deflated data, from an offset to its end or to another offset."""

    def __init__(self, stored: SeekableBytes, start: int, end: int) -> None:
        self._stored = stored
        self._start = start
        self._end = end
        self.size = 0
        """Number of packed bytes used."""
        self.is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        reader = zlib.decompressobj(-zlib.MAX_WBITS)
        at = self._start
        while not reader.eof:
            data = reader.unconsumed_tail
            if not data:
                data = _read(self._stored, at, min(CHUNK, self._end - at))
                at += len(data)
            if not data:
                return
            chunk = reader.decompress(data, CHUNK)
            left = len(reader.unconsumed_tail) + len(reader.unused_data)
            self.size = at - self._start - left
            if chunk:
                yield chunk
        self.is_whole = True


class _FoundMember:
    """File in a zip without directory."""

    def __init__(self, stored: SeekableBytes, member: _Member, *, is_cut: bool) -> None:
        self._stored = stored
        self._member = member
        self._is_cut = is_cut

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes. Raises `OSError` at a cut and beyond the limits."""
        member = self._member
        if member.flags & _ENCRYPTED:
            raise OSError(errno.ENOTSUP, "it is encrypted; unpack it first")
        checksum = 0
        with explained():
            for chunk in self._unpacked():
                checksum = zlib.crc32(chunk, checksum)
                yield chunk
        if self._is_cut:
            raise damaged("it ends too early")
        if checksum != member.checksum and not member.flags & _HAS_DESCRIPTOR:
            raise damaged("bad CRC-32")

    def _unpacked(self) -> Iterator[bytes]:
        start, end = self._member.start, self._member.start + self._member.size
        if self._member.method == _DEFLATED:
            stream = _Inflated(self._stored, start, end)
            yield from limited(stream, stream)
        elif self._member.method == _STORED:
            for at in range(start, end, CHUNK):
                yield _read(self._stored, at, min(CHUNK, end - at))
        else:
            raise NotImplementedError  # turned into an `OSError` by `explained`
