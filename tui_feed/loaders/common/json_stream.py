"""Read a long list in JSON item by item, so that the first item is early available.

Archives hold lists of hundreds of megabytes, some after JavaScript (`window.YTD.tweets.part0 =`).
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from tui_feed.loaders.common import json_buffer
from tui_feed.loaders.common.json_buffer import CutError, JsonBuffer, end_of
from tui_feed.loaders.common.json_text import (
    NOT_DECODED,
    JsonError,
    decode_at,
    decode_valid,
    parse_json,
)
from tui_feed.models import Problem
from tui_feed.sources.file import File

LOOK_AHEAD = 2**20
"""Characters searched for a later list with the same key, which replaces the first."""

_CUT = "the file ends inside its list; it may have been cut"
_BOUNDARY = re.compile(r'\}[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]{1,20}"')
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


def lists_of(file: File) -> Iterator[tuple[str, Iterator[Item | Problem]] | Problem]:
    """Yield the key and the items of each list in the object of a file, in a single pass.

    Read all items of a list before the next list. A repeated key is yielded again. Problems of the
    file come among the items, or between the lists; broken JSON outside lists ends the reading.
    """
    return _ListReader(file).lists()


class _ListReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._buffer = JsonBuffer(file.pieces())
        self._boundary = ""  # end of the last item and beginning of the next: most are alike
        self._reach = 0  # number of characters searched for the next boundary
        self._is_empty = False  # the list that counts is empty, and was passed

    def items(self, key: str | None) -> Iterator[Item | Problem]:
        try:
            has_list = self._enter(key)
        except CutError as error:
            yield from self._told()
            yield from self._end(0, str(error))
            return
        if not has_list:
            yield from self._told()
            where = f"a list at {key!r}" if key else "a list"
            yield self._file.problem(f"it holds no {where[2:]}; nothing was read", "the start")
            return

        def has_ended(number: int) -> bool:
            if self._is_empty:
                return True
            return self._buffer.next() == "]" and not self._enter_again(key, number)

        yield from self._items(has_ended)

    def _items(self, has_ended: Callable[[int], bool]) -> Iterator[Item | Problem]:
        """Yield items and problems until the items have ended; `has_ended` takes their number."""
        number = whole = 0
        try:
            while not has_ended(number):
                yield from self._told()
                number += 1
                found = self._item(number)
                whole = number
                if found:
                    yield found
                self._separate()
        except CutError as error:
            yield from self._told()
            yield from self._end(whole, str(error))
        yield from self._told()

    def _end(self, whole: int, reason: str = "") -> Iterator[Problem]:
        """Yield why the items end without an end of their list, behind the last whole one."""
        if whole or reason or self._buffer.text.strip("\ufeff \t\r\n"):
            place = f"after item {whole:,}" if whole else "the start"
            yield self._file.problem(reason or _CUT, place, skipped=bool(reason))
        elif not self._file.fault:
            yield self._file.problem(
                "it holds nothing but space" if self._file.head else "it is empty"
            )

    def lists(self) -> Iterator[tuple[str, Iterator[Item | Problem]] | Problem]:
        with suppress(CutError):
            yield from self._lists()
        yield from self._told()

    def _lists(self) -> Iterator[tuple[str, Iterator[Item | Problem]]]:
        buffer = self._buffer
        if buffer.next() != "{":
            return
        buffer.at += 1
        while buffer.next() != "}":
            name = buffer.whole()
            if name is None or buffer.next() != ":":
                return
            buffer.at += 1
            if buffer.next() == "[":
                buffer.at += 1
                yield name[1:-1], self._items(lambda _: buffer.next() == "]")
                buffer.at += 1
            elif not buffer.pass_value():
                return
            if buffer.next() == ",":
                buffer.at += 1

    def _told(self) -> Iterator[Problem]:
        yield from self._buffer.problems
        self._buffer.problems.clear()

    # Before the list

    def _enter(self, key: str | None) -> bool:
        """Go to the first item; return False without such a list."""
        if self._buffer.next() not in "[{" and not self._buffer.pass_to("="):
            return False
        sign = self._buffer.next()
        if key is None:
            self._buffer.at += 1
            return sign == "["
        if sign != "{":
            return False
        self._buffer.at += 1
        return self._enter_value(key)

    def _enter_value(self, key: str) -> bool:
        """Go to the first item of the list at a key of the current object; False without one.

        In a short file this is the last list with this key. An empty list is passed, since a later
        list may have items.
        """
        last: tuple[str, int] | None = None
        try:
            while self._find(key):
                self._buffer.fill(LOOK_AHEAD)
                start, is_repeated = self._buffer.at, self._is_repeated(key)
                self._buffer.at += 1
                self._is_empty = self._buffer.next() == "]"
                if self._is_empty:
                    last = None
                    self._buffer.at += 1
                elif is_repeated:
                    last = self._buffer.text, start + 1
                    self._buffer.at = end_of(self._buffer.text, start) or len(self._buffer.text)
                else:
                    return True
                if not self._buffer.goes_on():
                    break
        except CutError:
            if not last:
                raise
        if last:
            self._buffer.go_back(*last)
        return self._is_empty or last is not None

    def _find(self, key: str) -> bool:
        """Go to the next list at a key of the current object; return False without one."""
        while self._buffer.next() != "}":
            name = self._buffer.whole()
            if self._buffer.next() != ":":
                break
            self._buffer.at += 1
            if self._buffer.next() == "[" and name == json.dumps(key):
                return True
            if not self._buffer.pass_value():
                break
            if self._buffer.next() == ",":
                self._buffer.at += 1
        return False

    def _is_repeated(self, key: str) -> bool:
        """Tell whether a key may be repeated in the rest of a short file."""
        text, at = self._buffer.text, self._buffer.at
        return self._buffer.has_end and text.find(json.dumps(key), at) >= 0

    def _enter_again(self, key: str | None, number: int) -> bool:
        """Go from the end of a list to another list with the same key; return False for none."""
        self._buffer.at += 1
        if key is None:
            return self._enter_following(number)
        if self._is_empty or not self._buffer.goes_on():
            return False
        with suppress(CutError):
            if self._enter_value(key) and not self._is_empty:
                reason = f"{key!r} is there twice; the items of both lists are read"
                self._buffer.problems.append(self._file.problem(reason))
                return True
        return False

    def _enter_following(self, number: int) -> bool:
        """Go to the first item of a list behind this one; return False for none."""
        while found := self._beginning_of_list():
            self._buffer.at = found.end()
            if self._buffer.next() != "]":
                return True
            self._buffer.at += 1
        if not _NOTHING.fullmatch(self._buffer.text, self._buffer.at):
            reason = "text behind the list is not read"
            self._buffer.problems.append(self._file.problem(reason, f"after item {number:,}"))
        return False

    def _beginning_of_list(self) -> re.Match[str] | None:
        self._buffer.fill(_LONGEST_BETWEEN)
        return _BETWEEN.match(self._buffer.text, self._buffer.at)

    # Items

    def _item(self, number: int) -> Item | Problem | None:
        start = self._buffer.at
        if found := self._likely_item(number):
            return found
        try:
            value, end = decode_at(self._buffer.text, start)
            if end < len(self._buffer.text):  # otherwise a number may continue in the next piece
                self._buffer.at = end
                boundary = _BOUNDARY.match(self._buffer.text, end - 1)
                self._boundary = boundary[0] if boundary else ""
                self._reach = 4 * (end - start) + len(self._boundary)
                return Item(number, value, self._buffer.text[start:end])
        except ValueError:
            pass  # it continues in the next piece, or is not JSON
        text = self._buffer.whole()
        self._buffer.shorten()
        if text is None:
            raise CutError(
                f"longer than {json_buffer.LONGEST_ITEM >> 20} Mi characters; reading stopped there"
            )
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
        start, boundary = self._buffer.at, self._boundary
        self._boundary = ""  # after a failure, many broken items would be searched in vain
        last = self._buffer.text.find(boundary, start, start + self._reach) if boundary else -1
        if last < 0:
            return None
        text = self._buffer.text[start : last + 1]
        try:
            value = decode_valid(text)
        except NOT_DECODED:
            return None
        self._buffer.at, self._boundary = last + 1, boundary
        return Item(number, value, text)

    def _separate(self) -> None:
        """Pass the comma between items, or a stray `:` or `}`; accept a missing comma."""
        if self._buffer.next() == "," or self._buffer.text[self._buffer.at] in ":}":
            self._buffer.at += 1
