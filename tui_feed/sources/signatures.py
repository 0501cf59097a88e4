"""Magic bytes of archives, compressed files and other binary formats: the only table of them.

Source: Wikipedia, "List of file signatures"; PKWARE's APPNOTE for zip.
"""

import re
from typing import Literal, NamedTuple

Packing = Literal["zip", "tar", "gzip", "bzip2", "xz"]


class FormatSignature(NamedTuple):
    """Bytes at a fixed offset in every file of a format."""

    offset: int
    """Offset of the bytes, from 0."""
    magic: bytes
    """Bytes at the offset."""
    name: str
    """Name of the format with its article: `a zip archive`."""
    packing: Packing | None = None
    """Kind of archive or compression, if it is read in place; else None."""


ZIP_MEMBER = b"PK\x03\x04"
"""Beginning of a zip and of each member in it."""
ZIP_DIRECTORY = b"PK\x01\x02"
"""Beginning of an entry in the directory at the end of a zip."""
ZIP_DESCRIPTOR = b"PK\x07\x08"
"""Beginning of a descriptor behind a member; also of the first part of a split zip."""
_ZIP_SPLIT = b"PK00"
WEB_ARCHIVE = b"WARC/"
"""Beginning of a web archive, whose records may hold the text of any page (ISO 28500)."""

_SIGNATURES = (
    FormatSignature(0, ZIP_MEMBER, "a zip archive", "zip"),
    FormatSignature(0, ZIP_DESCRIPTOR + ZIP_MEMBER, "a part of a split zip archive", "zip"),
    FormatSignature(0, _ZIP_SPLIT + ZIP_MEMBER, "a zip archive", "zip"),
    FormatSignature(0, b"PK\x05\x06", "an empty zip archive", "zip"),
    FormatSignature(0, b"PK\x06\x06", "an empty zip archive", "zip"),
    FormatSignature(0, b"\x1f\x8b", "a gzip archive", "gzip"),
    FormatSignature(0, b"BZh", "a bzip2 archive", "bzip2"),
    FormatSignature(0, b"\xfd7zXZ\0", "an xz archive", "xz"),
    FormatSignature(257, b"ustar", "a tar archive", "tar"),
    FormatSignature(0, b"(\xb5/\xfd", "a zstd archive"),
    FormatSignature(0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    FormatSignature(0, b"Rar!", "a RAR archive"),
    FormatSignature(0, b"%PDF-", "a PDF"),
    FormatSignature(0, b"\x89PNG", "a PNG picture"),
    FormatSignature(0, b"\xff\xd8\xff", "a JPEG picture"),
    FormatSignature(0, b"GIF8", "a GIF picture"),
    FormatSignature(8, b"WEBP", "a WebP picture"),
    FormatSignature(4, b"ftyp", "a video or a picture of a phone"),
    FormatSignature(0, b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
    FormatSignature(0, b"OggS", "an Ogg sound or video"),
    FormatSignature(0, b"ID3", "an MP3 sound"),
    FormatSignature(0, b"SQLite format 3", "an SQLite database"),
    FormatSignature(0, b"bplist00", "a web archive or property list of Apple's"),
    FormatSignature(0, b"\x7fELF", "a program"),
    FormatSignature(0, b"MZ", "a program"),
    FormatSignature(0, WEB_ARCHIVE, "a web archive (WARC)"),
    FormatSignature(0, b"{\\rtf", "a rich text document (RTF)"),
)
_MANY_CONTROLS = 0.02
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def signature_of(head: bytes) -> FormatSignature | None:
    """Return the signature of a file by its first bytes; None if it is unknown."""
    return next((each for each in _SIGNATURES if head.startswith(each.magic, each.offset)), None)


def packing_of(head: bytes) -> Packing | None:
    """Return the packing of a file by its first bytes; None if it is not packed."""
    found = signature_of(head)
    return found.packing if found else None


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are binary: too many control characters for UTF-8 or a one-byte code."""
    return len(_CONTROLS.findall(head)) > _MANY_CONTROLS * len(head)
