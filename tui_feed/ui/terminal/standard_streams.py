"""Standard streams that a shell has redirected, pointed to the terminal again."""

import os
import sys
import termios


def claim_terminal() -> None:
    """Reopen the terminal as stream 0 (keys) and 2 (drawing) where they are redirected.

    The file may have come through standard input, and errors may go to a log; the screen needs a
    terminal for both. Begun in the background, this waits to be fetched from there. Raises
    `OSError` where the process has no terminal at all.
    """
    for number in (0, 2):
        if not os.isatty(number):
            terminal = os.open("/dev/tty", os.O_RDWR)
            os.dup2(terminal, number)
            if terminal > 2:
                os.close(terminal)
    if sys.__stdin__ is None:  # it was closed when Python started
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        vars(sys)["__stdin__"] = sys.stdin  # this is the one that Textual reads
    if sys.__stderr__ is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        vars(sys)["__stderr__"] = sys.stderr  # and this the one that it writes to
    try:  # a change that changes nothing, before anything is drawn: in the background this stops
        termios.tcsetattr(0, termios.TCSANOW, termios.tcgetattr(0))
    except termios.error as error:
        raise OSError(*error.args) from None
