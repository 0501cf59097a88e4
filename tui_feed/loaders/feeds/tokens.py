"""XML cut into tags and texts, in time that grows with its length and no faster, whatever it is."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_NAME = rb"[A-Za-z_][^\s/<>\"']*+"
# A tag holds no `<`, so that one without an end costs what is there up to the next.
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
    """Text with what is escaped in it."""
    SECTION = 4
    """Text as it is: what a CDATA section holds."""
    STRAY = 5
    """A `<` that begins nothing, escaped."""
    DECLARATION = 6
    """Declaration, which begins with `<!`."""
    COMMENT = 7
    """A comment or an instruction to a program."""


class Token(NamedTuple):
    """A part of a document."""

    kind: Kind
    """Kind."""
    start: int
    """Offset of its beginning."""
    end: int
    """Offset of the next part."""
    name: bytes
    """The name of an element."""
    text: bytes
    """Bytes in it: of a tag those behind its name, of a text all of them."""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the parts of a document. What has no end ends where the document does."""
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
        else:  # a sign that should have been escaped
            end = at + 1
            yield Token(Kind.STRAY, at, end, b"", b"&lt;")
        at = end


class _Searches:
    """Finds what comes next, and looks to the end of a document in vain at most once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)
        """Offset of the end of the document."""
        self._missing: set[bytes] = set()

    def find(self, what: bytes, at: int) -> int:
        """Return where it stands next; the end of the document where it does not."""
        found = -1 if what in self._missing else self._data.find(what, at)
        if found < 0:
            self._missing.add(what)
        return found if found >= 0 else len(self._data)


def _end_of_instruction(searches: _Searches, at: int) -> int:
    end = searches.find(b"?>", at + 2)
    if end < searches.size:
        return end + 2
    return min(searches.find(b">", at + 2) + 1, searches.size)  # as HTML ends it


def _end_of_declaration(data: bytes, searches: _Searches, at: int) -> int:
    """Return where a declaration ends, with the others that may stand in its brackets."""
    end = searches.find(b">", at)
    bracket = data.find(b"[", at, end)
    if bracket >= 0:
        end = searches.find(b">", searches.find(b"]", bracket))
    return min(end + 1, len(data))
