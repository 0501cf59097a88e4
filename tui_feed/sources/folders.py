"""Folders and everything below them. Links are not followed, devices not opened."""

import errno
import os
from collections.abc import Iterator

from tui_feed.sources.byte_sources import DiskFile
from tui_feed.sources.errors import cause, shown_path
from tui_feed.sources.file import File
from tui_feed.sources.packed.listing import LINKS, ArchiveMembers
from tui_feed.text.names import shown_name

MOST_FOLDERS = 100_000
"""Most folders inside a folder, at any depth."""


def members_of_folder(path: str, most: int) -> ArchiveMembers:
    """List the files in a folder and in the folders below it. Raises `OSError`."""
    folder = shown_path(path.rstrip("/") or path)
    found = ArchiveMembers({}, {})
    for name, where, reason in _walk(path):
        if reason:
            found.skipped[reason] = found.skipped.get(reason, 0) + 1
            continue
        if len(found.files) >= most:
            raise OSError(errno.E2BIG, f"more than {most:,} files; give one of its folders")
        shown = f"{folder}/{shown_name(name)}"
        base = shown_name(name.rpartition("/")[2])
        found.files[name] = File(shown, base, DiskFile(where), member=name)
    return found


def _walk(top: str) -> Iterator[tuple[str, str, str]]:
    """Yield all entries below a folder: name, path and a reason to skip it, else an empty text."""
    waiting = [_listed(top, "")]
    seen = 0
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            continue
        name, found = entry
        reason = _reason_to_skip(found)
        if reason != _FOLDER:
            yield name, found.path, reason
            continue
        seen += 1
        if seen > MOST_FOLDERS:
            raise OSError(errno.E2BIG, f"more than {MOST_FOLDERS:,} folders; give one of them")
        try:
            waiting.append(_listed(found.path, f"{name}/"))
        except OSError as error:
            yield name, found.path, f"folders that cannot be read ({cause(error)})"


_FOLDER = "a folder"


def _listed(folder: str, prefix: str) -> "Iterator[tuple[str, os.DirEntry[str]]]":
    """Return the entries of a folder, sorted by name. Raises `OSError`."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    return ((prefix + entry.name, entry) for entry in found)


def _reason_to_skip(entry: "os.DirEntry[str]") -> str:
    """Return the reason to skip an entry of a folder; an empty text for a file."""
    if entry.is_symlink():
        return LINKS
    if entry.is_file():
        return ""
    return _FOLDER if entry.is_dir() else "devices and pipes"
