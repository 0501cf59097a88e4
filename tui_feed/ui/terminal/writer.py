"""Thread for writing to the terminal: the program does not wait for it."""

import os
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Lock, Thread
from time import monotonic, sleep

_CHUNK = 2**16
"""Most bytes per write: larger than most frames."""
_MOST = 30
"""Texts in the queue; adding more waits."""
_RETRY = 0.002
"""Seconds before the next try with a blocked terminal."""


class Writer(Thread):
    """Writer thread; unlike Textual's, it reports a vanished terminal."""

    def __init__(self, number: int, encoding: str, gone: Callable[[], None]) -> None:
        """Write to a terminal, and call `gone` if it vanishes."""
        super().__init__(name="textual-output", daemon=True)
        self._number = number
        self._encoding = encoding
        self._gone = gone
        self._queue: Queue[str | None] = Queue(_MOST)
        self._turn = Lock()
        self._is_over = False

    def write(self, text: str) -> None:
        """Add a text to the queue."""
        self._queue.put(text)

    def run(self) -> None:
        """Write texts from the queue until the writer is stopped."""
        is_last = False
        try:
            while not is_last:
                texts = [self._queue.get()]
                with suppress(Empty):  # waiting texts are joined: a frame has several
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
            sleep(_RETRY)  # another program has set the terminal to non-blocking writes

    def stop_at_once(self, seconds: float) -> None:
        """Stop at once, after waiting some seconds for the present write."""
        self._is_over = True
        if self._turn.acquire(timeout=seconds):
            self._turn.release()

    def stop(self, seconds: float) -> None:
        """Stop after writing the queue, or after some seconds."""
        if self.is_alive():
            with suppress(Full):
                self._queue.put(None, timeout=seconds)
            self.join(seconds)


def put_at_once(number: int, data: bytes, seconds: float) -> None:
    """Write to a possibly blocked terminal, for at most some seconds. Raises `OSError`.

    Afterwards blocking is as before, because other programs share the terminal.
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
