"""Give the file of a picture to another program: its own path, or a private copy.

Only files of known pictures, videos and sounds are given, by name and by content: a program of the
system that opens anything else might run it.
"""

import os
from pathlib import Path
from typing import Final

from tui_feed.pictures.errors import PictureError
from tui_feed.pictures.finder import bytes_of
from tui_feed.pictures.requests import Original
from tui_feed.sources.file import File

MOST_BYTES: Final = 512 * 2**20
"""Bytes of the largest copied file."""
_SIGNATURES: Final = (
    (0, b"\xff\xd8\xff", ".jpg"), (0, b"\x89PNG\r\n", ".png"), (0, b"GIF8", ".gif"),
    (8, b"WEBP", ".webp"), (8, b"avif", ".avif"), (8, b"heic", ".heic"), (4, b"ftypM4A", ".m4a"),
    (4, b"ftypqt", ".mov"), (4, b"ftyp", ".mp4"), (0, b"\x1aE\xdf\xa3", ".webm"),
    (0, b"OggS", ".ogg"), (0, b"ID3", ".mp3"), (0, b"\xff\xfb", ".mp3"),
)  # fmt: skip
_ENDINGS: Final = frozenset(
    (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".mp4", ".m4v", ".mov",
     ".webm", ".mkv", ".ogg", ".oga", ".opus", ".mp3", ".m4a")
)  # fmt: skip


def ending_of(head: bytes) -> str | None:
    """Return the usual end of the name of a picture, video or sound, by its first bytes."""
    return next((end for at, magic, end in _SIGNATURES if head.startswith(magic, at)), None)


def original_of(file: File, folder: bytes, number: int) -> Original:
    """Return the path of a file on disk, else of a copy in a folder. Raises `PictureError`."""
    ending = ending_of(file.head)
    if ending is None:
        raise PictureError("it is no picture, video or sound of a known format")
    if file.on_disk and Path(file.on_disk).suffix.lower() in _ENDINGS:
        own = os.path.abspath(file.on_disk)  # noqa: PTH100 - links are not followed
        return Original(number, path=os.fsencode(own))
    path = Path(os.fsdecode(folder)) / f"{number}{ending}"
    data = bytes_of(file, MOST_BYTES)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "wb") as copy:
            copy.write(data)
    except OSError as error:
        raise PictureError(f"no copy of it can be made: {error.strerror}") from None
    return Original(number, path=os.fsencode(path), is_copy=True)
