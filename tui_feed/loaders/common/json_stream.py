"""Read a long list in JSON item by item, so that the first item is early available.

Archives hold lists of hundreds of megabytes, some after JavaScript (`window.YTD.tweets.part0 =`).
"""

import json
import re
from collections import deque
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
"""Size limit in characters of an item, and of each part of a value before the list."""

LOOK_AHEAD = 2**20
"""Characters searched for a later list with the same key, which replaces the first."""

_SHORT, _LONG = 2**16, 2**18
"""Characters of the buffer kept behind a broken value, and those from which it is shortened."""

_CUT = "the file ends inside its list; it may have been cut"
_SPACES = " \t\r\n\ufeff"
_SPACE = re.compile(f"[{_SPACES}]*")
_STEP = re.compile(r'"(?:[^"\\]++|\\.)*+("?)|[\[{]|[\]}]', re.DOTALL)
_BOUNDARY = re.compile(r'\}[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]{1,20}"')
_SCALAR = re.compile(r"[^\s,\[\]{}]+")
_LONGEST_BETWEEN = 2**10
_BETWEEN = re.compile(r"[;,\s\ufeff]*(?:[\w.$]{1,200}\s*=\s*)?\[")
_NOTHING = re.compile(r"[;,\s\ufeff\0]*(?://.*|/\*.*)?", re.DOTALL)


class Item(NamedTuple):
    """Item of a list."""

    number: int
    """Position in the list, from 1."""
    value: Any
    """Value as read by `parse_json`."""
    text: str
    """Text of the value as written."""


def items(file: File, key: str | None = None) -> Iterator[Item | Problem]:
    """Yield the items of the list in a file, or of the list at `key` of the object in a file.

    If a key is repeated its last list counts, as in `JSON.parse`; if the first list is long
    and not empty, the items of both are read, and a problem states this.

    A list may follow another, as in files that were put together; other text behind a list is a
    problem. Text before the first `=` is skipped if the file begins with neither a list nor an
    object. An item that cannot be read is a problem with its number and column; so is a file
    without such a list, or with an incomplete list.
    """
    return _ListReader(file).items(key)


def lists_of(file: File) -> Iterator[tuple[str, Iterator[Item | Problem]]]:
    """Yield the key and the items of each list in the object of a file, in a single pass.

    Read all items of a list before the next list. A repeated key is yielded again. Errors outside
    lists are not reported; `items` reports them.
    """
    return _ListReader(file).lists()


class _CutError(Exception):
    """Raised if reading stops: the file ends too early, or for the reason in its text."""


