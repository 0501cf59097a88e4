"""The command line: arguments to a feed, and a feed to the screen or a printer.

Everything heavy is imported after the arguments are understood, so that `--help` and mistakes
answer at once and a printer never loads Textual.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tui_feed.cli.console import safe, safe_errors
from tui_feed.cli.options import Arguments, understood
from tui_feed.cli.streams import UnwritableError, complain, fill_in, let_go, output

TYPE_CHECKING = False  # type checkers know the name; `typing` is a third of the time to the help
if TYPE_CHECKING:
    from tui_feed.ingest import Loading
    from tui_feed.ingest.reader_process import ReaderProcess
    from tui_feed.query import Query

READ_ERROR = 1
"""Exit code where an input cannot be read."""
USAGE_ERROR = 2
"""Exit code where the command line is wrong; argparse uses the same."""
_DEVELOPMENT = (
    "TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT", "TEXTUAL_SHOW_RETURN",
)  # fmt: skip
"""Settings for those who develop with Textual."""
_COLOURS = {"auto", "standard", "256", "truecolor"}
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells count it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code."""
    with safe_errors():
        return _guarded(argv)


def _guarded(argv: Sequence[str] | None) -> int:
    """Run the program with whatever streams there are."""
    try:
        fill_in()
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except UnwritableError as error:
        return error.code
    finally:
        let_go()


def _run(argv: Sequence[str]) -> int:
    with output():
        args = understood(argv)
    # No plugin of another package may sit behind the safety door; looking for them also takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if args.generate is not None:
        return _generate(args.generate)
    if not _set_zone(args.timezone):
        return USAGE_ERROR
    if not (args.check or args.format) and (args.linear or _on_a_terminal()):
        return _show(args)
    query = _query(args.filter)
    if query is None:
        return USAGE_ERROR
    return _check(args) if args.check else _print(args, query)


def _set_zone(name: str | None) -> bool:
    """Set the zone to show dates in; where it is none, say so on standard error."""
    from tui_feed.text.zones import set_reader_zone, zone_named, zone_of_machine

    try:
        set_reader_zone(zone_of_machine() if name is None else zone_named(name))
    except ValueError as error:
        _complain(str(error) if name is None else f"--timezone: {error}")
        return False
    return True


def _query(text: str) -> "Query | None":
    """Read the filter, or say on standard error what is wrong with it."""
    from tui_feed.query import Query, QueryError

    try:
        return Query.parse(text)
    except QueryError as error:
        _complain(f"--filter, column {error.column + 1}: {error.message}")
        complain(error.caret())
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
    """Read everything and print the report."""
    from tui_feed.ingest import Loading
    from tui_feed.printers.report import print_report

    loading = Loading(_paths(args), include_private=args.include_private)
    loading.step(float("inf"))
    if loading.failure:
        _complain(loading.failure)
        return READ_ERROR
    _write_utf8()
    with output():
        whole = print_report(loading.tallies, loading.feed.problems, safe(sys.stdout))
    return 0 if whole else READ_ERROR


def _print(args: Arguments, query: "Query") -> int:
    """Print the selected posts, and what was unclear on standard error."""
    from tui_feed.ingest import Loading
    from tui_feed.printers import PRINTERS

    loading = Loading(_paths(args), include_private=args.include_private)
    loading.step(float("inf"))
    if loading.failure:
        _complain(loading.failure)
        return READ_ERROR
    feed = loading.feed
    for problem in feed.problems:
        _complain(str(problem))
    _write_utf8()
    rows = feed.select(query, args.order)
    for what, count in rows.unstated.items():
        _complain(f"{what} unknown for {count:,} of the posts that are left out")
    printer = PRINTERS[args.format or "text"]
    with output():
        printer(feed, rows, safe(sys.stdout), plain=args.plain, filtered=query.root is not None)
    # As `cat` does: what can be read is printed, and a file that cannot is a failure.
    return READ_ERROR if any(tally.is_unread for tally in loading.tallies) else 0


def _write_utf8() -> None:
    """Print in UTF-8, as files are, whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def _show(args: Arguments) -> int:
    """Open the screen. What is wrong with query or file is said before it comes up."""
    # Start-up makes many objects that stay; the collector would walk them in vain.
    gc.disable()
    _leave_out_development()
    # What changes while a frame is drawn waits for the next one: 8 ms then, and not 17.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    apart = _reader(args)
    try:
        query = _query(args.filter)
        if query is None:
            return USAGE_ERROR
        return _read(args, query, apart)
    finally:
        if apart:
            apart.end()


def _leave_out_development() -> None:
    """Take out of the environment what is for those who develop with Textual.

    It would write a log, ask for a connection, press keys, or fail for what is not there.
    """
    for name in _DEVELOPMENT:
        os.environ.pop(name, None)
    if os.environ.get("TEXTUAL_COLOR_SYSTEM") not in _COLOURS:
        os.environ.pop("TEXTUAL_COLOR_SYSTEM", None)


def _reader(args: Arguments) -> "ReaderProcess | None":
    """Begin to read before anything that takes long is imported; None where that is done here."""
    from tui_feed.ingest.reader_process import ReaderProcess

    with suppress(OSError):
        return ReaderProcess(_paths(args), include_private=args.include_private)
    return None


def _read(args: Arguments, query: "Query", apart: "ReaderProcess | None") -> int:
    from tui_feed.ingest import Loading

    if not args.linear:  # what takes long is imported while the other process opens the files
        from tui_feed.ui.app import run
        from tui_feed.ui.terminal.standard_streams import claim_terminal

    source = Loading(_paths(args), include_private=args.include_private, apart=apart)
    try:
        if not source.is_open():
            _complain(source.failure or "")
            return READ_ERROR
        if args.linear:
            return _read_aloud(args, source, query)
        try:
            claim_terminal()
        except OSError:
            _complain("there is no terminal to draw on; --format text prints the posts instead")
            return READ_ERROR
        return run(
            source,
            query,
            args.order,
            theme=args.theme,
            plain=args.plain,
            cursor=args.cursor,
            mouse=not args.no_mouse,
        )
    except ValueError as error:
        _complain(str(error))
        return USAGE_ERROR
    finally:
        source.end()


def _read_aloud(args: Arguments, source: "Loading", query: "Query") -> int:
    """Say everything as plain text that is only ever appended, one announcement a key."""
    from tui_feed.linear.keyboard import keys_number
    from tui_feed.linear.run import run
    from tui_feed.linear.voice import UnheardError

    try:
        keys = keys_number(is_taken="-" in _paths(args))
    except OSError:
        _complain("there is no keyboard: standard input is the timeline, and there is no terminal")
        return READ_ERROR
    _write_utf8()
    try:
        return run(source, query, args.order, keys=keys)
    except UnheardError as error:
        _complain(f"standard output cannot be written: {error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ_ERROR


def _complain(message: str) -> None:
    complain(f"tui-feed: {message}")
