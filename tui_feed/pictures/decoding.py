"""Decode a picture, within limits, and make it small enough for its cells.

Only formats that browsers show are decoded. Others would run programs, as EPS does, or hold
pictures of any size in a few bytes.
"""

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from tui_feed.pictures.errors import PictureError
from tui_feed.sources.signatures import is_binary, signature_of

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 64_000_000
"""Pixels of the largest decoded picture."""
MOST_BYTES: Final = 32 * 2**20
"""Bytes of the largest decoded file."""
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")
"""Decoded formats, by Pillow's names."""
_HEAD = 1024
_DAMAGED = "it is cut or damaged"


class Decoded(NamedTuple):
    """Decoded picture."""

    image: "Image"
    """First frame, upright, in its own size or smaller."""
    format: str
    """Name of the format."""
    width: int
    """Width of the whole picture in pixels."""
    height: int
    """Height of the whole picture in pixels."""
    moves: bool
    """True for an animation."""


def decoded(data: bytes, near: tuple[int, int]) -> Decoded:
    """Decode a picture, to a size of at least `near` if it has so many pixels.

    Raises `PictureError`.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is checked here, before any pixel is decoded
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise PictureError(_why_not(data)) from None
    except Exception:
        raise PictureError(_DAMAGED) from None
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"it has {width * height // 1_000_000:,} megapixels, more than "
            f"{MOST_PIXELS // 1_000_000}; another program can show it"
        )
    try:
        form, moves = opened.format or "", bool(getattr(opened, "is_animated", False))
        largest = max(near)  # upright or not, which is known later
        opened.draft("RGB", (largest, largest))
        opened.load()
        image = _reduced(opened, largest)
        turned = ImageOps.exif_transpose(image)
    except MemoryError:
        raise PictureError("it needs too much memory") from None
    except Exception:
        raise PictureError(_DAMAGED) from None
    if (turned.width > turned.height) != (image.width > image.height):
        width, height = height, width
    return Decoded(turned, form, width, height, moves)


def _reduced(image: "Image", largest: int) -> "Image":
    """Return a picture in full colours, reduced by a whole factor where it is far too large."""
    factor = max(image.size) // (2 * max(1, largest))
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    if factor > 1 and image.mode in ("L", "RGB", "RGBA"):
        exif = image.getexif()
        image = image.reduce(factor)
        image.getexif().update(exif)
    return image if image.mode == wanted else image.convert(wanted)


def _why_not(data: bytes) -> str:
    """Return the reason why bytes are no picture."""
    head = data[:_HEAD]
    known = signature_of(head)
    if not data:
        return "the file is empty"
    if known and known.name.endswith(" picture"):
        return _DAMAGED
    if known:
        return f"it is {known.name}, which is not drawn"
    if b"<svg" in head.lower():
        return "it is an SVG, which is not drawn: it may hold a program"
    return "it is no picture of a known format" if is_binary(head) else "it is text, no picture"
