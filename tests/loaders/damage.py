"""Damaged copies of good files, the same ones in every run."""

import random
from collections.abc import Iterator

from tui_feed.sources.file import File

_PIECES = (
    b"null", b"[]", b"{}", b'""', b"0", b"-1", b"1e999", b"NaN", b"true", b'"\\ud800"', b"\xff",
    b"\x00", b"[" * 50, b"9" * 400, b"\xef\xbb\xbf", b"<", b"&", b"]", b"}", b",", b":", b"\n",
)  # fmt: skip


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self._data), 4096):
            yield self._data[at : at + 4096]


def file_of(data: bytes, name: str = "x") -> File:
    """Return a file of these bytes."""
    return File(name, name, _Bytes(data), len(data))


def mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield `count` copies, each with one to four things wrong with it."""
    chance = random.Random(seed)
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            _damage(copy, chance)
        yield bytes(copy)


def _damage(copy: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(copy) + 1)
    end = min(len(copy), at + chance.randint(1, 60))
    match chance.randrange(7):
        case 0:
            if at < len(copy):
                copy[at] ^= 1 << chance.randrange(8)
        case 1:
            del copy[at:end]
        case 2:
            copy[at:at] = chance.choice(_PIECES)
        case 3:
            copy[at:end] = chance.choice(_PIECES)
        case 4:
            copy[at:at] = copy[at:end]
        case 5:
            other = chance.randrange(len(copy) + 1)
            copy[at:end] = copy[other : other + chance.randint(1, 60)]
        case 6:
            if chance.random() < 0.3:
                del copy[at:]
