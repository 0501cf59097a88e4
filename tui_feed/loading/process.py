"""A process that reads for the screen, within limits, and can be ended at any moment.

It is a fork, so that it goes on reading exactly where this process has stopped.
"""

import gc
import os
import resource
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import perf_counter

from tui_feed.loading.parcels import Parcel, Unpacking, packed

MEMORY = 4 * 2**30
"""Bytes of address space that the process may take."""
CPU_SECONDS = 3_600
"""Seconds of computing that it may take."""
_PIPE = 2**20
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, on Linux
_ENDINGS = {
    signal.SIGKILL: "it was killed; memory may have run out",
    signal.SIGXCPU: f"it took more than {CPU_SECONDS // 60} minutes of computing",
    signal.SIGSEGV: "it crashed",
}


class Process:
    """The other process, as this one sees it."""

    def __init__(self, parcels: Callable[[], Iterator[Parcel]]) -> None:
        """Start it: there, `parcels` is called, and what it yields is sent here.

        Raises `OSError` where no process can be started.
        """
        receiving, sending = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads
            self._pid = os.fork()
        if not self._pid:
            os.close(receiving)
            _work(parcels, sending)
        os.close(sending)
        os.set_blocking(receiving, False)
        self._pipe = receiving
        self._unpacking = Unpacking()
        self._is_open = True

    def arrived(self, seconds: float) -> Iterator[Parcel]:
        """Yield what has arrived, for about so long. Raises `EOFError` where it died."""
        end = perf_counter() + seconds
        while self._is_open:
            parcel = self._unpacking.next()
            if parcel is None:
                if not self._receive():
                    return
                continue
            if parcel.is_last:
                self.end()
            yield parcel
            if perf_counter() > end:
                return

    def _receive(self) -> bool:
        """Take bytes from the pipe; return False where there are none yet."""
        try:
            data = os.read(self._pipe, _PIPE)
        except BlockingIOError:
            return False
        if not data:
            raise EOFError(self.end())
        self._unpacking.add(data)
        return True

    def end(self) -> str:
        """End it at once, and return how it ended if it had by itself."""
        if not self._is_open:
            return ""
        self._is_open = False
        os.close(self._pipe)
        ended, status = os.waitpid(self._pid, os.WNOHANG)
        if not ended:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            _, status = os.waitpid(self._pid, 0)
        if os.WIFSIGNALED(status):
            number = signal.Signals(os.WTERMSIG(status))
            return _ENDINGS.get(number, f"it was ended by {number.name}")
        return f"it ended with code {os.waitstatus_to_exitcode(status)}"


def _work(parcels: Callable[[], Iterator[Parcel]], pipe: int) -> None:
    """Send everything, and never return."""
    code = 1
    try:
        _settle(pipe)
        for parcel in parcels():
            data = memoryview(packed(parcel))
            while data:
                data = data[os.write(pipe, data) :]
        code = 0
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
    except BrokenPipeError:
        pass  # nobody is interested any more
    finally:
        os._exit(code)


def _settle(pipe: int) -> None:
    """Take on limits, and let go of what belongs to the screen."""
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
    with suppress(OSError, ImportError):
        import fcntl

        fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
