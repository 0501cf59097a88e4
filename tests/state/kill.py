"""Kill the program while it saves marks, and count what was lost: `python -m tests.state.kill`.

The real program runs with `--linear` and gets `m` and `j` as keys. It says "Marked" once a mark is
saved; at a random moment it is killed. Each mark that it said must be in the file, and the file
must be whole.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.state.marking import posts
from tui_feed.models.lines import native_line

POSTS = 400
"""Posts of the timeline."""
FIRST = 10**15
"""Id of its first post."""


class Outcome(NamedTuple):
    """Result of a run that was killed."""

    said: int
    """Marks that the program said it had saved."""
    saved: int
    """Marks in the file."""
    lost: int
    """Marks that it said, and that are not in the file."""
    is_whole: bool
    """True if SQLite finds nothing wrong in the file."""


def timeline(folder: Path) -> Path:
    """Write a timeline, and return its path."""
    ids = (str(FIRST + number) for number in range(POSTS))
    path = folder / "posts.jsonl"
    path.write_text("".join(f"{native_line(each)}\n" for each in posts(*ids)), "utf-8")
    return path


def kill_once(path: Path, folder: Path, after: int, delay: float) -> Outcome:
    """Let the program mark posts in a new file, and kill it `delay` seconds after some marks."""
    state = folder / "tui-feed" / "marks.sqlite"
    for each in state.parent.glob("marks.sqlite*"):
        each.unlink()
    program = subprocess.Popen(
        [sys.executable, "-m", "tui_feed", "--linear", "--order", "captured", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(folder),
    )
    assert program.stdin
    assert program.stdout
    program.stdin.write(b"mj" * POSTS)
    program.stdin.flush()
    said, text = 0, b""
    while said < after and (data := os.read(program.stdout.fileno(), 65_536)):
        text += data
        said = text.count(b"Marked.")
    signal.sigtimedwait([], delay)
    program.kill()
    text += program.stdout.read()
    program.stdin.close()
    program.wait()
    said = text.count(b"Marked.")
    connection = sqlite3.connect(state)
    rows = connection.execute("SELECT CAST(id AS INTEGER) FROM marks").fetchall()
    is_whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    saved = {row[0] for row in rows}
    lost = {FIRST + number for number in range(said)} - saved
    return Outcome(said, len(saved), len(lost), is_whole)


def environment(folder: Path) -> Mapping[str, str]:
    """Return an environment in which the program keeps its state in a folder."""
    return os.environ | {"XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}


def main() -> None:
    """Kill the program some times, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    outcomes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = timeline(folder)
        for _ in range(asked.times):
            after, delay = chance.randrange(1, 60), chance.random() * 0.05
            outcomes.append(kill_once(path, folder, after, delay))
    lines = (
        f"{len(outcomes)} kills, seed {asked.seed}",
        f"{sum(each.said for each in outcomes):,} marks said to be saved",
        f"{sum(each.saved for each in outcomes):,} marks in the files",
        f"{sum(each.lost for each in outcomes):,} lost",
        f"{sum(not each.is_whole for each in outcomes):,} damaged files",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
