"""Options of the command line, with their defaults."""

from collections.abc import Sequence

from tui_feed import __version__

TYPE_CHECKING = False  # importing `typing` takes a third of the time for `--help`
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from tui_feed.query import Order
    from tui_feed.ui.pictures.graphics import Wish

ORDERS = (
    "newest", "oldest", "captured", "views", "likes", "reposts", "replies", "quotes", "bookmarks",
)  # fmt: skip
"""Choices of `--order`; a test compares them with the feed's."""
DEFAULT_PORT = 8181
"""Port of `--serve` without a number."""
FORMATS = ("text", "jsonl", "md", "csv", "html")
"""Choices of `--format`; a test compares them with the printers."""
PICTURES = ("auto", "kitty", "sixel", "blocks", "off")
"""Choices of `--pictures`; a test compares them with the screen's."""


class Arguments:
    """Parsed arguments; the class attributes are the defaults."""

    path: Sequence[str] = ()
    """Files, folders and archives to read."""
    filter: str = ""
    """Filter query."""
    order: "Order" = "newest"
    """One of `ORDERS`."""
    format: str | None = None
    """One of `FORMATS`; None for the screen."""
    linear: bool = False
    """True for plain-text mode."""
    include_private: bool = False
    """True to show posts outside the public."""
    check: bool = False
    """True to print a report only."""
    plain: bool = False
    """True for a screen in ASCII and without colour."""
    no_mouse: bool = False
    """True to leave the mouse to the terminal, for selecting text."""
    cursor: bool = False
    """True to show the terminal's cursor on the selected post."""
    theme: str = "dark"
    """Name of a theme."""
    serve: int | None = None
    """Port to serve browsers on, 0 for any; None for a terminal."""
    pictures: "Wish" = "auto"
    """One of `PICTURES`."""
    timezone: str | None = None
    """Name of the zone to show dates in; None for the one of the machine."""
    generate: int | None = None
    """Number of posts of an invented timeline; None to read files."""


def parse_arguments(argv: Sequence[str]) -> Arguments:
    """Parse arguments; for a wrong command line, print an error and exit with 2."""
    if all(word == "-" or not word.startswith("-") for word in argv):
        # Paths alone, as in most runs, need no argparse, which takes 10 ms.
        asked = Arguments()
        asked.path = tuple(argv)
        return asked
    parse = parser()
    return parse.parse_args(in_parser_order(argv, parse), Arguments())


def in_parser_order(argv: Sequence[str], parse: "ArgumentParser") -> list[str]:
    """Return words in an order argparse understands: options with their values first, then paths.

    The word after an option with a value is its value, even with a leading dash; a number after
    `--serve` is its port; all words after `--` are paths. argparse alone takes `-is:reply` for an
    option, FILE for a port, and rejects the second path of `FILE --plain FILE`.
    """
    # argparse has no public list of its options.
    options_with_value = {
        o for each in parse._actions if each.nargs is None for o in each.option_strings
    }
    with_number = {o for each in parse._actions if each.nargs == "?" for o in each.option_strings}
    options, paths, words = list[str](), list[str](), iter(argv)
    before = ""
    for word in words:
        before, last = word, before
        if last in with_number and word.isdecimal():
            options[-1] = f"{last}={word}"
            continue
        if word == "--":
            paths += words
        elif word in options_with_value and (text := next(words, None)) is not None:
            options.append(f"{word}={text}")
        else:
            (options if word.startswith("-") and word != "-" else paths).append(word)
    return [*options, "--", *paths] if paths else options


def parser() -> "ArgumentParser":
    """Return the parser; README's table of options is made from it."""
    from tui_feed.cli.argument_parser import SafeArgumentParser

    result = SafeArgumentParser(
        prog="tui-feed",
        description="Read a saved social-media timeline in the terminal.",
        epilog="If standard output is no terminal, posts are printed as text.",
        allow_abbrev=False,  # a new option must not change the meaning of a short form
    )
    _add_selection(result)
    _add_output(result)
    _add_screen(result)
    add = result.add_argument
    add(
        "--generate",
        type=_count,
        metavar="N",
        help="print an invented timeline of N posts, for trials",
    )
    add("--version", action="version", version=f"%(prog)s {__version__}", help="print the version")
    return result


def _add_selection(parser: "ArgumentParser") -> None:
    """Add options for the posts to read."""
    add = parser.add_argument
    add(
        "path",
        nargs="*",
        metavar="PATH",
        help="saved timelines, read together; - is standard input; without a path, a sample opens",
    )
    add(
        "--filter",
        default=Arguments.filter,
        metavar="QUERY",
        help="show only matching posts, for example '#tag since:2024-01-01'",
    )
    add(
        "--order",
        choices=ORDERS,
        default=Arguments.order,
        help="order of the posts; a count puts the highest first (default: %(default)s)",
    )


def _add_output(parser: "ArgumentParser") -> None:
    """Add options for output without a screen."""
    add = parser.add_argument
    form = parser.add_mutually_exclusive_group().add_argument
    form("--format", choices=FORMATS, help="print the posts instead of opening the screen")
    form(
        "--linear",
        action="store_true",
        help="run as plain text, without a screen: for screen readers, Braille and logs",
    )
    add(
        "--timezone",
        metavar="ZONE",
        help="show and count dates in this zone, such as Europe/Berlin or UTC (default: TZ, or the "
        "machine's own)",
    )
    add(
        "--include-private",
        action="store_true",
        help="also show posts for followers or named people only, hidden by default",
    )
    add(
        "--check",
        action="store_true",
        help="print a report of records found and left out; exit with 1 if any was left out",
    )


def _add_screen(parser: "ArgumentParser") -> None:
    """Add options of the screen."""
    add = parser.add_argument
    add(
        "--plain",
        action="store_true",
        help="draw in ASCII, without colour",
    )
    add(
        "--no-mouse",
        action="store_true",
        help="leave the mouse to the terminal, to select text; the key m changes it",
    )
    add(
        "--cursor",
        action="store_true",
        help="show the terminal's cursor on the selected post, for magnifiers and screen readers",
    )
    add(
        "--theme",
        default=Arguments.theme,
        metavar="NAME",
        help="dark, light or a theme of Textual's (default: %(default)s)",
    )
    add(
        "--pictures",
        choices=PICTURES,
        default=Arguments.pictures,
        help="how the terminal draws pictures; off describes them only (default: %(default)s)",
    )
    add(
        "--serve",
        nargs="?",
        type=_port,
        const=DEFAULT_PORT,
        metavar="PORT",
        help=f"show it in a browser on this machine, at a secret address (port: {DEFAULT_PORT})",
    )


def _port(text: str) -> int:
    """Parse a port; an address is refused, because nobody else may connect. Raises `ValueError`."""
    port = int(text)
    if not 0 <= port < 2**16:
        raise ValueError
    return port


_port.__name__ = "port of this machine (a number; no other machine can connect)"


def _count(text: str) -> int:
    """Parse the number of posts to invent. Raises `ValueError`, reported by argparse."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


_count.__name__ = "number of posts"  # argparse's name for it in an error
