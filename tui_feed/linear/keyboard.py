"""Where keys come from: a terminal, set so that each key comes at once, or a file of them."""

import os
import select
import signal
import termios
from collections import deque
from contextlib import suppress
from typing import Any

from tui_feed.linear.keys import Decoder, Key

_AFTER_ESC = 0.05
"""Seconds within which the rest of an arrow key follows its first byte."""
_CHUNK = 4_096
_FIRST_TOO_HIGH = 1_024
_IFLAG, _LFLAG, _CC = 0, 3, 6


class EndOfKeysError(Exception):
    """There will be no key any more."""


def _is_ready(number: int, seconds: float | None) -> bool:
    """Wait until there is something to read, but no longer than so long."""
    # `select` knows no higher numbers, and `poll` no terminals on some systems.
    if number < _FIRST_TOO_HIGH:
        return bool(select.select([number], [], [], seconds)[0])
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1_000))


class Keyboard:
    """Gives keys one by one. The terminal's settings are put back by `release`."""

    def __init__(self, number: int) -> None:
        """Read from a file descriptor."""
        self._number = number
        self.is_terminal = os.isatty(number)
        """Whether somebody may be typing; else the keys are all in a file, or a program types."""
        self._decoder = Decoder()
        self._keys: deque[Key] = deque()
        self._is_at_end = False
        self._settings: list[Any] | None = None

    def claim(self) -> None:
        """Have the terminal hand over each key, and echo none."""
        if not self.is_terminal:
            return
        with suppress(termios.error):
            settings = termios.tcgetattr(self._number)
            self._settings = self._settings or termios.tcgetattr(self._number)
            settings[_IFLAG] &= ~(termios.IXON | termios.IXOFF)
            settings[_IFLAG] |= termios.ICRNL
            settings[_LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
            settings[_CC][termios.VMIN], settings[_CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._number, termios.TCSANOW, settings)

    def release(self) -> None:
        """Put the terminal's settings back."""
        if self._settings is None:
            return
        before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # it may be another program's now
        with suppress(termios.error):
            termios.tcsetattr(self._number, termios.TCSADRAIN, self._settings)
        signal.signal(signal.SIGTTOU, before)

    def wait(self, seconds: float | None) -> bool:
        """Wait for a key, but no longer than so long; return whether there is one, or never is."""
        if self._keys or self._is_at_end:
            return True
        if _is_ready(self._number, seconds):
            self._take()
            while self._decoder.is_waiting and not self._is_at_end:
                if _is_ready(self._number, _AFTER_ESC):
                    self._take()
                else:
                    self._keys += self._decoder.keys(b"", final=True)
        return bool(self._keys) or self._is_at_end

    def _take(self) -> None:
        try:
            data = os.read(self._number, _CHUNK)
        except BlockingIOError:
            return
        except OSError:  # the terminal is gone
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
        """Tell whether somebody wants work to stop: Ctrl-C, or Esc before any other key.

        Keys that do not come from a terminal were typed before the work began.
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


def keys_number(*, is_taken: bool) -> int:
    """Return the file descriptor of the keyboard; `is_taken`: standard input is what is read.

    Raises `OSError` where there is none.
    """
    if not is_taken:
        with suppress(OSError):
            os.fstat(0)
            return 0
    return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
