"""Timelines of any length in a file, the same at every run (see `tui_feed.cli.generate`)."""

from pathlib import Path

from tui_feed.cli.generate import invented


def write_corpus(path: Path, count: int) -> Path:
    """Write so many posts as native JSON Lines, the newest first."""
    with path.open("wb") as out:
        out.writelines(invented(count))
    return path
