"""A million posts, beside fourteen, and beside what else could show them."""

import json
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.bench.test_budgets import (
    PEERS,
    READER,
    SIZE,
    Table,
    in_turn,
    key_times,
    ms,
    ratio,
    settle,
    start,
)
from tests.bench.walk import memory
from tests.tty.terminal import FRAME_END, Terminal
from tui_feed.ingest import Loading

MILLION = 1_000_000
PEER_SIZES = {"VerticalScroll": (1_000,), "ListView": (1_000,), "OptionList": (1_000, 15_000)}
"""The sizes that each survives for a minute."""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    folder = tmp_path_factory.mktemp("corpora")
    sizes = (14, 1_000, 15_000, 100_000, MILLION)
    return {size: str(write_corpus(folder / f"{size}.jsonl", size)) for size in sizes}


@pytest.fixture(scope="module")
def loaded(corpora: dict[int, str]) -> Iterator[Terminal]:
    """The program with a million posts, all of them read."""
    with Terminal([corpora[MILLION]], program=READER, size=SIZE) as terminal:
        terminal.wait("first post")
        terminal.wait(lambda text: f"of {MILLION:,} · newest" in text, 400)
        settle(terminal)
        yield terminal


def frame_after(terminal: Terminal, act: Callable[[], None], wanted: str = "") -> float:
    """Return the seconds from an act to the end of the first frame that has `wanted` in it."""
    assert terminal.screen  # so that it is not this that is waited for
    terminal.output = b""  # the longer it is, the longer it takes to look through
    began = time.perf_counter()
    act()
    while not is_drawn(terminal.output, wanted.encode()):
        if not terminal.read(5) or time.perf_counter() - began > 10:
            raise AssertionError(f"no frame shows {wanted!r}\n{terminal.text}")
    return terminal.read_at - began


def is_drawn(output: bytes, wanted: bytes) -> bool:
    """Tell whether a frame has ended that has `wanted` in it."""
    found = re.search(wanted, output)
    return found is not None and output.find(FRAME_END, found.end()) >= 0


def filter_times(terminal: Terminal, query: str, wanted: str) -> list[float]:
    """Return the seconds from the last key of a filter to its frame, a few times."""
    times = []
    for _ in range(5):
        terminal.press("/" + query[:-1])
        settle(terminal)
        times.append(frame_after(terminal, lambda: terminal.press(query[-1]), wanted))
        settle(terminal)
        terminal.press("\x1b")
        settle(terminal)
    return times


def test_first_post_of_a_million(corpora: dict[int, str], table: Table) -> None:
    minimal, less, many = in_turn(
        (PEERS, ["minimal"], b"first post"),
        (["/usr/bin/less"], [corpora[MILLION]], b"first post"),
        (READER, [corpora[MILLION]], b"first post"),
    )
    median = ms(statistics.median(many))
    figure = f"{ratio(many, minimal):.2f} x  ({median})"
    table.append(("first post on screen, 1,000,000 posts : minimal app", figure, "<= 1.3 x"))
    figure = f"{ratio(less, minimal):.2f} x"
    table.append(("the same of `less` on the same file", figure, ""))


@pytest.mark.parametrize("peer", PEER_SIZES)
def test_first_post_of_other_widgets(corpora: dict[int, str], table: Table, peer: str) -> None:
    base = statistics.median(start(PEERS, ["minimal"], b"first post") for _ in range(3))
    for size in PEER_SIZES[peer]:
        seconds = start(PEERS, [peer, corpora[size]], b"first post", 90)
        figure = f"{seconds / base:.1f} x  ({seconds:.1f} s)"
        table.append((f"the same of {peer}, {size:,} posts", figure, ""))


def test_keys_at_a_million(corpora: dict[int, str], loaded: Terminal, table: Table) -> None:
    many = key_times(loaded)
    with Terminal([corpora[15_000]], program=READER, size=SIZE) as terminal:
        terminal.wait("of 15,000")
        few = key_times(terminal)
    with Terminal([corpora[MILLION]], program=READER, size=SIZE) as terminal:
        terminal.wait("first post")
        busy = key_times(terminal, while_reading=True)
    median, p99 = statistics.median(many), statistics.quantiles(many, n=100)[98]
    table.append(
        ("key to frame, 1,000,000 posts", f"{ms(median)}, p99 {ms(p99)}", "p99 <= 16.7 ms")
    )
    figure = f"{median / statistics.median(few):.2f} x"
    table.append(("key to frame, 1,000,000 : 15,000 posts", figure, "<= 1.15 x"))
    figure = f"{ms(statistics.median(busy))}, p99 {ms(statistics.quantiles(busy, n=100)[98])}"
    table.append(("key to frame while a million are read", figure, "p99 <= 25 ms"))


