"""Disks that are full, locked, damaged or not to be written: nothing known is lost, one notice."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.state.marking import Reader, feed_of, is_whole, posts
from tui_feed.state import database
from tui_feed.state.database import Database

IDS = [str(10**15 + number) for number in range(20)]


def reader(folder: Path) -> Reader:
    return Reader(folder, feed_of(posts(*IDS)))


def mark(one: Reader, *numbers: int) -> None:
    for number in numbers:
        one.marks.toggle_mark(one.row(IDS[number]))
        one.settle()


def with_three_marks(folder: Path) -> None:
    one = reader(folder)
    mark(one, 0, 1, 2)
    one.marks.set_note(one.row(IDS[3]), "a note")
    one.settle()


def test_a_full_disk_loses_nothing_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = reader(tmp_path)
    mark(one, 0)
    with monkeypatch.context() as patch:

        def fail(self: Database, changes: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        patch.setattr(Database, "write", fail)
        mark(one, 1, 2)
    told = "Marks and notes cannot be saved (database or disk is full); they stay until you quit."
    assert one.told == [told]
    assert one.marked() == set(IDS[:3])
    assert one.reload(feed_of(posts(*IDS))).marked() == set(IDS[:3]), "also on a new reading"
    mark(one, 3)
    assert reader(tmp_path).marked() == set(IDS[:4]), "there is room again"
    assert one.told == [told]


def test_a_file_system_that_fills_up_keeps_the_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(reader(tmp_path), 0)
    with monkeypatch.context() as patch:
        writable = Database._writable

        def small(self: Database) -> sqlite3.Connection:
            connection = writable(self)
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            return connection

        patch.setattr(Database, "_writable", small)
        one = reader(tmp_path)
        for number in range(20):
            one.marks.set_note(one.row(IDS[number]), f"{number} " + "long " * 90)
        one.settle()
        (told,) = one.told
        assert "full" in told
        assert len(one.feed.own.notes) == 20
    mark(one, 5)
    again = reader(tmp_path)
    assert (len(again.feed.own.notes), again.marked()) == (20, {IDS[0], IDS[5]})
    assert is_whole(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_without_write_access_is_read_for_users(tmp_path: Path) -> None:
    with_three_marks(tmp_path)
    tmp_path.chmod(0o500)
    try:
        one = reader(tmp_path)
        assert one.marked() == set(IDS[:3])
        assert one.told == []
        mark(one, 4, 5)
        assert len(one.told) == 1
    finally:
        tmp_path.chmod(0o700)


def test_a_file_that_cannot_be_written_is_read_and_marks_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_three_marks(tmp_path)

    def refuse(self: Database) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(Database, "_writable", refuse)
    one = reader(tmp_path)
    assert (one.marked(), one.told) == (set(IDS[:3]), [])
    mark(one, 4, 5)
    assert one.marked() == {*IDS[:3], *IDS[4:6]}
    (told,) = one.told
    assert "readonly database" in told


@pytest.mark.parametrize(
    "garbage", [b"no database at all", b"\0" * 9000, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_file_that_is_no_database_gets_another_name_and_a_new_one_is_made(
    tmp_path: Path, garbage: bytes
) -> None:
    (tmp_path / "marks.sqlite").write_bytes(garbage)
    one = reader(tmp_path)
    assert one.told == ["The file of marks and notes was damaged; it is now marks.sqlite.kept-1."]
    assert (tmp_path / "marks.sqlite.kept-1").read_bytes() == garbage
    mark(one, 0)
    two = reader(tmp_path)
    assert (two.marked(), two.told) == ({IDS[0]}, [])


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "marks.sqlite").write_bytes(b"")
    one = reader(tmp_path)
    mark(one, 0)
    assert (reader(tmp_path).marked(), one.told) == ({IDS[0]}, [])


def test_a_file_that_is_damaged_while_it_is_open_is_made_anew_with_all_that_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_three_marks(tmp_path)
    one = reader(tmp_path)
    write, failed = Database.write, []

    def fail_once(self: Database, changes: object) -> None:
        if not failed:
            failed.append(1)
            self.close()
            for each in tmp_path.glob("marks.sqlite*"):
                each.unlink()
            (tmp_path / "marks.sqlite").write_bytes(b"garbage " * 1000)
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        write(self, changes)

    monkeypatch.setattr(Database, "write", fail_once)
    mark(one, 7)
    (told,) = one.told
    assert told.startswith("The file of marks and notes was damaged; it is now marks.sqlite.kept-1")
    two = reader(tmp_path)
    assert two.marked() == {*IDS[:3], IDS[7]}
    assert list(two.feed.own.notes.values()) == ["a note"]


def test_what_can_be_read_of_a_damaged_file_is_kept(tmp_path: Path) -> None:
    with_three_marks(tmp_path)
    path = tmp_path / "marks.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'notes'"
    page = connection.execute(sql).fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    one = reader(tmp_path)
    assert one.marked() == set(IDS[:3])
    assert "saved again" in one.told[0]
    assert is_whole(tmp_path)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_folder_or_a_pipe_in_place_of_the_file_does_not_stop_the_reader(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "marks.sqlite"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    one = reader(tmp_path)
    mark(one, 0, 1)
    assert one.marked() == set(IDS[:2])
    (told,) = one.told
    assert f"marks.sqlite is a {kind}, not a file" in told


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with_three_marks(tmp_path)
    connection = sqlite3.connect(tmp_path / "marks.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    one = reader(tmp_path)
    mark(one, 9)
    (told,) = one.told
    assert "a newer version of tui-feed wrote the file" in told
    connection = sqlite3.connect(tmp_path / "marks.sqlite")
    assert connection.execute("SELECT count(*) FROM marks").fetchone() == (3,)
    connection.close()


def test_another_program_that_writes_for_long_is_waited_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY", 0.01)
    with_three_marks(tmp_path)
    one = reader(tmp_path)
    other = sqlite3.connect(tmp_path / "marks.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mark(one, 4)
    (told,) = one.told
    assert "locked" in told
    other.execute("COMMIT")
    other.close()
    mark(one, 5)
    assert reader(tmp_path).marked() == {*IDS[:3], IDS[4], IDS[5]}


# Two programs


def test_two_windows_see_each_others_marks_on_a_new_reading_and_lose_none(tmp_path: Path) -> None:
    one, two = reader(tmp_path), reader(tmp_path)
    mark(one, 0, 1)
    mark(two, 2)
    two.marks.set_note(two.row(IDS[0]), "from the second")
    two.settle()
    mark(one, 0)  # takes it back
    assert two.reload(feed_of(posts(*IDS))).marked() == {IDS[1], IDS[2]}
    assert one.reload(feed_of(posts(*IDS))).marked() == {IDS[1], IDS[2]}
    assert list(one.feed.own.notes.values()) == ["from the second"]


MARKING = """
import sys
from pathlib import Path
from tests.state.marking import Reader, feed_of, posts

ids = [str(10**15 + number) for number in range(int(sys.argv[2]), int(sys.argv[3]))]
one = Reader(Path(sys.argv[1]), feed_of(posts(*ids)))
for post_id in ids:
    one.marks.toggle_mark(one.row(post_id))
    one.settle()
assert not one.told, one.told
"""


def test_two_processes_that_mark_at_once_lose_no_mark(tmp_path: Path) -> None:
    spans = (("0", "15"), ("15", "30"))
    started = [
        subprocess.Popen([sys.executable, "-c", MARKING, str(tmp_path), *span]) for span in spans
    ]
    assert [each.wait() for each in started] == [0, 0]
    ids = [str(10**15 + number) for number in range(30)]
    assert Reader(tmp_path, feed_of(posts(*ids))).marked() == set(ids)
