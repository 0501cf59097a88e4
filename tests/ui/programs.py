"""Stand-ins for the programs of a desktop, in a folder that is all there is of PATH."""

import os
from pathlib import Path

KEEPS = 'cat > "{kept}"'
"""Does what a clipboard's program does."""


def install(folder: Path, name: str, script: str) -> Path:
    """Put a program into a folder that does what a script says; return what it keeps."""
    kept = folder / f"{name}.kept"
    program = folder / name
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script.format(kept=kept)}\n")
    program.chmod(0o755)
    return kept


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment where nothing but the folder's programs is found."""
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "TMUX", "BROWSER", "WSL_DISTRO_NAME", "TERMUX_VERSION"}
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    return kept | {"PATH": str(folder)} | more
