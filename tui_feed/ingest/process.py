"""A process that works for this one, within limits, and can be ended at any moment.

It is a fork: it begins with what this process knows and shares its memory, until one writes there.
A fork beside threads may hang (on macOS it does); where there are some, see `spawned_reader`.

It ends with this process, however this one ends. It holds one end of a pipe, its lifeline, whose
other end is here alone, and asks the system for a signal as soon as that is closed: no thread has
to wait for it, and it works amid a long computation. Linux and macOS can do that.
"""

import gc
import os
import resource
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from time import monotonic, perf_counter, sleep

TYPE_CHECKING = False  # `typing` takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import NoReturn

MEMORY = 4 * 2**30
"""Bytes of address space that the process may take."""
CPU_SECONDS = 3_600
"""Seconds of computing that it may take."""
POLITENESS = 5
"""How much it gives way to the one that has the keyboard, as `nice` counts."""
_PIPE = 2**20
"""Bytes that the pipe of one that goes on holds, where the system can be asked to."""
_READ = 2**16
"""Bytes that are taken at once; of more, the allocator would learn to keep what is freed."""
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, on Linux
_SIZE = 8
_MOST_FILES = 2**20
_PATIENCE = 1.0
"""Seconds to wait for a process that was killed; one that waits for a disk cannot even die."""
_ENDINGS = {
    signal.SIGKILL: "it was killed; memory may have run out",
    signal.SIGXCPU: f"it took more than {CPU_SECONDS // 60} minutes of computing",
    signal.SIGSEGV: "it crashed",
}

Work = Callable[[], Iterator[bytes]]
"""Yields messages, in the other process."""


def is_alone() -> bool:
    """Tell whether this process has no other thread, so that it can be forked."""
    threading = sys.modules.get("threading")
    return threading is None or bool(threading.active_count() == 1)


class Process:
    """The other process, as this one sees it."""

    def __init__(
        self, work: Work, *, keeps: tuple[int, ...] = (), politeness: int = POLITENESS
    ) -> None:
        """Start it: there, `work` is called, and what it yields is sent here.

        It has no file open but its pipe and those that it keeps. Raises `OSError` where no process
        can be started.
        """

        def fork(sending: int, lifeline: int) -> int:
            pid = os.fork()
            if not pid:
                do(work, sending, lifeline, keeps, politeness)
            return pid

        self._begin(fork)

    def _begin(self, start: Callable[[int, int], int]) -> None:
        """Start it by a function that is given its ends of the pipes, and returns its number."""
        receiving, sending = os.pipe()
        lifeline, self._lifeline = os.pipe()
        try:
            self._pid = start(sending, lifeline)
        except OSError:
            os.close(receiving)
            os.close(self._lifeline)
            raise
        finally:
            os.close(sending)
            os.close(lifeline)
        os.set_blocking(receiving, False)
        self._pipe = receiving
        self._arrived = bytearray()
        self._is_open = self._is_held = True

    def go_on(self) -> None:
        """Give its pipe room for much of what it makes; until then it rests when that is full."""
        if not self._is_held:
            return
        self._is_held = False
        with suppress(OSError, ImportError):
            import fcntl

            fcntl.fcntl(self._pipe, _SET_PIPE_SIZE, _PIPE)

    def messages(self, seconds: float) -> Iterator[bytes]:
        """Yield what has arrived, for about so long. Raises `EOFError` where it died."""
        end = perf_counter() + seconds
        while self._is_open:
            message = self._next()
            if message is None:
                if not self._receive():
                    return
                continue
            yield message
            if perf_counter() > end:
                return

    def message(self) -> bytes:
        """Wait for the next message and return it. Raises `EOFError` where there is none."""
        while (message := self._next()) is None:
            self.wait(None)
            self._receive()
        return message

    def wait(self, seconds: float | None) -> None:
        """Wait until something arrives, but no longer than so long."""
        if self._is_open:
            _wait_for(self._pipe, seconds)

    def _receive(self) -> bool:
        """Take bytes from the pipe; return False where there are none yet."""
        try:
            data = os.read(self._pipe, _READ)
        except BlockingIOError:
            return False
        if not data:
            raise EOFError(self.end())
        self._arrived += data
        return True

    def _next(self) -> bytes | None:
        """Return the next message; None where it has not arrived whole."""
        end = _SIZE + int.from_bytes(self._arrived[:_SIZE], "little")
        if len(self._arrived) < max(end, _SIZE):
            return None
        message = bytes(memoryview(self._arrived)[_SIZE:end])
        del self._arrived[:end]
        return message

    def end(self) -> str:
        """End it at once, and return how it ended if it had by itself."""
        if not self._is_open:
            return ""
        self._is_open = False
        os.close(self._pipe)
        status = self._status(0)
        if status is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            status = self._status(_PATIENCE)
        os.close(self._lifeline)
        return _ending(status)

    def _status(self, seconds: float) -> int | None:
        """Wait for its end, but no longer than so long; None where nobody can tell how it was."""
        end = monotonic() + seconds
        while True:
            try:
                ended, status = os.waitpid(self._pid, os.WNOHANG)
            except ChildProcessError:  # who started this one does not want to know of children
                return None
            if ended:
                return status
            if monotonic() >= end:
                return None
            sleep(0.001)


def _ending(status: int | None) -> str:
    """Return how a process ended, in words."""
    if status is None:
        return "it ended"
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"it ended with code {code}"
    if -code in signal.valid_signals():
        number = signal.Signals(-code)
        return _ENDINGS.get(number, f"it was ended by {number.name}")
    return f"it was ended by signal {-code}"


def do(
    work: Work, pipe: int, lifeline: int, keeps: tuple[int, ...] = (), politeness: int = POLITENESS
) -> "NoReturn":
    """Work in the other process: send everything through a pipe, and never return."""
    code = 1
    try:
        _settle({*keeps, pipe, lifeline}, politeness)
        _hold_on(lifeline)
        for message in work():
            os.write(pipe, len(message).to_bytes(_SIZE, "little"))
            rest = memoryview(message)
            while rest:
                rest = rest[os.write(pipe, rest) :]
        code = 0
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
    except BrokenPipeError:
        pass  # nobody is interested any more
    finally:
        os._exit(code)


def _hold_on(lifeline: int) -> None:
    """Have this process end as soon as the other end of a pipe is closed."""
    with suppress(OSError, ImportError, AttributeError):  # else at the next message
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | fcntl.FASYNC)
    if _wait_for(lifeline, 0):  # it was closed before
        os._exit(1)


def _wait_for(pipe: int, seconds: float | None) -> bool:
    """Wait until a pipe has something or is closed, but no longer than so long."""
    waiting = select.poll()  # `select` cannot wait for the thousandth file
    waiting.register(pipe, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1000))


def _settle(kept: set[int], politeness: int) -> None:
    """Take on limits, and let go of what belongs to the one that was forked."""
    gc.freeze()  # what it was born with is none of its business
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the screen decides
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):  # a system that knows no such limit, or a lower one
            resource.setrlimit(limit, (most, most))
    with suppress(OSError):
        os.nice(politeness)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - kept:
        os.dup2(null, standard)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if not 0 < most < _MOST_FILES:
        most = _MOST_FILES
    edges = [2, *sorted(kept - {0, 1, 2}), most]
    for before, after in pairwise(edges):
        os.closerange(before + 1, after)
