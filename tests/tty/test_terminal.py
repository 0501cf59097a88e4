"""What only a real terminal shows: modes, raw bytes, signals, and a keyboard beside a pipe."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.tty.terminal import Terminal
from tui_feed import loaders, sources
from tui_feed.cli.generate import invented
from tui_feed.feed.build import batch_builder
from tui_feed.ingest import read_files

ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")

ATTACKS = "\x1b]52;c;aGVsbG8=\x07 \x1b[2J\x1b[H \x9d52;c;x\x9c \x00"
HOSTILE = "\n".join(
    (
        "Log inSign up",
        "Mallory \x1b[31m",
        "3 posts",
        "user avatar",
        "Mallory \x1b[31m",
        "@mallory",
        "Bio \x9b2J with \x1b]0;title\x07 and \u202eoverride",
        "12",
        "Following",
        "3",
        "Followers",
        "  • user avatar",
        "    Mallory",
        "    @mallory",
        "    Jan 5, 2024",
        f"    HOSTILE {ATTACKS} [@click=app.quit]quit[/] END",
        "  • user avatar",
        "    Mallory",
        "    @mallory",
        "    Jan 4, 2024",
        "    second \u202e\u2066\u200fabc \x1bP$q\x1b\\",
        "",
    )
)


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8", newline="")
    return str(path)


def test_the_program_opens_its_sample_and_leaves_the_terminal_as_it_was() -> None:
    with Terminal([]) as terminal:
        terminal.wait(lambda text: "Local Progress" in text and "q quit" in text)
        terminal.press("q")
        assert terminal.finish() == 0
    assert terminal.output.count(ENTER_SCREEN) == terminal.output.count(LEAVE_SCREEN) == 1
    assert terminal.output.rindex(LEAVE_SCREEN) > terminal.output.rindex(b"Local Progress")


def test_no_byte_of_a_hostile_text_reaches_the_terminal_as_a_control(hostile: str) -> None:
    with Terminal([hostile]) as terminal:
        text = terminal.wait("END")
        terminal.press("j\r")
        terminal.wait("second")
        terminal.press("q")
        assert terminal.finish() == 0
    assert "[@click=app.quit]quit[/] END" in " ".join(text.split())
    # Textual sets the shape of the mouse pointer with a sequence of its own that ends in BEL.
    drawn = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", terminal.output)
    drawn = re.sub(rb"\x1b\]2;([^\x00-\x1f\x7f]*)\x07", rb"\1", drawn)  # the window's title
    for attack in (b"]52;", b"]0;", b"P$q", b"[2J"):
        assert b"\x1b" + attack not in drawn
    for control in ("\x07", "\x00", "\x9b", "\x9c", "\x9d", "\u202e", "\u2066"):
        assert control.encode() not in drawn


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_printing_a_hostile_text_on_a_terminal_is_as_safe(hostile: str, form: str) -> None:
    with Terminal([hostile, "--format", form]) as terminal:
        assert terminal.finish() == 0
    assert "HOSTILE" in terminal.text
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]", terminal.output)


def test_a_file_through_standard_input_leaves_the_keyboard_working() -> None:
    sample = Path(__file__).resolve().parents[2] / "fixtures" / "local_progress.txt"
    with Terminal(["-"], stdin=sample.read_bytes()) as terminal:
        terminal.wait("of 14")
        terminal.press("/#CeasefireNOW\r")
        terminal.wait("3 of 14")
        terminal.press("q")
        assert terminal.finish() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_program_tidily(number: signal.Signals) -> None:
    with Terminal([]) as terminal:
        terminal.wait("q quit")
        os.kill(terminal.pid, number)
        assert terminal.finish() == 128 + number
    assert LEAVE_SCREEN in terminal.output


@pytest.mark.parametrize(("env", "options"), [({"NO_COLOR": "1"}, []), ({}, ["--plain"])])
def test_without_colour_the_screen_is_still_whole(env: dict[str, str], options: list[str]) -> None:
    with Terminal(options, env=env, size=(120, 40)) as terminal:
        terminal.wait("Local Progress")
        terminal.press("j")
        terminal.read(0.5)
        terminal.press("q")
        terminal.finish()
    assert not COLOUR.search(terminal.output)


def test_plain_draws_with_ascii_alone() -> None:
    with Terminal(["--plain", "--filter", "#MedicareForAll"], size=(80, 24)) as terminal:
        text = terminal.wait("+ Public Citizen")
    assert not set("╭╮╰╯─│┃▨▏·") & set(text)


def test_the_window_can_change_its_size() -> None:
    with Terminal([], size=(140, 40)) as terminal:
        terminal.wait("q quit")
        terminal.press("jj")
        terminal.resize(40, 12)
        terminal.wait(lambda text: "q quit" in text.split("\n")[11])
        terminal.resize(30, 8)
        terminal.wait("40 x 12")
        terminal.resize(80, 24)
        terminal.wait(lambda text: "q quit" in text.split("\n")[23])


def test_keys_that_arrive_in_one_piece_go_where_they_would_one_by_one() -> None:
    with Terminal([], size=(100, 34)) as terminal:
        terminal.wait("q quit")
        terminal.press("/minne\rd")
        terminal.wait(lambda text: "Show only which dates?" in text and "minne ×" in text)
        terminal.press("\x1b")
        terminal.wait(lambda text: "Show only" not in text)
        terminal.press("/(\rx)\r")
        terminal.wait("0 of 14")
        terminal.press("\x1b")
        terminal.wait("post 1 of 14")
        terminal.press("/on:2024-01\r")
        terminal.wait("on:2024-01 ×")


@pytest.mark.parametrize("keys", ["q", "jq", "Gq", "/tram"])
@pytest.mark.parametrize("seconds", [0, 0.1, 0.2])
def test_keys_that_come_before_the_screen_does_are_not_lost(keys: str, seconds: float) -> None:
    with Terminal([]) as terminal:
        terminal.read(seconds)
        terminal.press(keys)
        if not keys.endswith("q"):
            terminal.wait("of 14")
            terminal.press("\x11")
        assert terminal.finish() == 0
    assert b"Traceback" not in terminal.output


def test_a_terminal_that_can_do_nothing_gets_plain_text() -> None:
    with Terminal([], env={"TERM": "dumb"}) as terminal:
        assert terminal.finish() == 0
    assert ENTER_SCREEN not in terminal.output
    assert b"@LocalProgress" in terminal.output


@pytest.mark.parametrize("env", [{}, {"PYTHONFAULTHANDLER": "1"}], ids=["usual", "faulthandler"])
def test_after_a_visit_to_the_shell_the_whole_screen_is_drawn_again(env: dict[str, str]) -> None:
    with Terminal([], env=env) as terminal:
        terminal.wait("q quit")
        terminal.press("\x1a")
        while LEAVE_SCREEN not in terminal.output:
            assert terminal.read(5)
        _, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait("of 14")


def test_a_screen_that_shows_what_another_process_reads_imports_nothing_that_reads(
    tmp_path: Path,
) -> None:
    report = tmp_path / "modules"
    program = f"""
