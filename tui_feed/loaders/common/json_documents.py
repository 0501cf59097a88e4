"""Read JSON in the forms of collectors: a document, a list, JSON Lines, documents in a row."""

import re
from collections.abc import Callable, Iterable, Iterator
from json import JSONDecodeError
from typing import Any, NamedTuple, TypeVar

from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.json_text import JsonError, decode_at, parse_json
from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.sources.lines import TextLine

Result = TypeVar("Result")

# U+001E precedes each document in RFC 7464; a comma stays of a list that was cut into lines.
_SPACE = re.compile(r"[\s,\ufeff\x1e]*")
_SHORT = 2**12
_LONGEST_SIGN = 16  # a literal, an escape or an end of a number may be cut
_BEGINNING = re.compile(r"^[{\[]", re.MULTILINE)


class Document(NamedTuple):
    """Value of a file with its place."""

    value: Any
    """Value as returned by `parse_json`."""
    place: str
    """Place in the file: `line 4`, `item 2`; empty for the whole file."""

    @property
    def where(self) -> str:
        """Place for messages and sources: `place`, or `the whole file`."""
        return self.place or "the whole file"


def read_each(
    found: Iterable[Document | Problem], read: Callable[[Document], Iterator[Result]]
) -> Iterator[Result | Problem]:
    """Call `read` with each document and yield its results; problems pass unchanged."""
    for document in found:
        if isinstance(document, Problem):
            yield document
        else:
            yield from read(document)


def documents(file: File, *, keeps_nulls: bool = False) -> Iterator[Document | Problem]:
    """Yield the values of a file, and a problem for each value that cannot be read.

    Lists and lines are read one by one; documents over several lines are read whole. `keeps_nulls`,
    as in `parse_json`, is for loaders that never ask whether a key exists.
    """
    if file.head_text().lstrip("\ufeff \t\r\n").startswith("["):
        for item in items(file):
            if isinstance(item, Problem):
                yield item
            else:
                yield Document(item.value, f"item {item.number:,}")
        return
    lines = (line for line in file.lines() if isinstance(line, Problem) or line.text.strip())
    first = next(lines, None)
    if isinstance(first, TextLine) and not _is_json(first.text):
        following = next(lines, None)
        is_lines = isinstance(following, TextLine) and _is_json(following.text)
        if not is_lines:
            yield from _whole(file)
            return
    for line in file.lines():
        if isinstance(line, Problem):
            yield line
        elif line.text.strip():
            yield from _of_line(file, line, keeps_nulls=keeps_nulls)


def _is_json(text: str) -> bool:
    try:
        return isinstance(parse_json(text.rstrip().removesuffix(",")), dict | list)
    except JsonError:
        return False


def _of_line(file: File, line: TextLine, *, keeps_nulls: bool) -> Iterator[Document | Problem]:
    place = f"line {line.number:,}"
    try:
        yield Document(parse_json(line.text, keeps_nulls=keeps_nulls), place)
    except JsonError as error:
        found = list(_in_a_row(file, line.text, line.number))
        if len(found) != 1 or isinstance(found[0], Document):
            yield from found
            return
        where = f"{place}, column {error.column:,}"
        yield file.problem(f"{error.reason}; the line is left out", where, skipped=True)


def _whole(file: File) -> Iterator[Document | Problem]:
    """Yield the documents of a file that are no lines; the first fault ends the reading."""
    text, problems = file.text()
    yield from problems
    try:
        yield Document(parse_json(text), "")
        return
    except JsonError as error:
        found = list(_in_a_row(file, text))
        if len(found) > 1:
            yield from found
            return
        before = text[: error.column - 1]
        line, column = before.count("\n") + 1, error.column - 1 - before.rfind("\n")
        place = f"line {line:,}, column {column:,}"
        yield file.problem(f"{error.reason}; nothing was read", place, skipped=True)


def _in_a_row(file: File, text: str, line: int = 1) -> Iterator[Document | Problem]:
    """Yield the documents that follow each other in a text, which begins in a line of a file.

    A fault costs what stands before the next line that begins with a bracket; without a document
    before it, all.
    """
    at = _behind_space(text, 0)
    line += text.count("\n", 0, at)
    before, passed = -1, 0  # the last end of a line, looked for in what was passed
    while at < len(text):
        before, passed = max(before, text.rfind("\n", passed, at)), at
        column = at - before
        try:
            value, end = _value_at(text, at)
            yield Document(value, f"line {line:,}" + f", column {column:,}" * (column > 1))
        except ValueError:
            following = _BEGINNING.search(text, at + 1)
            end = following.start() if following else len(text)
            lines, column, reason = _fault(text[at:end], column)
            what = "it is left out" if following else "the rest is left out"
            place = f"line {line + lines:,}, column {column:,}"
            yield file.problem(f"{reason}; {what}", place, skipped=True)
        end = _behind_space(text, end)
        line += text.count("\n", at, end)
        at = end


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """Return the value at a place and its end, as `decode_at` does, in time linear in its size.

    Python's parser counts all lines of a text before an error, so it gets a short piece of the
    text first, and a longer piece if the value is longer.
    """
    length = _SHORT
    while start + length < len(text):
        try:
            value, end = decode_at(text[start : start + length], 0)
            if end < length:
                return value, start + end
        except JSONDecodeError as error:
            is_cut = error.pos > length - _LONGEST_SIGN or error.msg.startswith("Unterminated")
            if not is_cut:
                raise
        length *= 4
    value, end = decode_at(text[start:], 0)
    return value, start + end


def _fault(text: str, column: int) -> tuple[int, int, str]:
    """Return lines and column of a fault, and the reason; the text begins at a column."""
    try:
        parse_json(text)
    except JsonError as error:
        before = text[: error.column - 1]
        lines = before.count("\n")
        return (
            lines,
            (error.column - 1 - before.rfind("\n") if lines else column + error.column - 1),
            error.reason,
        )
    return 0, column, "not JSON"


def _behind_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
