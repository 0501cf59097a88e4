"""The program ends with its terminal, at every signal, and as a whole; it leaves nothing behind."""

import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.tty.terminal import Terminal
from tests.tty.vanish import (
    STAGES,
    children_of,
    gone,
    is_as_it_was,
    modes_left,
    one,
    processes_of,
    until,
    write_file,
)

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "local_progress.txt"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_file(tmp_path_factory.mktemp("vanish"), 20_000)


@pytest.mark.parametrize(
    "cause", ["close", "SIGQUIT", "screen", "reader", "worker", "stop", "shell"]
)
def test_nothing_outlives(path: str, cause: str) -> None:
    one(cause, STAGES[1 if cause in ("reader", "worker") else 2], path, random.Random(cause))


@pytest.mark.parametrize("milliseconds", [40, 160, 320])
def test_a_terminal_that_closes_while_the_program_starts_ends_it(milliseconds: int) -> None:
    with Terminal([]) as terminal:
        session = terminal.pid
        until(terminal, milliseconds / 1000)
        os.close(terminal.fd)
        terminal.fd = os.open(os.devnull, os.O_RDWR)
        gone(terminal, reads=False)
        assert not processes_of(session)
        terminal.pid = 0


def test_a_terminal_that_takes_nothing_does_not_keep_the_program() -> None:
    """Nobody reads what it draws, so that every thread that writes waits."""
    with Terminal([]) as terminal:
        terminal.wait("q quit")
        terminal.press("Gg" * 200)
        wait_until_full(terminal)
        os.kill(terminal.pid, signal.SIGTERM)
        assert gone(terminal, reads=False)[1] == 128 + signal.SIGTERM
        terminal.pid = 0


def wait_until_full(terminal: Terminal) -> None:
    """Wait until the program can write nothing more."""
    held = -1
    while held != (now := written(terminal)) or not now:
        held = now
        time.sleep(0.25)


def written(terminal: Terminal) -> int:
    """Return how many bytes wait to be read."""
    return int(struct.unpack("i", fcntl.ioctl(terminal.fd, termios.FIONREAD, bytes(4)))[0])


def test_stopped_and_fetched_back_the_keyboard_is_asked_for_once() -> None:
    with Terminal([]) as terminal:
        terminal.wait("q quit")
        before = termios.tcgetattr(terminal.fd)
        os.kill(terminal.pid, signal.SIGSTOP)
        os.waitpid(terminal.pid, os.WUNTRACED)
        termios.tcsetattr(terminal.fd, termios.TCSANOW, sane(terminal))
        os.kill(terminal.pid, signal.SIGCONT)
        while termios.tcgetattr(terminal.fd) != before:  # as it needs it
            terminal.read(0.05)
        terminal.press("?")
        terminal.wait("Half a page down")
        terminal.press("\x11")
        assert terminal.finish() == 0
        assert not modes_left(terminal.output)
    assert terminal.output.count(b"\x1b[<u") == 1


def sane(terminal: Terminal) -> list[object]:
    """Return a keyboard as a shell has it."""
    mode = termios.tcgetattr(terminal.fd)
    mode[3] |= termios.ICANON | termios.ECHO | termios.ISIG
    return mode


def test_ctrl_c_while_python_imports_is_no_traceback() -> None:
    code = (
        "import _signal, sys\nreal = _signal.signal\n"
        "def told(number, how):\n real(number, how)\n print('x', flush=True)\n"
        "_signal.signal = told\nfrom tui_feed.__main__ import run\nsys.exit(run())"
    )
    for milliseconds in (0, 30, 90):
        command = [sys.executable, "-c", code, str(SAMPLE), "--format", "text"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            assert program.stdout
            assert program.stderr
            assert program.stdout.readline() == b"x\n"
            with pytest.raises(subprocess.TimeoutExpired):
                program.wait(milliseconds / 1000)
            program.send_signal(signal.SIGINT)
            program.stdout.read()
            assert program.stderr.read() == b""
            assert program.wait(30) in (-signal.SIGINT, 0)


def test_in_the_background_it_waits_to_be_fetched() -> None:
    """As after `tui-feed &`: nothing is drawn into the shell's own screen."""
    code = (
        "import os, sys, signal\n"
        "child = os.fork()\n"
        "if not child:\n"
        " os.setpgid(0, 0)\n"
        " os.execv(sys.executable, [sys.executable, '-m', 'tui_feed'])\n"
        "signal.signal(signal.SIGTTOU, signal.SIG_IGN)\n"
        "_, status = os.waitpid(child, os.WUNTRACED)\n"
        "print('STOPPED' if os.WIFSTOPPED(status) else 'ENDED', flush=True)\n"
        "os.tcsetpgrp(0, child)\n"
        "os.killpg(child, signal.SIGCONT)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    with Terminal(["-c", code], program=[sys.executable]) as terminal:
        before = termios.tcgetattr(terminal.fd)
        terminal.wait("STOPPED", 60)
        assert b"\x1b" not in terminal.output
        terminal.wait("q quit", 60)
        terminal.press("q")
        assert terminal.finish() == 0
        is_as_it_was(terminal, before)


def test_signals_before_the_screen_is_there_end_the_reader_too(path: str) -> None:
    with Terminal([path]) as terminal:
        while not children_of(terminal.pid):
            terminal.read(0.001)
        session = terminal.pid
        os.kill(terminal.pid, signal.SIGTERM)
        assert gone(terminal)[1] == 128 + signal.SIGTERM
        assert not processes_of(session)
        terminal.pid = 0
    assert not modes_left(terminal.output)


@pytest.mark.parametrize(
    "name",
    [
        "TEXTUAL_DRIVER=nowhere:None",
        "TEXTUAL_COLOR_SYSTEM=pink",
        "TEXTUAL_LOG=/dev/null/x",
        "TERM=x",
    ],
)
def test_no_setting_of_the_environment_keeps_the_screen_from_coming_up(name: str) -> None:
    setting, _, value = name.partition("=")
    with Terminal([], env={setting: value}) as terminal:
        terminal.wait("q quit", 60)
        terminal.press("q")
        assert terminal.finish() == 0


def test_leaving_while_a_record_is_looked_for_leaves_nothing_behind(path: str) -> None:
    with Terminal([path]) as terminal:
        terminal.wait("of 20,000 · newest", 60)
        session = terminal.pid
        terminal.press("Gw")
        while not children_of(session):
            terminal.read(0.01)
        terminal.press("q")
        assert gone(terminal)[1] == 0
        assert not processes_of(session)
        terminal.pid = 0
    assert not modes_left(terminal.output)


def test_a_record_is_read_beside_the_screen_and_shown(path: str) -> None:
    with Terminal([path], size=(120, 40)) as terminal:
        terminal.wait("of 20,000 · newest", 60)
        terminal.press("G")
        terminal.wait("last post", 60)
        terminal.press("w")
        terminal.wait('"last post', 60)
        terminal.press("\x11")
        assert terminal.finish() == 0
