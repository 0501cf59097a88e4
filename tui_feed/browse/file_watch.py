"""Watch over the files being read: a look at each finds changes, without opening it."""

import os
from collections.abc import Iterator, Sequence

MOST_LOOKS = 5
"""Looks after which a file counts as changed although it has never rested."""
_MOST_MEMBERS = 5_000
"""Files of a folder that are looked at."""

Stamps = tuple[tuple[int, ...], ...]
"""State of all files: time of the last change, size and number of each."""


class FileWatch:
    """Files with their last known state.

    A change counts once two looks in a row find the same: a file that is being written, or that is
    gone for a moment while it is replaced, is not read in half.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._known = stamps(paths)
        self._pending: Stamps | None = None
        self._looks = 0

    def has_changed(self) -> bool:
        """Look at the files; return True once for each change."""
        found = stamps(self._paths)
        if found is None or found == self._known:
            self._pending, self._looks = None, 0
            return False
        self._looks += 1
        if found != self._pending and self._looks < MOST_LOOKS:
            self._pending = found
            return False
        self._known, self._pending, self._looks = found, None, 0
        return True


def stamps(paths: Sequence[str]) -> Stamps | None:
    """Return the state of all files; None while one of them is missing or empty."""
    try:
        found = tuple(stamp for path in paths for stamp in _stamps_of(path))
    except OSError:
        return None
    return found if all(stamp[1] for stamp in found) else None


def _stamps_of(path: str) -> Iterator[tuple[int, ...]]:
    """Yield the state of a file, or of the files of a folder. Raises `OSError`."""
    if not os.path.isdir(path):  # noqa: PTH112 - quicker than a `Path`
        yield _stamp(path)
        return
    left = _MOST_MEMBERS
    for folder, _, names in os.walk(path):
        for name in sorted(names[:left]):
            stamp = _stamp(os.path.join(folder, name))  # noqa: PTH118
            if stamp[1]:  # an empty file in a folder is nothing to wait for
                yield stamp
        left -= len(names)
        if left <= 0:
            return


def _stamp(path: str) -> tuple[int, ...]:
    found = os.stat(path)  # noqa: PTH116
    return found.st_mtime_ns, found.st_size, found.st_ino
