"""Read JSON in the three forms of collectors: a document, a list, or JSON Lines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.sources.lines import TextLine

Result = TypeVar("Result")


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

    Lists and lines are read one by one; a single document over several lines is read whole.
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
        return isinstance(parse_json(text), dict | list)
    except JsonError:
        return False


def _of_line(file: File, line: TextLine) -> Document | Problem:
    place = f"line {line.number:,}"
    try:
        return Document(parse_json(line.text), place)
    except JsonError as error:
        where = f"{place}, column {error.column:,}"
        return file.problem(f"{error.reason}; the line is left out", where, skipped=True)


def _whole(file: File) -> Iterator[Document | Problem]:
    text, problems = file.text()
    yield from problems
    try:
        yield Document(parse_json(text), "")
    except JsonError as error:
        before = text[: error.column - 1]
        line, column = before.count("\n") + 1, error.column - 1 - before.rfind("\n")
        place = f"line {line:,}, column {column:,}"
        yield file.problem(f"{error.reason}; nothing was read", place, skipped=True)
