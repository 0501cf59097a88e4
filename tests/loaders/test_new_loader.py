"""How to add a loader: one module, and one line in `tui_feed/loaders/registry.py`.

The module here reads an invented format. Each line of it is a post: `[2024-01-05] @handle: text`.
A real loader also brings a fixture, and its line in `test_every_loader.py`, which damages that.
"""

import re
import sys
from types import ModuleType

import pytest

from tests.loaders.captures import posts_of, problems_of
from tui_feed.ingest import open_feed
from tui_feed.loaders import Format, InputError, open_inputs, registry
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.models import Author, Post

# The module


LINE = re.compile(r"\[(?P<date>\d{4}-\d\d-\d\d)\] @(?P<handle>\w+): (?P<text>.+)")
ACCOUNTS = re.compile(r"@\w+ follows @\w+")


def sniff(file):
    """Tell by the first line. Raise `InputError` for a file of the format without posts."""
    first = file.head_text().partition("\n")[0]
    if ACCOUNTS.match(first):
        raise InputError(f"{file.path}: a list of who follows whom, which holds no timeline")
    return LINE.match(first) is not None


@record_reader
def read(file):
    """Yield a post, or a problem with its place, for each line."""
    for line in file.lines():
        found = LINE.match(line.text)
        if not found:
            place = f"line {line.number:,}"
            yield file.problem("no post; the line is left out", place, skipped=True)
            continue
        post = Post(
            id=str(line.number),
            author=Author(handle=found["handle"]),
            created_at=found["date"],
            text=found["text"],
            source=f"{file.name}, line {line.number:,}",
        )
        yield Read(post, line.text)


raw = read.original


# The line


FORMAT = Format("a chalkboard", "chalkboard", ("] @",))


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    module = ModuleType("chalkboard")
    module.sniff, module.read, module.raw = sniff, read, raw
    monkeypatch.setitem(sys.modules, "tui_feed.loaders.chalkboard", module)
    monkeypatch.setattr(registry, "FILES", (*registry.FILES, FORMAT))


# What comes of it


GOOD = "[2024-01-05] @MillStreet: Grinding\n[2024-01-06] @QuayNews: The wheel turns\n"


def test_a_file_of_the_new_format_is_opened(tmp_path):
    path = tmp_path / "board.txt"
    path.write_text(GOOD)
    (opened,) = open_inputs([str(path)])
    assert opened.format == FORMAT
    first, second = opened.read()
    assert (first.author.handle, first.text, str(second.created_at)) == (
        "MillStreet", "Grinding", "2024-01-06",
    )  # fmt: skip
    assert opened.raw("2") == "[2024-01-06] @QuayNews: The wheel turns"
    assert len(open_feed(str(path))) == 2


def test_it_is_found_in_folders_and_archives_without_more(tmp_path):
    (tmp_path / "board.txt").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("Dear all.")
    (opened,) = open_inputs([str(tmp_path)])
    records = list(opened.read())
    assert len(posts_of(records)) == 2
    assert [problem.place for problem in problems_of(records)] == ["notes.txt"]


def test_a_damaged_line_is_a_problem_with_its_place_and_the_reading_goes_on(tmp_path):
    path = tmp_path / "board.txt"
    path.write_text(GOOD + "[2024-01-07] @Mil\n[2024-01-08] @QuayNews: Again\n")
    (opened,) = open_inputs([str(path)])
    records = list(opened.read())
    assert len(posts_of(records)) == 3
    assert [str(each) for each in problems_of(records)] == [
        "board.txt: line 3: no post; the line is left out"
    ]


def test_a_file_of_it_without_posts_is_refused_with_its_own_words(tmp_path):
    path = tmp_path / "board.txt"
    path.write_text("@MillStreet follows @QuayNews\n")
    with pytest.raises(InputError, match="a list of who follows whom, which holds no timeline"):
        open_inputs([str(path)])
