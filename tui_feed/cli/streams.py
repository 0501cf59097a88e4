"""Standard streams: each may be closed, full, or without a reader."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CANNOT_WRITE = 1
"""Exit code for a failed write."""


class UnwritableError(Exception):
    """Raised if standard output accepts no more; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def open_closed_streams() -> None:
    """Open the null device for closed standard streams, so no file gets their numbers."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
            os.set_inheritable(number, True)
    if sys.stdout is None:
        print_error("tui-feed: standard output is closed; nothing can be written")
        raise UnwritableError(CANNOT_WRITE)


def print_error(message: str) -> None:
    """Print an error message on standard error, if possible."""
    if sys.stderr is None:
        return
    try:
        print(message, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _silence(2)


@contextmanager
def output() -> Iterator[None]:
    """Write to standard output. Raises `UnwritableError` after a failed write.

    A reader such as `head` may close the pipe early; this is no failure.
    """
    try:
        try:
            yield
        finally:  # after `--help` as well, which exits
            sys.stdout.flush()
    except BrokenPipeError:
        _silence(1)
        raise UnwritableError(0) from None
    except OSError as error:
        _silence(1)
        print_error(f"tui-feed: standard output cannot be written: {error.strerror}")
        raise UnwritableError(CANNOT_WRITE) from None


def flush_errors() -> None:
    """Flush standard error, and ignore a failure; it must not change the exit code."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        _silence(2)


def _silence(number: int) -> None:
    """Keep the interpreter from writing again, and failing, at its end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
