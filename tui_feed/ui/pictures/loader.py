"""Pictures for the screen: asked of the source, kept within bounds, sent to the terminal."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from tui_feed.browse.source import PictureSource
from tui_feed.pictures.requests import Picture, PictureRequest
from tui_feed.ui.pictures.drawn import (
    Lines,
    blank_lines,
    block_lines,
    placeholder_lines,
    removal,
    transmission,
)
from tui_feed.ui.pictures.graphics import Graphics

MOST_KEPT: Final = 16 * 2**20
"""Bytes of all kept pictures."""
MOST_PLACED: Final = 24
"""Pictures that kitty keeps at a time."""
_SIXEL: Final = re.compile(rb"\x1bP[0-9;]*q[\x21-\x7e]*\x1b\\")
"""Sixel, as it may be written to the terminal: the decoder may have been taken over by a file."""
_NUMBERS: Final = range(16, 256)


class Wanted(NamedTuple):
    """Picture in a size."""

    file: str
    """Name of the file inside its archive."""
    source: int
    """Number of the input to search first."""
    room: tuple[int, int]
    """Most columns and lines."""
    ground: tuple[int, int, int]
    """Colour behind a transparent picture."""
    is_still: bool = True
    """False for a video or a sound, of which only facts are asked."""
    as_cells: bool = False
    """True for a picture between lines of text, which scrolls with them."""


class PictureTerminal(Protocol):
    """Terminal, as far as pictures know it."""

    def graphics(self) -> Graphics:
        """Return its ability to draw pictures; may take some milliseconds."""
        ...

    def write(self, sequences: str) -> None:
        """Write sequences to it."""
        ...

    def set_parting(self, sequences: str) -> None:
        """Set the sequences for it at any end of the program."""
        ...


class PictureLoader:
    """Pictures of the source, asked one at a time."""

    def __init__(self, pictures: Callable[[], PictureSource], terminal: PictureTerminal) -> None:
        """Take a function for the pictures of the present source, and the terminal."""
        self._pictures = pictures
        self._terminal = terminal
        self._graphics = Graphics()
        self._is_known = False
        self._kept: OrderedDict[Wanted, Picture] = OrderedDict()
        self._placed: OrderedDict[Wanted, int] = OrderedDict()
        self._next = 0

    async def graphics(self) -> Graphics:
        """Return the ability of the terminal, found out at the first call."""
        if not self._is_known:
            self._graphics = await asyncio.to_thread(self._terminal.graphics)
            self._is_known = True
        return self._graphics

    def look_again(self) -> None:
        """Find out the size of a cell again, after a change of the window."""
        self._is_known = False

    def forget(self) -> None:
        """Forget all pictures, and remove them from the terminal: all may have changed."""
        self._kept.clear()
        self._is_known = False
        while self._placed:
            self.remove(next(iter(self._placed)))

    async def load(self, wanted: Wanted) -> Picture:
        """Return a picture, or the reason why there is none."""
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        graphics = await self.graphics()
        drawing = graphics.drawing if wanted.is_still else None
        if wanted.as_cells and drawing == "sixel":  # its pixels would not scroll with the text
            drawing = "blocks"
        picture = await self._pictures().picture(
            PictureRequest(
                0, wanted.file, wanted.source, drawing, wanted.room, graphics.cell, wanted.ground
            )
        )
        if picture.drawing == "sixel" and not _SIXEL.fullmatch(picture.data):
            return Picture(failure="the process that decodes it failed")
        if picture.drawing == "blocks":  # thousands of styles, which are kept, take long
            await asyncio.to_thread(block_lines, picture)
        if not picture.failure:
            self._keep(wanted, picture)
        return picture

    def _keep(self, wanted: Wanted, picture: Picture) -> None:
        self._kept[wanted] = picture
        while sum(len(each.data) for each in self._kept.values()) > MOST_KEPT:
            self._kept.popitem(last=False)

    def lines(self, wanted: Wanted, picture: Picture) -> Lines:
        """Return the lines of a picture; kitty gets its pixels, once."""
        if picture.drawing == "kitty":
            return placeholder_lines(picture, self._place(wanted, picture))
        return blank_lines(picture) if picture.drawing == "sixel" else block_lines(picture)

    def _place(self, wanted: Wanted, picture: Picture) -> int:
        """Send a picture to kitty, unless it is there; return its number."""
        if wanted in self._placed:
            self._placed.move_to_end(wanted)
            return self._placed[wanted]
        while len(self._placed) >= MOST_PLACED:
            self.remove(next(iter(self._placed)))
        number = _NUMBERS[self._next % len(_NUMBERS)]
        self._next += 1
        self._placed[wanted] = number
        self._tell(transmission(picture, number))
        return number

    def remove(self, wanted: Wanted) -> None:
        """Remove a picture from the terminal."""
        if wanted in self._placed:
            self._tell([removal(self._placed.pop(wanted))])

    def _tell(self, sequences: list[str]) -> None:
        """Write sequences of kitty, and set the ones for the end of the program."""
        wrapped = self._graphics.wrapped
        self._terminal.set_parting("".join(wrapped(removal(n)) for n in self._placed.values()))
        self._terminal.write("".join(map(wrapped, sequences)))
