"""A walk through the bundled sample in `--linear`, as the program writes it into a log.

`python -m tests.linear.recording` puts it into docs/linear.txt; a test holds it there.
"""

import os
import subprocess
from pathlib import Path

from tests.tty.terminal import PROGRAM

RECORDING = Path(__file__).resolve().parents[2] / "docs" / "linear.txt"
KEYS = (
    "jj\rjj\x1bQ1\r[o/#Cease\t\rnn\x7f/since:2020 untl:2022\r\x15since:2020\r"
    "h\x1b[D\x1b[A\x1bd2020..2021\rsG.x1\r@1\r=wp5GQtZq"
)
"""The keys of the walk: some thirty, and lines that are typed in."""
BROWSER = {"BROWSER": "true"}
"""A browser that opens nothing."""


def recorded() -> str:
    """Return what the program writes for the keys of the walk."""
    done = subprocess.run(
        [*PROGRAM, "--linear"],
        input=KEYS.encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
        env=os.environ | BROWSER,
    )
    return done.stdout.decode()


if __name__ == "__main__":
    RECORDING.write_text(recorded(), encoding="utf-8")
