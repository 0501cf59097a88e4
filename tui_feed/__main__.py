"""Entry point of `tui-feed` and `python -m tui_feed`."""

import sys

# `signal` takes longer to import than this whole module; its built-in part is enough here.
from _signal import (  # type: ignore[import-not-found]
    SIG_DFL,
    SIGINT,
    default_int_handler,
    getsignal,
    signal,
)


def run() -> int:
    """Run the program and return its exit code.

    Ctrl-C ends it at once, even during an import, without a traceback; the other processes of the
    program end with it. The screen sets its own handler.
    """
    if getsignal(SIGINT) is default_int_handler:  # a parent may have disabled Ctrl-C
        signal(SIGINT, SIG_DFL)
    from tui_feed.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
