"""Pictures in a real terminal: bytes of its protocol, after a key, taken back at the end."""

import json
import os
import re
import shutil
import signal
import zipfile
from pathlib import Path

import pytest

from tests.pictures.made import picture
from tests.tty.terminal import PROGRAM, Terminal
from tests.ui.programs import environment, install

KITTY = re.compile(rb"\x1b_Ga=T,U=1,q=2,f=100,t=d,i=(\d+),c=(\d+),r=(\d+),m=[01];[\w+/=]+\x1b\\")
SIXEL = re.compile(rb"\x1b7\x1b\[\d+;\d+H\x1bP[\d;]*q[!-~]+\x1b\\\x1b8")
QUESTIONS = (b"\x1b[c", b"\x1b[16t", b"a=q")
"""What other programs ask a terminal; a late answer would be taken for keys."""


@pytest.fixture
def archive(tmp_path: Path) -> str:
    (tmp_path / "tram.png").write_bytes(picture((200, 100), "PNG"))
    post = {"type": "post", "id": "1", "text": "New tram", "media": [
        {"kind": "photo", "file": "tram.png", "alt": "A tram."}
    ]}  # fmt: skip
    (tmp_path / "posts.jsonl").write_text(json.dumps(post) + "\n")
    return str(tmp_path / "posts.jsonl")


def read_until(terminal: Terminal, wanted: re.Pattern[bytes]) -> re.Match[bytes]:
    for _ in range(300):
        if found := wanted.search(terminal.output):
            return found
        terminal.read(0.05)
    raise AssertionError(terminal.text)


def removal(number: bytes) -> bytes:
    return b"\x1b_Ga=d,d=I,i=" + number + b",q=2\x1b\\"


def test_kitty_gets_a_picture_once_and_gives_it_back(archive: str) -> None:
    with Terminal([archive], env={"TERM": "xterm-kitty"}, size=(60, 20)) as terminal:
        terminal.wait("New tram")
        assert not KITTY.search(terminal.output)
        terminal.press("i")
        found = read_until(terminal, KITTY)
        assert (found[2], found[3]) == (b"20", b"5"), "columns and lines"
        read_until(terminal, re.compile("\U0010eeee".encode()))
        terminal.press("\x1b")
        read_until(terminal, re.compile(re.escape(removal(found[1]))))
        terminal.press("q")
        assert terminal.finish() == 0
    assert len(KITTY.findall(terminal.output)) == 1
    assert not any(question in terminal.output for question in QUESTIONS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_takes_the_picture_back(archive: str, number: signal.Signals) -> None:
    with Terminal([archive], env={"TERM": "xterm-kitty"}, size=(60, 20)) as terminal:
        terminal.wait("New tram")
        terminal.press("i")
        found = read_until(terminal, KITTY)
        os.kill(terminal.pid, number)
        assert terminal.finish() == 128 + number
    assert terminal.output.rindex(removal(found[1])) > terminal.output.rindex(b"\x1b_Ga=T")


@pytest.mark.parametrize("ends", ["q", signal.SIGTERM])
def test_a_copy_for_another_program_ends_with_this_one(
    archive: str, tmp_path: Path, ends: str | signal.Signals
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        for name in ("tram.png", "posts.jsonl"):
            packed.write(tmp_path / name, name)
    (tmp_path / "bin").mkdir()
    kept = install(tmp_path / "bin", "xdg-open", 'printf "%s" "$1" > "{kept}"')
    env = environment(tmp_path / "bin", DISPLAY=":0", TMPDIR=str(tmp_path))
    with Terminal([str(tmp_path / "a.zip")], env=env, size=(80, 24)) as terminal:
        terminal.wait("New tram")
        terminal.press("o")
        terminal.wait(lambda text: "Handed a copy" in text)
        copy = Path(kept.read_text())
        assert copy.read_bytes() == picture((200, 100), "PNG")
        assert copy.parent.stat().st_mode & 0o777 == 0o700
        if isinstance(ends, str):
            terminal.press(ends)
            assert terminal.finish() == 0
        else:
            os.kill(terminal.pid, ends)
            assert terminal.finish() == 128 + ends
    assert not copy.parent.exists()


def test_sixel_is_written_over_the_frame_and_a_frame_over_it(archive: str) -> None:
    with Terminal([archive], env={"TERM": "foot"}, size=(60, 20)) as terminal:
        terminal.wait("New tram")
        terminal.press("i")
        found = read_until(terminal, SIXEL)
        terminal.press("\x1b")
        terminal.wait("q quit")
        assert not SIXEL.search(terminal.output, found.end()), "drawn once"
        terminal.press("q")
        assert terminal.finish() == 0
    assert not any(question in terminal.output for question in QUESTIONS)


def test_without_a_protocol_a_picture_is_half_blocks(archive: str) -> None:
    with Terminal([archive], size=(60, 20)) as terminal:
        terminal.wait("New tram")
        terminal.press("i")
        terminal.wait("▀▀▀▀▀▀▀▀▀▀")
        terminal.press("q")
        terminal.wait("q quit")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
def test_tmux_passes_a_picture_on_to_kitty_and_takes_it_back(archive: str, tmp_path: Path) -> None:
    (tmp_path / "tmux.conf").write_text("set -g allow-passthrough on\nset -g status off\n")
    tmux = [shutil.which("tmux") or "", "-u", "-f", str(tmp_path / "tmux.conf"), "new-session"]
    program = [*tmux, *PROGRAM, "--pictures", "kitty"]
    env = {"TMUX_TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    with Terminal([archive], program=program, env=env, size=(60, 20)) as terminal:
        terminal.wait("New tram")
        terminal.press("i")
        found = read_until(terminal, KITTY)
        read_until(terminal, re.compile("\U0010eeee".encode()))
        terminal.resize(50, 20)
        read_until(terminal, re.compile(re.escape(removal(found[1]))))
        terminal.press("i")  # Esc would wait half a second in tmux
        terminal.wait(lambda text: "New tram" in text and "Esc back" not in text)
        terminal.press("q")
        assert terminal.finish() == 0
    sent = re.findall(rb"a=T,U=1,q=2,f=100,t=d,i=(\d+)", terminal.output)
    assert all(removal(number) in terminal.output for number in sent)