def test_filters_at_a_million(loaded: Terminal, table: Table) -> None:
    for what, query, wanted, bar in (
        ("a tag of 5 %", "#bells", "50,000 of", "<= 20 ms"),
        ("a month", "on:2010-05", r"[0-9,]+ of 1,000,000", "<= 20 ms"),
        ("first hits of a common word", "signal", r"(?:so far|of 1,000,000)", "<= 50 ms"),
        ("all hits of a rare word", "last post", "1 of", ""),
    ):
        median = statistics.median(filter_times(loaded, query, wanted))
        table.append((f"filter to frame at 1,000,000, {what}", ms(median), bar))


def test_memory_at_a_million(corpora: dict[int, str], loaded: Terminal, table: Table) -> None:
    with Terminal(["minimal"], program=PEERS, size=SIZE) as terminal:
        terminal.wait("first post")
        least = memory(terminal.pid)
    each = (memory(loaded.pid) - least) * 2**20 / MILLION
    loading = Loading((corpora[15_000],))
    loading.step(float("inf"))
    blocks = loading.feed._index.text._blocks
    text = sum(len(block.text) + 4 * len(block.ends) for block in blocks) / 15_000
    table.append(("anonymous memory of a post, all", f"{each:.0f} B", "<= 300 B"))
    table.append(("the same without the text column", f"{each - text:.0f} B", "<= 60 B"))


def test_orders_at_a_million(loaded: Terminal, table: Table) -> None:
    before = memory(loaded.pid)
    loaded.press("sc")
    loaded.wait("as captured")
    settle(loaded)
    began = time.perf_counter()
    first = frame_after(loaded, lambda: loaded.press("sv"), "most viewed")
    loaded.wait("of 1,000,000 · most viewed")
    whole = time.perf_counter() - began
    table.append(("order to frame at 1,000,000, most viewed first", ms(first), ""))
    table.append(("until all of them are in it", ms(whole), ""))
    settle(loaded)
    each = (memory(loaded.pid) - before) * 2**20 / MILLION
    table.append(("what that takes of memory for a post", f"{each:.0f} B", ""))
    loaded.press("sn")
    loaded.wait("of 1,000,000 · newest")
    settle(loaded)


def test_stopping(corpora: dict[int, str], table: Table) -> None:
    times = []
    for _ in range(6):
        with Terminal([corpora[MILLION]], program=READER, size=SIZE) as terminal:
            terminal.wait(lambda text: re.search(r"reading [0-9]+%", text) is not None)
            times.append(
                frame_after(terminal, lambda t=terminal: t.press("\x03"), "notices?: press")
            )
    figure = f"{ms(statistics.median(times))}, {ms(max(times))} at most"
    table.append(("Ctrl-C to what was read, while reading", figure, "<= 300 ms"))


def test_resize_and_end_at_a_million(loaded: Terminal, table: Table) -> None:
    times = []
    for columns in (100, 120) * 5:
        times.append(frame_after(loaded, lambda width=columns: loaded.resize(width, SIZE[1])))
        settle(loaded)
    table.append(("resize to frame at 1,000,000", ms(statistics.median(times)), "<= 33 ms"))
    loaded.press("G")
    settle(loaded)
    assert "last post" in loaded.text
    loaded.press("g")
    settle(loaded)
    assert "first post" in loaded.text
    table.append(("End shows the last post of 1,000,000", "yes", "yes"))


def test_loading(corpora: dict[int, str], table: Table) -> None:
    path = Path(corpora[100_000])
    ratios, share = [], []
    for _ in range(3):
        began = time.perf_counter()
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                json.loads(line)
        parsed = time.perf_counter() - began
        loading = Loading((str(path),), in_background=True)
        began, busy = time.perf_counter(), os.times().user
        while not loading.step(0.008):
            time.sleep(loading.pause)
        taken = time.perf_counter() - began
        ratios.append(taken / parsed)
        share.append((os.times().user - busy) / taken)
        loading.end()
    table.append(
        (
            "load + index 100,000 posts : json.loads",
            f"{statistics.median(ratios):.1f} x",
            "<= 1.5 x",
        )
    )
    figure = f"{100 * statistics.median(share):.0f} %"
    table.append(("the screen's own part of that time", figure, ""))
