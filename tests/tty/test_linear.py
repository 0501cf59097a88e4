"""`--linear` in a real terminal and without one: what is written, modes, signals, loading."""

import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.linear.hearing import ALL_KEYS, UNSAFE
from tests.linear.recording import BROWSER, RECORDING, recorded
from tests.tty.terminal import PROGRAM, Terminal
from tui_feed.cli.generate import invented

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SAMPLE = FIXTURES / "local_progress.txt"


def spoken(*arguments: str | Path, keys: str) -> str:
    """Run the program with keys from a pipe; return what it wrote."""
    done = subprocess.run(
        [*PROGRAM, "--linear", *map(str, arguments)],
        input=keys.encode(), capture_output=True, timeout=120, check=True,
        env=os.environ | BROWSER,
    )  # fmt: skip
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.parametrize("names", [[], ["x_archive/harbor", "mastodon", "scrapes/snscrape.jsonl"]])
def test_a_walk_is_printable_text(names: list[str]) -> None:
    text = spoken(*(FIXTURES / name for name in names), "--include-private", keys=ALL_KEYS)
    assert not UNSAFE.search(text)
    assert text.count("\n> ") > 50
    assert text.rstrip().endswith("Bye.")


def test_a_walk_through_the_seed_is_printable_text(seed: Path) -> None:
    text = spoken(seed, keys=ALL_KEYS)
    assert not UNSAFE.search(text)
    assert "post 1 of 14: " in text


def test_the_recording_in_the_documents_is_what_the_program_writes() -> None:
    assert RECORDING.read_text("utf-8") == recorded()


def test_keys_that_end_end_the_session() -> None:
    assert spoken(keys="").count("post 1 of 14: ") == 1
    assert "> j\npost 2 of 14: " in spoken(keys="j")


def test_what_is_not_a_screen_needs_no_textual(tmp_path: Path) -> None:
    report = tmp_path / "modules"
    program = f"""
import atexit, pathlib, sys
from tui_feed.cli.main import main
atexit.register(lambda: pathlib.Path({str(report)!r}).write_text(" ".join(sys.modules)))
sys.exit(main(sys.argv[1:]))
"""
    subprocess.run(
        [sys.executable, "-c", program, "--linear"],
        input=ALL_KEYS.encode(), check=True, capture_output=True, timeout=120,
        env=os.environ | BROWSER,
    )  # fmt: skip
    modules = set(report.read_text().split())
    assert "tui_feed.linear.run" in modules
    assert not {"textual", "rich"} & modules


def test_the_options_of_the_screen_hold_here_too() -> None:
    text = spoken("--filter", "#CeasefireNOW", "--order", "oldest", "--plain", keys="j")
    assert "filter #CeasefireNOW: 3 of 14 posts, oldest first\n" in text
    assert "post 2 of 3: " in text


def test_format_and_linear_exclude_each_other() -> None:
    done = subprocess.run([*PROGRAM, "--linear", "--format", "text"], capture_output=True)
    assert done.returncode == 2
    assert b"not allowed with argument" in done.stderr


def test_a_file_that_cannot_be_read_is_one_line_and_1(tmp_path: Path) -> None:
    done = subprocess.run([*PROGRAM, "--linear", tmp_path / "none"], capture_output=True)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_where_nothing_can_be_written_one_line_says_so() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "--linear"], input=b"j", stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == b"tui-feed: standard output cannot be written: No space left on device\n"


# In a terminal


def settings(terminal: Terminal) -> list[object]:
    return termios.tcgetattr(terminal.fd)[:4]


def heard(terminal: Terminal) -> str:
    """Return what was written; the terminal itself makes CR LF of an LF."""
    return terminal.output.decode().replace("\r\n", "\n")


def hear(terminal: Terminal, wanted: str, seconds: float = 60) -> None:
    """Read until the program has written something."""
    end = time.monotonic() + seconds
    while wanted not in heard(terminal):
        assert time.monotonic() < end, heard(terminal)
        terminal.read(0.05)


def hear_start(terminal: Terminal) -> None:
    """Wait until the sample is read; a busy machine says its beginning first."""
    hear(terminal, "post 1 of ")
    if "post 1 of 14: " not in heard(terminal):
        hear(terminal, "Finished reading: 14 posts.")


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_in_a_terminal_nothing_is_written_but_text_and_settings_are_put_back(term: str) -> None:
    with Terminal(["--linear"], env={"TERM": term}) as terminal:
        before = settings(terminal)
        hear_start(terminal)
        assert settings(terminal) != before
        terminal.press("j")
        hear(terminal, "post 2 of 14: ")
        terminal.press("\x1b[B")
        hear(terminal, "post 3 of 14: ")
        terminal.press("/#Ceasefire")
        hear(terminal, "filter: #Ceasefire")
        terminal.press("\x7fx\r")
        hear(terminal, "filter: #Ceasefire\nfilter: #Ceasefirx\n")
        hear(terminal, "0 of 14 posts")
        terminal.press("\x1b")
        hear(terminal, "newest first\npost 3 of 14: ")
        terminal.press("q")
        assert terminal.finish() == 0
        assert settings(terminal) == before
    assert not UNSAFE.search(heard(terminal))
    assert "> " not in heard(terminal)


