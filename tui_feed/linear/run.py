"""Life of a `--linear` session: keyboard, signals, and restoring the terminal."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tui_feed.browse.file_watch import FileWatch
from tui_feed.browse.signals import ENDING
from tui_feed.browse.source import FeedSource
from tui_feed.feed import Order
from tui_feed.linear.keyboard import KeyReader
from tui_feed.linear.program import Program
from tui_feed.linear.session import Session
from tui_feed.linear.voice import OutputError, Voice
from tui_feed.query import Query
from tui_feed.state.saved import SavedState

_AGAIN = 0.2
"""Seconds between repeated attempts to end the program after a signal."""


class EndedBySignalError(BaseException):
    """Raised by a signal; a `BaseException`, so no `except Exception` catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        """Number of the signal."""


def run(
    source: FeedSource,
    query: Query,
    order: Order,
    *,
    keys: int,
    watch: FileWatch | None = None,
    saved: SavedState | None = None,
    on_sorted: Callable[[Order], object] | None = None,
) -> int:
    """Run a session until the reader quits, and return the exit code.

    `keys` is the keyboard's file descriptor; files of `watch` are read again when they change;
    `on_sorted` is called with each order that the reader chooses.
    Raises `OutputError` if standard output fails.
    """
    keyboard = KeyReader(keys)
    session = Session(source, query, order, keyboard, Voice(sys.stdout), saved)
    if on_sorted:
        session.on_sorted = on_sorted
    program = Program(session, suspend=lambda: _suspended(session), watch=watch)
    code = 0
    try:
        with _signals(session):
            keyboard.claim()
            program.run()
    except EndedBySignalError as ended:
        signal.setitimer(signal.ITIMER_REAL, 0)
        code = 128 + ended.number
    except OutputError as error:
        if not error.terminal_is_gone:
            raise
        code = 128 + signal.SIGHUP
    finally:
        keyboard.release()
        session.own.end()
        session.source.end()
    return code


@contextmanager
def _signals(session: Session) -> Iterator[None]:
    """End the program tidily on signals; ignored signals stay ignored."""
    ends_with = 0

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal ends_with
        del frame
        ends_with = ends_with or number
        for each in handled:
            signal.signal(each, signal.SIG_IGN)
        # Python drops an exception raised in a finaliser, so a timer raises it again.
        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
        raise EndedBySignalError(ends_with)

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        session.keyboard.release()
        os.kill(os.getpid(), signal.SIGSTOP)
        session.keyboard.claim()

    def resume(number: int, frame: FrameType | None) -> None:
        del number, frame
        session.keyboard.claim()

    handled = [each for each in ENDING if signal.getsignal(each) is not signal.SIG_IGN]
    for each in handled:
        signal.signal(each, end)
    signal.signal(signal.SIGTSTP, stop)
    signal.signal(signal.SIGCONT, resume)
    yield


def _suspended(session: Session) -> None:
    """Stop the whole job of the shell; after it resumes, announce the reader's position."""
    os.kill(0, signal.SIGTSTP)
    session.say([session.selected_post_words()])
