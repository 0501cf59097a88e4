"""From a source to its end: the keyboard, signals, and what is put back at the end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tui_feed.browse.signals import ENDING
from tui_feed.browse.source import Source
from tui_feed.feed import Order
from tui_feed.linear.keyboard import Keyboard
from tui_feed.linear.program import Program
from tui_feed.linear.state import Session
from tui_feed.linear.voice import UnheardError, Voice
from tui_feed.query import Query

_AGAIN = 0.2
"""Seconds after which a signal ends the program if it has not yet."""


class EndedError(BaseException):
    """A signal ends the program; no `except Exception` on its way may hold it up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        """The signal."""


def run(source: Source, query: Query, order: Order, *, keys: int) -> int:
    """Read a source aloud until the reader quits, and return the exit code.

    `keys` is the file descriptor of the keyboard. Raises `UnheardError` where nothing can be
    written.
    """
    keyboard = Keyboard(keys)
    session = Session(source, query, order, keyboard, Voice(sys.stdout))
    program = Program(session, suspend=lambda: _suspended(session))
    code = 0
    try:
        with _signals(session):
            keyboard.claim()
            program.run()
    except EndedError as ended:
        signal.setitimer(signal.ITIMER_REAL, 0)
        code = 128 + ended.number
    except UnheardError as error:
        if not error.is_gone:
            raise
        code = 128 + signal.SIGHUP
    finally:
        keyboard.release()
        session.source.end()
    return code


@contextmanager
def _signals(session: Session) -> Iterator[None]:
    """Have signals end the program tidily; one that is ignored stays so."""
    ends_with = 0

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal ends_with
        del frame
        ends_with = ends_with or number
        for each in handled:
            signal.signal(each, signal.SIG_IGN)
        # Python drops what is raised in a finaliser; then it is raised again.
        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
        raise EndedError(ends_with)

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
    """Stop everything of this command line, and say where the reader is when it goes on."""
    os.kill(0, signal.SIGTSTP)
    session.say([session.here_words()])
