"""What lasts from one run to the next: queries that were typed, and filters that were named.

Two small files of the reader's own, in the folders that the system has for them; nothing of an
archive is ever kept. Whatever they hold comes in through the same door as everything else, and
whatever of it is not understood stays there as it is.
"""

import errno
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui_feed.state.user_files import LONGEST_FILE, add_line, locked, read_end, replace
from tui_feed.text.sanitize import clean

KEPT_QUERIES = 500
"""How many queries are remembered."""
_ASIDE = "What {name} held could not be kept in it whole; it is now {aside}."


class SavedState:
    """Remembers queries and named filters; whatever fails is an `OSError` with the file's name.

    What changes a file returns a sentence where it had to be put aside first.
    """

    def __init__(self, state: Path | None = None, settings: Path | None = None) -> None:
        """Keep them in two folders, those of the system unless given."""
        self._state = state
        self._settings = settings

    # Queries

    def queries(self) -> list[str]:
        """Return what was typed, each query once, the latest last."""
        with suppress(OSError):
            return _latest(list(map(clean, _lines(read_end(self._history())[0]))))
        return []

    def remember(self, query: str) -> str | None:
        """Add a query at the end. Raises `OSError`."""
        path = self._history()
        with locked(path.parent):
            data, is_whole = read_end(path)
            if _line(data.rstrip().rpartition(b"\n")[2]) == query:
                return None
            if is_whole and data.count(b"\n") < 2 * KEPT_QUERIES:
                add_line(path, json.dumps(query).encode())
                return None
            if not is_whole:  # and so begins within a line
                data = data[data.find(b"\n") + 1 :]
            held = _lines(data)
            return _replaced(path, _history(held, query), is_loss=_has_other_lines(data, held))

    def _history(self) -> Path:
        return (self._state or _system("state")) / "queries.jsonl"

    # Saved filters

    def filters(self) -> dict[str, str]:
        """Return the named filters, in the order in which they were named."""
        with suppress(OSError):
            return self._named().shown()
        return {}

    def trouble(self) -> str | None:
        """Return a sentence where there are filters that cannot be read; None where all can."""
        try:
            named = self._named()
        except OSError as error:
            return f"The saved filters cannot be read: {error.strerror or error}."
        return None if named.is_whole else f"filters.json cannot be read whole: {named.why}."

    def name(self, name: str, query: str) -> str | None:
        """Keep a filter under a name, in place of one that had it. Raises `OSError`."""
        with locked(self._filters().parent):
            named = self._named()
            key = named.key_of(name)
            is_loss = key in named.held and not isinstance(named.held[key], str)
            return self._keep(named, {**named.held, key: query}, is_loss=is_loss)

    def forget(self, name: str) -> str | None:
        """Drop a named filter. Raises `OSError`."""
        with locked(self._filters().parent):
            named = self._named()
            if name not in named.shown():
                return None
            key = named.key_of(name)
            return self._keep(named, {k: v for k, v in named.held.items() if k != key})

    def _keep(self, named: "_Named", held: dict[str, Any], *, is_loss: bool = False) -> str | None:
        try:
            data = json.dumps(held, ensure_ascii=False, indent=1).encode()
        except UnicodeEncodeError:  # half of a character, which only an escape can write
            data = json.dumps(held, indent=1).encode()
        return _replaced(self._filters(), data + b"\n", is_loss=is_loss or not named.is_whole)

    def _filters(self) -> Path:
        return (self._settings or _system("config")) / "filters.json"

    def _named(self) -> "_Named":
        return _named(*read_end(self._filters()))


class _Named(NamedTuple):
    """What the file of named filters holds."""

    held: dict[str, Any]
    """Every entry as it is there, also those that are no filters."""
    why: str | None = None
    """Why that is not all; None where it is."""

    @property
    def is_whole(self) -> bool:
        """Whether to write these back would lose nothing."""
        return self.why is None

    def shown(self) -> dict[str, str]:
        """Return the filters as they can be shown."""
        found = self.held.items()
        return {clean(name): clean(query) for name, query in found if isinstance(query, str)}

    def key_of(self, name: str) -> str:
        """Return the name as the file has it: the last one that is shown so."""
        found = [key for key, query in self.held.items() if isinstance(query, str)]
        return next((key for key in reversed(found) if clean(key) == name), name)


def _named(data: bytes, is_all: bool) -> _Named:
    """Read a file of named filters as far as that goes."""
    if not is_all:
        return _Named({}, f"it has more than {LONGEST_FILE:,} bytes")
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        stated = dict(found)
        if len(stated) < len(found):
            repeated.append("a name is there twice")
        return stated

    try:
        text = _decoded(data)
        held = json.loads(text, object_pairs_hook=pairs) if text.strip() else {}
    except json.JSONDecodeError as error:
        return _Named({}, f"line {error.lineno}, column {error.colno} is not JSON")
    except (ValueError, RecursionError):
        return _Named({}, "it is no text in UTF-8, or no JSON that can be trusted")
    if not isinstance(held, dict):
        return _Named({}, "it is no list of names")
    return _Named(held, repeated[0] if repeated else None)


def _decoded(data: bytes) -> str:
    """Return a file's text; some editors begin it with a mark, some write two bytes a letter."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _system(kind: str) -> Path:
    """Return the system's folder. Raises `OSError` where there is none."""
    import platformdirs  # not before somebody filters

    path = platformdirs.user_state_path if kind == "state" else platformdirs.user_config_path
    try:
        found = path("tui-feed")
    except (RuntimeError, KeyError, ValueError):
        found = Path()
    if not found.is_absolute():
        raise OSError(errno.ENOENT, "no home folder is known; set HOME")
    return found


def _replaced(path: Path, data: bytes, *, is_loss: bool) -> str | None:
    aside = replace(path, data, keeps_old=is_loss)
    return _ASIDE.format(name=path.name, aside=aside) if aside else None


def _lines(data: bytes) -> list[str]:
    found = (_line(line) for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    return [query for query in found if query is not None]


def _line(line: bytes) -> str | None:
    try:
        query = json.loads(line.decode("utf-8", "replace")) if line.strip() else None
    except (ValueError, RecursionError):
        return None
    return query if isinstance(query, str) and query.strip() else None


def _has_other_lines(data: bytes, held: list[str]) -> bool:
    """Tell whether a file of queries has lines that are none."""
    return len([line for line in data.split(b"\n") if line.strip()]) > len(held)


def _latest(queries: list[str]) -> list[str]:
    """Return the last queries in their order, each once, where it came last."""
    return list(dict.fromkeys(reversed(queries)))[:KEPT_QUERIES][::-1]


def _history(held: list[str], query: str) -> bytes:
    """Return a file of the last queries, half as long as it may be at most."""
    room, lines = LONGEST_FILE // 2, []
    for each in reversed(_latest([*held, query])):
        line = json.dumps(each).encode() + b"\n"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    return b"".join(reversed(lines))
