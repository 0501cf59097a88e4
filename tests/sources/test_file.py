import io
import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.captures import file_at
from tui_feed.models import Problem
from tui_feed.sources import byte_sources, file
from tui_feed.sources.container import open_container
from tui_feed.sources.file import InputError
from tui_feed.sources.lines import TextLine


def write(folder, content, name="timeline.txt"):
    path = folder / name
    path.write_bytes(content)
    return str(path)


def lines_of(path):
    return list(file_at(path).lines())


def test_a_file_has_a_name_a_size_and_a_head(tmp_path):
    opened = file_at(write(tmp_path, b"x" * 100_000))
    assert (opened.name, opened.size, opened.head) == ("timeline.txt", 100_000, b"x" * 65_536)


def test_lines_are_numbered_and_lose_their_ends(tmp_path):
    path = write(tmp_path, b"one\r\ntwo\n\nfour")
    assert lines_of(path) == [
        TextLine(1, "one", 0),
        TextLine(2, "two", 5),
        TextLine(3, "", 9),
        TextLine(4, "four", 10),
    ]


@given(
    lines=st.lists(st.sampled_from([b"", b"tram", "\u96fb".encode(), b"x" * 90, b"y" * 300])),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    end=st.sampled_from([b"\n", b"\r\n"]),
)
def test_a_line_can_be_read_again_where_it_says_it_begins(lines, mark, end, tmp_path_factory):
    data = mark + end.join([b"first", *lines])
    path = tmp_path_factory.mktemp("lines") / "timeline.txt"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "LONGEST_LINE", 200)
        patch.setattr(byte_sources, "CHUNK", 64)
        found = [line for line in lines_of(path) if isinstance(line, TextLine)]
    for line in found:
        assert data.startswith(line.text.encode(), line.at)


def test_a_line_of_another_encoding_cannot(tmp_path):
    assert [line.at for line in lines_of(write(tmp_path, "tram\n".encode("utf-16")))] == [None]


def test_a_file_is_read_anew_each_time(tmp_path):
    opened = file_at(write(tmp_path, b"old\n"))
    assert list(opened.lines()) == [TextLine(1, "old", 0)]
    write(tmp_path, b"old\nnew\n")
    assert [line.text for line in opened.lines()] == ["old", "new"]
    assert opened.text().text == "old\nnew\n"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_of_every_width_is_read(tmp_path, mark):
    text = "Log in: plain words, then 電車 and ❤️\nsecond line"
    opened = file_at(write(tmp_path, text.encode(mark)))
    assert opened.text() == (text, ())
    assert [line.text for line in opened.lines()] == text.split("\n")
    assert opened.head_text() == text


def test_latin_1_is_read_and_said(tmp_path):
    opened = file_at(write(tmp_path, "\x95 Qu’été, dit-elle\n“oui”".encode("cp1252", "replace")))
    text, problems = opened.text()
    assert "Qu’été" in text
    assert [str(problem) for problem in problems] == [
        "timeline.txt: the whole file: not UTF-8; read as Latin-1, so some letters may be wrong"
    ]
    first, *lines = opened.lines()
    assert isinstance(first, Problem)
    assert [line.text for line in lines] == text.split("\n")


def test_one_bad_byte_does_not_spoil_a_page(tmp_path):
    text, problems = file_at(write(tmp_path, "• é ".encode() + b"\xff" + " •".encode())).text()
    assert text == "• é \ufffd •"
    assert "not UTF-8 in places" in problems[0].reason


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_file_may_end_inside_a_character(tmp_path, cut):
    text, problems = file_at(write(tmp_path, "tram 🚋".encode()[:-cut])).text()
    assert text == "tram "
    assert "middle of a character" in problems[0].reason


def test_a_line_without_an_end_is_left_out_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(file, "LONGEST_LINE", 1000)
    monkeypatch.setattr(byte_sources, "CHUNK", 64)
    found = lines_of(write(tmp_path, b"one\n" + b"x" * 5000 + b"\nthree\n"))
    assert found[0] == TextLine(1, "one", 0)
    assert found[1].place == "line 2"
    assert found[2:] == [TextLine(3, "three", 5_005)]


def test_a_text_that_is_too_large_is_cut_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(file, "LARGEST_TEXT", 2**20)
    text, problems = file_at(write(tmp_path, b"x" * (2**20 + 10))).text()
    assert len(text) == 2**20
    assert "only its first 1 MiB" in problems[0].reason


def failure(path):
    with pytest.raises(InputError) as raised:
        open_container(path)
    message = str(raised.value)
    assert "\n" not in message
    assert "\x1b" not in message
    return message


def test_a_missing_file_is_named(tmp_path):
    path = str(tmp_path / "gone.txt")
    assert failure(path) == f"{path}: no such file; check the name"


