"""Members of an archive: files with safe names, and reasons against other members."""

import errno
from typing import NamedTuple

from tui_feed.sources.byte_sources import ByteSource
from tui_feed.sources.file import File
from tui_feed.text.names import shown_name

LINKS = "links, which may lead anywhere"
"""Reason to leave out a link."""


class ArchiveMembers(NamedTuple):
    """Files in an archive, and reasons against other members."""

    files: dict[str, File]
    """Files by name."""
    skipped: dict[str, int]
    """Number of members left out, by reason; 0 if the number is unknown."""


class MemberList:
    """Collects the members of an archive."""

    def __init__(self, file: File, most: int) -> None:
        self._file = file
        self._most = most
        self._seen = 0
        self.found = ArchiveMembers({}, {})
        """Members so far."""

    def skip(self, reason: str) -> None:
        """Count a member left out, by its reason."""
        self.found.skipped[reason] = self.found.skipped.get(reason, 0) + 1

    def count(self) -> None:
        """Count a member of any kind. Raises `OSError` beyond the limit."""
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
            self.skip("names that appear twice")
            return
        shown, base = shown_name(name), shown_name(name.rpartition("/")[2])
        self.found.files[name] = File(f"{self._file.path}/{shown}", base, source, size, member=name)


def too_many(most: int) -> OSError:
    """Return the error for an archive with more files than the limit."""
    return OSError(errno.E2BIG, f"more than {most:,} files in it; unpack what you need")


def _unsafe(name: str, parts: list[str]) -> str | None:
    """Return the reason to refuse a name; None for a safe name."""
    if (not parts[0] and len(parts) > 1) or name[1:3] in (":/", ":\\"):
        return "names that begin at the root of a disk"
    if ".." in parts:
        return "names that lead out of the archive (..)"
    if "\0" in name or parts[-1] in ("", "."):
        return "names that no file can have"
    return None