def test_a_file_through_standard_input_leaves_the_keyboard_working() -> None:
    with Terminal(["--linear", "-"], stdin=SAMPLE.read_bytes()) as terminal:
        hear_start(terminal)
        terminal.press("G")
        hear(terminal, "post 14 of 14: ")
        terminal.press("r")
        hear(terminal, "standard input can be read only once")
        terminal.press("q")
        assert terminal.finish() == 0


ENDINGS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1]


@pytest.mark.parametrize(
    ("number", "typed"), [*((number, "") for number in ENDINGS), (signal.SIGTERM, "/tra")]
)
def test_a_signal_ends_the_program_tidily(number: signal.Signals, typed: str) -> None:
    with Terminal(["--linear"]) as terminal:
        before = settings(terminal)
        hear_start(terminal)
        terminal.press(typed)
        os.kill(terminal.pid, number)
        assert terminal.finish() == 128 + number
        assert settings(terminal) == before
    assert "Traceback" not in heard(terminal)


def test_while_it_is_stopped_the_terminal_is_the_shells() -> None:
    with Terminal(["--linear"]) as terminal:
        before = settings(terminal)
        hear_start(terminal)
        terminal.press("j")
        hear(terminal, "post 2 of 14: ")
        inside = settings(terminal)
        terminal.press("\x1a")
        _, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert settings(terminal) == before
        os.kill(terminal.pid, signal.SIGCONT)
        end = time.monotonic() + 30
        while heard(terminal).count("post 2 of 14: ") < 2 and time.monotonic() < end:
            terminal.read(0.05)
        assert settings(terminal) == inside
        terminal.press("q")
        assert terminal.finish() == 0


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def gone(pids: list[str], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while left := [pid for pid in pids if Path(f"/proc/{pid}/stat").exists()]:
        if time.monotonic() > end:
            return not left
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "posts.jsonl"
    with path.open("wb") as file:
        file.writelines(invented(50_000))
    return path


def test_keys_work_while_posts_arrive_and_the_end_is_said_once(large: Path) -> None:
    with Terminal(["--linear", str(large)]) as terminal:
        hear(terminal, "post 1 of ")
        terminal.press("j")
        hear(terminal, "post 2 of ")
        terminal.press("=")
        hear(terminal, "posts.jsonl: ")
        terminal.press("/tram\r")
        hear(terminal, "filter tram: ")
        terminal.press("\x7f")
        hear(
            terminal,
            "Finished reading: 50,000 posts." if "so far" in heard(terminal) else "post 2 of ",
        )
        terminal.press("G")
        hear(terminal, "post 50,000 of 50,000: ", 60)
        terminal.press("q")
        assert terminal.finish() == 0
    assert heard(terminal).count("All is read") <= 1
    assert not UNSAFE.search(heard(terminal))


SLOW = """
import sys, time
from tui_feed.cli.generate import invented
with open(sys.argv[1], "wb") as out:
    out.writelines(invented(3_000))
    out.flush()
    time.sleep(600)
"""


def test_what_never_ends_can_be_stopped_and_left(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", SLOW, str(pipe)])
    try:
        with Terminal(["--linear", str(pipe)]) as terminal:
            hear(terminal, "? lists the keys.\n")
            terminal.press("=")
            hear(terminal, "ctrl+c stops\n")
            terminal.press("\x03")
            hear(terminal, "Stopped reading. ")
            terminal.press("\x03")
            assert terminal.finish() == 0
    finally:
        writer.kill()
        writer.wait()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_a_terminal_that_vanishes_takes_every_process_with_it(large: Path) -> None:
    with Terminal(["--linear", str(large)]) as terminal:
        hear(terminal, "post 1 of ")
        terminal.press("/tra")
        hear(terminal, "filter: tra")
        pids = [str(terminal.pid), *children(terminal.pid)]
        os.close(terminal.fd)
        terminal.fd = os.open(os.devnull, os.O_RDONLY)
        assert terminal.finish() == 128 + signal.SIGHUP
    assert gone(pids)
