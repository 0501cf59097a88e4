"""Picture as lines of styled cells, and as sequences for a terminal."""

from base64 import b64encode
from functools import lru_cache

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from tui_feed.pictures.requests import Picture

_CHUNK = 4096
"""Characters of kitty's data in a sequence."""

Lines = list[list[Segment]]
"""Lines of styled text."""


def block_lines(picture: Picture) -> Lines:
    """Return a picture in half blocks: the upper pixel is the sign, the lower its ground."""
    columns, lines = picture.room
    data, wide = picture.data, 3 * columns
    return [
        _block_line(data[2 * y * wide : (2 * y + 1) * wide], data[(2 * y + 1) * wide :][:wide])
        for y in range(lines)
    ]


def _block_line(upper: bytes, lower: bytes) -> list[Segment]:
    """Return a line of half blocks; equal neighbours are one piece."""
    line: list[Segment] = []
    before, count = b"", 0
    for at in range(0, len(upper), 3):
        pair = upper[at : at + 3] + lower[at : at + 3]
        if pair != before and count:
            line.append(Segment("▀" * count, _block_style(before)))
            count = 0
        before, count = pair, count + 1
    if count:
        line.append(Segment("▀" * count, _block_style(before)))
    return line


@lru_cache(20_000)
def _block_style(pair: bytes) -> Style:
    upper, lower = (Color.from_triplet(ColorTriplet(*three)) for three in (pair[:3], pair[3:]))
    return Style.from_color(upper, lower)


def placeholder_lines(picture: Picture, number: int) -> Lines:
    """Return the lines of placeholders for a picture sent to kitty as `number`, 1 to 255.

    A colour of the palette carries the number: it stays the same with any number of colours.
    """
    style = Style(color=Color.from_ansi(number))
    return [[Segment(marks, style)] for marks in picture.marks]


def blank_lines(picture: Picture) -> Lines:
    """Return empty lines in the size of a picture."""
    columns, lines = picture.room
    return [[Segment(" " * columns)] for _ in range(lines)]


def transmission(picture: Picture, number: int) -> list[str]:
    """Return the sequences that send a picture to kitty and make place for it, without replies."""
    data = b64encode(picture.data).decode()
    columns, lines = picture.room
    head = f"a=T,U=1,q=2,f=100,t=d,i={number},c={columns},r={lines},"
    starts = range(0, len(data), _CHUNK)
    return [
        f"\x1b_G{head if not at else 'q=2,'}m={int(at + _CHUNK < len(data))};"
        f"{data[at : at + _CHUNK]}\x1b\\"
        for at in starts
    ]


def removal(number: int) -> str:
    """Return the sequence that removes a picture from kitty, with its data."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"
