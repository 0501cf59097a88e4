"""Folders of the system for the program's own files."""

import errno
from pathlib import Path
from typing import Literal


def system_folder(kind: Literal["config", "state"]) -> Path:
    """Return the folder for settings or state. Raises `OSError` without a home folder."""
    import platformdirs  # imported on first use

    path = platformdirs.user_state_path if kind == "state" else platformdirs.user_config_path
    try:
        found = path("tui-feed")
    except (RuntimeError, KeyError, ValueError):
        found = Path()
    if not found.is_absolute():
        raise OSError(errno.ENOENT, "the home folder is unknown; set HOME")
    return found
