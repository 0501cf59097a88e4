"""Main function: parses the command line, reads files, and starts the screen or a printer.

Slow imports follow after the arguments are parsed, so `--help` and errors answer at once, and a
printer never loads Textual.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from tui_feed.cli.console import safe_errors, safe_stream
from tui_feed.cli.options import Arguments, parse_arguments
from tui_feed.cli.streams import (
    UnwritableError,
    flush_errors,
    open_closed_streams,
    output,
    print_error,
)

TYPE_CHECKING = False  # importing `typing` takes a third of the time for `--help`
if TYPE_CHECKING:
    from tui_feed.config.effective import Config
    from tui_feed.ingest import Loading
    from tui_feed.ingest.reader_process import ReaderProcess
    from tui_feed.query import Query
    from tui_feed.state.saved import SavedState

READ_ERROR = 1
"""Exit code for an unreadable input."""
USAGE_ERROR = 2
"""Exit code for a wrong command line, the same as argparse's."""
_TEXTUAL_SETTINGS = (
    "TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT", "TEXTUAL_SHOW_RETURN",
)  # fmt: skip
"""Environment variables for developers of Textual apps."""
_COLOURS = {"auto", "standard", "256", "truecolor"}
INTERRUPTED = 130
"""Exit code after Ctrl-C, as in shells."""


def main(argv: Sequence[str] | None = None, *, in_browser: bool = False) -> int:
    """Run the program, in a terminal or in a browser's window; return its exit code."""
    with safe_errors():
        return _run_safely(argv, in_browser=in_browser)


def _run_safely(argv: Sequence[str] | None, *, in_browser: bool) -> int:
    """Run the program with the available standard streams."""
    try:
        open_closed_streams()
        return _run(sys.argv[1:] if argv is None else argv, in_browser=in_browser)
    except KeyboardInterrupt:
        return INTERRUPTED
    except UnwritableError as error:
        return error.code
    finally:
        flush_errors()


def _run(argv: Sequence[str], *, in_browser: bool) -> int:
    with output():
        args = parse_arguments(argv)
    # No pydantic plugin of another package may see the posts; the search for plugins is slow, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if args.generate is not None:
        return _generate(args.generate)
    if args.print_man or args.print_completion:
        from tui_feed.cli.shell import print_for_shell

        print_for_shell(args.print_completion)
        return 0
    is_shown = not (args.check or args.format) and (args.linear or in_browser or _on_a_terminal())
    config = _config(args, is_shown=is_shown)
    if config is None or not _set_zone(config.settings.timezone, config.origin("timezone")):
        return USAGE_ERROR
    if args.config:
        return _print_config(config)
    if args.serve is not None and not in_browser:
        from tui_feed.cli.serving import serve_windows

        return USAGE_ERROR if _query(args.filter) is None else serve_windows(args, argv)
    if is_shown:
        return _show(args, config, in_browser=in_browser)
    query = _query(args.filter)
    if query is None:
        return USAGE_ERROR
    return _check(args) if args.check else _print(args, query, config)


def _config(args: Arguments, *, is_shown: bool) -> "Config | None":
    """Return the effective configuration, or print an error."""
    from tui_feed.cli.configuration import ConfigError, load_config

    try:
        config = load_config(args, on_screen=is_shown)
    except ConfigError as error:
        _print_error(str(error))
        return None
    if (args.linear or not is_shown) and config.has_problems:
        for problem in config.problems():
            _print_error(problem)
    return config


def _print_config(config: "Config") -> int:
    from tui_feed.cli.configuration import print_config

    print_config(config)
    return 0


def _set_zone(name: str, origin: str) -> bool:
    """Set the zone to show dates in, or print an error with the origin of its name."""
    from tui_feed.text.zones import set_reader_zone, zone_named, zone_of_machine

    try:
        is_stated = name or origin.startswith("--")
        set_reader_zone(zone_named(name) if is_stated else zone_of_machine())
    except ValueError as error:
        _print_error(f"{origin}: {error}")
        return False
    return True


def _query(text: str) -> "Query | None":
    """Parse the filter, or print an error."""
    from tui_feed.query import Query, QueryError

    try:
        return Query.parse(text)
    except QueryError as error:
        _print_error(f"--filter, column {error.column + 1}: {error.message}")
        print_error(error.caret())
        return None


def _on_a_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _paths(args: Arguments) -> tuple[str, ...]:
    from tui_feed.cli.sample import sample_path

    return tuple(args.path) or (sample_path(),)


def _generate(count: int) -> int:
    """Print an invented timeline."""
    from tui_feed.cli.generate import invented

    with output():
        sys.stdout.buffer.writelines(invented(count))
    return 0


def _check(args: Arguments) -> int:
    """Read all files and print the report."""
    from tui_feed.ingest import Loading
    from tui_feed.printers.report import print_report

    loading = Loading(_paths(args), include_private=args.include_private)
    loading.step(float("inf"))
    if loading.failure:
        _print_error(loading.failure)
        return READ_ERROR
    _write_utf8()
    with output():
        whole = print_report(loading.reports, loading.feed.problems, safe_stream(sys.stdout))
    return 0 if whole else READ_ERROR


