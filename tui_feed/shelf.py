"""What lasts from one run to the next: queries that were typed, and filters that were named.

Two small files of the reader's own, in the folders that the system has for them; nothing of an
archive is ever kept. Whatever they hold comes in through the same door as everything else.
"""

import json
import os
import tempfile
from pathlib import Path

from tui_feed.text.clean import clean

KEPT_QUERIES = 500
"""How many queries are remembered."""
LONGEST_FILE = 2**20
"""Bytes of the longest file that is read back."""


class Shelf:
    """Remembers queries and named filters; whatever fails is an `OSError` with the file's name."""

    def __init__(self, state: Path | None = None, settings: Path | None = None) -> None:
        """Keep them in two folders, those of the system unless given."""
        self._state = state
        self._settings = settings

    def queries(self) -> list[str]:
        """Return what was typed, each query once, the latest last."""
        lines = _lines(self._history())
        return list(dict.fromkeys(reversed(lines)))[:KEPT_QUERIES][::-1]

    def remember(self, query: str) -> None:
        """Add a query at the end. Raises `OSError`."""
        path = self._history()
        known = _lines(path)
        if len(known) >= 2 * KEPT_QUERIES:
            kept = [*self.queries(), query]
            _write(path, "".join(json.dumps(line) + "\n" for line in kept))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8", opener=_private) as out:
            out.write(json.dumps(query) + "\n")

    def filters(self) -> dict[str, str]:
        """Return the named filters, in the order in which they were named."""
        try:
            found = json.loads(_text(self._named()))
        except ValueError:
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {clean(name): clean(query) for name, query in pairs if isinstance(query, str)}

    def name(self, name: str, query: str) -> None:
        """Keep a filter under a name, in place of one that had it. Raises `OSError`."""
        self._keep({**self.filters(), name: query})

    def forget(self, name: str) -> None:
        """Drop a named filter. Raises `OSError`."""
        self._keep({each: query for each, query in self.filters().items() if each != name})

    def _keep(self, filters: dict[str, str]) -> None:
        _write(self._named(), json.dumps(filters, ensure_ascii=False, indent=1) + "\n")

    def _history(self) -> Path:
        return (self._state or _system("state")) / "queries.jsonl"

    def _named(self) -> Path:
        return (self._settings or _system("config")) / "filters.json"


def _system(kind: str) -> Path:
    import platformdirs  # not before somebody filters

    path = platformdirs.user_state_path if kind == "state" else platformdirs.user_config_path
    return path("tui-feed")


def _text(path: Path) -> str:
    """Return what a file holds; nothing where there is none or it is not one of ours."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return ""


def _lines(path: Path) -> list[str]:
    found = []
    for line in _text(path).splitlines():
        try:
            query = json.loads(line)
        except ValueError:
            continue
        if isinstance(query, str) and query.strip():
            found.append(clean(query))
    return found


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _write(path: Path, text: str) -> None:
    """Replace a file in one step, so that a crash leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
