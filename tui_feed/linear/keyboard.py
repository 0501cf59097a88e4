"""Keys from a terminal in raw mode, or from a file or a pipe."""

import os
import select
import signal
import termios
from collections import deque
from contextlib import suppress
from typing import Any

from tui_feed.linear.keys import Key, KeyDecoder

_AFTER_ESC = 0.05
"""Seconds to wait after Esc for the rest of an arrow key's sequence."""
_CHUNK = 4_096
_FIRST_TOO_HIGH = 1_024
_IFLAG, _LFLAG, _CC = 0, 3, 6


class EndOfKeysError(Exception):
    """Raised when the keyboard is closed or its file is read to the end."""


def _is_ready(number: int, seconds: float | None) -> bool:
    """Wait for input, for at most some seconds; return False after a timeout."""
    # `select` accepts no higher numbers, and `poll` no terminals on some systems.
    if number < _FIRST_TOO_HIGH:
        return bool(select.select([number], [], [], seconds)[0])
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1_000))


class KeyReader:
    """Reads keys from a file descriptor; `release` restores the terminal's settings."""

    def __init__(self, number: int) -> None:
        """Read from a file descriptor."""
        self._number = number
        self.is_terminal = os.isatty(number)
        """True for a terminal; keys of a file or a pipe may all be present from the start."""
        self._decoder = KeyDecoder()
        self._keys: deque[Key] = deque()
        self._is_at_end = False
        self._saved_settings: list[Any] | None = None

    def claim(self) -> None:
        """Switch the terminal to single keys without echo."""
        if not self.is_terminal:
            return
        with suppress(termios.error):
            settings = termios.tcgetattr(self._number)
            self._saved_settings = self._saved_settings or termios.tcgetattr(self._number)
            settings[_IFLAG] &= ~(termios.IXON | termios.IXOFF)
            settings[_IFLAG] |= termios.ICRNL
            settings[_LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
            settings[_CC][termios.VMIN], settings[_CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._number, termios.TCSANOW, settings)

    def release(self) -> None:
        """Restore the terminal's settings."""
        if self._saved_settings is None:
            return
        before = signal.signal(
            signal.SIGTTOU, signal.SIG_IGN
        )  # another program may own the terminal
        with suppress(termios.error):
            termios.tcsetattr(self._number, termios.TCSADRAIN, self._saved_settings)
        signal.signal(signal.SIGTTOU, before)

    def wait(self, seconds: float | None) -> bool:
        """Wait for a key, for at most some seconds; return True for a key or the end of input."""
        if self._keys or self._is_at_end:
            return True
        if _is_ready(self._number, seconds):
            self._read_keys()
            while self._decoder.is_waiting and not self._is_at_end:
                if _is_ready(self._number, _AFTER_ESC):
                    self._read_keys()
                else:
                    self._keys += self._decoder.keys(b"", final=True)
        return bool(self._keys) or self._is_at_end

    def _read_keys(self) -> None:
        try:
            data = os.read(self._number, _CHUNK)
        except BlockingIOError:
            return
        except OSError:  # the terminal was closed
            data = b""
        self._is_at_end = not data
        self._keys += self._decoder.keys(data, final=not data)

    def next(self) -> Key:
        """Wait for the next key and return it. Raises `EndOfKeysError`."""
        while not self.wait(None):
            pass
        if not self._keys:
            raise EndOfKeysError
        return self._keys.popleft()

    def is_interrupted(self) -> bool:
        """Return whether the reader pressed Ctrl-C, or Esc before any other key, to stop a task.

        Always False without a terminal: such keys were typed before the task began.
        """
        if not self.is_terminal or not self.wait(0) or not self._keys:
            return False
        names = [key.name for key in self._keys]
        if "ctrl+c" in names:
            del names[: names.index("ctrl+c") + 1]
        elif names[0] == "escape":
            del names[0]
        else:
            return False
        while len(self._keys) > len(names):
            self._keys.popleft()
        return True


def keyboard_descriptor(*, stdin_is_timeline: bool) -> int:
    """Return the keyboard's file descriptor: standard input, or else the terminal.

    Raises `OSError` without a terminal to read keys from.
    """
    if not stdin_is_timeline:
        with suppress(OSError):
            os.fstat(0)
            return 0
    return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
