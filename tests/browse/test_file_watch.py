"""Watched files: a change counts once, when the file is whole again."""

import os
from pathlib import Path

import pytest

from tui_feed.browse.file_watch import MOST_LOOKS, FileWatch


def looks(watch: FileWatch, times: int = 3) -> list[bool]:
    return [watch.has_changed() for _ in range(times)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "posts.jsonl"
    found.write_text("one\n")
    return found


def test_nothing_happens_while_nothing_changes(path: Path) -> None:
    assert looks(FileWatch([str(path)])) == [False, False, False]


def test_a_change_counts_once_two_looks_have_found_the_same(path: Path) -> None:
    watch = FileWatch([str(path)])
    path.write_text("one\ntwo\n")
    assert looks(watch) == [False, True, False]


def test_a_file_that_grows_is_not_read_before_it_rests(path: Path) -> None:
    watch = FileWatch([str(path)])
    for text in ("12", "123", "1234"):
        path.write_text(text)
        assert not watch.has_changed()
    assert looks(watch) == [True, False, False]


def test_a_file_that_never_rests_is_read_all_the_same(path: Path) -> None:
    watch = FileWatch([str(path)])
    found = []
    for number in range(2 * MOST_LOOKS):
        path.write_text("x" * (number + 10))
        found.append(watch.has_changed())
    assert found == [False, False, False, False, True] * 2


def test_a_file_replaced_by_another_of_the_same_size_and_time_has_changed(path: Path) -> None:
    before = path.stat()
    watch = FileWatch([str(path)])
    other = path.with_name("new")
    other.write_text("two\n")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    assert looks(watch) == [False, True, False]


@pytest.mark.parametrize("gone", ["missing", "empty"])
def test_a_file_that_is_gone_for_a_moment_is_waited_for(path: Path, gone: str) -> None:
    watch = FileWatch([str(path)])
    path.unlink() if gone == "missing" else path.write_text("")
    assert looks(watch) == [False, False, False]
    path.write_text("one\ntwo\n")
    assert looks(watch) == [False, True, False]


def test_a_file_that_comes_back_as_it_was_has_not_changed(path: Path) -> None:
    watch = FileWatch([str(path)])
    aside = path.rename(path.with_name("aside"))
    assert not watch.has_changed()
    aside.rename(path)
    assert looks(watch) == [False, False, False]


def test_a_file_inside_a_folder_counts(tmp_path: Path, path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "empty").write_text("")
    watch = FileWatch([str(tmp_path)])
    assert looks(watch) == [False, False, False]
    (tmp_path / "deep" / "more.jsonl").write_text("two\n")
    assert looks(watch) == [False, True, False]
