"""Limits of the cost of archives, and messages about damaged archives."""

import errno
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, Protocol

from tui_feed.sources.byte_sources import CHUNK

LARGEST = 2 * 2**30
"""Most bytes unpacked from a file, or in all while a zip without directory is listed."""

RATIO = 200
"""Largest ratio of a file's size to its packed size."""

RATIO_FROM = 16 * 2**20
"""Number of bytes up to which the ratio does not matter: small files may be repetitive."""

MOST_IN_MEMORY = 256 * 2**20
"""Most bytes of nested archives in memory, all together."""

# Hostile archives make Python's modules raise nearly anything.
_DAMAGED = (
    EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    RecursionError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError,
)  # fmt: skip


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors of Python's modules about damaged archives into an `OSError` for people."""
    try:
        yield
    except _DAMAGED as error:
        raise damaged(str(error)) from None
    except MemoryError:
        raise OSError(errno.ENOMEM, "it needs more memory than there is; unpack it") from None
    except (RuntimeError, NotImplementedError):
        reason = "it is encrypted, or packed in a way that is not known; unpack it first"
        raise OSError(errno.ENOTSUP, reason) from None
    except OSError as error:
        if error.errno is None:  # gzip and bz2 raise it bare
            raise damaged(str(error)) from None
        raise


def damaged(reason: str) -> OSError:
    """Return the error for a damaged archive."""
    words = " ".join(reason.split())[:80].rstrip(". ")
    words = f"{words[:1].lower()}{words[1:]}" or "it ends too early"
    return OSError(errno.EIO, f"the archive is cut or damaged ({words}); get it again")


class Stored(Protocol):
    """Packed form of a file."""

    @property
    def size(self) -> int:
        """Number of its bytes, or of its bytes read so far."""


def bounded(unpacked: BinaryIO, stored: Stored) -> Iterator[bytes]:
    """Yield the unpacked bytes of a file. Raises `OSError` beyond the limits."""
    # Not `read`, which loses what it has where the rest is damaged.
    read = partial(unpacked.read1, CHUNK)  # type: ignore[attr-defined]
    yield from limited(iter(read, b""), stored)


def limited(chunks: Iterable[bytes], stored: Stored) -> Iterator[bytes]:
    """Yield unpacked chunks. Raises `OSError` beyond `LARGEST`, or `RATIO` of the packed size."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise OSError(errno.EFBIG, f"more than {LARGEST >> 30} GiB come out of it; unpack it")
        if size > RATIO_FROM and size > RATIO * stored.size:
            reason = (
                f"it becomes more than {RATIO} times larger, as no real archive does; "
                "unpack it if you trust it"
            )
            raise OSError(errno.EFBIG, reason)
        yield chunk


class InnerLimits:
    """Limits of the cost of all archives inside a folder or archive together."""

    def __init__(self, most_files: int) -> None:
        self._bytes = MOST_IN_MEMORY
        self._files = most_files

    def take_bytes(self, size: int) -> None:
        """Count bytes kept in memory. Raises `OSError` beyond the limit."""
        self._bytes -= size
        self.check()

    def take_files(self, count: int) -> None:
        """Count listed files. Raises `OSError` beyond the limit."""
        self._files -= count
        self.check()

    def check(self) -> None:
        """Raise `OSError` if a limit is exceeded; to be called before an archive is opened."""
        if self._bytes < 0:
            limit = f"more than {MOST_IN_MEMORY >> 20} MiB"
        elif self._files < 0:
            limit = "too many files"
        else:
            return
        raise OSError(errno.EFBIG, f"archives in it hold {limit}; unpack it first")
