"""Keep the copies of merged posts, each compressed with the first copy as dictionary."""

import zlib
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed.feed.index.post_store import Store
from tui_feed.models import Post
from tui_feed.models.lines import POSTS, post_line

NO_ROW: Final = -1
"""Row of a first copy without a row: it was merged before it became a row."""
_LEVEL, _WINDOW, _MEMORY = 1, -13, 5


class Copy(Struct, frozen=True, gc=False, array_like=True):
    """Copy of a post."""

    source: int
    """Number of its source."""
    quoted_by: str | None
    """Id of the post that quotes it; None for a copy outside quotes."""
    line: bytes
    """Copy as a native line."""


class _Packed(NamedTuple):
    """Copies of a post, compressed."""

    row: int
    """Row of the first copy, or `NO_ROW`."""
    data: bytes
    """All other copies."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(list[Copy])


class Copies:
    """Copies of posts, by key."""

    def __init__(self, posts: Store) -> None:
        self._posts = posts
        self._packed: dict[int, _Packed] = {}
        self.size = 0
        """Bytes of all compressed copies; first copies with a row are not counted."""

    def add(self, key: int, row: int, copies: list[Copy]) -> list[tuple[Copy, Post]]:
        """Add copies to the post of a key in a row; return all different copies."""
        packed = self._packed.get(key)
        first = row if packed is None else packed.row
        head = self._first(first)
        held = [] if packed is None else self._unpacked(packed, head)
        new = [each for index, each in enumerate(copies) if each not in [*held, *copies[:index]]]
        data = _packed([*held, *new], head)
        self._packed[key] = _Packed(first, data)
        self.size += len(data) - (len(packed.data) if packed else 0)
        return [(each, POSTS.decode(each.line)) for each in [*head, *held, *new]]

    def of(self, key: int) -> list[tuple[Copy, Post]]:
        """Return the copies of the post of a key. Raises `ValueError` if their file has changed."""
        packed = self._packed.get(key)
        if packed is None:
            return []
        head = self._first(packed.row)
        found = [*head, *self._unpacked(packed, head)]
        return [(each, POSTS.decode(each.line)) for each in found]

    def _first(self, row: int) -> list[Copy]:
        if row == NO_ROW:
            return []
        return [Copy(self._posts.source_of(row), None, post_line(self._posts[row]))]

    def _unpacked(self, packed: _Packed, head: list[Copy]) -> list[Copy]:
        try:
            data = zlib.decompressobj(_WINDOW, zdict=_dictionary(head)).decompress(packed.data)
        except zlib.error as error:
            raise ValueError(str(error)) from None
        return _READER.decode(data)


def _packed(copies: list[Copy], head: list[Copy]) -> bytes:
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zdict=_dictionary(head))
    return packing.compress(_WRITER.encode(copies)) + packing.flush()


def _dictionary(head: list[Copy]) -> bytes:
    return head[0].line if head else b""
