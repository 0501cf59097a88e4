"""Read the first records of a JSON file, which determine its format by keys and types.

Only the head of a file is read. A longer document is cut there, and its brackets are closed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from tui_feed.loaders.common.fields import JsonObject
from tui_feed.loaders.common.json_text import JsonError, decode_at, parse_json
from tui_feed.sources.file import File

MOST_RECORDS = 30
"""Maximum number of records."""

_SPACE = " \t\r\n\ufeff"
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],]', re.DOTALL)
_LINE_END = re.compile(r"[ \t]*\r?(?:\n|$)")
_CLOSING = {"{": "}", "[": "]"}


def first_records(file: File) -> tuple[Any, ...]:
    """Return the first records: items of a list, documents of lines, or the only document.

    The last record may be incomplete. Empty for files without JSON.
    """
    return _records_of(file.head_text())


def first_objects(file: File) -> tuple[JsonObject, ...]:
    """Return the objects among the first records."""
    return tuple(each for each in first_records(file) if isinstance(each, dict))


@lru_cache(maxsize=1)  # every loader asks about the same file
def _records_of(head: str) -> tuple[Any, ...]:
    text = head.lstrip(_SPACE)
    if not text.startswith(("{", "[")):
        return ()
    values = list(_values(text))
    if len(values) == 1 and isinstance(values[0], list):
        values = values[0]
    return tuple(values[:MOST_RECORDS])


def _values(text: str) -> Iterator[Any]:
    """Yield consecutive documents of a text; the first document even if it is incomplete."""
    at = 0
    for _ in range(MOST_RECORDS):
        at = _behind_space(text, at)
        try:
            value, end = decode_at(text, at)
        except ValueError:
            if at == 0:
                first = _closed(text)
                yield first.value
                if first.is_cut:
                    return
            at = text.find("\n", at) + 1 or len(text)
            continue
        if at == 0 or _LINE_END.match(text, end):  # otherwise it is inside a damaged document
            yield value
        at = end


def _behind_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


class _Closed(NamedTuple):
    """Document with its brackets closed after a cut or damage."""

    value: Any
    is_cut: bool
    """True if the text is incomplete, False if it is invalid."""


def _closed(text: str) -> _Closed:
    try:
        return _Closed(parse_json(_with_brackets(text)), is_cut=True)
    except JsonError as error:
        whole = _with_brackets(text[: error.column - 1])
    try:
        return _Closed(parse_json(whole), is_cut=False)
    except JsonError:
        return _Closed(None, is_cut=False)


def _with_brackets(text: str) -> str:
    """Cut a document after its last complete value, and close its brackets."""
    opened: list[str] = []
    whole = 0
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in "{[":
            opened.append(_CLOSING[sign])
            whole = found.end()
        elif sign == ",":
            whole = found.start()
        elif sign in "}]":
            if not opened or opened.pop() != sign:
                break
            whole = found.end()
            if not opened:
                break
    return text[:whole] + "".join(reversed(opened))
