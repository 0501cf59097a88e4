"""Choices of the reader by keys, remembered for the next run in the folder for state.

A choice holds over the value that the config file had at the time; a value that has been changed in
the file since holds over the choice.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui_feed.state.folders import system_folder
from tui_feed.state.user_files import locked, read_end, replace

FILE_NAME = "choices.json"
"""Name of the file in the folder for state."""


class Choices:
    """Remembered choices by the names of settings."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use a folder, by default the system's."""
        self._folder = folder

    @property
    def exist(self) -> bool:
        """True if anything may have been chosen."""
        try:
            return self._path().exists()
        except OSError:
            return False

    def chosen(self, name: str, stated: object) -> str | None:
        """Return the choice for a setting whose value elsewhere is `stated`; None without one."""
        found = self._read().get(name)
        if not isinstance(found, dict) or found.get("over") != stated:
            return None
        chosen = found.get("chosen")
        return chosen if isinstance(chosen, str) else None

    def remember(self, name: str, chosen: str, stated: object) -> None:
        """Remember a choice over a value. Raises `OSError`."""
        path = self._path()
        with locked(path.parent):
            entries = self._read()
            new = entries | {name: {"chosen": chosen, "over": stated}}
            if new != entries:
                replace(path, json.dumps(new, indent=1).encode() + b"\n")

    def _path(self) -> Path:
        return (self._folder or system_folder("state")) / FILE_NAME

    def _read(self) -> dict[str, Any]:
        """Return the entries of the file; none of a file that cannot be read."""
        with suppress(OSError, ValueError, RecursionError):
            data, _ = read_end(self._path())
            found = json.loads(data) if data.strip() else {}
            return found if isinstance(found, dict) else {}
        return {}
