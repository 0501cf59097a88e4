"""Lines of a file: one by one, or a block of many as bytes; with the offset of each in the file."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.models import Problem, Record
from tui_feed.sources.byte_sources import CHUNK
from tui_feed.sources.encodings import LAST_RESORT

LONGEST_LINE = 4 * 2**20
"""Most bytes of a line; as a record it may take a hundred times the memory."""


class TextLine(NamedTuple):
    """A line of a text."""

    number: int
    """Place in the file, from 1."""
    text: str
    """The line without its end."""
    at: int | None = None
    """Offset of its bytes in the file; None where no offset leads back to them."""


class LineBlock(NamedTuple):
    """Whole lines that follow each other."""

    number: int
    """Place of the first line in the file, from 1."""
    data: bytes
    """Bytes in UTF-8, or taken for it, each line with its end; a file's last may have none."""
    at: int | None
    """Offset of the first line in the file; None where no offset leads back to it."""

    def halves(self) -> "tuple[LineBlock, ...]":
        """Return it as two blocks; nothing where it is one line."""
        middle = self.data.find(b"\n", len(self.data) // 2, -1)
        cut = (middle if middle >= 0 else self.data.rfind(b"\n", 0, -1)) + 1
        if not cut:
            return ()
        first, rest = self.data[:cut], self.data[cut:]
        at = None if self.at is None else self.at + cut
        following = self.number + first.count(b"\n")
        return LineBlock(self.number, first, self.at), LineBlock(following, rest, at)


class LineDecoder:
    """Decoder of the lines in the blocks of a file; tells once that they are not UTF-8."""

    def __init__(self, name: str) -> None:
        """Begin with a file of this name."""
        self._name = name
        self._is_told = False

    def lines_of(self, block: LineBlock) -> Iterator[TextLine | Problem]:
        """Yield the lines of a block.

        The first one of all that is not UTF-8 becomes a problem; it is read as Latin-1.
        """
        number, at = block.number, block.at
        for raw in block.data.removesuffix(b"\n").split(b"\n"):
            line = raw.removesuffix(b"\r")
            try:
                yield TextLine(number, line.decode(), at)
            except UnicodeDecodeError:
                if not self._is_told:
                    self._is_told = True
                    fault = "not UTF-8; read as Latin-1, so some letters may be wrong"
                    yield Problem(place=f"line {number:,}", reason=fault, source=self._name)
                yield TextLine(number, line.decode(LAST_RESORT, "replace"))
            number, at = number + 1, None if at is None else at + len(raw) + 1


def lines_between(file: int, first: int, begin: int, stop: int) -> tuple[int, bytes | None]:
    """Return the lines of an open file that begin between two offsets, and the offset of the first.

    `first` is the offset of the file's first line. None instead of lines where one of them is
    longer than `LONGEST_LINE`. Raises `OSError`.
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
    """A record, and the place from which it can be read again."""

    record: Record
    """A profile, post or problem, as a loader yields it."""
    at: int | None
    """Offset of its line in the file; None where it cannot be read again from there."""
