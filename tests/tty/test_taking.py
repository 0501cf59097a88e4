"""In a real terminal: an editor takes it over and gives it back, whatever happens meanwhile."""

import os
import signal
from pathlib import Path

import pytest

from tests.tty.modes import modes_left
from tests.tty.terminal import PROGRAM, Terminal
from tests.ui.programs import install

ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
EDITOR = 'stty -a > "{kept}"; echo "EDITOR $1"; cat "$1"; read line; echo "$line" >> "{kept}"'
"""Program that shows a file, and waits for a line."""


def environment(folder: Path) -> dict[str, str]:
    return {"VISUAL": str(folder / "mine"), "XDG_RUNTIME_DIR": str(folder), "TMUX": ""}


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix == ".txt"]


@pytest.mark.parametrize("linear", [[], ["--linear"]], ids=["screen", "linear"])
def test_an_editor_has_the_terminal_and_the_program_gets_it_back(
    tmp_path: Path, linear: list[str]
) -> None:
    kept = install(tmp_path, "mine", EDITOR)
    with Terminal(linear, env=environment(tmp_path)) as terminal:
        terminal.wait("? lists the keys" if linear else "q quit")
        terminal.press("v")
        terminal.wait("EDITOR")
        assert " icanon" in kept.read_text()
        assert len(files(tmp_path)) == 1
        if not linear:
            assert modes_left(bytes(terminal.output)) == []
        terminal.press("typed\n")
        while files(tmp_path):
            terminal.read(0.05)
        terminal.press("jq")
        assert terminal.finish() == 0
    assert modes_left(bytes(terminal.output)) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_editor_and_the_program_and_removes_the_file(
    tmp_path: Path, number: signal.Signals
) -> None:
    install(tmp_path, "mine", 'echo "EDITOR"; exec sleep 60')
    with Terminal([], env=environment(tmp_path)) as terminal:
        terminal.wait("q quit")
        terminal.press("v")
        terminal.wait("EDITOR")
        os.kill(terminal.pid, number)
        assert terminal.finish() == 128 + number
    assert files(tmp_path) == []
    assert modes_left(bytes(terminal.output)) == []


def test_an_editor_is_stopped_and_continued_with_the_program(tmp_path: Path) -> None:
    install(tmp_path, "mine", EDITOR)
    shell = ["/bin/sh", "-i"]  # only under a shell can a program be stopped
    with Terminal([], env=environment(tmp_path) | {"PS1": "SHELL "}, program=shell) as terminal:
        terminal.wait("SHELL")
        terminal.press(f"{' '.join(PROGRAM)}\n")
        terminal.wait("q quit")
        terminal.press("v")
        terminal.wait("EDITOR")
        terminal.press("\x1a")
        terminal.wait(lambda text: "SHELL" in text.rpartition("EDITOR")[2])
        terminal.press("fg\n")
        terminal.wait(lambda text: "tui_feed" in text.rpartition("fg")[2])
        terminal.press("typed\n")
        while terminal.output.count(ENTER_SCREEN) < 2:
            assert terminal.read(15)
        terminal.press("q")
        while terminal.output.count(LEAVE_SCREEN) < 2 or not terminal.output.endswith(b"SHELL "):
            assert terminal.read(15)
        terminal.press("exit\n")
        assert terminal.finish() == 0
    assert modes_left(bytes(terminal.output)) == []
