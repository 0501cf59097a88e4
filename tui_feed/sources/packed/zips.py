"""Zip archives."""

import errno
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import bounded, explained
from tui_feed.sources.packed.listing import LINKS, Listing, Members, too_many
from tui_feed.sources.packed.streams import Handle, Plain

_ENCRYPTED = 0x1
_HEADER, _HEADER_SIZE = b"PK\x03\x04", 30
_ENTRY, _ENTRY_SIZE = b"PK\x01\x02", 46
_SAYS_UTF8 = 0x08  # in the second byte of the flags


def members_of_zip(file: File, plain: Plain, most: int) -> Members:
    """List a zip by the list at its end. Raises `OSError`."""
    listing = Listing(file, most)
    with explained():
        handle = plain.open()
        archive = _Zip(handle, most)
    size = 0
    for info in archive.infolist():
        size += info.compress_size
        if stat.S_ISLNK(info.external_attr >> 16):
            listing.skip(LINKS)
        elif not info.filename.endswith(("/", "\\")):
            listing.add(info.filename, _InZip(archive, info), info.file_size)
    if size > handle.size:
        raise OSError(errno.EFBIG, "its files overlap, as no real archive's do; do not trust it")
    return listing.found


class _Infos(list[zipfile.ZipInfo]):
    """Stops at one file too many, before millions fill the memory."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def append(self, info: zipfile.ZipInfo, /) -> None:
        if len(self) >= self._most:
            raise too_many(self._most)
        super().append(info)


class _Readable:
    """The bytes of a zip, such that Python can read every name in it.

    A name that is said to be UTF-8 and is not would end the reading: that mark is taken from it, in
    the list of files and before the file itself, and the name is read as code page 437.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def read(self, size: int = -1) -> bytes:
        found = self._handle.read(size)
        if found.startswith(_ENTRY):
            return _readable(found)
        if size == _HEADER_SIZE and found.startswith(_HEADER):
            at = self._handle.tell()
            name = self._handle.read(int.from_bytes(found[26:28], "little"))
            self._handle.seek(at)
            return found if _is_utf8(name) else _unmarked(found)
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self._handle, name)


def _readable(entries: bytes) -> bytes:
    """Take the mark of UTF-8 from every entry whose name is not."""
    found, at = bytearray(entries), 0
    while entries.startswith(_ENTRY, at) and len(entries) >= at + _ENTRY_SIZE:
        name, extra, comment = struct.unpack_from("<3H", entries, at + 28)
        start = at + _ENTRY_SIZE
        if not _is_utf8(entries[start : start + name]):
            found[at + 9] &= ~_SAYS_UTF8
        at = start + name + extra + comment
    return bytes(found)


def _unmarked(header: bytes) -> bytes:
    return header[:7] + bytes([header[7] & ~_SAYS_UTF8]) + header[8:]


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Zip(zipfile.ZipFile):
    def __init__(self, handle: Handle, most: int) -> None:
        self._infos = _Infos(most)
        super().__init__(_Readable(handle))  # type: ignore[call-overload]

    @property
    def filelist(self) -> _Infos:
        return self._infos

    @filelist.setter
    def filelist(self, _: object) -> None:
        """Keep the list that counts."""


class _InZip:
    """A file in a zip."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, as far as they keep within the limits."""
        if self._info.flag_bits & _ENCRYPTED:
            raise OSError(errno.ENOTSUP, "it is encrypted; unpack it first")
        with explained(), self._archive.open(self._info) as packed:
            yield from bounded(cast("BinaryIO", packed), self._info.compress_size)
