"""Keys from bytes, and a keyboard in a terminal."""

import os
import pty
import resource
import termios
from collections.abc import Iterator

import pytest

from tui_feed.linear.keyboard import EndOfKeysError, KeyReader
from tui_feed.linear.keys import KeyDecoder


def names(*pieces: bytes) -> list[str]:
    decoder = KeyDecoder()
    found = [key for piece in pieces for key in decoder.keys(piece)]
    return [key.name for key in (*found, *decoder.keys(b"", final=True))]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"j/ #", ["j", "slash", "space", "number_sign"]),
        (b"\r\n\t\x7f\x08", ["enter", "enter", "tab", "backspace", "backspace"]),
        (b"\x03\x1a", ["ctrl+c", "ctrl+z"]),
        (b"\x1b[A\x1bOB\x1b[5~\x1b[Z\x1bOP", ["up", "down", "pageup", "shift+tab", "f1"]),
        (b"\x1b", ["escape"]),
        (b"\x1bj\x1b\x1b[B", ["escape", "j", "escape", "down"]),
        (b"\x1b[I\x1b[200~qx\r\x1b[A\x1b[201~j", ["paste", "j"]),
        (b"\x1b[1;5A\x1b[15~", ["that key", "that key"]),
        ("é\u202e".encode(), ["é", "that key"]),
        (b"\xff", ["\ufffd"]),
        (b"\x1b[" + b"1" * 100, ["escape", "left_square_bracket", *"1" * 100]),
    ],
)  # fmt: skip
def test_bytes_are_keys_by_the_names_of_the_table(data: bytes, wanted: list[str]) -> None:
    assert names(data) == wanted
    if len(data) < 64:  # a key that comes in pieces is the same key
        assert names(*(data[at : at + 1] for at in range(len(data)))) == wanted


@pytest.fixture
def terminal() -> Iterator[tuple[int, KeyReader]]:
    ours, theirs = pty.openpty()
    keyboard = KeyReader(theirs)
    keyboard.claim()
    yield ours, keyboard
    keyboard.release()
    os.close(theirs)
    os.close(ours)


@pytest.fixture
def high_number() -> Iterator[int]:
    """File descriptor too high for `select`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2_000
    if hard != resource.RLIM_INFINITY and hard <= wanted:
        pytest.skip("no more files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted + 1), hard))
    yield wanted
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_keys_come_from_a_file_whose_number_is_high(high_number: int) -> None:
    theirs, ours = os.pipe()
    os.dup2(theirs, high_number)
    keyboard = KeyReader(high_number)
    assert not keyboard.wait(0)
    os.write(ours, b"j\x1b")
    assert keyboard.wait(None)
    assert [keyboard.next().name, keyboard.next().name] == ["j", "escape"]
    for each in (theirs, ours, high_number):
        os.close(each)


def test_a_terminal_hands_over_each_key_and_gets_its_settings_back(
    terminal: tuple[int, KeyReader],
) -> None:
    ours, keyboard = terminal
    assert not termios.tcgetattr(ours)[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    os.write(ours, b"j\x1b")
    assert [keyboard.next().name, keyboard.next().name] == ["j", "escape"]
    assert not keyboard.wait(0)
    keyboard.release()
    assert termios.tcgetattr(ours)[3] & termios.ECHO


@pytest.mark.parametrize(
    ("typed", "is_interrupted", "left"),
    [(b"jj\x03k", True, "k"), (b"\x1bk", True, "k"), (b"jk", False, "j"), (b"j\x1b", False, "j")],
)
def test_work_is_stopped_by_ctrl_c_or_by_esc_before_any_other_key(
    terminal: tuple[int, KeyReader], typed: bytes, is_interrupted: bool, left: str
) -> None:
    ours, keyboard = terminal
    os.write(ours, typed)
    assert keyboard.wait(5)
    assert keyboard.is_interrupted() is is_interrupted
    assert keyboard.next().name == left


def test_a_file_of_keys_has_an_end_and_interrupts_nothing() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"\x1bj")
    os.close(writing)
    keyboard = KeyReader(reading)
    keyboard.claim()
    assert not keyboard.is_interrupted()
    assert [keyboard.next().name, keyboard.next().name] == ["escape", "j"]
    with pytest.raises(EndOfKeysError):
        keyboard.next()
    os.close(reading)
