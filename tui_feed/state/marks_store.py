"""Store of the reader's marks: a thread loads and saves them, and no key waits for a disk.

A change is written at once; where that fails, it stays in memory and is tried again, and the reader
is told once. A damaged file is given another name, and everything known goes into a new file.
"""

import errno
import os
import sqlite3
from array import array
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Literal, Protocol

from tui_feed.state import folders
from tui_feed.state.changes import Change
from tui_feed.state.database import NAME, Database, NewerVersionError, is_damage, put_aside
from tui_feed.state.saved_marks import SavedMarks
from tui_feed.state.user_files import locked

AGAIN = 5.0
"""Seconds before unsaved changes are tried again."""
_NOT_SAVED = "Marks and notes cannot be saved ({why}); they stay until you quit."
_NOT_READ = "Saved marks and notes cannot be read: {why}."
_DAMAGED = "The file of marks and notes was damaged; it is now {kept}{saved}."


@dataclass(frozen=True)
class Loaded:
    """Report of everything saved."""

    saved: SavedMarks
    """Marks, notes, labels, places and read posts."""
    read_keys: "list[tuple[str, array[int]]]"
    """Keys of read posts in rising runs, each with its scope."""
    changes: int
    """Number of changes in it, counted from the start of the store."""


@dataclass(frozen=True)
class Tried:
    """Report of an attempt to save changes."""

    changes: int
    """Number of changes so far, saved or not."""
    is_saved: bool
    """True if all of them are saved."""


@dataclass(frozen=True)
class Trouble:
    """Report of a failure."""

    words: str
    """Sentence for the reader."""


Report = Loaded | Tried | Trouble
"""Report of the thread."""

_Task = Change | Event | Literal["load", "end"]


class Store(Protocol):
    """Protocol of a store."""

    def start(self) -> None:
        """Begin to load everything saved."""
        ...

    def load_again(self) -> None:
        """Load everything saved anew: another window may have changed it."""
        ...

    def put(self, change: Change) -> None:
        """Save a change."""
        ...

    def reports(self) -> list[Report]:
        """Return the reports since the last call."""
        ...

    def flush(self, seconds: float) -> bool:
        """Wait until all changes were tried to be saved; return False if it takes too long."""
        ...

    def end(self) -> None:
        """Close the file once everything given so far was tried to be saved."""
        ...


class MemoryStore:
    """Store for `--no-state`: everything lasts until the end of the program."""

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        """Begin empty; `wake` is called after a report."""
        self._wake = wake
        self._saved = SavedMarks()
        self._reports: list[Report] = []
        self._count = 0

    def start(self) -> None:
        """Report an empty store."""
        self.load_again()

    def load_again(self) -> None:
        """Report everything kept."""
        saved = deepcopy(self._saved)
        self._reports.append(Loaded(saved, saved.read_keys(), self._count))
        self._wake()

    def put(self, change: Change) -> None:
        """Keep a change."""
        self._saved.add(change)
        self._count += 1
        self._reports.append(Tried(self._count, is_saved=False))
        self._wake()

    def reports(self) -> list[Report]:
        """Return the reports since the last call."""
        found, self._reports = self._reports, []
        return found

    def flush(self, seconds: float) -> bool:
        """Return True: nothing is saved."""
        del seconds
        return True

    def end(self) -> None:
        """Do nothing: no file is open."""