class _ListReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._pieces = file.pieces()
        self._ahead: deque[str] = deque()  # text that was read and is not in the buffer
        self._text = ""
        self._at = 0
        self._ended = False
        self._boundary = ""  # end of the last item and beginning of the next: most are alike
        self._reach = 0  # number of characters searched for the next boundary
        self._is_empty = False  # the list that counts is empty, and was passed
        self._problems: list[Problem] = []

    def items(self, key: str | None) -> Iterator[Item | Problem]:
        number = whole = 0
        try:
            if not self._enter(key):
                yield from self._told()
                where = f"a list at {key!r}" if key else "a list"
                yield self._file.problem(f"it holds no {where[2:]}; nothing was read", "the start")
                return
            while not self._is_empty and (self._next() != "]" or self._enter_again(key, number)):
                yield from self._told()
                number += 1
                found = self._item(number)
                whole = number
                if found:
                    yield found
                self._separate()
        except _CutError as error:
            yield from self._told()
            yield from self._end(whole, str(error))
        yield from self._told()

    def _end(self, whole: int, reason: str = "") -> Iterator[Problem]:
        """Yield why the items end without an end of their list, behind the last whole one."""
        if whole or reason or self._text.strip("\ufeff \t\r\n"):
            place = f"after item {whole:,}" if whole else "the start"
            yield self._file.problem(reason or _CUT, place, skipped=bool(reason))
        elif not self._file.fault:
            yield self._file.problem(
                "it holds nothing but space" if self._file.head else "it is empty"
            )

    def lists(self) -> Iterator[tuple[str, Iterator[Item | Problem]]]:
        with suppress(_CutError):
            if self._next() != "{":
                return
            self._at += 1
            while self._next() != "}":
                name = self._whole()
                if name is None or self._next() != ":":
                    return
                self._at += 1
                if self._next() == "[":
                    self._at += 1
                    yield name[1:-1], self._items_to_the_end()
                elif not self._pass():
                    return
                if self._next() == ",":
                    self._at += 1

    def _items_to_the_end(self) -> Iterator[Item | Problem]:
        number = whole = 0
        try:
            while self._next() != "]":
                number += 1
                found = self._item(number)
                whole = number
                if found:
                    yield found
                self._separate()
            self._at += 1
        except _CutError as error:
            yield from self._end(whole, str(error))

    def _told(self) -> Iterator[Problem]:
        yield from self._problems
        self._problems.clear()

    # Reading on

    def _more(self, wanted: int = 0) -> bool:
        """Append the next piece of the file to the buffer; return False at the end of the file.

        With `wanted`, append pieces until as many characters lie ahead, or the file ends.
        """
        found = [self._text[self._at :]]
        length = len(found[0])
        while len(found) == 1 or length < wanted:
            piece = self._piece()
            if piece is None:
                self._ended = True
                break
            found.append(piece)
            length += len(piece)
        if len(found) == 1:
            return False
        self._text, self._at = "".join(found), 0
        return True

    def _piece(self) -> str | None:
        """Return the next piece of the file; None at its end."""
        if self._ahead:
            return self._ahead.popleft()
        for piece in self._pieces:
            if not isinstance(piece, Problem):
                return piece
            self._problems.append(piece)
        return None

    def _shorten(self) -> None:
        """Keep a short piece of a long buffer, and the rest for later.

        Python's parser counts the lines of all text before an error.
        """
        if len(self._text) > _LONG:
            rest = self._text[self._at :]
            self._text, self._at = rest[:_SHORT], 0
            starts = range(_SHORT, len(rest), _SHORT)
            self._ahead.extendleft(rest[start : start + _SHORT] for start in reversed(starts))
            self._ended = self._ended and not self._ahead

    def _next(self) -> str:
        """Return the next character other than space, without passing it. Raises `_CutError`."""
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
        """Go to the first item; return False without such a list."""
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
        """Go to the first item of the list at a key of the current object; False without one.

        In a short file this is the last list with this key. An empty list is passed, since a later
        list may have items.
        """
        last: tuple[str, int] | None = None
        try:
            while self._find(key):
                self._look_ahead()
                start, is_repeated = self._at, self._is_repeated(key)
                self._at += 1
                self._is_empty = self._next() == "]"
                if self._is_empty:
                    last = None
                    self._at += 1
                elif is_repeated:
                    last = self._text, start + 1
                    self._at = _end_of(self._text, start) or len(self._text)
                else:
                    return True
                if not self._goes_on():
                    break
        except _CutError:
            if not last:
                raise
        if last:
            self._text, self._at = last
            self._ended = True
            self._ahead.clear()
        return self._is_empty or last is not None

    def _find(self, key: str) -> bool:
        """Go to the next list at a key of the current object; return False without one."""
        while self._next() != "}":
            name = self._whole()
            if self._next() != ":":
                break
            self._at += 1
            if self._next() == "[" and name == json.dumps(key):
                return True
            if not self._pass():
                break
            if self._next() == ",":
                self._at += 1
        return False

    def _look_ahead(self) -> None:
        if not self._ended and len(self._text) - self._at < LOOK_AHEAD:
            self._more(LOOK_AHEAD)

    def _is_repeated(self, key: str) -> bool:
        """Tell whether a key may be repeated in the rest of a short file."""
        return self._ended and self._text.find(json.dumps(key), self._at) >= 0

    def _pass(self) -> bool:
        """Pass a value of any length; return False if a part of it is too long."""
        if self._next() not in "[{":
            return self._whole() is not None
        self._at += 1
        while self._next() not in "]}":
            if not self._pass_part():
                return False
            if self._next() in ",:":
                self._at += 1
        self._at += 1
        return True

    def _pass_part(self) -> bool:
        """Pass an item of a list, or a key or a value of an object."""
        with suppress(ValueError):  # it continues in the next piece, or is not JSON
            end = decode_at(self._text, self._at)[1]
            if end < len(self._text):
                self._at = end
                return True
        whole = self._whole()
        self._shorten()
        return whole is not None

    def _enter_again(self, key: str | None, number: int) -> bool:
        """Go from the end of a list to another list with the same key; return False for none."""
        self._at += 1
        if key is None:
            return self._enter_following(number)
        if self._is_empty or not self._goes_on():
            return False
        with suppress(_CutError):
            if self._enter_value(key) and not self._is_empty:
                reason = f"{key!r} is there twice; the items of both lists are read"
                self._problems.append(self._file.problem(reason))
                return True
        return False

    def _enter_following(self, number: int) -> bool:
        """Go to the first item of a list behind this one; return False for none."""
        while found := self._beginning_of_list():
            self._at = found.end()
            if self._next() != "]":
                return True
            self._at += 1
        if not _NOTHING.fullmatch(self._text, self._at):
            reason = "text behind the list is not read"
            self._problems.append(self._file.problem(reason, f"after item {number:,}"))
        return False

    def _beginning_of_list(self) -> re.Match[str] | None:
        while not self._ended and len(self._text) - self._at < _LONGEST_BETWEEN:
            self._more()
        return _BETWEEN.match(self._text, self._at)

    def _goes_on(self) -> bool:
        """Pass the comma after a value; return False at the end of the object or the file."""
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
            if end < len(self._text):  # otherwise a number may continue in the next piece
                self._at = end
                boundary = _BOUNDARY.match(self._text, end - 1)
                self._boundary = boundary[0] if boundary else ""
                self._reach = 4 * (end - start) + len(self._boundary)
                return Item(number, value, self._text[start:end])
        except ValueError:
            pass  # it continues in the next piece, or is not JSON
        text = self._whole()
        self._shorten()
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
        """Return an item with the end of the last item; None if it may end elsewhere.

        A text that is an object is the whole object: no object begins with another object.
        """
        start, boundary = self._at, self._boundary
        self._boundary = ""  # after a failure, many broken items would be searched in vain
        last = self._text.find(boundary, start, start + self._reach) if boundary else -1
        if last < 0:
            return None
        text = self._text[start : last + 1]
        try:
            value = decode_valid(text)
        except NOT_DECODED:
            return None
        self._at, self._boundary = last + 1, boundary
        return Item(number, value, text)

    def _whole(self) -> str | None:
        """Pass a value of any kind, and return its text; None if it is too long."""
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
            if len(self._text) - self._at < 2 * tried + 1:
                self._more(2 * tried + 1)
            if self._ended and (end is None or end > len(self._text)):
                end = _end_of(self._text, self._at)
                if end is None:
                    raise _CutError

    def _separate(self) -> None:
        """Pass the comma between items, or a stray `:` or `}`; accept a missing comma."""
        if self._next() == "," or self._text[self._at] in ":}":
            self._at += 1


def _end_of(text: str, start: int) -> int | None:
    """Return the end of the value that begins at `start`; None if it is incomplete."""
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
