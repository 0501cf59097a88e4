"""Pictures of a loading: a process of its own finds and decodes them, with limits.

A decoder reads bytes of strangers: it may crash, take all memory, or never end. The process starts
with the first picture, and again after its end.
"""

import asyncio
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Final

from msgspec import DecodeError, structs

from tui_feed.ingest.spawned_reader import SIZE, ReaderTask, SpawnedReader
from tui_feed.pictures.requests import (
    Original,
    OriginalRequest,
    Picture,
    PictureRequest,
    Reply,
    Request,
    encoded,
    reply_of,
)

PATIENCE: Final = 20.0
"""Seconds before a request is given up, and its process ended."""
_PAUSE = 0.005
_SLOW = "it takes longer than {seconds:.0f} seconds; unpack the archive, or use another program"
_DIED = "the process that decodes it ended: {why}"
_CHANGED = "it was overtaken by another request"


class ArchivePictures:
    """Pictures in the files of a loading."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._process: SpawnedReader | None = None
        self._requests = -1
        self._number = 0
        self._folder: Path | None = None

    async def picture(self, request: PictureRequest) -> Picture:
        """Return a picture, or the reason why there is none; its number is chosen here."""
        reply = await self._ask(request)
        return reply if isinstance(reply, Picture) else Picture(failure=reply.failure)

    async def original(self, name: str, source: int) -> Original:
        """Return the path of a file for another program, or the reason why there is none."""
        try:
            folder = os.fsencode(self._private_folder())
        except OSError as error:
            return Original(failure=f"no copy of it can be made: {error.strerror}")
        reply = await self._ask(OriginalRequest(0, name, source, folder))
        return reply if isinstance(reply, Original) else Original(failure=reply.failure)

    def end(self) -> None:
        """End the process, and remove all copies."""
        self._stop()
        self.remove_copies()

    def remove_copies(self) -> None:
        """Remove the copies made for other programs."""
        if self._folder:
            rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _private_folder(self) -> Path:
        """Return a folder that only this user can enter."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="tui-feed-"))
        return self._folder

    async def _ask(self, request: Request) -> Reply:
        self._number += 1
        number = self._number
        try:
            process = self._running()
            self._send(encoded(structs.replace(request, number=number)))
        except OSError as error:
            self._stop()
            return Picture(failure=_DIED.format(why=error.strerror or error))
        end = monotonic() + PATIENCE
        while number == self._number and process is self._process:
            try:
                for message in process.messages(0):
                    reply = reply_of(message)
                    if reply.number == number:
                        return reply
            except (EOFError, DecodeError) as error:
                self._stop()
                return Picture(failure=_DIED.format(why=error))
            if monotonic() > end:
                self._stop()
                return Picture(failure=_SLOW.format(seconds=PATIENCE))
            await asyncio.sleep(_PAUSE)
        return Picture(failure=_CHANGED)

    def _running(self) -> SpawnedReader:
        """Return the process, started if necessary. Raises `OSError`."""
        if self._process is None:
            requests, self._requests = os.pipe()
            try:
                paths = list(map(os.fsencode, self._paths))
                self._process = SpawnedReader(ReaderTask(paths, requests=requests))
                self._process.enlarge_pipe()
            finally:
                os.close(requests)
        return self._process

    def _send(self, request: bytes) -> None:
        """Send a request, shorter than any pipe. Raises `OSError`."""
        os.set_blocking(self._requests, False)
        os.write(self._requests, len(request).to_bytes(SIZE, "little") + request)

    def _stop(self) -> None:
        if self._process:
            self._process.end()
            self._process = None
        if self._requests >= 0:
            with suppress(OSError):
                os.close(self._requests)
            self._requests = -1
