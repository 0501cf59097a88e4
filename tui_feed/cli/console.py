"""Safe output streams: no line of the command line can control the terminal."""

import sys
from contextlib import contextmanager

TYPE_CHECKING = False  # imports here would delay the reading of files
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


class SafeStream:
    """Text stream without control characters, except line ends.

    It claims to be no terminal, so libraries add no colours.
    """

    def __init__(self, out: "TextIO") -> None:
        self._out = out

    def write(self, text: str, /) -> int:
        """Write a text without its control characters."""
        from tui_feed.text.scrub import scrubbed  # most runs write nothing here

        self._out.write(scrubbed(text))
        return len(text)

    def isatty(self) -> bool:
        """Return False."""
        return False

    def __getattr__(self, name: str) -> object:
        return getattr(self._out, name)


def safe_stream(out: "TextIO") -> "TextIO":
    """Return a safe stream on top of another."""
    return SafeStream(out)  # type: ignore[return-value] # a stream as far as print and write need


@contextmanager
def safe_errors() -> "Iterator[None]":
    """Make standard error safe, even for Python's own tracebacks."""
    usual = sys.stderr
    if usual is not None:
        sys.stderr = safe_stream(usual)
    try:
        yield
    except Exception:
        sys.excepthook(*sys.exc_info())
        raise SystemExit(1) from None
    finally:
        sys.stderr = usual
