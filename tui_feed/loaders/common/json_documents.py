"""Read JSON in the forms of collectors: a list, JSON Lines, or indented documents."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.json_text import JsonError, decode_at, parse_json
from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.sources.lines import TextLine

Result = TypeVar("Result")

_GAP = re.compile(r"[\s,\ufeff]*")


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


def documents(file: File) -> Iterator[Document | Problem]:
    """Yield the values of a file, and a problem for each value that cannot be read.

    Lists and lines are read one by one; documents over several lines are read whole, each for
    itself, as `jq` writes them.
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
            yield _of_line(file, line)


def _is_json(text: str) -> bool:
    try:
        return isinstance(_parse_line(text), dict | list)
    except JsonError:
        return False


def _parse_line(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the value of a line; a comma behind it is one of a list that was taken apart."""
    try:
        return parse_json(text)
    except JsonError as error:
        if text[error.column - 1 :].strip() != ",":
            raise
        return parse_json(text[: error.column - 1])


def _of_line(file: File, line: TextLine) -> Document | Problem:
    place = f"line {line.number:,}"
    try:
        return Document(_parse_line(line.text), place)
    except JsonError as error:
        where = f"{place}, column {error.column:,}"
        return file.problem(f"{error.reason}; the line is left out", where, skipped=True)


def _whole(file: File) -> Iterator[Document | Problem]:
    """Yield the documents of a file that are no lines; the first fault ends the reading."""
    text, problems = file.text()
    yield from problems
    try:
        yield Document(parse_json(text), "")
        return
    except JsonError as error:
        fault = error
    number = at = 0
    while (at := _behind_gap(text, at)) < len(text):
        try:
            value, end = decode_at(text, at)
        except ValueError:
            fault = _fault_at(text, at) or fault
            break
        number += 1
        yield Document(value, _line_at(text, at))
        at = end
    else:
        return
    column = fault.column - 1 - text.rfind("\n", 0, fault.column - 1)
    lost = "what follows is not read" if number else "nothing was read"
    place = f"{_line_at(text, fault.column - 1)}, column {column:,}"
    yield file.problem(f"{fault.reason}; {lost}", place, skipped=True)


def _behind_gap(text: str, at: int) -> int:
    """Return where the next document begins; between two there may be commas."""
    found = _GAP.match(text, at)
    return found.end() if found else at


def _fault_at(text: str, at: int) -> JsonError | None:
    """Return what is wrong with the document that begins somewhere in a text."""
    try:
        parse_json(text[at:])
    except JsonError as error:
        return JsonError(error.reason, error.column + at)
    return None


def _line_at(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1:,}"