class MarksStore:
    """Thread with the open file. Its methods return at once, except `flush` and `close`."""

    def __init__(self, folder: Path | None = None, wake: Callable[[], None] = lambda: None) -> None:
        """Use a folder, by default the system's; `wake` is called by the thread after a report."""
        self._folder = folder
        self._wake = wake
        self._reports: SimpleQueue[Report] = SimpleQueue()
        self._tasks: SimpleQueue[_Task] = SimpleQueue()
        self._thread: Thread | None = None
        self._work = _Work(self)

    def start(self) -> None:
        """Begin to load everything saved."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="marks", daemon=True)
            self._thread.start()

    def load_again(self) -> None:
        """Load everything saved anew: another window may have changed it."""
        self._tasks.put("load")

    def put(self, change: Change) -> None:
        """Save a change."""
        self._tasks.put(change)

    def reports(self) -> list[Report]:
        """Return the reports since the last call."""
        found = []
        while True:
            try:
                found.append(self._reports.get_nowait())
            except Empty:
                return found

    def flush(self, seconds: float) -> bool:
        """Wait until all changes are saved or have failed; return False if it takes too long.

        Safe in a handler of a signal: no lock is shared with the interrupted function.
        """
        if self._thread is None:
            return False
        done = Event()
        self._tasks.put(done)
        return done.wait(seconds)

    def end(self) -> None:
        """End the thread, and close the file, once everything given was tried to be saved."""
        self._thread = None
        self._tasks.put("end")

    # In the thread

    def report(self, report: Report) -> None:
        """Pass on a report of the thread."""
        self._reports.put(report)
        self._wake()

    def _run(self) -> None:
        work = self._work
        work.load()
        tasks: list[_Task] = []
        while "end" not in tasks:
            tasks = self._next_tasks()
            work.save([each for each in tasks if not isinstance(each, Event | str)])
            if "load" in tasks:
                work.load()
            for each in tasks:
                if isinstance(each, Event):
                    each.set()
        work.close()

    def _next_tasks(self) -> "list[_Task]":
        """Return the tasks given meanwhile; none when it is time to try again."""
        try:
            tasks = [self._tasks.get(timeout=AGAIN if self._work.is_waiting else None)]
        except Empty:
            return []
        while not self._tasks.empty():
            tasks.append(self._tasks.get())
        return tasks

    def path(self) -> Path:
        """Return the path of the file. Raises `OSError` without a home folder."""
        return (self._folder or folders.system_folder("state")) / NAME


class _Work:
    """Tasks of the thread."""

    def __init__(self, store: MarksStore) -> None:
        self._store = store
        self._database: Database | None = None
        self._saved = SavedMarks()  # as it was loaded; the reader has it, too
        self._later: list[Change] = []  # changes since then
        self._waiting: list[Change] = []
        self._count = 0
        self._has_told = False

    @property
    def is_waiting(self) -> bool:
        """True if changes are to be tried again."""
        return bool(self._waiting)

    def load(self) -> None:
        """Load everything saved, and add the unsaved changes."""
        saved, words = SavedMarks(), None
        try:
            saved = self._load()
        except (OSError, sqlite3.Error) as error:
            words = _NOT_READ.format(why=_reason(error))
            saved = deepcopy(self._saved)
            for change in self._later:
                saved.add(change)
        for change in self._waiting:
            saved.add(change)
        self._saved, self._later = saved, []
        self._store.report(Loaded(saved, saved.read_keys(), self._count))
        if words:
            self._tell(words)

    def _load(self) -> SavedMarks:
        if self._database is None and not self._store.path().exists():
            return SavedMarks()  # the first change makes the file
        database = self._open()
        try:
            return database.load()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self._saved = database.load(all_readable=True)
            self._replace()
            return self._saved

    def save(self, changes: list[Change]) -> None:
        """Save changes, and all unsaved earlier changes."""
        self._count += len(changes)
        self._later += changes
        self._waiting += changes
        if not self._waiting:
            return
        try:
            self._write()
        except (OSError, sqlite3.Error) as error:
            self.close()  # the next attempt may find another file, or another disk
            self._tell(_NOT_SAVED.format(why=_reason(error)))
            self._store.report(Tried(self._count, is_saved=False))
        else:
            self._waiting = []
            self._has_told = False
            self._store.report(Tried(self._count, is_saved=True))

    def _write(self) -> None:
        database = self._open()
        try:
            database.write(self._waiting)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self._replace()

    def _tell(self, words: str) -> None:
        """Tell the reader once, until a change is saved."""
        if not self._has_told:
            self._store.report(Trouble(words))
        self._has_told = True

    # The file

    def _open(self) -> Database:
        """Return the open file; a damaged file is replaced."""
        if self._database is None:
            try:
                self._database = Database(self._store.path())
                self._database.join_read_posts()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self._replace()
        assert self._database  # noqa: S101 - `_replace` has opened it
        return self._database

    def _replace(self) -> None:
        """Give a damaged file another name, and write everything known into a new file."""
        self.close()
        path = self._store.path()
        with locked(path.parent):
            kept = None
            try:
                self._database = Database(path)  # another window may have replaced it
                self._database.load()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self.close()
                kept = put_aside(path)
                self._database = Database(path)
            known = [*self._saved.changes(), *self._later]
            self._database.write(known)
        if kept:
            saved = "; all that could be read of it is saved again" if known else ""
            self._store.report(Trouble(_DAMAGED.format(kept=kept, saved=saved)))

    def close(self) -> None:
        """Close the file."""
        if self._database:
            self._database.close()
            self._database = None


def _reason(error: Exception) -> str:
    """Return why a file cannot be used, in a few words."""
    if isinstance(error, NewerVersionError):
        return "a newer version of tui-feed wrote the file"
    if isinstance(error, OSError):
        named = error.errno == errno.EINVAL and len(error.args) > 1
        return str(error.args[1]) if named else error.strerror or os.strerror(error.errno or 5)
    return str(error)
