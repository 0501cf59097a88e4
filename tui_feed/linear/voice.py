"""Output of announcements as plain lines, with a last filter for control characters."""

import errno
import re
from collections.abc import Iterable
from typing import TextIO

# Every character except LF with an effect on a terminal.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class OutputError(Exception):
    """Raised if output fails; the message is the system's reason."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or "unknown")
        self.terminal_is_gone = error.errno == errno.EIO
        """True if a closed terminal is the reason."""


class Voice:
    """Appends announcements to a terminal or a file; only printable text and LF pass.

    Methods raise `OutputError` if output fails.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_line_open = False
        self.last: list[str] = []
        """Lines of the last announcement."""

    def say(self, lines: Iterable[str]) -> None:
        """Write an announcement, each of its lines on a new line."""
        self.last = list(lines)
        self._finish_line()
        self._write("".join(f"{line}\n" for line in self.last))

    def note(self, line: str) -> None:
        """Write a line outside the announcements, such as a key from a file."""
        self._finish_line()
        self._write(f"{line}\n")

    def ask(self, question: str, typed: str = "") -> None:
        """Begin a prompt with a question and some text already typed."""
        self._finish_line()
        self.echo(question + typed)

    def echo(self, text: str) -> None:
        """Write typed characters on the prompt's line."""
        self._is_line_open = True
        self._write(text.replace("\n", " "))

    def end_line(self) -> None:
        """End the prompt's line."""
        self._finish_line()

    def _finish_line(self) -> None:
        if self._is_line_open:
            self._is_line_open = False
            self._write("\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(_CONTROL.sub("\ufffd", text))
            self._out.flush()
        except BrokenPipeError:  # no failure: the program reading the output has ended
            raise
        except OSError as error:
            raise OutputError(error) from None