import atexit, pathlib, sys
from tui_feed.cli.main import main
atexit.register(lambda: pathlib.Path({str(report)!r}).write_text(" ".join(sys.modules)))
sys.exit(main(sys.argv[1:]))
"""
    with Terminal([], program=[sys.executable, "-c", program]) as terminal:
        terminal.wait("q quit")
        terminal.press("jj/#mn\r")
        terminal.wait("of 14")
        terminal.press("q")
        assert terminal.finish() == 0
    modules = set(report.read_text().split())
    assert "textual" in modules
    # Merging copies is the screen's own work, and imports some of `feed.build`.
    readers = {each.__name__ for each in (loaders, sources, read_files, batch_builder)}
    assert not ({"pydantic", "pydantic_core"} | readers) & modules
    assert not {"PIL", "textual_image", "tui_feed.ui.pictures.loader"} & modules


def test_a_dialog_that_opens_before_the_first_frame_does_not_stop_the_reading(
    tmp_path: Path,
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(invented(30_000)))
    with Terminal([str(path)], size=(100, 30)) as terminal:
        terminal.press("?")  # while the program starts
        terminal.wait("Help")
        terminal.wait(lambda text: "reading" not in text.partition("\n")[0], seconds=60)
        terminal.press("\x1b")
        terminal.wait("of 30,000")


def test_lines_pasted_at_the_timeline_are_offered_as_a_filter_and_run_no_command() -> None:
    with Terminal([], size=(100, 30)) as terminal:
        terminal.wait("q quit")
        terminal.press("\x1b[200~ceasefire\nq\x1b[201~")
        terminal.wait(lambda text: "/ ceasefire q" in " ".join(text.split()))
        terminal.press("\x03")
        terminal.wait("q quit")
        terminal.press("\x03")
        assert terminal.finish() == 0
