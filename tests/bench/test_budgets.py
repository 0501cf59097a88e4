"""How quick the reader is, against the smallest program of its kind in the same run.

    python -m pytest tests/bench -q

Nothing here fails for being slow: the machine is somebody else's. It prints ratios and the bars
that the design sets for them.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.tty.terminal import FRAME_END, Terminal

Table = list[tuple[str, str, str]]
PYTHON = sys.executable
PEERS = [PYTHON, str(Path(__file__).with_name("peers.py"))]
READER = [str(Path(PYTHON).with_name("tui-feed"))]
SIZE = (120, 40)
STARTS = 9
KEYS = 300


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    folder = tmp_path_factory.mktemp("corpora")
    return {n: str(write_corpus(folder / f"{n}.jsonl", n)) for n in (14, 15_000)}


def start(
    program: Sequence[str], arguments: Sequence[str], wanted: bytes, patience: float = 20
) -> float:
    """Return the seconds from starting a program to `wanted` arriving at the terminal."""
    began = time.perf_counter()
    with Terminal(arguments, program=program, size=SIZE) as terminal:
        while wanted not in terminal.output:
            assert terminal.read(patience), terminal.text
        return terminal.read_at - began


def in_turn(*runs: tuple[Sequence[str], Sequence[str], bytes]) -> list[list[float]]:
    """Start programs in turn, so that a slow minute of the machine meets all of them."""
    for run in runs:
        start(*run)
    rounds = [[start(*run) for run in runs] for _ in range(STARTS)]
    return [list(times) for times in zip(*rounds, strict=True)]


def ratio(times: list[float], base: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(times, base, strict=True))


def settle(terminal: Terminal, quiet: float = 0.25) -> None:
    """Wait until nothing more is drawn."""
    while terminal.read(quiet):
        pass


def keys_of(program: Sequence[str], arguments: Sequence[str]) -> list[float]:
    """Start a program, and return the seconds from each key to the end of the next frame."""
    with Terminal(arguments, program=program, size=SIZE) as terminal:
        terminal.wait("first post")
        return key_times(terminal)


def key_times(terminal: Terminal, *, while_reading: bool = False) -> list[float]:
    """Return the seconds from each key to the end of the next frame."""
    times = []
    if not while_reading:
        settle(terminal, 1.0)
    for number in range(KEYS):
        terminal.output = b""  # the longer it is, the longer it takes to look through
        sent_at = time.perf_counter()
        terminal.press("j" if number % 20 < 13 else "k")
        while FRAME_END not in terminal.output:
            if not terminal.read(1.0):
                break  # the last post: there is nowhere to go and nothing to draw
        else:
            times.append(terminal.read_at - sent_at)
        end = time.perf_counter() + 0.05
        while terminal.read(0.03) and (not while_reading or time.perf_counter() < end):
            pass
    return times


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def test_first_post_on_screen(corpora: dict[int, str], table: Table) -> None:
    minimal, sample, few, many = in_turn(
        (PEERS, ["minimal"], b"first post"),
        (READER, [], b"Local Progress"),
        (READER, [corpora[14]], b"first post"),
        (READER, [corpora[15_000]], b"first post"),
    )
    for name, times in (("the sample", sample), ("14 posts", few), ("15,000 posts", many)):
        median = ms(statistics.median(times))
        figure = f"{ratio(times, minimal):.2f} x  ({median})"
        table.append((f"first post on screen, {name} : minimal app", figure, "<= 1.3 x"))


def test_key_to_frame(corpora: dict[int, str], table: Table) -> None:
    peer = keys_of(PEERS, ["one-widget"])
    few = keys_of(READER, [corpora[14]])
    many = keys_of(READER, [corpora[15_000]])
    base = statistics.median(peer)
    for name, times, bar in (("14 posts", few, "<= 2 x"), ("15,000 posts", many, "<= 2 x")):
        median, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
        figure = f"{median / base:.2f} x  ({ms(median)}, p99 {ms(p99)})"
        table.append((f"key to frame, {name} : one-widget app", figure, bar + ", p99 <= 16.7 ms"))
    figure = f"{statistics.median(many) / statistics.median(few):.2f} x"
    table.append(("key to frame, 15,000 : 14 posts", figure, "<= 1.15 x"))


def test_help(table: Table) -> None:
    def seconds(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - began

    rounds = [
        (seconds(*READER, "--help"), seconds(PYTHON, "-c", "pass")) for _ in range(STARTS * 2)
    ]
    times, base = map(list, zip(*rounds, strict=True))
    figure = f"{ratio(times, base):.2f} x  ({ms(statistics.median(times))})"
    table.append(("--help : python -c pass", figure, "<= 3 x"))
