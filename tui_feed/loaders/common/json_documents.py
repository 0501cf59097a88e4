"""JSON in the three ways collectors write it: one document, a list, or a document a line."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.sources.lines import TextLine

Result = TypeVar("Result")


class Document(NamedTuple):
    """One value of a file."""

    value: Any
    """Value, as `parse_json` returns it."""
    place: str
    """Place in the file: `line 4`, `item 2`; empty for the whole file."""

    @property
    def where(self) -> str:
        """Place in words, for messages and sources."""
        return self.place or "the whole file"


def read_each(
    found: Iterable[Document | Problem], read: Callable[[Document], Iterator[Result]]
) -> Iterator[Result | Problem]:
    """Yield the results of reading each document, and problems as they are."""
    for document in found:
        if isinstance(document, Problem):
            yield document
        else:
            yield from read(document)


def documents(file: File, *, keeps_nulls: bool = False) -> Iterator[Document | Problem]:
    """Yield the values of a file, and a problem for each that cannot be read.

    Lists and lines are read one by one; a single document over several lines is read whole. For
    `keeps_nulls` see `parse_json`: a loader may say so that never asks whether a key is there.
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
            yield _of_line(file, line, keeps_nulls=keeps_nulls)


def _is_json(text: str) -> bool:
    try:
        return isinstance(parse_json(text), dict | list)
    except JsonError:
        return False


def _of_line(file: File, line: TextLine, *, keeps_nulls: bool) -> Document | Problem:
    place = f"line {line.number:,}"
    try:
        return Document(parse_json(line.text, keeps_nulls=keeps_nulls), place)
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
