"""Title and colours of the terminal: asked for, shown, and given back."""

import os
import re
import signal
import termios
from pathlib import Path

import pytest

from tests.tty.modes import modes_left
from tests.tty.terminal import Terminal
from tui_feed.ui.terminal.abilities import shows_links, understands_strings
from tui_feed.ui.terminal.background import ASK, BackgroundAnswers, background_of

TITLE = re.compile(rb"\x1b\]2;([^\x07\x1b]*)\x07")
PUSH, POP = b"\x1b[22;0t", b"\x1b[23;0t"
LIGHT, DARK = "\x1b]11;rgb:fbfb/fafa/f7f7\x1b\\", "\x1b]11;rgb:1212/1616/1d1d\x07"
PAPER = b"48;2;251;250;247"
"""Background of the light theme."""


def asked(terminal: Terminal) -> None:
    """Wait until the terminal was asked for its background."""
    terminal.wait(lambda _: ASK.encode() in terminal.output)


def test_the_title_names_account_and_file_and_is_given_back() -> None:
    with Terminal([]) as terminal:
        terminal.wait(lambda _: TITLE.search(terminal.output) is not None)
        terminal.press("q")
        assert terminal.finish() == 0
    assert TITLE.findall(terminal.output) == [b"Local Progress - local_progress.txt - tui-feed"]
    assert terminal.output.count(PUSH) == terminal.output.count(POP) == 1
    assert terminal.output.index(PUSH) < TITLE.search(terminal.output).start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_title_is_given_back_after_a_signal(number: signal.Signals) -> None:
    with Terminal([]) as terminal:
        terminal.wait(lambda _: TITLE.search(terminal.output) is not None)
        os.kill(terminal.pid, number)
        assert terminal.finish() == 128 + number
    assert terminal.output.count(POP) == 1


def test_no_sign_of_a_file_name_acts_in_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;PWN\x07\n\u202eb.jsonl"
    path.write_text('{"type": "post", "id": "1", "text": "x"}\n')
    with Terminal([str(path)]) as terminal:
        terminal.wait(lambda _: TITLE.search(terminal.output) is not None)
        terminal.press("q")
        terminal.finish()
    [title] = TITLE.findall(terminal.output)
    assert title.decode() == "a\ufffd]0;PWN\ufffd\ufffdb.jsonl - tui-feed"


