"""A random walk through a large timeline, and the memory that it takes as time goes on.

python -m tests.bench.walk [MINUTES] [POSTS]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.corpus import write_corpus
from tests.tty.terminal import Terminal

KEYS = ["j"] * 20 + ["k"] * 8 + [" "] * 6 + ["b"] * 3 + ["J", "K", "G", "g", "s", "n", "Q", "["]
"""Mostly reading on, sometimes a jump, another order, a quoted post and back."""
FILTERS = ["/tram\r", "/#Line4 since:2023\r", "/zebra\r", "\x1b", "\x1b", "/min_views:90K\r"]
SAMPLES = 60
"""How many times the memory is looked at."""


def memory(pid: int) -> float:
    """Return the anonymous memory of a process in MiB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


def walk(minutes: float, posts: int) -> list[tuple[float, float]]:
    """Return minutes and MiB, from the end of reading on."""
    dice = random.Random(posts)
    with tempfile.TemporaryDirectory() as folder:
        env = {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}
        path = write_corpus(Path(folder) / "posts.jsonl", posts)
        with Terminal([str(path)], size=(120, 40), env=env) as terminal:
            terminal.wait(
                lambda text: "reading" not in text.split("\n")[0] and "first" in text, 300
            )
            began = time.monotonic()
            curve = [(0.0, memory(terminal.pid))]
            while (passed := time.monotonic() - began) < minutes * 60:
                key = dice.choice(FILTERS) if dice.random() < 0.01 else dice.choice(KEYS)
                terminal.press(key)
                while terminal.read(0.03):
                    pass
                if passed >= len(curve) * minutes * 60 / SAMPLES:
                    curve.append((passed / 60, memory(terminal.pid)))
                    terminal.output = b""
            return curve


def drawn(curve: list[tuple[float, float]]) -> str:
    """Return the curve as one line of bars, from nothing to the most."""
    most = max(size for _, size in curve)
    bars = "▁▂▃▄▅▆▇█"
    return "".join(bars[min(7, int(8 * size / most))] for _, size in curve)


if __name__ == "__main__":
    asked = [*sys.argv[1:], *("30", "100000")[len(sys.argv) - 1 :]]
    found = walk(float(asked[0]), int(asked[1]))
    for minute, size in found:
        print(f"{minute:5.1f} min  {size:7.1f} MiB")  # noqa: T201
    print(drawn(found))  # noqa: T201
