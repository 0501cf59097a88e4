"""SQLite file with the reader's marks, notes, labels, places and read posts.

The file survives a kill at any moment: each change is a transaction, in a write-ahead log. A
damaged file is given another name, never overwritten; a file without write access is read.

Read posts are rows of their own, and compressed sets of numbers where many were read at once: an
exact list, because dates ("read up to here") would be wrong for the next, fuller archive.
"""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tui_feed.feed.identity import Identity
from tui_feed.state.changes import Change, read_set
from tui_feed.state.saved_marks import SavedMarks
from tui_feed.state.user_files import check_regular, set_aside

NAME: Final = "marks.sqlite"
"""Name of the file."""
VERSION: Final = 1
"""Version of the tables."""
BUSY: Final = 3.0
"""Seconds to wait while another program writes."""
_MOST_ROWS: Final = 20_000
"""Rows of read posts before they are joined into a set."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS marks (
    id TEXT, scope TEXT, at INTEGER, PRIMARY KEY (id, scope)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (
    id TEXT, scope TEXT, note TEXT, at INTEGER, PRIMARY KEY (id, scope)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS labels (
    id TEXT, scope TEXT, label TEXT, at INTEGER, PRIMARY KEY (id, scope, label)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (
    timeline TEXT PRIMARY KEY, id TEXT, scope TEXT, at INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read_posts (
    id TEXT, scope TEXT, is_read INTEGER, PRIMARY KEY (id, scope)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read_sets (
    number INTEGER PRIMARY KEY, scope TEXT, numbers BLOB, others BLOB);
"""
_READ: Final = "SELECT id, scope FROM read_posts WHERE is_read"
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """Open file; all methods belong to a single thread, and raise `OSError` or `sqlite3.Error`."""

    def __init__(self, path: Path) -> None:
        """Open a file, or make it; a file without write access is only read."""
        self._path = path
        self.is_new = False
        """True if the file was made, or is empty."""
        try:
            self._connection = self._writable()
        except (OSError, sqlite3.OperationalError) as error:
            if is_damage(error) or not path.is_file() or isinstance(error, NewerVersionError):
                raise
            self._connection = _read_only(path)

    def _writable(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        with suppress(FileNotFoundError):
            check_regular(self._path, self._path.stat().st_mode)  # SQLite would wait at a pipe
        number = os.open(self._path, flags, 0o600)
        try:
            found = os.fstat(number)
        finally:
            os.close(number)
        check_regular(self._path, found.st_mode)
        self.is_new = not found.st_size
        connection = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise NewerVersionError(errno.EPERM, "a newer version of tui-feed wrote it")
            if not version:
                sql = f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
                connection.executescript(sql)
            connection.execute("BEGIN IMMEDIATE")  # tells whether the file can be written
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def load(self, *, all_readable: bool = False) -> SavedMarks:
        """Return everything saved; of a damaged file, only `all_readable`."""
        found = SavedMarks()
        for read in (self._marks, self._notes, self._labels, self._places, self._read_posts):
            try:
                read(found)
            except sqlite3.Error:
                if not all_readable:
                    raise
        return found

    def _marks(self, found: SavedMarks) -> None:
        rows = self._connection.execute("SELECT id, scope, at FROM marks ORDER BY at")
        for post_id, scope, at in rows:
            found.marks[Identity(post_id, scope)] = at

    def _notes(self, found: SavedMarks) -> None:
        rows = self._connection.execute("SELECT id, scope, note, at FROM notes")
        for post_id, scope, note, at in rows:
            found.notes[Identity(post_id, scope)] = (note, at)

    def _labels(self, found: SavedMarks) -> None:
        rows = self._connection.execute("SELECT id, scope, label, at FROM labels")
        for post_id, scope, label, at in rows:
            found.labels.setdefault(Identity(post_id, scope), {})[label] = at

    def _places(self, found: SavedMarks) -> None:
        rows = self._connection.execute("SELECT timeline, id, scope, at FROM places")
        for timeline, post_id, scope, at in rows:
            found.places[timeline] = (Identity(post_id, scope), at)

    def _read_posts(self, found: SavedMarks) -> None:
        query = self._connection.execute
        for scope, numbers, others in query("SELECT scope, numbers, others FROM read_sets"):
            with suppress(ValueError):
                found.add_ids(scope, *read_set(numbers, others))
        found.add_read(Identity(*row) for row in query(_READ).fetchall())
        unread = query("SELECT id, scope FROM read_posts WHERE NOT is_read")
        found.unread = {Identity(*row) for row in unread}

    def write(self, changes: Iterable[Change]) -> None:
        """Save changes in their order: all of them, or none."""
        with self._transaction():
            self._apply(changes)

    def _apply(self, changes: Iterable[Change]) -> None:
        for change in changes:
            for sql, rows in change.statements():
                self._connection.executemany(sql, rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def join_read_posts(self) -> None:
        """Join many rows of read posts into sets, which are read faster."""
        query = self._connection.execute
        if query("SELECT count(*) FROM read_posts WHERE is_read").fetchone()[0] <= _MOST_ROWS:
            return
        found = SavedMarks()
        with self._transaction():
            found.add_read(Identity(*row) for row in query(_READ).fetchall())
            self._apply(found.changes())
            query("DELETE FROM read_posts WHERE is_read")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class NewerVersionError(OSError):
    """Raised for a file of a newer version, which stays as it is."""


def is_damage(error: BaseException) -> bool:
    """Tell whether an error means a damaged database, or no database at all."""
    code = getattr(error, "sqlite_errorcode", None)
    is_other = (
        isinstance(error, sqlite3.DatabaseError) and code is None and "malformed" in str(error)
    )
    return is_other or (code is not None and code & 0xFF in _DAMAGED)


def put_aside(path: Path) -> str:
    """Give a damaged file and its log other names, and return the file's. Raises `OSError`."""
    kept = set_aside(path)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(path.with_name(kept + ending))
    return kept


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file to be read, if need be without the log beside it."""
    from urllib.parse import quote

    address = f"file:{quote(str(path))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY)
    try:
        connection.execute("SELECT count(*) FROM marks")
    except sqlite3.OperationalError:  # a log cannot be made in a folder without write access
        connection.close()
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection
