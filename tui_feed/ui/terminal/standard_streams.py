"""Redirected standard streams, opened on the terminal again."""

import os
import sys
import termios


def claim_terminal() -> None:
    """Open the terminal as stream 0 (keys) and 2 (drawing) if they are redirected.

    The file may come through standard input, and errors may go to a log; the screen needs a
    terminal for both. A process in the background stops here until it is in the foreground.
    Raises `OSError` for a process without a terminal.
    """
    for number in (0, 2):
        if not os.isatty(number):
            terminal = os.open("/dev/tty", os.O_RDWR)
            os.dup2(terminal, number)
            if terminal > 2:
                os.close(terminal)
    if sys.__stdin__ is None:  # it was closed when Python started
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        vars(sys)["__stdin__"] = sys.stdin  # read by Textual
    if sys.__stderr__ is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        vars(sys)["__stderr__"] = sys.stderr  # written by Textual
    try:  # changes nothing, but stops a process in the background before anything is drawn
        termios.tcsetattr(0, termios.TCSANOW, termios.tcgetattr(0))
    except termios.error as error:
        raise OSError(*error.args) from None
