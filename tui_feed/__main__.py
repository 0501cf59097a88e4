"""The program, as `tui-feed` and as `python -m tui_feed`."""

import sys

# `signal` takes longer to import than this whole module; what is wanted of it is built in.
from _signal import (  # type: ignore[import-not-found]
    SIG_DFL,
    SIGINT,
    default_int_handler,
    getsignal,
    signal,
)


def run() -> int:
    """Run the program and return its exit code.

    Ctrl-C ends it at once, in the middle of an import, too, where Python would tell a long story;
    the other processes of the program end with it. The screen, once it is up, decides for itself.
    """
    if getsignal(SIGINT) is default_int_handler:  # else who started it wants it to go on
        signal(SIGINT, SIG_DFL)
    from tui_feed.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
