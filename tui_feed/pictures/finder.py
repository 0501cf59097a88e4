"""Find the file of a picture among the inputs, by the name that the archive gives it."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui_feed.pictures.errors import PictureError
from tui_feed.sources.byte_sources import DiskFile
from tui_feed.sources.container import (
    MOST_MEMBERS,
    Container,
    is_packed,
    open_container,
    unpacked_container,
)
from tui_feed.sources.errors import InputError, cause
from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import InnerLimits
from tui_feed.text.names import shown_name

_PACKED = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".tbz2", ".txz")
_UP = 2
"""Folders above a lone file that its names may begin in, as in downloads of Instagram."""


class PictureFinder:
    """Inputs, opened when first searched, and kept open."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._opened: dict[int, list[Container]] = {}

    def find(self, name: str, source: int) -> File:
        """Return a file by its name, from the input `source` if it is there.

        Raises `PictureError` for an unsafe, missing or ambiguous name.
        """
        if not name or "\0" in name or name.startswith("/") or ".." in name.split("/"):
            raise PictureError("its name leads out of the archive")
        numbers = sorted(range(len(self._paths)), key=lambda number: number != source)
        for number in numbers:
            for container in self._containers(number):
                if found := _file_in(container, name):
                    return found
        raise PictureError("it is not in the archive")

    def _containers(self, number: int) -> Iterator[Container]:
        """Yield an input, then the archives inside it."""
        if number not in self._opened:
            self._opened[number] = list(_opened(self._paths[number]))
        yield from self._opened[number]


def _opened(path: str) -> Iterator[Container]:
    if path == "-":  # read already, by another process
        return
    try:
        outer = open_container(path)
    except InputError as error:
        raise PictureError(str(error)) from None
    yield outer
    if outer.lone:
        return
    limits = InnerLimits(MOST_MEMBERS)
    for name, file in outer.files.items():
        if name.lower().endswith(_PACKED) and is_packed(file):
            try:
                yield unpacked_container(file, limits)
            except (OSError, InputError):  # the reader was told when the posts were read
                continue


def _file_in(container: Container, name: str) -> File | None:
    """Return a file by its whole name, else by the only name that ends in it."""
    if container.lone:
        return _beside(container.lone, name)
    if name in container.files:
        return container.files[name]
    found = [known for known in container.files if known.endswith(f"/{name}")]
    if len(found) > 1:
        raise PictureError(f"{len(found):,} files have this name; open one archive at a time")
    return container.files[found[0]] if found else None


def _beside(lone: File, name: str) -> File | None:
    """Return a file by its name in the folder of a lone file, or in one of those above."""
    if lone.on_disk is None or lone.grows:
        return None
    folder = Path(os.path.abspath(lone.on_disk)).parent  # noqa: PTH100 - links are not followed
    for base in (folder, *folder.parents[:_UP]):
        if _is_plain(base, name):
            path = str(base / name)
            return File(path, shown_name(Path(path).name), DiskFile(path))
    return None


def _is_plain(base: Path, name: str) -> bool:
    """Tell whether a name leads to a regular file without any link on the way."""
    path = base
    for part in name.split("/"):
        path /= part
        try:
            mode = path.lstat().st_mode
        except (OSError, ValueError):
            return False
        if stat.S_ISLNK(mode):
            return False
    return stat.S_ISREG(mode)


def bytes_of(file: File, most: int) -> bytes:
    """Return the bytes of a file. Raises `PictureError` if there are more than `most`."""
    found = bytearray()
    try:
        for chunk in file.chunks():
            found += chunk
            if len(found) > most:
                raise PictureError(f"it is larger than {most >> 20} MiB")
    except OSError as error:
        raise PictureError(cause(error)) from None
    return bytes(found)
