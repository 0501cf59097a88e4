"""Store posts as lines in memory or in a file, and decode them when they are shown."""

import zlib
from array import array
from bisect import bisect_right
from collections import OrderedDict
from typing import NamedTuple, Protocol

from tui_feed.feed.build.record_batch import KEPT, RecordBatch
from tui_feed.models import Fact, Post
from tui_feed.models.facts import with_unstated
from tui_feed.models.lines import read_post

LONGEST_LINE = 4 * 2**20
"""Most bytes of a line: a reader process leaves out longer lines."""
_KEPT_POSTS = 512
_KEPT_PIECES = 8
_LINE = b"\n"
_NOT_OPEN = "the file that it was read from is not open here"
_OTHER = "the file that it was read from has changed; r reads it again"
_SHORTER = "the file that it was read from is shorter by now; r reads it again"


class Files(Protocol):
    """Files of posts outside memory."""

    def bytes_at(self, source: int, file: int, at: int, size: int) -> bytes:
        """Return bytes of a file of a source. Raises `ValueError` if they are gone."""

    def post_of(self, line: bytes) -> Post:
        """Return the post of a line in any valid form. Raises `ValueError` for other lines."""


class _Lines(NamedTuple):
    """Position of the lines of a batch."""

    first: int
    """First row."""
    source: int
    """Number of the source."""
    file: int
    """Number of the file in the source; -1 if all lines are kept."""
    base: int
    """Offset of the first line in the file."""
    size: int
    """Bytes of all lines, if `places` is empty."""
    places: "array[int]"
    """Offset of each line from `base`, or in `kept` with `KEPT` added; empty if consecutive."""
    kept: bytes
    """Kept lines."""
    is_packed: bool
    """True if the kept lines are compressed."""
    lacks: tuple[Fact, ...]
    """Facts never stated by the format of the posts."""


class Store:
    """List of posts, kept as lines; lines in a file on disk take nearly no memory.

    A decoded post takes seven times the memory of its line and slows every run of the garbage
    collector; decoding it again takes microseconds.
    """

    def __init__(self) -> None:
        self.files: Files | None = None
        """Files of posts outside memory."""
        self._pieces: list[_Lines] = []
        self._firsts: list[int] = []
        self._size = 0
        self._recent: OrderedDict[int, Post] = OrderedDict()
        self._split: OrderedDict[int, list[bytes]] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    def extend(self, batch: RecordBatch) -> None:
        """Add the posts of a batch."""
        places = array("I", batch.places)
        where = (batch.source, batch.file, batch.base, batch.size)
        form = (batch.is_packed, batch.lacks)
        self._pieces.append(_Lines(self._size, *where, places, batch.kept, *form))
        self._firsts.append(self._size)
        self._size += batch.count

    def __getitem__(self, row: int) -> Post:
        """Return a post by its row, from 0.

        Raises `IndexError` for a wrong row, and `ValueError` if its file has changed.
        """
        if not 0 <= row < self._size:
            raise IndexError(row)
        if post := self._recent.get(row):
            self._recent.move_to_end(row)
            return post
        lacks = self._pieces[self._piece_of(row)].lacks
        found = with_unstated(self._post_of(self._line(row)), lacks)
        self._recent[row] = found
        if len(self._recent) > _KEPT_POSTS:
            self._recent.popitem(last=False)
        return found

    def _post_of(self, line: bytes) -> Post:
        try:
            return read_post(line)
        except ValueError:
            if self.files is None:
                raise
            return self.files.post_of(line)

    def source_of(self, row: int) -> int:
        """Return the number of the source of a post."""
        return self._pieces[self._piece_of(row)].source

    def _piece_of(self, row: int) -> int:
        return bisect_right(self._firsts, row) - 1

    def _line(self, row: int) -> bytes:
        number = self._piece_of(row)
        piece = self._pieces[number]
        at = row - piece.first
        if not piece.places:
            lines = self._lines(number)
            if at >= len(lines):
                raise ValueError(_SHORTER)
            return lines[at]
        place = piece.places[at]
        if place & KEPT:
            start = place - KEPT
            return piece.kept[start : piece.kept.index(_LINE, start)]
        return self._line_at(piece, piece.base + place)

    def _line_at(self, piece: _Lines, at: int) -> bytes:
        """Return the line at an offset of a file.

        Raises `ValueError` for a line longer than `LONGEST_LINE`.
        """
        size = 2048
        while True:
            data = self._bytes_at(piece, at, size)
            line, end, _ = data.partition(_LINE)
            if len(line) > LONGEST_LINE:
                raise ValueError(_OTHER)
            if end or len(data) < size:
                return line.removesuffix(b"\r")
            size = min(size * 8, LONGEST_LINE + 2)

    def _bytes_at(self, piece: _Lines, at: int, size: int) -> bytes:
        if self.files is None:
            raise ValueError(_NOT_OPEN)
        return self.files.bytes_at(piece.source, piece.file, at, size)

    def _lines(self, number: int) -> list[bytes]:
        """Return all lines of a batch with consecutive lines."""
        lines = self._split.get(number)
        if lines is None:
            piece = self._pieces[number]
            data = zlib.decompress(piece.kept) if piece.is_packed else piece.kept
            if piece.file >= 0:
                data = self._bytes_at(piece, piece.base, piece.size)
            lines = self._split[number] = data.split(_LINE)
            if len(self._split) > _KEPT_PIECES:
                self._split.popitem(last=False)
        return lines
