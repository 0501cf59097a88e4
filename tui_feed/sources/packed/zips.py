"""Zip archives, listed by their directory or, without it, by the headers of members."""

import errno
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from tui_feed.sources.packed.limits import bounded, damaged, explained
from tui_feed.sources.packed.listing import LINKS, ArchiveMembers, MemberList, too_many
from tui_feed.sources.packed.seekable import PackedFile, SeekableBytes
from tui_feed.sources.packed.zip_headers import find_members
from tui_feed.sources.signatures import ZIP_DIRECTORY, ZIP_MEMBER
from tui_feed.sources.split_parts import joining_advice

_ENCRYPTED = 0x1
_HEADER_SIZE = 30
_ENTRY_SIZE = 46
_SAYS_UTF8 = 0x08  # in the second byte of the flags


def members_of_zip(packed: PackedFile, most: int) -> ArchiveMembers:
    """List a zip by its directory or, without it, by the headers of its members.

    Raises `OSError`.
    """
    members = MemberList(packed.file, most)
    with explained():
        stored = packed.seekable()
        try:
            archive = _Zip(stored, most)
        except zipfile.BadZipFile as error:
            return _without_directory(packed.file.name, stored, members, error)
    size = 0
    for info in archive.infolist():
        size += info.compress_size
        if stat.S_ISLNK(info.external_attr >> 16):
            members.skip(LINKS)
        elif not info.filename.endswith(("/", "\\")):
            members.add(info.filename, _ZipMember(archive, info), info.file_size)
    if size > stored.size:
        raise OSError(errno.EFBIG, "its files overlap, as no real archive's do; do not trust it")
    return members.found


def _without_directory(
    name: str, stored: SeekableBytes, members: MemberList, error: zipfile.BadZipFile
) -> ArchiveMembers:
    if advice := joining_advice(name):
        raise OSError(errno.ENOTSUP, advice)
    find_members(stored, members)
    if not members.found.files:
        raise damaged(str(error))
    told = damaged("the list of files at its end is missing").strerror
    members.found.skipped[f"files may be missing: {told}"] = 0
    return members.found


class _BoundedInfos(list[zipfile.ZipInfo]):
    """Bounded list of members: millions of them would fill the memory."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def append(self, info: zipfile.ZipInfo, /) -> None:
        if len(self) >= self._most:
            raise too_many(self._most)
        super().append(info)


class _RepairedNames:
    """Bytes of a zip, changed to let Python read every name in it.

    Python refuses a zip if any name is marked as UTF-8 without being UTF-8. The mark is removed
    from such names, in the directory and before the member, so they are read as code page 437.
    """

    def __init__(self, stored: SeekableBytes) -> None:
        self._stored = stored

    def read(self, size: int = -1) -> bytes:
        found = self._stored.read(size)
        if found.startswith(ZIP_DIRECTORY):
            return _with_repaired_names(found)
        if size == _HEADER_SIZE and found.startswith(ZIP_MEMBER):
            at = self._stored.tell()
            name = self._stored.read(int.from_bytes(found[26:28], "little"))
            self._stored.seek(at)
            return found if _is_utf8(name) else _unmarked(found)
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self._stored, name)


def _with_repaired_names(entries: bytes) -> bytes:
    """Remove the mark of UTF-8 from each entry of the directory if its name is not UTF-8."""
    found, at = bytearray(entries), 0
    while entries.startswith(ZIP_DIRECTORY, at) and len(entries) >= at + _ENTRY_SIZE:
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
    def __init__(self, stored: SeekableBytes, most: int) -> None:
        self._infos = _BoundedInfos(most)
        super().__init__(_RepairedNames(stored))  # type: ignore[call-overload]

    @property
    def filelist(self) -> _BoundedInfos:
        return self._infos

    @filelist.setter
    def filelist(self, _: object) -> None:
        """Keep the bounded list."""


class _StoredSize(NamedTuple):
    size: int


class _ZipMember:
    """File in a zip."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes. Raises `OSError` beyond the limits."""
        if self._info.flag_bits & _ENCRYPTED:
            raise OSError(errno.ENOTSUP, "it is encrypted; unpack it first")
        with explained(), self._archive.open(self._info) as packed:
            yield from bounded(cast("BinaryIO", packed), _StoredSize(self._info.compress_size))
