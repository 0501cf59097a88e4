"""Scale a picture to its cells and encode it for a terminal, with the help of textual-image.

This runs in a process without a terminal. The package of textual-image's drawing classes asks the
terminal questions when it is imported, and its classes write to the terminal: on a slow line, the
answers would be taken for keys. Only its sixel encoder and its table of placeholders are used.
"""

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from tui_feed.pictures.requests import PictureRequest

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SENT: Final = 600_000
"""Pixels of the largest picture sent to a terminal: a slow line carries some 300 KB of them."""
_LONG = 400_000
"""Bytes of a PNG from which it is sent in 256 colours."""
_WIDEST = 110
"""Columns and lines of the largest picture for kitty: further signs are wide in some terminals."""
_PLACEHOLDER = chr(0x10EEEE)
_BAND = 6
"""Lines of pixels in a band of sixel."""


class Drawable(NamedTuple):
    """Picture in the form of a terminal's protocol."""

    room: tuple[int, int]
    """Columns and lines."""
    data: bytes
    """Encoded picture, see `Picture.data`."""
    marks: tuple[str, ...] = ()
    """Lines of placeholders."""


def room_for(size: tuple[int, int], request: PictureRequest) -> tuple[int, int]:
    """Return columns and lines of a picture: in proportion, within its room, never enlarged."""
    (width, height), (across, down) = size, request.cell
    columns, lines = request.room
    if request.drawing == "kitty":
        columns, lines = min(columns, _WIDEST), min(lines, _WIDEST)
    scale = min(1.0, columns * across / width, lines * down / height)
    if request.drawing == "sixel":
        scale = min(scale, (MOST_SENT / (width * height)) ** 0.5)
    fitted = round(width * scale / across), round(height * scale / down)
    return min(columns, max(1, fitted[0])), min(lines, max(1, fitted[1]))


def encoded_for(image: "Image", size: tuple[int, int], request: PictureRequest) -> Drawable:
    """Scale and encode a picture; `size` is the size of the whole picture."""
    columns, lines = room = room_for(size, request)
    across, down = request.cell
    if request.drawing == "blocks":
        return Drawable(room, _scaled(image, (columns, 2 * lines), request).tobytes())
    pixels = columns * across, lines * down
    if request.drawing == "kitty":
        part = min(1.0, (MOST_SENT / (pixels[0] * pixels[1])) ** 0.5)  # the terminal enlarges it
        sent = max(1, round(pixels[0] * part)), max(1, round(pixels[1] * part))
        return Drawable(room, _png(_scaled(image, sent, request)), _placeholders(*room))
    from textual_image._sixel import image_to_sixels

    pixels = pixels[0], max(_BAND, pixels[1] - pixels[1] % _BAND)  # a band below would scroll
    return Drawable(room, image_to_sixels(_scaled(image, pixels, request)).encode())


def _png(image: "Image") -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    if file.tell() > _LONG:
        file = io.BytesIO()
        image.quantize(256).save(file, "PNG")
    return file.getvalue()


def _scaled(image: "Image", size: tuple[int, int], request: PictureRequest) -> "Image":
    """Return a picture of an exact size, without transparency."""
    from PIL import Image

    image = image.resize(size, Image.Resampling.LANCZOS)
    if image.mode == "RGBA":
        ground = Image.new("RGBA", size, (*request.ground, 255))
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def _placeholders(columns: int, lines: int) -> tuple[str, ...]:
    """Return lines of kitty's placeholders, each with the diacritics of its line and column."""
    from textual_image.renderable.tgp import _NUMBER_TO_DIACRITIC

    signs = list(map(chr, _NUMBER_TO_DIACRITIC))
    return tuple(
        "".join(f"{_PLACEHOLDER}{signs[line]}{signs[column]}" for column in range(columns))
        for line in range(lines)
    )
