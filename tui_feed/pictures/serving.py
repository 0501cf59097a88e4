"""Work of a picture process: takes requests from a pipe, and replies to the latest."""

import os
import resource
import select
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from tui_feed.pictures.decoding import MOST_BYTES, decoded
from tui_feed.pictures.encoding import encoded_for
from tui_feed.pictures.errors import PictureError
from tui_feed.pictures.finder import PictureFinder, bytes_of
from tui_feed.pictures.originals import ending_of, original_of
from tui_feed.pictures.requests import (
    Original,
    Picture,
    PictureRequest,
    Reply,
    Request,
    encoded,
    request_of,
)

MEMORY: Final = 2**30
"""Bytes of address space: enough for the largest picture."""
SIZE: Final = 8
"""Bytes of the length of a request, sent before it."""
NOT_INSTALLED: Final = "to draw pictures, install: pip install 'tui-feed[pictures]'"
"""Reason without the packages that draw."""
_CHUNK = 2**16


def replies(paths: Sequence[str], requests: int) -> Iterator[bytes]:
    """Yield encoded replies; ends when the other end of the pipe `requests` is closed."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    finder = PictureFinder(paths)
    for request in _latest(requests):
        yield encoded(_reply(finder, request))


def _latest(pipe: int) -> Iterator[Request]:
    """Yield requests; requests overtaken by a later one are passed over."""
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    received = bytearray()
    while data := os.read(pipe, _CHUNK):
        received += data
        last: bytes | None = None
        while len(received) >= SIZE:
            end = SIZE + int.from_bytes(received[:SIZE], "little")
            if len(received) < end:
                break
            last = bytes(received[SIZE:end])
            del received[:end]
        if last is not None and not waiting.poll(0):
            yield request_of(last)


def _reply(finder: PictureFinder, request: Request) -> Reply:
    try:
        if isinstance(request, PictureRequest):
            return _picture(finder, request)
        file = finder.find(request.name, request.source)
        return original_of(file, request.folder, request.number)
    except PictureError as error:
        reply = Picture if isinstance(request, PictureRequest) else Original
        return reply(request.number, failure=str(error))
    except ImportError:
        return Picture(request.number, failure=NOT_INSTALLED)


def _picture(finder: PictureFinder, request: PictureRequest) -> Picture:
    """Decode a picture; of a video or a sound, tell size and format."""
    file = finder.find(request.name, request.source)
    size = file.whole_size
    if request.drawing is None:
        form = (ending_of(file.head) or "").removeprefix(".").upper()
        return Picture(request.number, format=form, size=size)
    data = bytes_of(file, MOST_BYTES)
    across, down = request.cell
    near = request.room[0] * across, request.room[1] * down
    found = decoded(data, near)
    whole = found.width, found.height
    drawn = encoded_for(found.image, whole, request)
    return Picture(
        request.number,
        format=found.format,
        width=found.width,
        height=found.height,
        size=len(data),
        moves=found.moves,
        drawing=request.drawing,
        room=drawn.room,
        data=drawn.data,
        marks=drawn.marks,
    )
