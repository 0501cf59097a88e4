"""Cut a feed into entries and limit their size, depth and number of tags.

feedparser takes quadratic time in the length of a name (its patterns for mail addresses), in the
number of tags and in other sizes, and needs many times the memory of the feed. So it gets a few
entries at a time, without comments and declarations, and with texts and attributes cut to a maximum
length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.feeds.tokens import Kind, Token, tokens

DEEPEST = 300
"""Maximum nesting depth of elements."""
LONGEST_TEXT = 2**20
"""Size limit in bytes of a text: the body, title or summary of an entry."""
LONGEST_NAME = 2_000
"""Size limit in bytes of a name, a date, an address or any other short value."""
LONGEST_TAG = 16 * 2**10
"""Size limit in bytes of a tag; a longer tag loses its attributes."""
MOST_ATTRIBUTES = 100
"""Maximum number of attributes of a tag; a tag with more loses all attributes."""
MOST_TAGS = 200
"""Maximum number of tags (categories) of an entry."""

LARGEST_HEAD = 2**18
"""Size limit in bytes of the feed's own elements, outside its entries."""

_ENTRIES = frozenset([b"item", b"entry"])
_TEXTS = frozenset([
    b"description", b"summary", b"content", b"encoded", b"subtitle", b"tagline", b"info", b"title",
    b"abstract", b"copyright", b"rights", b"body", b"fullitem", b"browserfriendly", b"div",
])  # fmt: skip
_TAGGING = frozenset([b"category", b"subject", b"keywords", b"tags"])
_ATTRIBUTES = re.compile(rb"=\s*+[\"']")
# Blanks that feedparser removes, one by one, from the beginning of a text.
_BLANK = re.compile(rb"(?:\s++|&#(?:0*(?:32|9|10|13)|[xX]0*(?:20|9|[aA]|[dD]));)*+")


class Entry(NamedTuple):
    """An entry of a feed."""

    data: bytes
    """Entry in UTF-8, within the limits."""
    start: int
    """Offset of its first byte in the document."""
    end: int
    """Offset after its last byte in the document."""


class RefusedError(Exception):
    """Raised for a feed that is not read at all; its text is the reason."""


class _Open(NamedTuple):
    """Element not closed yet."""

    name: bytes
    tag: bytes
    """Tag as written to the output; empty if the element is left out."""
    is_text: bool
    """True for a text element; elements inside it are markup."""
    is_tagging: bool


