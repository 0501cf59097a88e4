"""Files of any name open, and no name acts on the terminal.

A name is a path on the command line, a file in a folder, a member of a zip or a tar.
"""

import asyncio
import io
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_feed.ingest import Loading
from tui_feed.ingest.read_files import labels
from tui_feed.loaders import open_inputs
from tui_feed.query import Query
from tui_feed.text.sanitize import clean

LINE = b'{"type":"post","id":"1","text":"found"}\n'
NAMES = (
    b"plain.jsonl",
    b"with spaces and\ttab.jsonl",
    b"two\nlines.jsonl",
    b"back\rwards.jsonl",
    b"x\x1b]0;PWN\x07\xff.jsonl",
    b"\xff\xfe\x80.jsonl",
    b"latin1-\xe9t\xe9.jsonl",
    "c1\x9b2J\u202egnp.jsonl".encode(),
    "電車 قطار ❤️👩‍👩‍👧.jsonl".encode(),
    "\ufeff\u2028\U000e0041.jsonl".encode(),
    "e\u0301".encode() * 20 + "\u0301".encode() * 50,
    b"a:b.jsonl",
    b"C:x",
    b"-x.jsonl",
    b"--q\x1b[31m.jsonl",
    b"...",
    b"'",
    b'"(in)quotes".jsonl',
    b"*?[a].jsonl",
    b"%s{0}$HOME`id`.jsonl",
    b"[@click=app.quit]x[bold].jsonl",
    b"&#27;.jsonl",
    b"~",
    b"#",
    b" ",
    b"x" * 255,
    b"\xff" * 255,
)
"""Names of files, as Linux allows them."""
BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\u2028]")
"""Characters absent from every line of output; line ends are checked separately."""

names = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def file(tmp_path: Path, name: bytes) -> str:
    path = tmp_path / "folder" / os.fsdecode(name)
    path.parent.mkdir()
    path.write_bytes(LINE)
    return str(path)


def read(path: str, *, in_background: bool = False) -> Loading:
    loading = Loading((path,), in_background=in_background)
    try:
        assert loading.is_open(), loading.failure
        while not loading.step(1):
            pass
        assert loading.failure is None
        assert [loading.feed.post(row).text for row in range(len(loading.feed))] == ["found"]
        assert asyncio.run(loading.raw("1"))
    finally:
        loading.end()
    return loading


def said_by(loading: Loading) -> list[str]:
    """Return every message about the files read."""
    post = loading.feed.post(0)
    told = [str(problem) for problem in loading.feed.problems]
    names = [report.name for report in loading.reports]
    return [loading.name, *names, *loading.feed.sources, *told, post.source or ""]


@names
@pytest.mark.parametrize("in_background", [False, True])
def test_a_file_of_any_name_is_read_in_this_process_and_in_another(
    file: str, in_background
) -> None:
    for line in said_by(read(file, in_background=in_background)):
        assert not BAD.search(line)
        assert clean(line) == line
        assert "\n" not in line
        assert len(line) < 500


@names
def test_a_folder_that_holds_a_file_of_any_name_is_read(file: str) -> None:
    folder = Path(file).parent
    assert not any(BAD.search(line) for line in said_by(read(str(folder), in_background=True)))


def in_zip(path: Path, name: bytes) -> None:
    """Write a zip with a member name of these bytes, declared as UTF-8."""
    stand_in = "é" + "n" * (len(name) - 2) if len(name) > 1 else name.decode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(stand_in, LINE)
    data = path.read_bytes()
    path.write_bytes(data.replace(stand_in.encode(), name))


def in_tar(path: Path, name: bytes) -> None:
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo(os.fsdecode(name))
        info.size = len(LINE)
        archive.addfile(info, io.BytesIO(LINE))


@names
@pytest.mark.parametrize("pack", [in_zip, in_tar])
def test_a_member_of_any_name_is_read(tmp_path, name, pack: Callable[[Path, bytes], None]) -> None:
    path = tmp_path / "packed"
    pack(path, name)
    assert not any(BAD.search(line) for line in said_by(read(str(path), in_background=True)))


