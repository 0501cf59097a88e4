"""SHA-256 of source files of posts; each file is read once while unchanged."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tui_feed.browse.taking.citation import Archive
from tui_feed.text.names import shown_name

_CHUNK = 2**20
"""Bytes of a file read between two looks at a request to stop."""
_MOST_SEARCHED = 20_000
"""Files of a folder searched for the file of a post."""


class Digests:
    """Digests of files, kept by their size and time of change. Methods may run in a thread."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], str] = {}

    def archive(self, path: str | None, source: str | None, stopped: Callable[[], bool]) -> Archive:
        """Return the archive of a post with its digest; an unreadable file has none.

        `path` is the file or folder given by the reader; None or `-` is standard input. `source`
        is the place stated by the post, with the name of a file inside a folder.
        """
        if path is None or path == "-":
            return Archive("standard input")
        name = shown_name(Path(path).name or path)
        try:
            if Path(path).is_dir():
                member = _member(Path(path), source)
                if member is None:
                    return Archive(name)
                path, name = str(member), f"{name}/{shown_name(member.name)}"
            return Archive(name, self._digest(path, stopped))
        except OSError:
            return Archive(name)

    def _digest(self, path: str, stopped: Callable[[], bool]) -> str | None:
        """Return the digest of a file; None after a request to stop. Raises `OSError`."""
        with Path(path).open("rb", buffering=0) as file:
            state = os.fstat(file.fileno())
            key = (path, state.st_size, state.st_mtime_ns)
            if key not in self._known:
                digest = sha256()
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    if stopped():
                        return None
                self._known[key] = digest.hexdigest()
        return self._known[key]


def _member(folder: Path, source: str | None) -> Path | None:
    """Return the only file of a folder with the name in the source of a post."""
    found: list[Path] = []
    for number, path in enumerate(folder.rglob("*")):
        if number > _MOST_SEARCHED or len(found) > 1:
            return None
        name = shown_name(path.name)
        if source and (source == name or source.startswith(f"{name}, ")) and path.is_file():
            found.append(path)
    return found[0] if len(found) == 1 else None
