"""The standard streams: any of them may be closed, full, or of no interest to anybody any more."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CANNOT_WRITE = 1
"""Exit code where the output cannot be written."""


class UnwritableError(Exception):
    """Standard output takes no more. `code` is what the program ends with."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def fill_in() -> None:
    """Put nothing in the place of streams that were closed, so that no file gets their numbers."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
            os.set_inheritable(number, True)
    if sys.stdout is None:
        complain("tui-feed: standard output is closed; nothing can be written")
        raise UnwritableError(CANNOT_WRITE)


def complain(message: str) -> None:
    """Say on standard error what is wrong, where anybody can hear it."""
    if sys.stderr is None:
        return
    try:
        print(message, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _silence(2)


@contextmanager
def output() -> Iterator[None]:
    """Write to standard output within this. Raises `UnwritableError` where it takes no more.

    Whoever reads it may have seen enough; that is no failure.
    """
    try:
        try:
            yield
        finally:  # after the help, too, which ends the program
            sys.stdout.flush()
    except BrokenPipeError:
        _silence(1)
        raise UnwritableError(0) from None
    except OSError as error:
        _silence(1)
        complain(f"tui-feed: standard output cannot be written: {error.strerror}")
        raise UnwritableError(CANNOT_WRITE) from None


def let_go() -> None:
    """Let go of what could not be said on standard error; the exit code would be another."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        _silence(2)


def _silence(number: int) -> None:
    """Keep the interpreter from trying again, and complaining, when it ends."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
