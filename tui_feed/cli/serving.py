"""Serve the program to browsers on this machine, for `--serve`."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tui_feed.cli.options import Arguments
from tui_feed.cli.streams import output, print_error
from tui_feed.text.names import shown_name

READ_ERROR = 1
"""Exit code for a missing file, or a port in use."""
USAGE_ERROR = 2
"""Exit code for options that do not go together, or a missing package."""


def serve_windows(args: Arguments, argv: Sequence[str]) -> int:
    """Serve windows with the options and files of `argv` until a signal; return the exit code."""
    if find_spec("textual_serve") is None:
        return _refused("--serve needs another package: pip install 'tui-feed[serve]'")
    if args.linear or args.check or args.format or "-" in args.path:
        return _refused("--serve shows files on a screen: not with --linear, --check, --format, -")
    for path in args.path:
        if not os.path.exists(path):  # noqa: PTH110 - pathlib refuses a NUL
            return _refused(f"{shown_name(path)}: no such file; check the name", READ_ERROR)
    from tui_feed.web.server import serve

    title = ", ".join(shown_name(Path(path).name) for path in args.path) or "tui-feed"
    try:
        serve(argv, title, args.serve or 0, _tell_address)
    except OSError as error:
        why = f"--serve: port {args.serve} cannot be used: {error.strerror}"
        return _refused(f"{why}; --serve 0 takes any", READ_ERROR)
    return 0


def _refused(message: str, code: int = USAGE_ERROR) -> int:
    print_error(f"tui-feed: {message}")
    return code


def _tell_address(address: str) -> None:
    with output():
        print(f"Open {address} in a browser on this machine. Ctrl-C ends it.", flush=True)  # noqa: T201
