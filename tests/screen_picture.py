"""Picture of the screen for README: the bundled sample, drawn cell by cell.

    python -m tests.screen_picture [FILE ...] [--to PNG] [--size 120x36] [--theme dark] [--keys j,j]

It needs Pillow, and a font of one width with lines and blocks.
"""

import argparse
import asyncio
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from tui_feed.cli.sample import sample_path
from tui_feed.ingest.loading import Loading
from tui_feed.query import Query
from tui_feed.ui.app import FeedApp

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "screen.png"
FONT, CELL, MARGIN = 20, (12, 24), 18
"""Size of the font, of a cell and of the margin, in pixels."""
Colour = tuple[int, int, int]


class Cell(NamedTuple):
    """Character on the screen."""

    column: int
    line: int
    sign: str
    style: Style


class Pen:
    """Draws characters, each at its cell."""

    def __init__(self, size: tuple[int, int], font: str, ground: Colour) -> None:
        width, height = (cells * side + 2 * MARGIN for cells, side in zip(size, CELL, strict=True))
        self.picture = Image.new("RGB", (width, height), ground)
        self._draw = ImageDraw.Draw(self.picture)
        self._fonts = [ImageFont.truetype(f"{font}{weight}.ttf", FONT) for weight in ("", "-Bold")]
        self._missing = bytes(self._fonts[0].getmask("\U0010fffd"))
        self._ground = ground

    def put(self, cell: Cell) -> None:
        """Draw a character, if the font has it."""
        style = cell.style
        ink, ground = _rgb(style.color, (224, 224, 224)), _rgb(style.bgcolor, self._ground)
        if style.reverse:
            ink, ground = ground, ink
        if style.dim:
            ink = _between(ink, ground)
        left, top = MARGIN + cell.column * CELL[0], MARGIN + cell.line * CELL[1]
        right, bottom = left + CELL[0] * max(1, cell_len(cell.sign)), top + CELL[1]
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=ground)
        font = self._fonts[bool(style.bold)]
        if cell.sign.strip() and bytes(font.getmask(cell.sign)) != self._missing:
            self._draw.text((left, top), cell.sign, ink, font)
        if style.underline:
            self._draw.line((left, bottom - 3, right - 1, bottom - 3), fill=ink)


def _between(one: Colour, other: Colour) -> Colour:
    red, green, blue = ((a + b) // 2 for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: Color | None, otherwise: Colour) -> Colour:
    if colour is None or colour.is_default:
        return otherwise
    return tuple(colour.get_truecolor())


def cells_of(strips: Iterable[Strip]) -> Iterator[Cell]:
    """Yield the characters of a screen."""
    for line, strip in enumerate(strips):
        column = 0
        for text, style, _ in strip:
            for sign in text:
                if width := cell_len(sign):
                    yield Cell(column, line, sign, style or Style())
                column += width


async def screen(
    files: Sequence[str], size: tuple[int, int], theme: str, keys: Sequence[str]
) -> list[Strip]:
    """Return the lines of the screen after some keys."""
    app = FeedApp(Loading(tuple(files)), Query.parse(""), "newest", theme=theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.5)
        return app.screen._compositor.render_strips()[: size[1]]


def main() -> None:
    """Draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", default=[sample_path()])
    parser.add_argument("--to", type=Path, default=PICTURE)
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--keys", default="")
    parser.add_argument("--font", default="DejaVuSansMono", help="name of its files")
    args = parser.parse_intermixed_args()
    width, height = map(int, args.size.split("x"))
    keys = [key for key in args.keys.split(",") if key]
    strips = asyncio.run(screen(args.files, (width, height), args.theme, keys))
    found = [*cells_of(strips)]
    pen = Pen((width, height), args.font, _rgb(found[0].style.bgcolor, (18, 18, 18)))
    for cell in found:
        pen.put(cell)
    pen.picture.quantize(256).save(args.to, optimize=True)


if __name__ == "__main__":
    main()