def test_an_empty_folder_is_no_timeline(tmp_path):
    assert failure(str(tmp_path)).endswith(": this folder is empty; give a saved timeline")


def test_a_file_may_be_a_wrong_part_of_a_path(tmp_path):
    path = write(tmp_path, b"x")
    assert "no such file" in failure(f"{path}/x.txt")


def test_an_empty_file_says_so(tmp_path):
    assert failure(write(tmp_path, b"")).endswith(": it is empty; give a saved timeline")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "''"),
        ("a\0b", "no file can have such a name"),
        ("x" * 5000, "longer than any file's"),
        ("/" * 5000, "no such file"),
        ("no\x1b[31m\nsuch\u202efile", "no\ufffd[31m\ufffdsuchfile: no such file"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_impossible_names_are_short_safe_messages(path, message):
    assert message in failure(path)
    assert len(failure(path)) < 250


def test_a_link_that_leads_to_itself_is_no_file(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "round in a circle" in failure(str(loop))


def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = write(tmp_path, b"x")
    Path(path).chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "not allowed to read it" in failure(path)


def test_a_pipe_can_be_read_again(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"one\ntwo\n",))
    writer.start()
    opened = file_at(str(path))
    writer.join()
    assert opened.size is None
    for _ in range(2):
        assert [line.text for line in opened.lines()] == ["one", "two"]
    assert opened.text().text == "one\ntwo\n"


def standard_input(monkeypatch, content):
    stream = io.TextIOWrapper(io.BytesIO(content))
    monkeypatch.setattr(sys, "stdin", stream)


def test_a_dash_is_standard_input(monkeypatch):
    standard_input(monkeypatch, b"one\ntwo\n")
    opened = file_at("-")
    assert opened.name == opened.path == "standard input"
    assert [line.text for line in opened.lines()] == ["one", "two"]


def test_standard_input_may_be_empty_or_closed(monkeypatch):
    standard_input(monkeypatch, b"")
    assert failure("-") == "standard input: it is empty; give a saved timeline"
    monkeypatch.setattr(sys, "stdin", None)
    assert "it is closed" in failure("-")


def test_the_keyboard_may_take_the_place_of_standard_input_meanwhile(monkeypatch, tmp_path):
    out, into = os.pipe()
    pipe = os.fdopen(into, "wb")
    writer = threading.Thread(
        target=lambda: pipe.write(b"x" * 200_000 + b"\nlast\n") and pipe.close()
    )
    writer.start()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(closed=False, fileno=lambda: out))
    opened = file_at("-")
    with Path(write(tmp_path, b"keyboard")).open("rb") as keyboard:
        os.dup2(keyboard.fileno(), out)
    assert [line.text for line in opened.lines()][-1] == "last"
    writer.join()
    os.close(out)


def test_an_endless_device_is_only_looked_at():
    assert file_at("/dev/zero").head == bytes(65_536)


def test_a_pipe_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(byte_sources, "LARGEST_STREAM", 2**20)
    problem, _ = file_at("/dev/zero").lines()
    assert "more than 1 MiB; save it as a file" in problem.reason
    assert "more than 1 MiB" in file_at("/dev/zero").text().problems[0].reason


def test_a_disk_that_fails_ends_the_reading_with_a_problem(tmp_path, monkeypatch):
    opened = file_at(write(tmp_path, b"one\ntwo\n"))

    def failing(self):
        yield b"one\ntw"
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(byte_sources.DiskFile, "chunks", failing)
    one, problem, rest = opened.lines()
    assert (one.text, rest.text) == ("one", "tw")
    assert problem.reason == "reading stopped: Input/output error"
    assert opened.text().text == "one\ntw"


def test_halves_of_characters_and_few_bad_bytes_cost_no_other_letter(tmp_path):
    halves = "é 🚊".encode("utf-16-be")
    units = [int.from_bytes(halves[at : at + 2]) for at in range(0, len(halves), 2)]
    cesu = "".join(map(chr, units)).encode("utf-8", "surrogatepass")
    path = write(tmp_path, cesu + b"\nZ\xc3\xbcrich \xc3\xa9t\xc3\xa9 \xf0\x9f\x9a\ncaf\xe9\n")
    found = list(file_at(path).lines())
    assert [each.text for each in found if isinstance(each, TextLine)] == [
        "é 🚊",
        "Zürich été \ufffd",
        "café",
    ]
    assert [each.reason for each in found if isinstance(each, Problem)] == [
        "not UTF-8 in places, which show as \ufffd",
        "not UTF-8; read as Latin-1, so some letters may be wrong",
    ]
    assert file_at(write(tmp_path, cesu)).text() == ("é 🚊", ())
