"""The thread that writes to the terminal, so that a slow one makes nobody wait."""

import os
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Lock, Thread
from time import monotonic, sleep

_CHUNK = 2**16
"""Bytes that are written at once: most frames."""
_MOST = 30
"""Texts that may wait; who writes more waits, too."""
_RETRY = 0.002
"""Seconds until a terminal is tried again that takes nothing."""


class Writer(Thread):
    """Writes what it is given, in order. Textual's own dies with the terminal and tells nobody."""

    def __init__(self, number: int, encoding: str, gone: Callable[[], None]) -> None:
        """Write to a terminal, and call `gone` once that is not there any more."""
        super().__init__(name="textual-output", daemon=True)
        self._number = number
        self._encoding = encoding
        self._gone = gone
        self._queue: Queue[str | None] = Queue(_MOST)
        self._turn = Lock()
        self._is_over = False

    def write(self, text: str) -> None:
        """Have a text written."""
        self._queue.put(text)

    def run(self) -> None:
        """Write until there is nothing more to come."""
        is_last = False
        try:
            while not is_last:
                texts = [self._queue.get()]
                with suppress(Empty):  # what waits is written at once: a frame is several texts
                    while texts[-1] is not None:
                        texts.append(self._queue.get_nowait())
                is_last = texts[-1] is None
                self._put("".join(filter(None, texts)).encode(self._encoding, "replace"))
        except OSError:
            self._gone()

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            with self._turn:
                if self._is_over:
                    return
                with suppress(BlockingIOError):
                    rest = rest[os.write(self._number, rest[:_CHUNK]) :]
                    continue
            sleep(_RETRY)  # another program has set the terminal so that it does not wait

    def seize(self, seconds: float) -> None:
        """Have it write nothing more. What it is just writing is waited for, but not for ever."""
        self._is_over = True
        if self._turn.acquire(timeout=seconds):
            self._turn.release()

    def stop(self, seconds: float) -> None:
        """Wait until all is written, but no longer than so long."""
        if self.is_alive():
            with suppress(Full):
                self._queue.put(None, timeout=seconds)
            self.join(seconds)


def put_at_once(number: int, data: bytes, seconds: float) -> None:
    """Write to a terminal that may take nothing: try for so long and no longer. Raises `OSError`.

    Whoever shares the terminal finds it as it was: a write waits again.
    """
    end = monotonic() + seconds
    waits = os.get_blocking(number)
    os.set_blocking(number, False)
    try:
        while data:
            try:
                data = data[os.write(number, data) :]
            except BlockingIOError:
                if monotonic() > end:
                    return
                sleep(_RETRY)
    finally:
        os.set_blocking(number, waits)
