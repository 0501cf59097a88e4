"""The one way out for lines of the command line: nothing acts on the terminal that they reach."""

import sys
from contextlib import contextmanager

TYPE_CHECKING = False  # for type checkers; nothing here may take time before a file is read
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


class Safe:
    """A stream of text with every control but the line end taken out of what is written to it.

    It says that it is no terminal, so that whoever would colour his words does not.
    """

    def __init__(self, out: "TextIO") -> None:
        self._out = out

    def write(self, text: str, /) -> int:
        """Write a text, made safe."""
        from tui_feed.text.scrub import scrubbed  # most runs say nothing

        self._out.write(scrubbed(text))
        return len(text)

    def isatty(self) -> bool:
        """Say so."""
        return False

    def __getattr__(self, name: str) -> object:
        return getattr(self._out, name)


def safe(out: "TextIO") -> "TextIO":
    """Return a stream through which nothing but safe text reaches another one."""
    return Safe(out)  # type: ignore[return-value] # as much of one as anybody writes to


@contextmanager
def safe_errors() -> "Iterator[None]":
    """Have all that goes to standard error pass the door, a traceback of Python's own too."""
    usual = sys.stderr
    if usual is not None:
        sys.stderr = safe(usual)
    try:
        yield
    except Exception:
        sys.excepthook(*sys.exc_info())
        raise SystemExit(1) from None
    finally:
        sys.stderr = usual