def _print(args: Arguments, query: "Query", config: "Config") -> int:
    """Print the selected posts, and problems on standard error."""
    from tui_feed.ingest import Loading
    from tui_feed.printers import FORMATS, printout_of

    loading = Loading(_paths(args), include_private=args.include_private)
    loading.step(float("inf"))
    if loading.failure:
        _print_error(loading.failure)
        return READ_ERROR
    feed = loading.feed
    for problem in feed.problems:
        _print_error(str(problem))
    if query.asks_for_own and not args.no_state:
        from tui_feed.state.reader_marks import enter_saved  # few queries ask for marks

        for words in enter_saved(feed, loading.name):
            _print_error(words)
    _write_utf8()
    rows = feed.select(query, config.settings.order)
    for name, count in rows.unstated.items():
        _print_error(f"{name} unknown for {count:,} of the posts not shown")
    query_text = args.filter.strip() if query.root is not None else ""
    printout = printout_of(
        feed, rows, name=loading.name, query=query_text, plain=config.settings.plain
    )
    with output():
        sys.stdout.writelines(FORMATS[args.format or "text"].pieces(printout))
    # As with `cat`: readable files are printed, and an unreadable file is a failure.
    return READ_ERROR if any(report.is_unread for report in loading.reports) else 0


def _write_utf8() -> None:
    """Print in UTF-8, whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def _show(args: Arguments, config: "Config", *, in_browser: bool = False) -> int:
    """Open the screen; errors in the query or the files are printed before."""
    # Objects made at start-up stay alive; collecting garbage among them would be wasted time.
    gc.disable()
    _drop_textual_settings()
    # A change waits for the next frame: 8 ms at 120 frames a second, against 17 at 60.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    config = _watching(args, config)
    reader_process = _reader(args)
    try:
        query = _query(args.filter)
        if query is None:
            return USAGE_ERROR
        return _read(args, query, config, reader_process, in_browser=in_browser)
    finally:
        if reader_process:
            reader_process.end()


def _watching(args: Arguments, config: "Config") -> "Config":
    """Return the configuration with the files to watch, if the reader wants it."""
    if not config.settings.watch or "-" in args.path:
        return config
    from tui_feed.browse.file_watch import FileWatch

    return config._replace(watch=FileWatch(_paths(args)))


def _drop_textual_settings() -> None:
    """Remove environment variables for developers of Textual apps.

    They could write a log, open a connection, press keys, or stop the start.
    """
    for name in _TEXTUAL_SETTINGS:
        os.environ.pop(name, None)
    if os.environ.get("TEXTUAL_COLOR_SYSTEM") not in _COLOURS:
        os.environ.pop("TEXTUAL_COLOR_SYSTEM", None)


def _reader(args: Arguments) -> "ReaderProcess | None":
    """Start the reader process before slow imports; None if it cannot start."""
    from tui_feed.ingest.reader_process import ReaderProcess

    with suppress(OSError):
        return ReaderProcess(_paths(args), include_private=args.include_private)
    return None


def _read(
    args: Arguments,
    query: "Query",
    config: "Config",
    reader_process: "ReaderProcess | None",
    *,
    in_browser: bool,
) -> int:
    from tui_feed.ingest import Loading

    if not args.linear:  # slow imports, while the reader process opens the files
        from tui_feed.ui.run import run
        from tui_feed.ui.terminal.standard_streams import claim_terminal

    source = Loading(
        _paths(args), include_private=args.include_private, reader_process=reader_process
    )
    try:
        if not source.is_open():
            _print_error(source.failure or "")
            return READ_ERROR
        if args.linear:
            return _run_linear(args, source, query, config)
        try:
            if not in_browser:
                claim_terminal()
        except OSError:
            _print_error("no terminal for the screen; --format text prints the posts instead")
            return READ_ERROR
        return run(source, query, config, saved=_saved(args), in_browser=in_browser)
    except ValueError as error:
        _print_error(str(error))
        return USAGE_ERROR
    finally:
        source.end()


def _saved(args: Arguments) -> "SavedState":
    from tui_feed.state.saved import SavedState

    return SavedState(is_off=args.no_state)


def _run_linear(args: Arguments, source: "Loading", query: "Query", config: "Config") -> int:
    """Run the program as plain text, for screen readers and logs."""
    from tui_feed.linear.keyboard import keyboard_descriptor
    from tui_feed.linear.run import run
    from tui_feed.linear.voice import OutputError

    try:
        keys = keyboard_descriptor(stdin_is_timeline="-" in _paths(args))
    except OSError:
        _print_error("no keyboard: standard input is the timeline, and no terminal is open")
        return READ_ERROR
    _write_utf8()
    try:
        return run(
            source,
            query,
            config.settings.order,
            keys=keys,
            watch=config.watch,
            on_sorted=partial(config.remember, "order"),
            saved=_saved(args),
        )
    except OutputError as error:
        _print_error(f"standard output cannot be written: {error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ_ERROR


def _print_error(message: str) -> None:
    print_error(f"tui-feed: {message}")
