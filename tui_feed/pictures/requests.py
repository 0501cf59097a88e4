"""Requests to a picture process, and its replies."""

from typing import Final, Literal

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

Drawing = Literal["kitty", "sixel", "blocks"]
"""Way to draw a picture: a protocol of terminals, or coloured half blocks."""


class PictureRequest(Struct, frozen=True, tag=True, array_like=True):
    """Request for a picture that fits into some cells."""

    number: int
    """Number of the request."""
    name: str
    """Name of the file inside its archive."""
    source: int
    """Number of the input to search first."""
    drawing: Drawing | None
    """Way to draw it; None for a video or a sound, of which only facts are told."""
    room: tuple[int, int]
    """Most columns and lines."""
    cell: tuple[int, int]
    """Width and height of a cell in pixels."""
    ground: tuple[int, int, int]
    """Colour behind a transparent picture."""


class OriginalRequest(Struct, frozen=True, tag=True, array_like=True):
    """Request for the path of a file, to open it in another program."""

    number: int
    """Number of the request."""
    name: str
    """Name of the file inside its archive."""
    source: int
    """Number of the input to search first."""
    folder: bytes
    """Private folder for a copy, if the file lies inside a packed archive."""


class Picture(Struct, frozen=True, tag=True, array_like=True):
    """Picture ready to draw, or facts about a file; or the reason why there is none."""

    number: int = 0
    """Number of the request."""
    failure: str = ""
    """Reason why it cannot be drawn; empty for a picture, a video or a sound."""
    format: str = ""
    """Name of the format: `JPEG`."""
    width: int = 0
    """Width of the whole picture in pixels; 0 if unknown."""
    height: int = 0
    """Height of the whole picture in pixels; 0 if unknown."""
    size: int | None = None
    """Bytes of the file."""
    moves: bool = False
    """True for an animation, of which the first frame is drawn."""
    drawing: Drawing | None = None
    """Way to draw it; None for a video, a sound and a failure."""
    room: tuple[int, int] = (0, 0)
    """Columns and lines to draw."""
    data: bytes = b""
    """PNG for kitty, a sequence for sixel, three bytes for each pixel of half blocks."""
    marks: tuple[str, ...] = ()
    """Lines of placeholders for kitty."""


class Original(Struct, frozen=True, tag=True, array_like=True):
    """Path of a file for another program, or the reason why there is none."""

    number: int = 0
    """Number of the request."""
    failure: str = ""
    """Reason why it cannot be opened; empty for a path."""
    path: bytes = b""
    """Absolute path."""
    is_copy: bool = False
    """True for a copy, which lives as long as the program."""


Request = PictureRequest | OriginalRequest
"""Any request."""
Reply = Picture | Original
"""Any reply."""

_ENCODER: Final = Encoder()
_REQUESTS: Final[Decoder[Request]] = Decoder(Request)
_REPLIES: Final[Decoder[Reply]] = Decoder(Reply)


def encoded(message: Request | Reply) -> bytes:
    """Encode a request or a reply."""
    return _ENCODER.encode(message)


def request_of(data: bytes) -> Request:
    """Decode a request. Raises `msgspec.DecodeError`."""
    return _REQUESTS.decode(data)


def reply_of(data: bytes) -> Reply:
    """Decode a reply, its types checked. Raises `msgspec.DecodeError`."""
    return _REPLIES.decode(data)
