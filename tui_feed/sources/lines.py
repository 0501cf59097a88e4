"""The lines of a file: singly, or many at once as their bytes; and where each can be read again."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui_feed.models import Problem, Record
from tui_feed.sources.byte_sources import CHUNK
from tui_feed.sources.encodings import LAST_RESORT

if TYPE_CHECKING:
    from tui_feed.sources.file import File

LONGEST_LINE = 4 * 2**20
"""Bytes of the longest line that is read; as a record it may take a hundred times the memory."""


class Line(NamedTuple):
    """A line of a text."""

    number: int
    """Its place, from 1."""
    text: str
    """What it says, without its end."""
    at: int | None = None
    """Where its bytes begin in the file; None where that does not lead back to them."""


class Block(NamedTuple):
    """Whole lines that follow each other."""

    number: int
    """The place of the first one, from 1."""
    data: bytes
    """They, in UTF-8 or what was thought to be, each with its end; a file's last may have none."""
    at: int | None
    """Where they begin in the file; None where that does not lead back to them."""

    def halves(self) -> "tuple[Block, ...]":
        """Return it as two blocks; nothing where it is one line."""
        middle = self.data.find(b"\n", len(self.data) // 2, -1)
        cut = (middle if middle >= 0 else self.data.rfind(b"\n", 0, -1)) + 1
        if not cut:
            return ()
        first, rest = self.data[:cut], self.data[cut:]
        at = None if self.at is None else self.at + cut
        return Block(self.number, first, self.at), Block(self.number + first.count(b"\n"), rest, at)


class Lines:
    """Reads the lines of a file's blocks, and tells once that they are not what they should be."""

    def __init__(self, file: "File") -> None:
        self._file = file
        self._told = False

    def of(self, block: Block) -> Iterator[Line | Problem]:
        """Yield the lines of a block.

        The first one of all that is not UTF-8 becomes a problem; it is read as Latin-1.
        """
        number, at = block.number, block.at
        for raw in block.data.removesuffix(b"\n").split(b"\n"):
            line = raw.removesuffix(b"\r")
            try:
                yield Line(number, line.decode(), at)
            except UnicodeDecodeError:
                if not self._told:
                    self._told = True
                    fault = "not UTF-8; read as Latin-1, so some letters may be wrong"
                    yield self._file.problem(fault, f"line {number:,}")
                yield Line(number, line.decode(LAST_RESORT, "replace"))
            number, at = number + 1, None if at is None else at + len(raw) + 1


def lines_between(file: int, first: int, begin: int, stop: int) -> tuple[int, bytes | None]:
    """Return where the lines of an open file begin that do so between two places, and those lines.

    `first` is where its first line begins. None instead of lines where one of them is longer than
    `LONGEST_LINE`. Raises `OSError`.
    """
    before = max(first, begin - 1)
    data = os.pread(file, stop - before + CHUNK, before)
    start = 0 if before == begin else data.find(b"\n", 0, stop - before) + 1
    if before < begin and not start:
        return stop, b""
    last = stop - before - 1
    end = data.find(b"\n", last) + 1
    if not end and len(data) == stop - before + CHUNK:
        data += os.pread(file, LONGEST_LINE, before + len(data))
        end = data.find(b"\n", last) + 1
        if not end and len(data) >= last + LONGEST_LINE:
            return before + start, None
    return before + start, data[start : end or len(data)]


class Located(NamedTuple):
    """A record, and where it can be read again."""

    record: Record
    """What a loader yields."""
    at: int | None
    """Where its line begins in the file; None where that does not suffice."""
