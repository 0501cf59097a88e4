"""Marks and the place in a real terminal: also when a signal ends the program."""

import os
import signal
import sqlite3
from pathlib import Path

from tests.tty.terminal import Terminal


def rows(table: str) -> list[tuple[str, ...]]:
    path = Path(os.environ["XDG_STATE_HOME"]) / "tui-feed" / "marks.sqlite"
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT id FROM {table}").fetchall()
    finally:
        connection.close()


def test_a_star_on_the_screen_means_that_its_mark_outlives_a_kill() -> None:
    with Terminal([]) as terminal:
        terminal.wait("q quit")
        terminal.press("m")
        terminal.wait("★ Local Progress")
        os.kill(terminal.pid, signal.SIGKILL)
    assert len(rows("marks")) == 1


def test_place_and_read_posts_are_kept_when_a_signal_ends_the_program() -> None:
    with Terminal([]) as terminal:
        terminal.wait("q quit")
        terminal.press("m")
        terminal.wait("★ Local Progress")  # everything is loaded
        terminal.press("JJ")
        terminal.wait("5 Jan")
        terminal.press("a")
        terminal.wait("Enter keep")  # and both keys have been answered
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.finish() == 128 + signal.SIGTERM
    assert len(rows("places")) == 1
    assert len(rows("read_posts")) == 2
    with Terminal([]) as terminal:
        terminal.wait("Opened at post 3, where you were; g goes to the top.")


def test_no_state_writes_nothing(tmp_path: Path) -> None:
    with Terminal(["--no-state"]) as terminal:
        terminal.wait("q quit")
        terminal.press("m")
        terminal.wait("★ Local Progress")
        terminal.press("q")
        assert terminal.finish() == 0
    assert not (Path(os.environ["XDG_STATE_HOME"]) / "tui-feed" / "marks.sqlite").exists()
