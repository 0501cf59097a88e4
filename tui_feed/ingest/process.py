"""Child process with limits on memory and time, ended at any moment.

It is a fork: memory is shared until either process writes to it. A fork beside threads may hang
(on macOS it does); `spawned_reader` handles that case.

The child ends with its parent, however the parent ends. The parent alone holds the write end of a
pipe, the lifeline; the system signals the child as soon as this end is closed, even during a long
computation. Linux and macOS support this.
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
"""Bytes of address space for the child process."""
CPU_SECONDS = 3_600
"""Seconds of computing for the child process."""
NICENESS = 5
"""Increment of `nice` for the child process, in favour of the screen."""
_PIPE = 2**20
"""Bytes of the enlarged pipe, where the system supports it."""
_READ = 2**16
"""Bytes taken at once; for larger blocks the allocator would keep freed memory."""
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, on Linux
_SIZE = 8
_MOST_FILES = 2**20
_TIME_TO_DIE = 1.0
"""Seconds to wait for a killed process; a process waiting for a disk cannot end before."""
_ENDINGS = {
    signal.SIGKILL: "it was killed; memory may have run out",
    signal.SIGXCPU: f"it took more than {CPU_SECONDS // 60} minutes of computing",
    signal.SIGSEGV: "it crashed",
}

Work = Callable[[], Iterator[bytes]]
"""Generator of messages, run in the child process."""


def is_alone() -> bool:
    """Return True if this process has no other thread, and so may be forked."""
    threading = sys.modules.get("threading")
    return threading is None or bool(threading.active_count() == 1)


class Process:
    """Child process, seen from its parent."""

    def __init__(
        self, work: Work, *, kept_files: tuple[int, ...] = (), niceness: int = NICENESS
    ) -> None:
        """Start the child, which calls `work` and sends its messages.

        Of the parent's files, only `kept_files` stay open. Raises `OSError` without a child.
        """

        def fork(sending: int, lifeline: int) -> int:
            pid = os.fork()
            if not pid:
                work_and_exit(work, sending, lifeline, kept_files, niceness)
            return pid

        self._begin(fork)

    def _begin(self, start: Callable[[int, int], int]) -> None:
        """Start the child; `start` receives its pipe ends and returns its process id."""
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
        self._received = bytearray()
        self._is_open = self._is_pipe_small = True

    def enlarge_pipe(self) -> None:
        """Enlarge the pipe; until then the child pauses after a few messages."""
        if not self._is_pipe_small:
            return
        self._is_pipe_small = False
        with suppress(OSError, ImportError):
            import fcntl

            fcntl.fcntl(self._pipe, _SET_PIPE_SIZE, _PIPE)

    def messages(self, seconds: float) -> Iterator[bytes]:
        """Yield messages for about some seconds. Raises `EOFError` if the child has died."""
        end = perf_counter() + seconds
        while self._is_open:
            message = self._next_message()
            if message is None:
                if not self._receive():
                    return
                continue
            yield message
            if perf_counter() > end:
                return

    def message(self) -> bytes:
        """Wait for the next message and return it. Raises `EOFError` after the child's end."""
        while (message := self._next_message()) is None:
            self.wait(None)
            self._receive()
        return message

    def wait(self, seconds: float | None) -> None:
        """Wait for data, for at most some seconds."""
        if self._is_open:
            _wait_for(self._pipe, seconds)

    def _receive(self) -> bool:
        """Take bytes from the pipe; return False if none have arrived."""
        try:
            data = os.read(self._pipe, _READ)
        except BlockingIOError:
            return False
        if not data:
            raise EOFError(self.end())
        self._received += data
        return True

    def _next_message(self) -> bytes | None:
        """Return the next complete message, or None."""
        end = _SIZE + int.from_bytes(self._received[:_SIZE], "little")
        if len(self._received) < max(end, _SIZE):
            return None
        message = bytes(memoryview(self._received)[_SIZE:end])
        del self._received[:end]
        return message

    def end(self) -> str:
        """Kill the child, and return the reason of its end if it ended by itself."""
        if not self._is_open:
            return ""
        self._is_open = False
        os.close(self._pipe)
        status = self._exit_status(0)
        if status is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            status = self._exit_status(_TIME_TO_DIE)
        os.close(self._lifeline)
        return _end_reason(status)

    def _exit_status(self, seconds: float) -> int | None:
        """Wait for the child's exit status, for at most some seconds; None if unknown."""
        end = monotonic() + seconds
        while True:
            try:
                ended, status = os.waitpid(self._pid, os.WNOHANG)
            except ChildProcessError:  # the parent's own parent may have disabled exit statuses
                return None
            if ended:
                return status
            if monotonic() >= end:
                return None
            sleep(0.001)


def _end_reason(status: int | None) -> str:
    """Return the reason of a process's end, for people."""
    if status is None:
        return "it ended"
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"it ended with code {code}"
    if -code in signal.valid_signals():
        number = signal.Signals(-code)
        return _ENDINGS.get(number, f"it was ended by {number.name}")
    return f"it was ended by signal {-code}"


def work_and_exit(
    work: Work, pipe: int, lifeline: int, kept_files: tuple[int, ...] = (), niceness: int = NICENESS
) -> "NoReturn":
    """Run in the child process: send every message through a pipe, and never return."""
    code = 1
    try:
        _set_limits({*kept_files, pipe, lifeline}, niceness)
        _end_with_parent(lifeline)
        for message in work():
            os.write(pipe, len(message).to_bytes(_SIZE, "little"))
            rest = memoryview(message)
            while rest:
                rest = rest[os.write(pipe, rest) :]
        code = 0
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
    except BrokenPipeError:
        pass  # the parent no longer reads
    finally:
        os._exit(code)


def _end_with_parent(lifeline: int) -> None:
    """End this process as soon as the other end of the lifeline is closed."""
    with suppress(OSError, ImportError, AttributeError):  # the next message would fail instead
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | fcntl.FASYNC)
    if _wait_for(lifeline, 0):  # already closed
        os._exit(1)


def _wait_for(pipe: int, seconds: float | None) -> bool:
    """Wait until a pipe has data or is closed, for at most some seconds."""
    waiting = select.poll()  # `select` fails for file numbers above 1,023
    waiting.register(pipe, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1000))


def _set_limits(kept: set[int], niceness: int) -> None:
    """Set the limits of the child process, and close inherited files."""
    gc.freeze()  # the parent's objects need no collection here
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
        with suppress(OSError, ValueError):  # without support, or with a lower limit already
            resource.setrlimit(limit, (most, most))
    with suppress(OSError):
        os.nice(niceness)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - kept:
        os.dup2(null, standard)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if not 0 < most < _MOST_FILES:
        most = _MOST_FILES
    edges = [2, *sorted(kept - {0, 1, 2}), most]
    for before, after in pairwise(edges):
        os.closerange(before + 1, after)
