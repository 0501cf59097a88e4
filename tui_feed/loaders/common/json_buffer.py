"""Read values of a JSON text piece by piece, with only a part of the text in memory."""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

from tui_feed.loaders.common.json_text import decode_at
from tui_feed.models import Problem

LONGEST_ITEM = 16 * 2**20
"""Size limit in characters of an item, and of each part of a value before the list."""

_SHORT, _LONG = 2**16, 2**18
"""Characters of the buffer kept behind a broken value, and those from which it is shortened."""

_SPACES = " \t\r\n\ufeff"
_SPACE = re.compile(f"[{_SPACES}]*")
_STEP = re.compile(r'"(?:[^"\\]++|\\.)*+("?)|[\[{]|[\]}]', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\[\]{}]+")


class CutError(Exception):
    """Raised if reading stops: the file ends too early, or for the reason in its text."""


class JsonBuffer:
    """Text of a file as far as it was read, and a place in it."""

    def __init__(self, pieces: Iterator[str | Problem]) -> None:
        self.text = ""
        """Text in memory."""
        self.at = 0
        """Place in the text; reading on drops text before it."""
        self.has_end = False
        """True if the end of the text is the end of the file."""
        self.problems: list[Problem] = []
        """Problems of the file so far, for the user of the buffer to report."""
        self._pieces = pieces
        self._ahead: deque[str] = deque()  # text that was read and is not in the buffer

    def fill(self, wanted: int) -> None:
        """Read on until as many characters lie ahead, or the file ends."""
        if not self.has_end and len(self.text) - self.at < wanted:
            self._more(wanted)

    def _more(self, wanted: int = 0) -> bool:
        """Read a piece of the file, or as many as are wanted; return False at the end of the file.

        Text before the place is dropped.
        """
        found = [self.text[self.at :]]
        length = len(found[0])
        while len(found) == 1 or length < wanted:
            piece = self._piece()
            if piece is None:
                self.has_end = True
                break
            found.append(piece)
            length += len(piece)
        if len(found) == 1:
            return False
        self.text, self.at = "".join(found), 0
        return True

    def _piece(self) -> str | None:
        """Return the next piece of the file; None at its end."""
        if self._ahead:
            return self._ahead.popleft()
        for piece in self._pieces:
            if not isinstance(piece, Problem):
                return piece
            self.problems.append(piece)
        return None

    def shorten(self) -> None:
        """Keep a short piece of a long buffer, and the rest for later.

        Python's parser counts the lines of all text before an error.
        """
        if len(self.text) > _LONG:
            rest = self.text[self.at :]
            self.text, self.at = rest[:_SHORT], 0
            starts = range(_SHORT, len(rest), _SHORT)
            self._ahead.extendleft(rest[start : start + _SHORT] for start in reversed(starts))
            self.has_end = self.has_end and not self._ahead

    def go_back(self, text: str, at: int) -> None:
        """Go to an earlier place, in a text whose end was the end of the file."""
        self.text, self.at, self.has_end = text, at, True
        self._ahead.clear()

    def next(self) -> str:
        """Return the next character other than space, without passing it. Raises `CutError`."""
        sign = self.text[self.at : self.at + 1]
        if sign and sign not in _SPACES:
            return sign
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                raise CutError

    def pass_to(self, sign: str) -> bool:
        """Go behind the next such character; return False without it near."""
        while sign not in self.text[self.at :]:
            if len(self.text) > LONGEST_ITEM or not self._more():
                return False
        self.at = self.text.index(sign, self.at) + 1
        return True

    def whole(self) -> str | None:
        """Pass a value of any kind, and return its text; None if it is too long."""
        tried = 0
        while True:
            end = end_of(self.text, self.at)
            if end is not None and (end < len(self.text) or self.has_end):
                text = self.text[self.at : end]
                self.at = end
                return text
            tried = max(len(self.text) - self.at, tried)
            if tried > LONGEST_ITEM:
                return None
            self.fill(2 * tried + 1)
            if self.has_end and (end is None or end > len(self.text)):
                end = end_of(self.text, self.at)
                if end is None:
                    raise CutError

    def pass_value(self) -> bool:
        """Pass a value of any length; return False if a part of it is too long."""
        if self.next() not in "[{":
            return self.whole() is not None
        self.at += 1
        while self.next() not in "]}":
            if not self._pass_part():
                return False
            if self.next() in ",:":
                self.at += 1
        self.at += 1
        return True

    def _pass_part(self) -> bool:
        """Pass an item of a list, or a key or a value of an object."""
        with suppress(ValueError):  # it continues in the next piece, or is not JSON
            end = decode_at(self.text, self.at)[1]
            if end < len(self.text):
                self.at = end
                return True
        whole = self.whole()
        self.shorten()
        return whole is not None

    def goes_on(self) -> bool:
        """Pass the comma after a value; return False at the end of the object or the file."""
        with suppress(CutError):
            if self.next() == ",":
                self.at += 1
                return True
        return False


def end_of(text: str, start: int) -> int | None:
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
