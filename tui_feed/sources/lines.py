"""Lines of a file, singly or as blocks of bytes, with their offsets in the file."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.models import Problem, Record
from tui_feed.sources.byte_sources import CHUNK
from tui_feed.sources.encodings import decode_damaged

LONGEST_LINE = 4 * 2**20
"""Most bytes of a line; its record may take a hundred times the memory."""


class TextLine(NamedTuple):
    """Line of a file, decoded."""

    number: int
    """Line number, from 1."""
    text: str
    """Text without line end."""
    at: int | None = None
    """Offset of its bytes in the file; None if they cannot be read again by offset."""


class LineBlock(NamedTuple):
    """Consecutive whole lines."""

    number: int
    """Line number of the first line, from 1."""
    data: bytes
    """Bytes, presumably UTF-8; each line with its end, except perhaps the last of a file."""
    at: int | None
    """Offset of the first line in the file; None if it cannot be read again by offset."""

    def halves(self) -> "tuple[LineBlock, ...]":
        """Split the block into two; return an empty tuple for a single line."""
        middle = self.data.find(b"\n", len(self.data) // 2, -1)
        cut = (middle if middle >= 0 else self.data.rfind(b"\n", 0, -1)) + 1
        if not cut:
            return ()
        first, rest = self.data[:cut], self.data[cut:]
        at = None if self.at is None else self.at + cut
        following = self.number + first.count(b"\n")
        return LineBlock(self.number, first, self.at), LineBlock(following, rest, at)


class LineDecoder:
    """Decodes the lines in the blocks of a file, and reports each kind of bad bytes once."""

    def __init__(self, name: str) -> None:
        """Begin with a file; its name is for problems."""
        self._name = name
        self._told: set[str] = set()

    def lines_of(self, block: LineBlock) -> Iterator[TextLine | Problem]:
        """Yield the lines of a block.

        Of a line with bytes other than UTF-8 the few bad ones show as U+FFFD; with many it is read
        as Latin-1. A problem precedes the first of either. A byte order mark goes: files that begin
        with one may have been put together.
        """
        number, at = block.number, block.at
        for raw in block.data.removesuffix(b"\n").split(b"\n"):
            line = raw.removesuffix(b"\r").removeprefix(BOM_UTF8)
            mark = len(BOM_UTF8) if raw.startswith(BOM_UTF8) else 0
            try:
                yield TextLine(number, line.decode(), None if at is None else at + mark)
            except UnicodeDecodeError:
                text, fault = decode_damaged(line)
                if fault and fault not in self._told:
                    self._told.add(fault)
                    yield Problem(place=f"line {number:,}", reason=fault, source=self._name)
                yield TextLine(number, text)
            number, at = number + 1, None if at is None else at + len(raw) + 1


def lines_between(file: int, first: int, begin: int, stop: int) -> tuple[int, bytes | None]:
    """Return the offset of the first line between two offsets of an open file, and the lines.

    A line belongs to the range in which it begins. `first` is the offset of the file's first line.
    None replaces the lines if any is longer than `LONGEST_LINE`. Raises `OSError`.
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


class LocatedRecord(NamedTuple):
    """Record, and the offset for reading it again."""

    record: Record
    """Profile, post or problem from a loader."""
    at: int | None
    """Offset of its line in the file; None if it cannot be read again by offset."""
