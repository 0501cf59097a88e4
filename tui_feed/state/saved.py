"""Saved state: query history and saved filters.

Both are small files in the system's folders for settings and state; no text of an archive is ever
saved. Their content is cleaned like any other input, and unknown entries stay in the file.
"""

import errno
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui_feed.state import folders
from tui_feed.state.user_files import LONGEST_FILE, add_line, locked, read_end, replace
from tui_feed.text.sanitize import clean

KEPT_QUERIES = 500
"""Number of queries in the history."""
_BACKED_UP = "{name} was not readable in full; the old file is now {backup}."


class SavedState:
    """Query history and saved filters. Failures are an `OSError` with the file's name.

    A method with changes returns a sentence if the old file had to be kept under another name.
    """

    def __init__(
        self, state: Path | None = None, settings: Path | None = None, *, is_off: bool = False
    ) -> None:
        """Use two folders, by default the system's; if `is_off`, nothing is read or written."""
        self._state = state
        self._settings = settings
        self.is_off = is_off
        """True with `--no-state`."""

    @property
    def folder(self) -> Path | None:
        """Folder for the state; None for the system's."""
        return self._state

    # Queries

    def queries(self) -> list[str]:
        """Return the history without repetitions, latest last."""
        if self.is_off:
            return []
        with suppress(OSError):
            return _last_queries(list(map(clean, _queries(read_end(self._history_path())[0]))))
        return []

    def remember(self, query: str) -> str | None:
        """Add a query at the end. Raises `OSError`."""
        if self.is_off:
            return None
        path = self._history_path()
        with locked(path.parent):
            data, is_complete = read_end(path)
            if _query(data.rstrip().rpartition(b"\n")[2]) == query:
                return None
            if is_complete and data.count(b"\n") < 2 * KEPT_QUERIES:
                add_line(path, json.dumps(query).encode())
                return None
            if not is_complete:  # the data starts within a line
                data = data[data.find(b"\n") + 1 :]
            entries = _queries(data)
            return _replace(
                path, _history_file(entries, query), is_loss=_has_other_lines(data, entries)
            )

    def _history_path(self) -> Path:
        return (self._state or folders.system_folder("state")) / "queries.jsonl"

    # Saved filters

    def filters(self) -> dict[str, str]:
        """Return the saved filters by name, in order of creation."""
        if self.is_off:
            return {}
        with suppress(OSError):
            return self._read_filters().filters_shown()
        return {}

    def trouble(self) -> str | None:
        """Return a sentence about unreadable filters; None if all are readable."""
        if self.is_off:
            return None
        try:
            named = self._read_filters()
        except OSError as error:
            return f"The saved filters cannot be read: {error.strerror or error}."
        return (
            None if named.is_complete else f"filters.json cannot be read in full: {named.reason}."
        )

    def name(self, name: str, query: str) -> str | None:
        """Save a filter under a name, or replace it. Raises `OSError`."""
        self._check_on()
        with locked(self._filters_path().parent):
            named = self._read_filters()
            key = named.spelling_of(name)
            is_loss = key in named.entries and not isinstance(named.entries[key], str)
            return self._write_filters(named, {**named.entries, key: query}, is_loss=is_loss)

    def forget(self, name: str) -> str | None:
        """Delete a saved filter. Raises `OSError`."""
        self._check_on()
        with locked(self._filters_path().parent):
            named = self._read_filters()
            if name not in named.filters_shown():
                return None
            key = named.spelling_of(name)
            return self._write_filters(named, {k: v for k, v in named.entries.items() if k != key})

    def _check_on(self) -> None:
        if self.is_off:
            raise OSError(errno.EPERM, "--no-state was given")

    def _write_filters(
        self, named: "_FilterFile", entries: dict[str, Any], *, is_loss: bool = False
    ) -> str | None:
        try:
            data = json.dumps(entries, ensure_ascii=False, indent=1).encode()
        except UnicodeEncodeError:  # a lone surrogate, from an escape in the file
            data = json.dumps(entries, indent=1).encode()
        return _replace(
            self._filters_path(), data + b"\n", is_loss=is_loss or not named.is_complete
        )

    def _filters_path(self) -> Path:
        return (self._settings or folders.system_folder("config")) / "filters.json"

    def _read_filters(self) -> "_FilterFile":
        return _read_filters(*read_end(self._filters_path()))


class _FilterFile(NamedTuple):
    """Content of the file of saved filters."""

    entries: dict[str, Any]
    """All entries of the file, even entries of a wrong type."""
    reason: str | None = None
    """Reason for an incomplete read; None if complete."""

    @property
    def is_complete(self) -> bool:
        """True if writing the entries back loses nothing."""
        return self.reason is None

    def filters_shown(self) -> dict[str, str]:
        """Return the filters, cleaned for display."""
        found = self.entries.items()
        return {clean(name): clean(query) for name, query in found if isinstance(query, str)}

    def spelling_of(self, name: str) -> str:
        """Return a name as spelled in the file: the last with the same display."""
        found = [key for key, query in self.entries.items() if isinstance(query, str)]
        return next((key for key in reversed(found) if clean(key) == name), name)


def _read_filters(data: bytes, is_all: bool) -> _FilterFile:
    """Read a file of saved filters, as far as possible."""
    if not is_all:
        return _FilterFile({}, f"it has more than {LONGEST_FILE:,} bytes")
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        stated = dict(found)
        if len(stated) < len(found):
            repeated.append("a name appears twice")
        return stated

    try:
        text = _decoded(data)
        entries = json.loads(text, object_pairs_hook=pairs) if text.strip() else {}
    except json.JSONDecodeError as error:
        return _FilterFile({}, f"line {error.lineno}, column {error.colno} is not JSON")
    except (ValueError, RecursionError):
        return _FilterFile({}, "it is not valid JSON in UTF-8")
    if not isinstance(entries, dict):
        return _FilterFile({}, "it is not a JSON object")
    return _FilterFile(entries, repeated[0] if repeated else None)


def _decoded(data: bytes) -> str:
    """Return a file's text; some editors write a byte order mark, or UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _replace(path: Path, data: bytes, *, is_loss: bool) -> str | None:
    backup = replace(path, data, keeps_old=is_loss)
    return _BACKED_UP.format(name=path.name, backup=backup) if backup else None


def _queries(data: bytes) -> list[str]:
    found = (_query(line) for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    return [query for query in found if query is not None]


def _query(line: bytes) -> str | None:
    try:
        query = json.loads(line.decode("utf-8", "replace")) if line.strip() else None
    except (ValueError, RecursionError):
        return None
    return query if isinstance(query, str) and query.strip() else None


def _has_other_lines(data: bytes, entries: list[str]) -> bool:
    """Return True if a history file has invalid lines."""
    return len([line for line in data.split(b"\n") if line.strip()]) > len(entries)


def _last_queries(queries: list[str]) -> list[str]:
    """Return the latest queries without repetitions, in order."""
    return list(dict.fromkeys(reversed(queries)))[:KEPT_QUERIES][::-1]


def _history_file(entries: list[str], query: str) -> bytes:
    """Return a new history file of at most half the allowed size."""
    room, lines = LONGEST_FILE // 2, []
    for each in reversed(_last_queries([*entries, query])):
        line = json.dumps(each).encode() + b"\n"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    return b"".join(reversed(lines))
