"""Zip archives."""

import errno
import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from tui_feed.loaders.file import File
from tui_feed.loaders.packed.limits import bounded, explained
from tui_feed.loaders.packed.listing import LINKS, Listing, Members, too_many
from tui_feed.loaders.packed.reading import Handle, Plain

_ENCRYPTED = 0x1


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


class _Zip(zipfile.ZipFile):
    def __init__(self, handle: Handle, most: int) -> None:
        self._infos = _Infos(most)
        super().__init__(handle)

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
