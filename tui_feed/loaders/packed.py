"""Zip and tar archives and compressed files, read in place. Nothing is ever extracted.

Formats: PKWARE's APPNOTE (zip), POSIX pax (tar), RFC 1952 (gzip), by way of Python's own modules.
"""

import bz2
import errno
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, cast

from tui_feed.loaders.file import CHUNK, File, Source, shortened

LARGEST = 2 * 2**30
"""Bytes that may come out of one archive or compressed file at a time."""
RATIO = 200
"""How many times larger than its packed form something may become."""
RATIO_FROM = 16 * 2**20
"""Bytes up to which the ratio does not matter: small things may repeat themselves."""

_OPENERS = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\0", lzma.open),
)
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_TAR_MARK = slice(257, 262)
_ENCRYPTED = 0x1
_DAMAGED = (EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError)


class Members(NamedTuple):
    """What is in an archive."""

    files: dict[str, File]
    """The files by their names."""
    skipped: dict[str, int]
    """Why others are not read, and how many."""


def unpacked(file: File, path: str, most: int) -> Members | File:
    """Return what is in an archive, what a compressed file holds, or the file itself.

    Raises `OSError` where it is an archive that cannot be read; its text is for people.
    """
    head = file.head
    if head.startswith(_ZIP_MARKS):
        return _members_of_zip(file, path, most)
    if head[_TAR_MARK] == b"ustar":
        return _members_of_tar(file, _Plain(file, path), most)
    for mark, opener in _OPENERS:
        if head.startswith(mark):
            source = _Compressed(file, path, opener)
            inner = File(file.path, file.name, source)
            if inner.head[_TAR_MARK] == b"ustar":
                return _members_of_tar(file, source, most)
            return inner
    return file


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what Python's modules raise on damaged archives into an `OSError` for people."""
    try:
        yield
    except _DAMAGED as error:
        raise OSError(errno.EIO, f"the archive is cut or damaged ({_words(error)})") from None
    except (RuntimeError, NotImplementedError):
        reason = "it is encrypted, or packed in a way that is not known; unpack it first"
        raise OSError(errno.ENOTSUP, reason) from None
    except OSError as error:
        if error.errno is None:  # gzip and bz2 raise it bare
            raise OSError(errno.EIO, f"the archive is cut or damaged ({_words(error)})") from None
        raise


