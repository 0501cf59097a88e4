"""A real pseudo-terminal with a screen behind it, for what only a terminal shows."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from types import TracebackType

import pyte

SYNC_QUERY = b"\x1b[?2026$p"
"""The app asks whether the terminal can hold a frame back until it is whole."""
SYNC_ANSWER = b"\x1b[?2026;2$y"
"""It can."""
FRAME_END = b"\x1b[?2026l"
"""The last bytes of a frame."""

_UNKNOWN = re.compile(rb"\x1b\[[<>]\d*u|\x1b\]22;[a-z]*\x07")
"""What pyte would write on the screen: modes of the keyboard, shapes of the mouse pointer."""

PROGRAM = [sys.executable, "-m", "tui_feed"]
"""The program under test."""


class Terminal:
    """Runs a command in a pseudo-terminal; `output` has every byte that it wrote."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (100, 30),
        env: dict[str, str] | None = None,
        stdin: bytes | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.columns, self.lines = size
        self._screen = pyte.Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self._screen)
        self._undrawn = bytearray()  # drawing takes long, and nobody may be looking
        self.output = bytearray()
        self.read_at = 0.0
        self._answered = 0  # up to which byte of the output
        argv = [*program, *arguments]
        pipe = os.pipe() if stdin is not None else None
        self.pid, self.fd = pty.fork()
        self.session = self.pid
        if self.pid == 0:
            if pipe:
                os.dup2(pipe[0], 0)
                os.close(pipe[1])
            # Explicitly: a library of line editing may have set COLUMNS behind Python's back.
            os.execve(argv[0], argv, _environment(env or {}))
        self._set_size()
        if pipe and stdin is not None:
            os.close(pipe[0])
            os.write(pipe[1], stdin)
            os.close(pipe[1])

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def screen(self) -> pyte.Screen:
        """The screen, with everything on it that was read."""
        self._stream.feed(_UNKNOWN.sub(b"", bytes(self._undrawn)))
        self._undrawn.clear()
        return self._screen

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.fd, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.columns, self.lines = columns, lines
        self.screen.resize(lines, columns)
        self._set_size()  # the system tells the program

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self.lines, self.columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def forget(self) -> None:
        """Empty the screen, whatever was drawn: the program is about to draw all of it."""
        if self._undrawn:  # a sequence may have come in half
            self._stream = pyte.ByteStream(self._screen)
            del self._undrawn[: max(0, self._undrawn.rfind(b"\x1b"))]
        self._screen.reset()

    def read(self, seconds: float) -> bytes:
        """Take in what the program writes within `seconds`; return at the first piece."""
        waiting = select.poll()  # `select` knows no number from 1,024 on
        waiting.register(self.fd, select.POLLIN)
        if not waiting.poll(max(0.0, seconds) * 1_000):
            return b""
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the program has closed its side
            return b""
        self.read_at = time.perf_counter()
        self.output += data
        self._undrawn += data
        asked = self.output.find(SYNC_QUERY, self._answered)
        if asked >= 0:
            os.write(self.fd, SYNC_ANSWER)
        self._answered = max(self._answered, asked + 1, len(self.output) - len(SYNC_QUERY))
        return data

    def wait(self, wanted: str | Callable[[str], bool], seconds: float = 15) -> str:
        """Read until the screen shows a text, or what a function asks for; return the screen."""
        met = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + seconds
        while not met(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"not on the screen: {wanted!r}\n{self.text}")
            self.read(0.05)
        return self.text

    def finish(self, seconds: float = 15) -> int:
        """Read to the end of the program and return its exit code (128+n for a signal)."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                while self.read(0.05):
                    pass
                self.pid = 0
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
        raise AssertionError(f"still running\n{self.text}")


def _environment(extra: dict[str, str]) -> dict[str, str]:
    """Return the environment of a person's terminal, whatever the tests run in."""
    # Who forbids Python to keep what it has compiled has it compiled again at every start.
    unwanted = {"NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | extra
