"""Containers: a folder, an archive, a lone file or standard input as names of files to read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui_feed.models import Problem
from tui_feed.sources.byte_sources import SharedStdin
from tui_feed.sources.errors import InputError, cause, shown_path
from tui_feed.sources.file import File, open_file
from tui_feed.sources.signatures import packing_of
from tui_feed.text.names import shown_name

if TYPE_CHECKING:
    from tui_feed.sources.packed.limits import InnerLimits

MOST_MEMBERS = 200_000
"""Most files in a folder or an archive."""


class Container:
    """Files by their names. Names are relative, with `/` between folders, and lead nowhere else."""

    def __init__(
        self, path: str, files: Mapping[str, File], problems: tuple[Problem, ...] = ()
    ) -> None:
        self.path = path
        """Path as given by the user, for messages."""
        self.files = files
        """Files by name inside the container, in the container's order."""
        self.problems = problems
        """Problems with unreadable members."""
        self.lone: File | None = None
        """File, if neither folder nor archive; then `files` has only this entry."""

    @classmethod
    def of_file(cls, file: File) -> "Container":
        """Return a lone file as a container."""
        alone = cls(file.path, {file.name: file})
        alone.lone = file
        return alone

    @property
    def name(self) -> str:
        """Name without folders."""
        return self.lone.name if self.lone else Path(self.path).name or self.path

    def find(self, name: str) -> File | None:
        """Return a file by the end of its name: `data/tweets.js` finds `export/data/tweets.js`.

        Of several files, the least nested is returned.
        """
        found = [known for known in self.files if known == name or known.endswith("/" + name)]
        return self.files[min(found, key=lambda known: known.count("/"))] if found else None

    def problem(
        self, reason: str, place: str = "the whole archive", *, skipped: bool = False
    ) -> Problem:
        """Return a problem with this container; `skipped` if a record of it was left out."""
        return Problem(place=place, reason=reason, source=self.name, skipped=skipped)


def open_container(path: str, shared_stdin: SharedStdin | None = None) -> Container:
    """Open a folder, an archive or a file by its path; `-` opens standard input, shared if given.

    An archive is recognised by its bytes: zip, tar, and gzip, bzip2 or xz around a tar or a lone
    file. Raises `InputError` for a missing, empty or unreadable input.
    """
    try:
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - pathlib takes "" for "."
            return _folder(path)
        file = open_file(path, shared_stdin)
        if not file.head:
            raise file.fault or InputError(
                f"{shown_path(path)}: it is empty; give a saved timeline"
            )
        return unpacked_container(file)
    except OSError as error:
        raise InputError(f"{shown_path(path)}: {cause(error)}") from None
    except ValueError:  # a NUL, or half a character that no file system can spell
        shown = shown_path(path)
        raise InputError(f"{shown}: no file can have such a name; check it") from None


def is_packed(file: File) -> bool:
    """Tell whether a file is an archive or compressed, in a format read in place."""
    return packing_of(file.head) is not None


def unpacked_container(file: File, limits: "InnerLimits | None" = None) -> Container:
    """Return the members of an archive, or a lone file, unpacked if it is compressed.

    `limits` are given for a file inside a folder or archive. Raises `OSError` and `InputError`.
    """
    if not is_packed(file):
        return Container.of_file(file)
    from tui_feed.sources.packed.unpacking import unpacked  # most files never need it

    if limits:
        limits.check()
    found = unpacked(file, MOST_MEMBERS, limits)
    if isinstance(found, File):
        return Container.of_file(found)
    if limits:
        limits.take_files(len(found.files))
    problems = tuple(_problems(file.name, found.skipped))
    if not found.files:
        told = "".join(f" ({problem.reason})" for problem in problems)
        raise InputError(f"{file.path}: there is no file in it{told}; give a saved timeline")
    return Container(file.path, found.files, problems)


def _folder(path: str) -> Container:
    from tui_feed.sources.folders import members_of_folder  # most timelines are lone files

    folder = shown_path(path.rstrip("/") or path)
    found = members_of_folder(path, MOST_MEMBERS)
    problems = tuple(_problems(shown_name(Path(folder).name or folder), found.skipped))
    if not found.files:
        said = "; ".join(problem.reason for problem in problems)
        what = (
            f"there is no file in it that can be read ({said})" if said else "this folder is empty"
        )
        raise InputError(f"{folder}: {what}; give a saved timeline")
    return Container(folder, found.files, problems)


def _problems(source: str, skipped: Mapping[str, int]) -> Iterator[Problem]:
    for reason, count in skipped.items():
        told = f"{count:,} left out: {reason}" if count else reason
        yield Problem(place="the whole archive", reason=told, source=source)