class Bounded:
    """Document cut into entries and the rest."""

    def __init__(self, data: bytes) -> None:
        """Cut a document in UTF-8 into entries. Raises `RefusedError`."""
        self.entries: list[Entry] = []
        """Entries in document order."""
        self.opening = b""
        """Start tags of the elements around the entries."""
        self.closing = b""
        """End tags of the elements around the entries."""
        self.told: dict[str, None] = {}
        """Notices about everything left out, each once."""
        self._stack: list[_Open] = []
        self._head: list[bytes] = []
        self._out = self._head
        self._entry: tuple[int, int] | None = None  # its offset, and its depth
        self._tags_left = {True: MOST_TAGS, False: MOST_TAGS}
        self._room = LONGEST_NAME
        self._head_room = LARGEST_HEAD
        self._is_blank = self._has_doctype = False
        for token in tokens(data):
            self._take(token)
        self._end_entry(len(data))
        self.head = b"".join(self._head)
        """Everything except the entries."""
        self._head.clear()

    def groups(self, size: int) -> Iterator[tuple[list[Entry], bytes]]:
        """Yield groups of entries of about `size` bytes, each with a document of these entries."""
        group: list[Entry] = []
        left = size
        for entry in self.entries:
            group.append(entry)
            left -= len(entry.data)
            if left <= 0:
                yield group, self._document(group)
                group, left = [], size
        if group:
            yield group, self._document(group)

    def _document(self, group: list[Entry]) -> bytes:
        return b"".join((self.opening, *(entry.data for entry in group), self.closing))

    def _take(self, token: Token) -> None:
        match token.kind:
            case Kind.START:
                self._start(token)
            case Kind.END:
                self._end(token)
            case Kind.TEXT | Kind.SECTION:
                self._text(token)
            case Kind.STRAY:
                self.told["not quite a feed (a < that is not written as &lt;)"] = None
                self._text(token)
            case _:
                self._leave_out(token)

    def _leave_out(self, token: Token) -> None:
        """Leave out a comment or a declaration, but keep its line ends for later line numbers."""
        upper = token.text.upper()
        if b"<!ENTITY" in upper and (token.kind is Kind.DECLARATION or not self._stack):
            if self._stack or self._has_doctype or not upper.startswith(b"<!DOCTYPE"):
                raise RefusedError("it declares entities, which no feed needs; nothing was read")
            self.told[_EXPANDED] = None
        self._has_doctype |= upper.startswith(b"<!DOCTYPE")
        self._out.append(b"\n" * token.text.count(b"\n"))

    # Elements

    def _start(self, token: Token) -> None:
        local = token.name.rpartition(b":")[2].lower()
        above = (
            self._stack[-1] if self._stack else _Open(b"", b"<", is_text=False, is_tagging=False)
        )
        if local in _ENTRIES and not above.is_text:
            self._end_entry(token.start)
            self._begin_entry(token.start)
        is_kept = bool(above.tag) and self._counts(local) and self._has_room(token)
        tag = self._tag(token) if is_kept else b""
        self._out.append(tag)
        if not above.is_text:
            self._room = LONGEST_TEXT if local in _TEXTS else LONGEST_NAME
            self._is_blank = True
        is_text = above.is_text or local in _TEXTS
        self._stack.append(_Open(token.name, tag, is_text, local in _TAGGING))
        if len(self._stack) > DEEPEST:
            reason = f"more than {DEEPEST} elements inside each other; nothing was read"
            raise RefusedError(reason)
        if token.text.endswith(b"/"):
            self._close(len(self._stack) - 1, token.end, b"")

    def _has_room(self, token: Token) -> bool:
        """Count bytes outside entries; return False above the limit."""
        if self._entry:
            return True
        self._head_room -= len(token.text) + len(token.name)
        if self._head_room < 0 and token.text.strip():
            limit = f"more than {LARGEST_HEAD >> 10} KiB besides its entries; the rest is left out"
            self.told[limit] = None
        return self._head_room >= 0

    def _counts(self, local: bytes, number: int = 1) -> bool:
        """Count tags of an entry or of the feed; return False above the limit."""
        if local not in _TAGGING:
            return True
        where = self._entry is not None
        self._tags_left[where] -= number
        if self._tags_left[where] < 0:
            self.told[f"more than {MOST_TAGS} tags of one entry; the others are left out"] = None
            return False
        return True

    def _tag(self, token: Token) -> bytes:
        """Return a tag within the limits: a large tag loses its attributes."""
        inside = token.text
        if len(token.name) > LONGEST_NAME:
            self.told[_CUT.format(LONGEST_NAME, "names of elements")] = None
            return b""
        if len(inside) > LONGEST_TAG or _has_many(inside):
            limit = f"{LONGEST_TAG >> 10} KiB or {MOST_ATTRIBUTES} attributes"
            self.told[f"a tag of more than {limit}; its attributes are left out"] = None
            inside = b"/" if inside.endswith(b"/") else b""
        return b"<" + token.name + inside + b">"

    def _end(self, token: Token) -> None:
        name = token.name.lower()
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].name.lower() == name:
                self._close(depth, token.end, b"</" + self._stack[depth].name + b">")
                return
        if not self._stack or self._stack[-1].tag:
            self._out.append(b"</" + token.name[:LONGEST_NAME] + b">")  # for feedparser to judge

    def _close(self, depth: int, end: int, tag: bytes) -> None:
        if self._entry and depth < self._entry[1]:
            self._end_entry(end)
        if self._stack[depth].tag:
            self._out.append(tag)
        del self._stack[depth:]
        if self._entry and depth == self._entry[1]:
            self._end_entry(end)

    def _begin_entry(self, start: int) -> None:
        if not self.entries:
            self.opening = b"".join(each.tag for each in self._stack).replace(b"\n", b" ")
            names = (each.name for each in reversed(self._stack) if each.tag)
            self.closing = b"".join(b"</" + name + b">" for name in names)
        self._entry = start, len(self._stack)
        self._tags_left[True] = MOST_TAGS
        self._out = []

    def _end_entry(self, end: int) -> None:
        if self._entry is None:
            return
        start, depth = self._entry
        self.entries.append(Entry(b"".join(self._out), start, end))
        del self._stack[depth:]
        self._entry, self._out = None, self._head

    # Texts

    def _text(self, token: Token) -> None:
        above = self._stack[-1] if self._stack else None
        text = token.text
        if (above and not above.tag) or not self._has_room(token):
            return
        if self._is_blank:
            found = _BLANK.match(text)
            text = text[found.end() :] if found else text
            self._is_blank = not text
            self._out.append(b"\n" * token.text.count(b"\n", 0, len(token.text) - len(text)))
        if above and above.is_tagging and not self._counts(b"tags", text.count(b",")):
            text = b""
        if len(text) > self._room:
            noun = (
                "texts" if self._room > LONGEST_NAME or (above and above.is_text) else "statements"
            )
            most = LONGEST_TEXT if noun == "texts" else LONGEST_NAME
            self.told[_CUT.format(most, noun)] = None
            text = _cut(text, self._room)
        self._room -= len(text)
        is_section = token.kind is Kind.SECTION
        self._out.append(b"<![CDATA[" + text + b"]]>" if is_section else text)


_EXPANDED = "it declares entities; they are not expanded"
_CUT = "{1} longer than {0:,} bytes; the rest of them is left out"


def _has_many(inside: bytes) -> bool:
    return len(inside) > MOST_ATTRIBUTES * 4 and len(_ATTRIBUTES.findall(inside)) > MOST_ATTRIBUTES


def _cut(text: bytes, size: int) -> bytes:
    """Return the beginning of a text, without a partial character or escape at its end."""
    cut = text[:size].decode("utf-8", "ignore").encode()
    escape = cut.rfind(b"&", -12)
    return cut[:escape] if escape >= 0 and b";" not in cut[escape:] else cut
