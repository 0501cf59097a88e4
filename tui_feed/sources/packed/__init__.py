"""Zip and tar archives and compressed files, read in place. Nothing is ever extracted.

Formats: PKWARE's APPNOTE (zip), POSIX pax (tar), RFC 1952 (gzip), by way of Python's own modules.
"""

from tui_feed.sources.file import File
from tui_feed.sources.packed.listing import Members
from tui_feed.sources.packed.streams import OPENERS, Compressed, Plain
from tui_feed.sources.packed.tars import members_of_tar
from tui_feed.sources.packed.zips import members_of_zip

__all__ = ["Members", "unpacked"]

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06")
_TAR_MARK = slice(257, 262)


def unpacked(file: File, path: str, most: int) -> Members | File:
    """Return what is in an archive, what a compressed file holds, or the file itself.

    Raises `OSError` where it is an archive that cannot be read; its text is for people.
    """
    plain = Plain(file, path)
    if file.head.startswith(_ZIP_MARKS):
        return members_of_zip(file, plain, most)
    if file.head[_TAR_MARK] == b"ustar":
        return members_of_tar(file, plain, most)
    for mark, opener in OPENERS:
        if file.head.startswith(mark):
            source = Compressed(plain, opener)
            inner = File(file.path, file.name, source)
            if inner.head[_TAR_MARK] == b"ustar":
                return members_of_tar(file, source, most)
            return inner
    return file
