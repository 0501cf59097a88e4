"""Closed or full standard streams cause a single line and an exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "local_progress.txt"
FULL = "standard output cannot be written: No space left on device"
CLOSED = "standard output is closed"


def shell(arguments: str, redirected: str) -> tuple[int, list[str]]:
    """Run the program with redirected streams; return its exit code and its standard error."""
    command = f'"{sys.executable}" -m tui_feed {arguments} {redirected}'
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize(
    "arguments", ["", "--format jsonl", "--check", "--help", "--version", "--generate 3"]
)
@pytest.mark.parametrize(("redirected", "words"), [(">/dev/full", FULL), (">&-", CLOSED)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_one_line_and_1(
    arguments: str, redirected: str, words: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    code, lines = shell(arguments, redirected)
    assert code == 1
    assert len(lines) == 1
    assert words in lines[0]


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("", 0), ("/missing", 1), ("--wat", 2), ("--filter sinse:x", 2), ("--theme", 2)],
)
def test_unwritable_error_messages_change_no_exit_code(
    arguments: str, expected: int, redirected: str
) -> None:
    assert shell(arguments, f">/dev/null {redirected}") == (expected, [])


@pytest.mark.parametrize("arguments", ["", "--generate 50000", "--help"])
def test_a_pipe_that_is_closed_early_is_no_failure(arguments: str) -> None:
    code, lines = shell(arguments, "| head -1; exit ${PIPESTATUS[0]}")
    assert (code, lines) == (0, [])


def test_standard_input_that_is_closed_is_said_only_where_it_is_to_be_read() -> None:
    assert shell("", "<&-")[0] == 0
    code, lines = shell("-", "<&-")
    assert code == 1
    assert lines == ["tui-feed: standard input: it is closed; give a file, or pipe one in"]


def test_with_every_stream_closed_no_file_takes_the_place_of_one(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SAMPLE.read_bytes())
    assert shell(f"{copy} --check", "<&- >&- 2>&-") == (1, [])
    assert copy.read_bytes() == SAMPLE.read_bytes()