def _words(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return f"{text[:1].lower()}{text[1:80]}" or "it ends too early"


def _opened(file: File, path: str) -> BinaryIO:
    """Open the bytes of an archive for seeking; what came through a pipe is in memory."""
    if file.size is None:
        return io.BytesIO(b"".join(file.chunks()))
    return cast("BinaryIO", io.open(path, "rb"))  # noqa: UP020 - kept open


def _unsafe(name: str) -> str | None:
    """Return why a name is not one of a file in this archive."""
    if name.startswith(("/", "\\")) or name[1:2] == ":":
        return "names that begin at the root of a disk"
    if ".." in name.replace("\\", "/").split("/"):
        return "names that lead out of the archive (..)"
    if "\0" in name or not name:
        return "names that no file can have"
    return None


class _Listing:
    """Collects the members of an archive, safe ones and reasons against the others."""

    def __init__(self, file: File, most: int) -> None:
        self._file = file
        self._most = most
        self._seen = 0
        self.found = Members({}, {})

    def skip(self, reason: str) -> None:
        self.found.skipped[reason] = self.found.skipped.get(reason, 0) + 1

    def count(self) -> None:
        self._seen += 1
        if self._seen > self._most:
            raise OSError(
                errno.E2BIG, f"more than {self._most:,} files in it; unpack what you need"
            )

    def add(self, name: str, source: Source, size: int) -> None:
        name = name.removeprefix("./")
        if reason := _unsafe(name):
            self.skip(reason)
        elif name in self.found.files:
            self.skip("names that are there twice")
        else:
            shown = shortened(name)
            base = shown.rpartition("/")[2]
            self.found.files[name] = File(f"{self._file.path}/{shown}", base, source, size)


# Zip


def _members_of_zip(file: File, path: str, most: int) -> Members:
    listing = _Listing(file, most)
    with _explained():
        archive = zipfile.ZipFile(_opened(file, path))
        for info in archive.infolist():
            listing.count()
            if info.is_dir():
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                listing.skip("links, which may lead anywhere")
            else:
                listing.add(info.filename, _InZip(archive, info), info.file_size)
    return listing.found


class _InZip:
    """A file in a zip."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, as far as they keep within the limits."""
        if self._info.flag_bits & _ENCRYPTED:
            raise OSError(errno.ENOTSUP, "it is encrypted; unpack it first")
        with _explained(), self._archive.open(self._info) as packed:
            yield from _bounded(cast("BinaryIO", packed), self._info.compress_size)


# Compressed files and tar


class _Plain:
    """The bytes of a file that is not compressed, to be read from anywhere."""

    def __init__(self, file: File, path: str) -> None:
        self._file = file
        self._path = path

    def open(self) -> BinaryIO:
        """Open it from its start."""
        return _opened(self._file, self._path)

    @property
    def packed_size(self) -> int:
        """Bytes on disk."""
        return self._file.size or LARGEST


class _Compressed:
    """What a gzip, bzip2 or xz file holds."""

    def __init__(self, file: File, path: str, opener: "object") -> None:
        self._file = file
        self._path = path
        self._opener = opener

    def open(self) -> BinaryIO:
        """Open it from its start."""
        return cast("BinaryIO", self._opener(_opened(self._file, self._path)))  # type: ignore[operator]

    @property
    def packed_size(self) -> int:
        """Bytes on disk."""
        return self._file.size or sum(map(len, self._file.chunks()))

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, as far as they keep within the limits."""
        with _explained(), self.open() as packed:
            yield from _bounded(packed, self.packed_size)


def _bounded(packed: BinaryIO, packed_size: int) -> Iterator[bytes]:
    """Yield what comes out of something packed. Raises `OSError` where that is too much."""
    size = 0
    # What a cut archive still holds: `read` would give nothing of its last piece.
    read = packed.read1 if isinstance(packed, io.BufferedIOBase) else packed.read
    while chunk := read(CHUNK):
        size += len(chunk)
        if size > LARGEST:
            raise OSError(errno.EFBIG, f"more than {LARGEST >> 30} GiB come out of it; unpack it")
        if size > RATIO_FROM and size > RATIO * packed_size:
            reason = f"it is {RATIO} times larger than its packed form, which real archives are not"
            raise OSError(errno.EFBIG, reason)
        yield chunk


class _Counted(io.RawIOBase):
    """Reads on from something packed and counts, so that no bomb goes off inside `tarfile`."""

    def __init__(self, source: "_Plain | _Compressed") -> None:
        self._stream = source.open()
        self._chunks = _bounded(self._stream, source.packed_size)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = next(self._chunks, b"")
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _members_of_tar(file: File, source: "_Plain | _Compressed", most: int) -> Members:
    """List a tar in one pass. One that is cut keeps what came before the cut."""
    listing = _Listing(file, most)
    try:
        with _explained(), tarfile.open(fileobj=_Counted(source), mode="r|") as archive:
            for info in archive:
                listing.count()
                if info.issym() or info.islnk():
                    listing.skip("links, which may lead anywhere")
                elif info.isreg():
                    place = (info.offset_data, info.size)
                    listing.add(info.name, _InTar(source, *place), info.size)
                elif not info.isdir():
                    listing.skip("devices and pipes")
                archive.members = []  # type: ignore[attr-defined] # it would keep every one
    except OSError as error:
        if not listing.found.files or error.errno == errno.E2BIG:
            raise
        listing.skip(f"everything from some place on: {error.strerror}")
    return listing.found


class _InTar:
    """A file in a tar: a stretch of the bytes that the tar unpacks to."""

    def __init__(self, source: "_Plain | _Compressed", start: int, size: int) -> None:
        self._source = source
        self._start = start
        self._size = size

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes."""
        if isinstance(self._source, _Plain):
            return self._sought()
        return self._skipped_to()

    def _sought(self) -> Iterator[bytes]:
        left = self._size
        with self._source.open() as stream:
            stream.seek(self._start)
            while left and (chunk := stream.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
        _check_whole(left)

    def _skipped_to(self) -> Iterator[bytes]:
        start, left = self._start, self._size
        with _explained(), self._source.open() as stream:
            for chunk in _bounded(stream, self._source.packed_size):
                piece = chunk[start : start + left]
                start = max(0, start - len(chunk))
                left -= len(piece)
                if piece:
                    yield piece
                if not left:
                    return
        _check_whole(left)


def _check_whole(left: int) -> None:
    if left:
        raise OSError(errno.EIO, "the archive is cut or damaged (it ends too early)")