def test_a_config_or_the_linux_console_gets_no_title_and_no_question(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("title = false\nlinks = false\ntheme = 'dark'\n")
    for options, env in ((["--config-file", str(config)], {}), ([], {"TERM": "linux"})):
        with Terminal(options, env=env) as terminal:
            terminal.wait("quit")
            terminal.press("j")
            terminal.read(0.3)
            terminal.press("q")
            terminal.finish()
        assert b"\x1b]" not in re.sub(rb"\x1b\]22;[a-z]*\x07", b"", terminal.output)
        assert PUSH not in terminal.output


@pytest.mark.parametrize("pieces", [[LIGHT], list(LIGHT)], ids=["whole", "bytes"])
def test_a_light_terminal_gets_the_light_theme_and_no_key(pieces: list[str]) -> None:
    with Terminal([]) as terminal:
        asked(terminal)
        for piece in pieces:
            terminal.press(piece)
        terminal.wait(lambda _: PAPER in terminal.output)
        assert "Help" not in terminal.text
        terminal.press("/")
        terminal.wait("complete")
        assert "rgb" not in terminal.text
        terminal.press("\x11")
        terminal.finish()


def test_a_dark_answer_or_none_leaves_the_dark_theme_and_keys_work() -> None:
    for answer in (DARK, ""):
        with Terminal([]) as terminal:
            asked(terminal)
            terminal.press(f"{answer}jj")
            terminal.press("\x11")
            assert terminal.finish() == 0
        assert PAPER not in terminal.output


def test_escape_works_while_an_answer_is_awaited() -> None:
    with Terminal(["--filter", "#CeasefireNOW"]) as terminal:
        asked(terminal)
        terminal.wait("3 of 14")
        terminal.press("\x1b")
        terminal.wait(lambda text: "of 14" in text and "3 of 14" not in text)
        terminal.press("q")
        terminal.finish()


def test_a_colour_that_the_environment_tells_counts_from_the_first_frame() -> None:
    with Terminal([], env={"COLORFGBG": "0;15"}) as terminal:
        terminal.wait("quit")
        terminal.press("q")
        terminal.finish()
    assert PAPER in terminal.output
    assert b"48;2;18;22;29" not in terminal.output


def test_a_late_answer_counts_no_more_but_is_no_key_either(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    now = 100.0
    monkeypatch.setattr("tui_feed.ui.terminal.background.monotonic", lambda: now)
    answers = BackgroundAnswers(told.append)
    answers.expect()
    now += 60
    assert answers.without(f"a{LIGHT}b") == "ab"
    assert answers.without(f"a{LIGHT[:9]}") == "a"
    assert answers.overdue() == ""
    assert answers.without(f"{LIGHT[9:]}b") == "b"
    assert told == []


def test_a_piece_of_an_answer_that_never_ends_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("tui_feed.ui.terminal.background.monotonic", lambda: now)
    answers = BackgroundAnswers(lambda _: None)
    answers.expect()
    assert answers.without(f"a{LIGHT[:9]}") == "a"
    now += 2
    assert answers.overdue() == ""
    assert answers.without("j") == "j"


def test_esc_and_alt_with_a_bracket_are_passed_on_after_a_moment() -> None:
    answers = BackgroundAnswers(lambda _: None)
    answers.expect()
    for typed in ("\x1b", "\x1b]"):
        assert answers.without(typed) == ""
        assert answers.overdue() == typed
    assert answers.without("\x1b[A") == "\x1b[A"
    assert answers.overdue() == ""


@pytest.mark.parametrize(
    ("colour", "background"),
    [("rgb:ffff/ffff/ffff", "light"), ("rgb:00/00/00", "dark"), ("rgba:ff/fd/d0/80", "light"),
     ("rgb:0000/0000/ffff", "dark"), ("?", None), ("", None), ("rgb:g/g/g", None)],
)  # fmt: skip
def test_a_colour_is_light_or_dark_as_an_eye_sees_it(colour: str, background: str | None) -> None:
    assert background_of(colour) == background


@pytest.mark.parametrize(
    ("env", "strings", "links"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4602"}, True, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, True, False),
        ({"TERM": "screen-256color"}, True, False),
        ({"TERM": "screen-256color", "TMUX": "x"}, True, True),
        ({"TERM": "linux"}, False, False),
        ({}, False, False),
    ],
)
def test_terminals_that_would_draw_a_sequence_get_none(
    env: dict[str, str], strings: bool, links: bool
) -> None:
    assert (understands_strings(env), shows_links(env)) == (strings, links)


def stop(terminal: Terminal, how: str) -> None:
    """Stop the program by its key, by a signal that it hears, or by one that it cannot hear."""
    if how == "key":
        terminal.press("\x1a")
    else:
        os.kill(terminal.pid, signal.SIGTSTP if how == "SIGTSTP" else signal.SIGSTOP)
    stopped = 0
    while not stopped:
        terminal.read(0.05)  # a terminal always takes what is written
        stopped, status = os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)
    assert os.WIFSTOPPED(status)
    while terminal.read(0.05):
        pass


@pytest.mark.parametrize("how", ["key", "SIGTSTP"])
def test_while_it_is_stopped_keyboard_mouse_and_title_are_the_shells(how: str) -> None:
    with Terminal([]) as terminal:
        before = termios.tcgetattr(terminal.fd)
        terminal.wait(lambda text: TITLE.search(terminal.output) is not None and "quit" in text)
        stop(terminal, how)
        assert termios.tcgetattr(terminal.fd) == before
        assert not modes_left(terminal.output)
        assert terminal.output.count(POP) == terminal.output.count(PUSH) == 1
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait(lambda _: len(TITLE.findall(terminal.output)) == 2)
        assert terminal.output.count(PUSH) == 2
        terminal.press("q")
        assert terminal.finish() == 0
    assert terminal.output.count(POP) == 2
    assert not modes_left(terminal.output)


@pytest.mark.parametrize("how", ["key", "SIGTSTP", "SIGSTOP"])
def test_a_window_that_changed_while_it_was_stopped_is_drawn_in_its_size(how: str) -> None:
    with Terminal([], size=(100, 30)) as terminal:
        terminal.wait("quit")
        terminal.press("jj")
        stop(terminal, how)
        terminal.resize(60, 20)
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait(lambda text: "quit" in text.split("\n")[19])
        terminal.press("j")
        terminal.press("q")
        assert terminal.finish() == 0
    assert not modes_left(terminal.output)


def test_a_terminal_is_asked_for_its_background_once() -> None:
    with Terminal([]) as terminal:
        asked(terminal)
        terminal.press(LIGHT)
        terminal.wait(lambda _: PAPER in terminal.output)
        stop(terminal, "key")
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait(lambda text: "quit" in text and len(TITLE.findall(terminal.output)) == 2)
        terminal.press("q")
        assert terminal.finish() == 0
    assert terminal.output.count(ASK.encode()) == 1
