"""Signals that end the program, and who has the terminal."""

import os
import signal

_CRASHES = {"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS"}
"""A handler would return into what crashed."""
_HARMLESS = {"SIGPIPE", "SIGXFSZ"}
"""Python ignores these: a write that fails is an error where it happens."""
_OTHERS = {
    "SIGKILL", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGCHLD", "SIGCLD", "SIGURG",
    "SIGWINCH", "SIGINFO",
}  # fmt: skip
"""Those that cannot be handled, that stop the program, and that do nothing."""


def _name_of(number: int) -> str:
    return number.name if isinstance(number, signal.Signals) else "a signal of real time"


ENDING = tuple(
    number
    for number in sorted(signal.valid_signals())
    if _name_of(number) not in _CRASHES | _HARMLESS | _OTHERS
)
"""Signals that end the program unless it handles them."""
GONE = 128 + signal.SIGHUP
"""Exit code after the terminal was closed."""


def is_foreground(terminal: int) -> bool:
    """Tell whether this program, and not a shell, has a terminal; where none can be asked, too."""
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True
