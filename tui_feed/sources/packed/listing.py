"""Members of an archive: files where the name is safe, reasons otherwise."""

import errno
from typing import NamedTuple

from tui_feed.sources.byte_sources import ByteSource
from tui_feed.sources.file import File
from tui_feed.text.names import shown_name

LINKS = "links, which may lead anywhere"
"""Reason why a link is left out."""


class ArchiveMembers(NamedTuple):
    """The files in an archive, and the reasons against others."""

    files: dict[str, File]
    """The files by their names."""
    skipped: dict[str, int]
    """Reasons why others are not read, with how many; 0 where only the reason is known."""


class MemberList:
    """List of the members of an archive, in the making."""

    def __init__(self, file: File, most: int) -> None:
        self._file = file
        self._most = most
        self._seen = 0
        self.found = ArchiveMembers({}, {})
        """The members so far."""

    def skip(self, reason: str) -> None:
        """Count a member that is not read."""
        self.found.skipped[reason] = self.found.skipped.get(reason, 0) + 1

    def count(self) -> None:
        """Count a member of any kind. Raises `OSError` where there are too many."""
        self._seen += 1
        if self._seen > self._most:
            raise too_many(self._most)

    def add(self, name: str, source: ByteSource, size: int | None) -> None:
        """Add a file, unless its name leads elsewhere or is listed already."""
        # Some Windows programs write their own separator.
        parts = name.replace("\\", "/").split("/")
        if reason := _unsafe(name, parts):
            self.skip(reason)
            return
        name = "/".join(part for part in parts if part not in ("", "."))
        if name in self.found.files:
            self.skip("names that are there twice")
            return
        shown, base = shown_name(name), shown_name(name.rpartition("/")[2])
        self.found.files[name] = File(f"{self._file.path}/{shown}", base, source, size)


def too_many(most: int) -> OSError:
    """Return the error for an archive of more files than that."""
    return OSError(errno.E2BIG, f"more than {most:,} files in it; unpack what you need")


def _unsafe(name: str, parts: list[str]) -> str | None:
    """Return why a name is not one of a file in this archive."""
    if (not parts[0] and len(parts) > 1) or name[1:3] in (":/", ":\\"):
        return "names that begin at the root of a disk"
    if ".." in parts:
        return "names that lead out of the archive (..)"
    if "\0" in name or parts[-1] in ("", "."):
        return "names that no file can have"
    return None
