"""A folder, an archive, a lone file or standard input: one read-only thing with names in it."""

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tui_feed.models import Problem
from tui_feed.sources.byte_sources import Disk, SharedStdin
from tui_feed.sources.file import File, InputError, cause, open_file, shown_path
from tui_feed.text.names import shown_name

MOST_MEMBERS = 200_000
"""Files that a folder or an archive may hold."""

MOST_FOLDERS = 100_000
"""Folders inside a folder that are looked into, however deep they lie."""


class Container:
    """Files by their names. Names are relative, with `/` between folders, and lead nowhere else."""

    def __init__(
        self, path: str, files: Mapping[str, File], problems: tuple[Problem, ...] = ()
    ) -> None:
        self.path = path
        """What the reader called it, for messages."""
        self.files = files
        """The files by their names inside it, in the order of the archive."""
        self.problems = problems
        """What in it is not read, and why."""
        self.lone: File | None = None
        """The file, where it is no folder and no archive; it is also the only one in `files`."""

    @classmethod
    def of_file(cls, file: File) -> "Container":
        """Return a lone file as a container."""
        alone = cls(file.path, {file.name: file})
        alone.lone = file
        return alone

    @property
    def name(self) -> str:
        """Its name without the folder that it is in."""
        return self.lone.name if self.lone else Path(self.path).name or self.path

    def find(self, name: str) -> File | None:
        """Return a file by the end of its name: `data/tweets.js` also in a folder of its own.

        Of several, the one in the fewest folders.
        """
        found = [known for known in self.files if known == name or known.endswith("/" + name)]
        return self.files[min(found, key=lambda known: known.count("/"))] if found else None

    def problem(
        self, reason: str, place: str = "the whole archive", *, skipped: bool = False
    ) -> Problem:
        """Return a problem with this container; `skipped` where a record of it was left out."""
        return Problem(place=place, reason=reason, source=self.name, skipped=skipped)


def open_container(path: str, shared_stdin: SharedStdin | None = None) -> Container:
    """Open a folder, an archive or a file by its path, or standard input (a spool of it) by `-`.

    An archive is recognised by its bytes: zip, tar, and either of gzip, bzip2 and xz around a tar
    or a lone file. Raises `InputError` where there is nothing, or nothing that can be read.
    """
    try:
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - pathlib takes "" for "."
            return _folder(path)
        file = open_file(path, shared_stdin)
        if not file.head:
            raise file.fault or InputError(
                f"{shown_path(path)}: it is empty; give a saved timeline"
            )
        if not _may_be_packed(file.head):
            return Container.of_file(file)
        from tui_feed.sources.packed import Members, unpacked  # most files never need it

        found = unpacked(file, path, MOST_MEMBERS)
    except OSError as error:
        raise InputError(f"{shown_path(path)}: {cause(error)}") from None
    except ValueError:  # a NUL, or half a character that no file system can spell
        shown = shown_path(path)
        raise InputError(f"{shown}: no file can have such a name; check it") from None
    if not isinstance(found, Members):
        return Container.of_file(found)
    problems = tuple(_told(file.name, found.skipped))
    if not found.files:
        told = "".join(f" ({problem.reason})" for problem in problems)
        raise InputError(f"{file.path}: there is no file in it{told}; give a saved timeline")
    return Container(file.path, found.files, problems)


def _may_be_packed(head: bytes) -> bool:
    """Tell whether a file begins as zip, gzip, bzip2, xz or tar do."""
    return head.startswith((b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or head[257:262] == b"ustar"


def _folder(path: str) -> Container:
    """List a folder and the folders in it. Links are not followed, devices not opened."""
    folder = shown_path(path.rstrip("/") or path)
    files: dict[str, File] = {}
    skipped: dict[str, int] = {}
    for name, where, reason in _walk(path):
        if reason:
            skipped[reason] = skipped.get(reason, 0) + 1
            continue
        if len(files) >= MOST_MEMBERS:
            raise OSError(errno.E2BIG, f"more than {MOST_MEMBERS:,} files; give one of its folders")
        shown = f"{folder}/{shown_name(name)}"
        files[name] = File(shown, shown_name(name.rpartition("/")[2]), Disk(where))
    told = tuple(_told(shown_name(Path(folder).name or folder), skipped))
    if not files:
        said = "; ".join(problem.reason for problem in told)
        what = (
            f"there is no file in it that can be read ({said})" if said else "this folder is empty"
        )
        raise InputError(f"{folder}: {what}; give a saved timeline")
    return Container(folder, files, told)


def _walk(top: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, path and, where it is not read, the reason, of everything below a folder."""
    waiting = [_listed(top, "")]
    seen = 0
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            continue
        name, found = entry
        reason = _why_not(found)
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
    """Return what is in a folder, sorted by name. Raises `OSError`."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    return ((prefix + entry.name, entry) for entry in found)


def _why_not(entry: "os.DirEntry[str]") -> str:
    """Return why something in a folder is not read as a file; nothing where it is."""
    if entry.is_symlink():
        return "links, which may lead anywhere"
    if entry.is_file():
        return ""
    return _FOLDER if entry.is_dir() else "devices and pipes"


def _told(source: str, skipped: Mapping[str, int]) -> Iterator[Problem]:
    for reason, count in skipped.items():
        told = f"{count:,} left out: {reason}" if count else reason
        yield Problem(place="the whole archive", reason=told, source=source)
