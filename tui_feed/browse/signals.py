"""Signals for ending the program, and the terminal's foreground process."""

import os
import signal

_CRASHES = {"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS"}
"""Crashes: a handler would return into the crashed code."""
_HARMLESS = {"SIGPIPE", "SIGXFSZ"}
"""Signals ignored by Python: a failed write raises an error instead."""
_OTHERS = {
    "SIGKILL", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGCHLD", "SIGCLD", "SIGURG",
    "SIGWINCH", "SIGINFO",
}  # fmt: skip
"""Signals without effect, for job control, or impossible to handle."""


def _name_of(number: int) -> str:
    return number.name if isinstance(number, signal.Signals) else "a signal of real time"


ENDING = tuple(
    number
    for number in sorted(signal.valid_signals())
    if _name_of(number) not in _CRASHES | _HARMLESS | _OTHERS
)
"""Signals with a handler for ending the program."""
GONE = 128 + signal.SIGHUP
"""Exit code after the terminal was closed."""


def is_foreground(terminal: int) -> bool:
    """Return whether this program owns the terminal's foreground; True if unknown."""
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True
