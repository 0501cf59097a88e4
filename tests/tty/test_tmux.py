"""Inside tmux, which measures by the tables of the system: edges are straight, copies arrive."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.scripts import SCRIPTS

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")

WIDTH, HEIGHT = 110, 260
DIVIDER = "│"


ASK = """
import json, os, re, sys, tty
tty.setraw(0)
found = []
for text in json.load(open(sys.argv[1])):
    os.write(1, ("\\x1b[2J\\x1b[H" + text + "\\x1b[6n").encode())
    answer = b""
    while not answer.endswith(b"R"):
        answer += os.read(0, 100)
    found.append(int(re.search(rb";([0-9]+)R", answer)[1]) - 1)
with open(sys.argv[2] + "~", "w") as file:
    json.dump(found, file)
os.replace(sys.argv[2] + "~", sys.argv[2])
"""
"""Writes texts to the terminal and asks it where the cursor is."""


class Tmux:
    """A server of its own with one window, in which a program runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        gone = ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "LINES")
        self._env = {name: value for name, value in os.environ.items() if name not in gone}
        self._env |= {"TMUX_TMPDIR": str(folder), "XDG_STATE_HOME": str(folder)}

    def run(self, *words: str) -> str:
        """Give the server a command; return what it says."""
        command = ["tmux", "-u", "-f", "/dev/null", *words]
        done = subprocess.run(command, env=self._env, capture_output=True, check=False)
        return done.stdout.decode()

    def start(self, *program: str) -> None:
        """Start a program in a window."""
        size = ("-x", str(WIDTH), "-y", str(HEIGHT))
        self.run("new-session", "-d", *size, *program)

    def wait(self, wanted: Callable[[str], object], seconds: float = 30) -> str:
        """Look at the window until it shows what is wanted; return it."""
        end = time.monotonic() + seconds
        while not wanted(shown := self.run("capture-pane", "-p")):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown

    def columns(self, texts: list[str]) -> list[int]:
        """Return in which column the cursor is behind each text, as tmux itself says."""
        given, found = self._folder / "given.json", self._folder / "found.json"
        given.write_text(json.dumps(texts))
        program = (sys.executable, "-c", ASK, str(given), str(found))
        self.run("new-window", "-d", *program)
        end = time.monotonic() + 30
        while not found.exists() and time.monotonic() < end:
            time.sleep(0.1)
        return list(json.loads(found.read_text()))


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    server = Tmux(tmp_path)
    yield server
    server.run("kill-server")


def timeline(folder: Path) -> Path:
    """Write a timeline with a post in every script, and one in no script but ASCII."""
    path = folder / "scripts.jsonl"
    texts = {"plain": "a plain line", **SCRIPTS}
    records = (
        {
            "type": "post",
            "id": str(number),
            "author": {"name": kind},
            "created_at": "2024-01-12",
            "text": f"{text} {text}",
            "quote": {"id": f"q{number}", "author": {"name": "q"}, "text": f"{text} {text}"},
        }
        for number, (kind, text) in enumerate(texts.items())
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_edges_are_straight_beside_every_script_and_no_word_is_under_them(
    tmux: Tmux, tmp_path: Path
) -> None:
    path = timeline(tmp_path)
    tmux.start(sys.executable, "-m", "tui_feed", "--order", "captured", str(path))
    count = len(SCRIPTS) + 1
    tmux.wait(lambda text: f"of {count} · " in text and text.count(DIVIDER) > HEIGHT)
    tmux.run("send-keys", "j")
    lines = tmux.wait(lambda text: re.search("┃ ascii", text)).split("\n")
    first = next(number for number, line in enumerate(lines) if "a plain line" in line)
    edge = lines[first].index(DIVIDER, 40)
    cuts = [
        [line[: found.start()] for found in re.finditer(DIVIDER, line)]
        for line in lines[first : HEIGHT - 1]
    ]
    columns = iter(tmux.columns([cut for line in cuts for cut in line]))
    for number, line in enumerate(cuts):
        found = [next(columns) for _ in line]
        assert edge in found, lines[first + number]
        framed = [column for column in found if column < edge]
        assert framed in ([], [3, edge - 3]), lines[first + number]
    drawn = "".join(re.sub(f"[{DIVIDER}┃▌█]", " ", "".join(lines)).split())
    for kind in ("devanagari", "bengali", "tamil", "burmese", "thai", "hebrew", "korean"):
        for word in SCRIPTS[kind].replace("\u200f", "").replace("\u200e", "").split():
            assert word in drawn, (kind, word)


def test_a_copied_text_is_in_a_buffer(tmux: Tmux, tmp_path: Path) -> None:
    path = timeline(tmp_path)
    tmux.start(sys.executable, "-m", "tui_feed", "--order", "captured", str(path))
    tmux.wait(lambda text: "a plain line" in text)
    tmux.run("send-keys", "y")
    tmux.wait(lambda text: "Copied the text: tmux, " in text)
    assert tmux.run("show-buffer") == "a plain line a plain line"


def test_where_there_is_no_browser_nothing_is_said_to_be_opened(tmux: Tmux, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    post = {"type": "post", "id": "1", "text": "a plain line", "url": "https://harbor.example/1"}
    path.write_text(json.dumps(post) + "\n")
    tmux.start("env", "BROWSER=missing", sys.executable, "-m", "tui_feed", str(path))
    tmux.wait(lambda text: "a plain line" in text)
    tmux.run("send-keys", "o")
    shown = tmux.wait(lambda text: "Copied the address: tmux, " in text)
    assert "Not opened: missing (from BROWSER) is not installed" in shown
    assert "Opened" not in shown
    assert tmux.run("show-buffer") == "https://harbor.example/1"
