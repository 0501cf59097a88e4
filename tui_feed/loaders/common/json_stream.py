"""A long list in JSON, read item by item, so that the first is there before the last.

Archives hold lists of hundreds of megabytes, some behind JavaScript (`window.YTD.tweets.part0 =`).
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from tui_feed.loaders.common.json_text import (
    NOT_DECODED,
    JsonError,
    decode_at,
    decode_valid,
    parse_json,
)
from tui_feed.models import Problem
from tui_feed.sources.file import File

LONGEST_ITEM = 16 * 2**20
"""Characters of the longest item, and of the longest value that stands before the list."""

LOOK_AHEAD = 2**20
"""Characters within which a list is looked for that replaces the first one of its key."""

_SPACES = " \t\r\n\ufeff"
_SPACE = re.compile(f"[{_SPACES}]*")
_STEP = re.compile(r'"(?:[^"\\]++|\\.)*+("?)|[\[{]|[\]}]', re.DOTALL)
_BOUNDARY = re.compile(r'\}[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]{1,20}"')
_SCALAR = re.compile(r"[^\s,\[\]{}]+")


class Item(NamedTuple):
    """One item of a list."""

    number: int
    """Place in the list, from 1."""
    value: Any
    """Value, as `parse_json` reads it."""
    text: str
    """Text of the value, as it is written."""


def items(file: File, key: str | None = None) -> Iterator[Item | Problem]:
    """Yield the items of the list that a file is, or of the list at `key` of the object it is.

    Of lists whose key is there twice the last one counts, as in `JSON.parse`; where the first is
    long and not empty, both are read, and a problem says so.

    Whatever stands before the first `=` is passed over where the file begins with neither. An item
    that cannot be read is a problem with its number and column; a file without such a list, or
    that ends inside it, is one too.
    """
    return _ListReader(file).items(key)


class _CutError(Exception):
    """Signal that reading stops: the file ended too early, or for the reason in the text."""


class _ListReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._pieces = file.pieces()
        self._text = ""
        self._at = 0
        self._ended = False
        self._boundary = ""  # end of the last item and beginning of the next: most are alike
        self._reach = 0  # characters within which the next boundary is looked for
        self._is_empty = False  # the list that counts holds nothing, and was passed
        self._problems: list[Problem] = []

    def items(self, key: str | None) -> Iterator[Item | Problem]:
        number = 0
        try:
            if not self._enter(key):
                yield from self._told()
                where = f"a list at {key!r}" if key else "a list"
                yield self._file.problem(f"it holds no {where[2:]}; nothing was read", "the start")
                return
            while not self._is_empty and (self._next() != "]" or self._enter_again(key)):
                yield from self._told()
                number += 1
                found = self._item(number)
                if found:
                    yield found
                self._separate()
        except _CutError as error:
            yield from self._told()
            if not number and not self._file.head:
                yield self._file.problem("it is empty")
                return
            reason = str(error) or "the file ends inside its list; it may have been cut"
            yield self._file.problem(reason, f"after item {number:,}", skipped=bool(str(error)))
        yield from self._told()

    def _told(self) -> Iterator[Problem]:
        yield from self._problems
        self._problems.clear()

    # Reading on

    def _more(self) -> bool:
        """Append a piece of the file to what is at hand; return False at its end."""
        for piece in self._pieces:
            if isinstance(piece, Problem):
                self._problems.append(piece)
            else:
                self._text = self._text[self._at :] + piece
                self._at = 0
                return True
        self._ended = True
        return False

    def _next(self) -> str:
        """Return the next sign that is not space, without passing it. Raises `_CutError`."""
        sign = self._text[self._at : self._at + 1]
        if sign and sign not in _SPACES:
            return sign
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise _CutError

    # Before the list

    def _enter(self, key: str | None) -> bool:
        """Go to the first item; return False where there is no such list."""
        if self._next() not in "[{":
            while "=" not in self._text[self._at :]:
                if len(self._text) > LONGEST_ITEM or not self._more():
                    return False
            self._at = self._text.index("=", self._at) + 1
        sign = self._next()
        if key is None:
            self._at += 1
            return sign == "["
        if sign != "{":
            return False
        self._at += 1
        return self._enter_value(key)

    def _enter_value(self, key: str) -> bool:
        """Go to the first item of the list at a key of the object that is being read."""
        while self._next() != "}":
            name = self._whole()
            if self._next() != ":":
                break
            self._at += 1
            sign = self._next()
            if name == json.dumps(key) and sign == "[":
                if self._enter_last(key):
                    return True
            elif self._whole() is None:
                break
            if self._next() == ",":
                self._at += 1
        return self._is_empty

    def _enter_last(self, key: str) -> bool:
        """Go to the first item of a list, or of a later one of its key where the file is short.

        Pass an empty list and return False: a later one may hold something.
        """
        while not self._ended and len(self._text) - self._at < LOOK_AHEAD:
            self._more()
        start = self._at
        self._at += 1
        self._is_empty = self._next() == "]"
        if self._is_empty:
            self._at += 1
            return False
        if self._ended and json.dumps(key) in self._text[start:]:
            end = _end_of(self._text, start)
            self._at = end or start
            if end and self._goes_on() and self._enter_value(key):
                return True
            self._at = start + 1
        return True

    def _enter_again(self, key: str | None) -> bool:
        """Go from the end of a list to another one of the same key; return False for none."""
        self._at += 1
        if key is None or self._is_empty or not self._goes_on():
            return False
        with suppress(_CutError):
            if self._enter_value(key) and not self._is_empty:
                reason = f"{key!r} is there twice; the items of both lists are read"
                self._problems.append(self._file.problem(reason))
                return True
        return False

    def _goes_on(self) -> bool:
        """Pass the comma behind a value; return False where the object or the file ends."""
        with suppress(_CutError):
            if self._next() == ",":
                self._at += 1
                return True
        return False

    # Items

    def _item(self, number: int) -> Item | Problem | None:
        start = self._at
        if found := self._likely_item(number):
            return found
        try:
            value, end = decode_at(self._text, start)
            if end < len(self._text):  # else a number may go on in the next piece
                self._at = end
                boundary = _BOUNDARY.match(self._text, end - 1)
                self._boundary = boundary[0] if boundary else ""
                self._reach = 4 * (end - start) + len(self._boundary)
                return Item(number, value, self._text[start:end])
        except ValueError:
            pass  # it goes on in the next piece, or it is not JSON
        text = self._whole()
        if text is None:
            reason = f"longer than {LONGEST_ITEM >> 20} Mi characters; reading stopped there"
            raise _CutError(reason)
        try:
            return Item(number, parse_json(text), text)
        except JsonError as error:
            place = f"item {number:,}, column {error.column:,}"
            reason = f"{error.reason}; the item is left out"
            return self._file.problem(reason, place, skipped=True)

    def _likely_item(self, number: int) -> Item | None:
        """Return an item that ends as the one before it did; None where it seems to end elsewhere.

        A piece of text that is an object is all of that object: none begins another one.
        """
        start, boundary = self._at, self._boundary
        last = self._text.find(boundary, start, start + self._reach) if boundary else -1
        if last < 0:
            return None
        text = self._text[start : last + 1]
        try:
            value = decode_valid(text)
        except NOT_DECODED:
            return None
        self._at = last + 1
        return Item(number, value, text)

    def _whole(self) -> str | None:
        """Pass one value, whatever it holds, and return how it is written."""
        tried = 0
        while True:
            end = _end_of(self._text, self._at)
            if end is not None and (end < len(self._text) or self._ended):
                text = self._text[self._at : end]
                self._at = end
                return text
            tried = max(len(self._text) - self._at, tried)
            if tried > LONGEST_ITEM:
                return None
            while len(self._text) - self._at < 2 * tried + 1:
                if not self._more():
                    break
            if self._ended and (end is None or end > len(self._text)):
                end = _end_of(self._text, self._at)
                if end is None:
                    raise _CutError

    def _separate(self) -> None:
        """Pass the comma; where there is none, go on as if there were."""
        if self._next() == "," or self._text[self._at] in ":}":
            self._at += 1


def _end_of(text: str, start: int) -> int | None:
    """Return where a value ends that starts here; None where it does not end in this text."""
    if text[start] not in '[{"':
        found = _SCALAR.match(text, start)
        return found.end() if found else start + 1
    depth = 0
    for step in _STEP.finditer(text, start):
        sign = step[0][0]
        if sign == '"' and not step[1]:
            return None
        depth += (sign in "[{") - (sign in "]}")
        if depth <= 0:
            return step.end()
    return None
