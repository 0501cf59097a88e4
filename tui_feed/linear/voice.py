"""What is said: lines of plain text, one after the other; the last door on the way out."""

import errno
import re
from collections.abc import Iterable
from typing import TextIO

# Everything but LF that could do more than stand where it is written.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class UnheardError(Exception):
    """Nothing more can be written; the reason is one for people."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or "unknown")
        self.is_gone = error.errno == errno.EIO
        """Whether it was a terminal that is gone."""


class Voice:
    """Appends announcements to a terminal or a file. Nothing but printable text and LF passes.

    Its methods raise `UnheardError` where nothing can be written.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_inside = False  # a line
        self.last: list[str] = []
        """The last announcement."""

    def say(self, lines: Iterable[str]) -> None:
        """Write an announcement, each of its lines on lines of its own."""
        self.last = list(lines)
        self._finish_line()
        self._write("".join(f"{line}\n" for line in self.last))

    def note(self, line: str) -> None:
        """Write a line that is no announcement: which key was pressed, where nobody sees it."""
        self._finish_line()
        self._write(f"{line}\n")

    def ask(self, question: str, typed: str = "") -> None:
        """Begin a line that is typed in, with what stands in it."""
        self._finish_line()
        self.echo(question + typed)

    def echo(self, text: str) -> None:
        """Write what is typed, in the line that was begun."""
        self._is_inside = True
        self._write(text.replace("\n", " "))

    def end_line(self) -> None:
        """End the line that was typed in."""
        self._finish_line()

    def _finish_line(self) -> None:
        if self._is_inside:
            self._is_inside = False
            self._write("\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(_CONTROL.sub("\ufffd", text))
            self._out.flush()
        except BrokenPipeError:  # whoever read it has heard enough
            raise
        except OSError as error:
            raise UnheardError(error) from None
