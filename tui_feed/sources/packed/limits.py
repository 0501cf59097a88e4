"""What no archive may cost, and what is said of one that is damaged."""

import errno
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tui_feed.sources.byte_sources import CHUNK

LARGEST = 2 * 2**30
"""Bytes that may come out of one archive or compressed file at a time."""

RATIO = 200
"""How many times larger than its packed form something may become."""

RATIO_FROM = 16 * 2**20
"""Bytes up to which the ratio does not matter: small things may repeat themselves."""

# Hostile archives make Python's modules raise nearly anything.
_DAMAGED = (
    EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    RecursionError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError,
)  # fmt: skip


@contextmanager
def explained() -> Iterator[None]:
    """Turn what Python's modules raise on damaged archives into an `OSError` for people."""
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
    """Return what to raise for an archive that does not hold what it should."""
    words = " ".join(reason.split())[:80].rstrip(". ")
    words = f"{words[:1].lower()}{words[1:]}" or "it ends too early"
    return OSError(errno.EIO, f"the archive is cut or damaged ({words}); get it again")


def bounded(packed: BinaryIO, packed_size: int) -> Iterator[bytes]:
    """Yield what comes out of something packed. Raises `OSError` where that is too much."""
    size = 0
    # Not `read`, which loses what it has where the rest is damaged.
    while chunk := packed.read1(CHUNK):  # type: ignore[attr-defined]
        size += len(chunk)
        if size > LARGEST:
            raise OSError(errno.EFBIG, f"more than {LARGEST >> 30} GiB come out of it; unpack it")
        if size > RATIO_FROM and size > RATIO * packed_size:
            reason = (
                f"it becomes more than {RATIO} times larger, as no real archive does; "
                "unpack it if you trust it"
            )
            raise OSError(errno.EFBIG, reason)
        yield chunk
