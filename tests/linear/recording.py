"""Recording of a `--linear` session with the bundled sample.

`python -m tests.linear.recording` writes it to docs/linear.txt; a test keeps the file current.
"""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tty.terminal import PROGRAM

RECORDING = Path(__file__).resolve().parents[2] / "docs" / "linear.txt"
KEYS = (
    "jj\rjj\x1bQ1\r[o/#Cease\t\rnn\x7f/since:2020 untl:2022\r\x15since:2020\r"
    "h\x1b[D\x1b[A\x1bd2020..2021\rs2\rG.x1\r@1\r=wp5GQtZq"
)
"""Keys of the session."""
BROWSER = {"BROWSER": "true"}
"""Browser without any effect."""


def recorded() -> str:
    """Return the output of the session."""
    with TemporaryDirectory() as home:  # what the reader chose last must not count
        places = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"), home)
        done = subprocess.run(
            [*PROGRAM, "--linear"],
            input=KEYS.encode(),
            stdout=subprocess.PIPE,
            check=True,
            timeout=120,
            env=os.environ | BROWSER | places,
        )
    return done.stdout.decode()


if __name__ == "__main__":
    RECORDING.write_text(recorded(), encoding="utf-8")
