"""Cut XML into tags and texts in linear time, even if it is malformed."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_NAME = rb"[A-Za-z_][^\s/<>\"']*+"
# A tag holds no `<`: the search for its end stops at the next `<`.
_TAG = re.compile(
    rb"<(?P<end>/?)(?P<name>" + _NAME + rb")"
    rb"(?P<inside>[^<>\"']*+(?:\"[^\"<]*+\"[^<>\"']*+|'[^'<]*+'[^<>\"']*+)*+)>"
)
_ANY_TAG = re.compile(rb"<(?P<end>/?)(?P<name>" + _NAME + rb")(?P<inside>[^<>]*+)>")


class Kind(Enum):
    """Kind of a part of a document."""

    START = 1
    END = 2
    TEXT = 3
    """Text with escapes."""
    SECTION = 4
    """Text of a CDATA section, without escapes."""
    STRAY = 5
    """A `<` that begins nothing; given out as `&lt;`."""
    DECLARATION = 6
    """Declaration: it begins with `<!`."""
    COMMENT = 7
    """Comment or processing instruction."""


class Token(NamedTuple):
    """Part of a document."""

    kind: Kind
    """Kind."""
    start: int
    """Offset of its first byte."""
    end: int
    """Offset of the next part."""
    name: bytes
    """Name of the element; empty for other kinds."""
    text: bytes
    """Bytes of a tag after its name; all bytes of other kinds."""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the parts of a document. A part without an end reaches to the end of the document."""
    at = 0
    searches = _Searches(data)
    while at < len(data):
        if data[at] != 60:  # <
            end = searches.find(b"<", at)
            yield Token(Kind.TEXT, at, end, b"", data[at:end])
        elif data.startswith(b"<![CDATA[", at):
            end = searches.find(b"]]>", at + 9)
            yield Token(Kind.SECTION, at, min(end + 3, len(data)), b"", data[at + 9 : end])
            end = min(end + 3, len(data))
        elif data.startswith(b"<!--", at):
            end = min(searches.find(b"-->", at + 4) + 3, len(data))
            yield Token(Kind.COMMENT, at, end, b"", data[at:end])
        elif data.startswith(b"<?", at):
            end = _end_of_instruction(searches, at)
            yield Token(Kind.COMMENT, at, end, b"", data[at:end])
        elif data.startswith(b"<!", at):
            end = _end_of_declaration(data, searches, at)
            yield Token(Kind.DECLARATION, at, end, b"", data[at:end])
        elif tag := _TAG.match(data, at) or _ANY_TAG.match(data, at):
            end = tag.end()
            kind = Kind.END if tag["end"] else Kind.START
            yield Token(kind, at, end, tag["name"], tag["inside"])
        else:  # a `<` that should have been escaped
            end = at + 1
            yield Token(Kind.STRAY, at, end, b"", b"&lt;")
        at = end


class _Searches:
    """Search in a document that looks for each missing value only once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)
        """Offset of the end of the document."""
        self._missing: set[bytes] = set()

    def find(self, needle: bytes, at: int) -> int:
        """Return the offset of the next occurrence; the end of the document if none follows."""
        found = -1 if needle in self._missing else self._data.find(needle, at)
        if found < 0:
            self._missing.add(needle)
        return found if found >= 0 else len(self._data)


def _end_of_instruction(searches: _Searches, at: int) -> int:
    end = searches.find(b"?>", at + 2)
    if end < searches.size:
        return end + 2
    return min(searches.find(b">", at + 2) + 1, searches.size)  # HTML ends it with `>`


def _end_of_declaration(data: bytes, searches: _Searches, at: int) -> int:
    """Return the offset after a declaration, with the declarations in its brackets."""
    end = searches.find(b">", at)
    bracket = data.find(b"[", at, end)
    if bracket >= 0:
        end = searches.find(b">", searches.find(b"]", bracket))
    return min(end + 1, len(data))
