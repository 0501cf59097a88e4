"""Pictures made for tests, good and hostile, as the bytes of their files."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

from tui_feed.pictures.requests import PictureRequest


def picture(size: tuple[int, int] = (40, 20), form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (220, 20, 20))
    image.paste((20, 20, 220), (size[0] // 2, 0, size[0], size[1]))
    return saved(image, form, **options)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """Return the bytes of a picture's file."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """Return a PNG that states any size, with few bytes of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(rows)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def asked(name: str = "a.jpg", **changes: Any) -> PictureRequest:
    """Return a request for half blocks in a room of 40 columns and 20 lines."""
    told: dict[str, Any] = {
        "number": 1, "name": name, "source": 0, "drawing": "blocks", "room": (40, 20),
        "cell": (10, 20), "ground": (0, 0, 0),
    }  # fmt: skip
    return PictureRequest(**told | changes)