@names
def test_a_file_of_any_name_that_holds_nothing_is_refused_on_one_safe_line(file: str) -> None:
    Path(file).write_bytes(b"Dear Sir, this is a letter.\n")
    for path in (file, str(Path(file).parent)):
        loading = Loading((path,), in_background=True)
        assert not loading.is_open()
        assert loading.failure
        assert not BAD.search(loading.failure)
        assert "\n" not in loading.failure
        assert len(loading.failure) < 1000
        loading.end()


@names
def test_a_source_of_any_name_can_be_asked_for_by_its_label(name: bytes) -> None:
    (first, second) = labels((os.fsdecode(name), os.fsdecode(name)))
    assert first != second
    for label in (first, second):
        assert label
        (part,) = Query.parse(f"in:{label}").terms()
        assert part.text == f"in:{label}"


def run(*arguments: str | bytes) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "tui_feed", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


HOSTILE = os.fsdecode(b"x\x1b]0;PWN\x07\xff\n.jsonl")


@pytest.mark.parametrize("options", [["--check"], ["--format", "jsonl"], ["--format", "text"]])
def test_no_printed_line_holds_a_control_of_a_name(tmp_path: Path, options: list[str]) -> None:
    good, bad, both = (tmp_path / each / HOSTILE for each in ("good", "bad", "both"))
    for path, data in ((good, LINE), (bad, b"\xff\xfe\x00"), (both, LINE + b"{\n")):
        path.parent.mkdir()
        path.write_bytes(data)
    (both.parent / f"2{HOSTILE}").write_bytes(b"no timeline")
    missing = str(tmp_path / HOSTILE)
    for paths in ([str(good)], [str(bad)], [str(both)], [str(both.parent)], [missing]):
        code, out, err = run(*options, *paths)
        assert code in (0, 1)
        assert out or err
        assert not BAD.search(out + err)
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--q\x1b]0;PWN\x07\x9b2J\u202e"],
        [b"--\xff\x1b[2J"],
        ["--order", "\x1b[2J\n"],
        ["--format", "text\x9b"],
        ["--generate", "\x1b]52;c;x\x07"],
        ["--filter", "(\x1b[2J\x07"],
        ["--filter", "\x1b[2J\n\r:\x9b sinse:1"],
        ["--filter", "since:\x1b]0;x\x07"],
        ["--check", "--plain=\x1b[2J"],
        ["--theme"],
        ["--\u2028\U000e0041"],
    ],
    ids=ascii,
)
def test_no_complaint_about_the_command_line_repeats_a_control(arguments) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert not BAD.search(out + err)
    assert "Traceback" not in err


def test_a_mistake_that_names_a_thousand_files_stays_short() -> None:
    _, _, err = run(*(f"--file-{number}" for number in range(1_000)))
    assert len(err) < 2_000
    assert "--file-0" in err
    assert "--file-999" in err


def test_the_error_of_a_reader_that_dies_is_said_without_its_name_as_a_control(tmp_path) -> None:
    path = tmp_path / HOSTILE
    path.write_bytes(LINE)
    loading = Loading((str(path),), in_background=True)
    assert loading._process
    os.kill(loading._process._pid, 9)
    while not loading.step(0.1):
        pass
    loading.end()
    assert "ended early" in (loading.failure or "")
    assert not BAD.search(loading.failure or "")
    assert all(clean(str(each)) == str(each) for each in loading.feed.problems)


def test_the_same_file_under_two_spellings_of_no_text_stays_two(tmp_path: Path) -> None:
    for name in (b"\xfe.jsonl", b"\xff.jsonl"):
        (tmp_path / os.fsdecode(name)).write_bytes(LINE)
    (found,) = open_inputs([str(tmp_path)])
    assert len(found.files) == 2
