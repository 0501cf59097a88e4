"""TOML files of the reader: read in microseconds before the first frame, judged in words later.

`tomllib` reads a file, and msgspec takes each value by the type of its setting; a wrong value
leaves its default in force. Only `problems` imports pydantic, whose model names each fault: it is
asked after the first frame, and only if there is a fault.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from tui_feed.config.settings import types_of
from tui_feed.config.toml_lines import line_of
from tui_feed.state.user_files import read_end
from tui_feed.text.names import one_line


class Problem(NamedTuple):
    """Part of a file that could not be used."""

    place: tuple[str, ...]
    """Names of tables and of the key; empty for the whole file."""
    reason: str
    """Reason, for people."""
    line: int | None = None
    """Line, if known."""

    def words(self, name: str) -> str:
        """Return the problem on a single line, beginning with the name of the file."""
        where = f"{name} line {self.line}" if self.line else name
        return one_line(f"{where}: {self.reason}")


class TomlFile:
    """File with the values that fit a struct, and its problems on demand."""

    def __init__(
        self, path: Path, kind: type[msgspec.Struct], text: str = "", failure: str = ""
    ) -> None:
        self.path = path
        """File."""
        self.text = text
        """Content; empty without a file."""
        self.values: dict[str, Any] = {}
        """Usable values by the names of their keys."""
        self._kind = kind
        self._failure = Problem((), failure) if failure else None
        self._stated = self._parsed() if text else {}
        self._is_in_doubt = False
        self.take()

    def take(self) -> None:
        """Take the values of the right types."""
        types = types_of(self._kind)
        for name, value in self._stated.items():
            try:
                self.values[name] = msgspec.convert(value, types[name])
            except (msgspec.ValidationError, KeyError):
                self._is_in_doubt = True
                if isinstance(value, dict) and get_origin(types.get(name)) is dict:
                    self.values[name] = dict(_good_entries(value, get_args(types[name])[1]))

    def _parsed(self) -> dict[str, Any]:
        import tomllib  # only with a file

        try:
            return tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            reason, at, place = str(error).rpartition(" (at ")
            line, _, column = place.rstrip(")").removeprefix("line ").partition(", ")
            words = f"{reason}, {column}" if column else reason + at + place
            number = int(line) if column else None
            self._failure = Problem((), f"not TOML: {words}; nothing in it is used", number)
            return {}

    @property
    def has_problems(self) -> bool:
        """True if a part of the file cannot be used."""
        return self._is_in_doubt or self._failure is not None

    def problems(self) -> Sequence[Problem]:
        """Return all problems in the order of their lines."""
        found = [self._failure] if self._failure else []
        if self._is_in_doubt:
            from tui_feed.config.schema import faults_of  # takes a tenth of a second

            found += [Problem(*fault) for fault in faults_of(self._kind, self._stated)]
        return self.placed(found)

    def placed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return problems with their lines, and in their order."""
        placed = [
            each._replace(line=each.line or self.line_of(*each.place[:2])) for each in problems
        ]
        return sorted(placed, key=lambda each: each.line or 0)

    def line_of(self, *place: str) -> int | None:
        """Return the line of a key."""
        return line_of(self.text, *place) if place else None


def _good_entries(table: dict[str, Any], kind: object) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a table with values of a type."""
    for name, value in table.items():
        with suppress(msgspec.ValidationError):
            yield name, msgspec.convert(value, kind)


def read_toml(path: Path, kind: type[msgspec.Struct]) -> TomlFile:
    """Read a file; a missing file is as good as an empty file. Raises `OSError`."""
    data, is_whole = read_end(path)
    if not is_whole:
        return TomlFile(path, kind, failure="it is too long; nothing in it is used")
    try:
        return TomlFile(path, kind, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return TomlFile(path, kind, failure="it is not UTF-8; nothing in it is used")
