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
SHELLS = ("bash", "zsh", "tcsh")
"""Choices of `--print-completion`."""

EXAMPLES = (
    ("tui-feed", "open the sample that ships inside"),
    ("tui-feed archive.zip", "read the archive of an account"),
    ("tui-feed x.zip mastodon.tar.gz", "read several as one timeline"),
    ("tui-feed page.txt --filter '#tag since:2024'", "only posts with a tag, from 2024 on"),
    ("tui-feed posts.jsonl --format html > posts.html", "a page for a browser"),
    ("tui-feed posts.jsonl --watch", "read a growing file again and again"),
    ("tui-feed --config > config.toml", "print the configuration, to change it"),
)
"""Command lines with their meanings, for `--help` and the manual page."""


class Arguments:
    """Parsed arguments; the class attributes are the defaults."""

    path: Sequence[str] = ()
    """Files, folders and archives to read."""
    filter: str = ""
    """Filter query."""
    order: "Order | None" = None
    """One of `ORDERS`; None as in the config."""
    format: str | None = None
    """One of `FORMATS`; None for the screen."""
    linear: bool = False
    """True for plain-text mode."""
    include_private: bool = False
    """True to show posts outside the public."""
    check: bool = False
    """True to print a report only."""
    plain: bool | None = None
    """True for a screen in ASCII and without colour; None as in the config."""
    no_state: bool = False
    """True to neither read nor write marks, history and saved filters."""
    mouse: bool | None = None
    """False to leave the mouse to the terminal, for selecting text; None as in the config."""
    cursor: bool | None = None
    """True to show the terminal's cursor on the selected post; None as in the config."""
    watch: bool | None = None
    """True to read changed files again; None as in the config."""
    theme: str | None = None
    """Name of a theme; None as in the config."""
    serve: int | None = None
    """Port to serve browsers on, 0 for any; None for a terminal."""
    pictures: "Wish | None" = None
    """One of `PICTURES`; None as in the config."""
    timezone: str | None = None
    """Name of the zone to show dates in; None as in the config."""
    config: bool = False
    """True to print the effective configuration."""
    config_file: str | None = None
    """Config file; None for the one in the system's folder."""
    no_config: bool = False
    """True to read no config file, and no choices of earlier runs."""
    print_completion: str | None = None
    """Shell to print completion for; None for none."""
    print_man: bool = False
    """True to print the manual page."""
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
    from argparse import RawDescriptionHelpFormatter

    from tui_feed.cli.argument_parser import SafeArgumentParser

    result = SafeArgumentParser(
        prog="tui-feed",
        description="Read a saved social-media timeline in the terminal.",
        epilog=_epilog(),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,  # a new option must not change the meaning of a short form
    )
    _add_selection(result)
    _add_output(result)
    _add_screen(result)
    _add_config(result)
    add = result.add_argument
    add(
        "--generate",
        type=_count,
        metavar="N",
        help="print an invented timeline of N posts, for trials",
    )
    add("--version", action="version", version=f"%(prog)s {__version__}", help="print the version")
    return result


def _epilog() -> str:
    """Return the examples, and a note on output without a terminal."""
    wide = max(len(command) for command, _ in EXAMPLES)
    lines = (f"  {command:{wide}}  {meaning}" for command, meaning in EXAMPLES)
    note = "If standard output is no terminal, posts are printed as text."
    return "\n".join(["examples:", *lines, "", note])


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
        help="order of the posts; a count puts the highest first",
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
    from argparse import BooleanOptionalAction

    def switch(name: str, words: str) -> None:
        parser.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=words)

    parser.add_argument(
        "--no-state",
        action="store_true",
        help="neither read nor keep marks, read posts, places, saved filters and queries",
    )
    switch("plain", "draw in ASCII, without colour")
    switch(
        "mouse", "use the mouse, or leave it to the terminal, to select text; the key M changes it"
    )
    switch(
        "cursor",
        "show the terminal's cursor on the selected post, for magnifiers and screen readers",
    )
    switch("watch", "read a file again when it has changed")
    add = parser.add_argument
    add(
        "--theme",
        metavar="NAME",
        help="dark, light, auto (as the terminal is), a theme of your own or of Textual's",
    )
    add(
        "--pictures",
        choices=PICTURES,
        help="how the terminal draws pictures; off describes them only",
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


def _add_config(parser: "ArgumentParser") -> None:
    """Add options of the config file, and for the shell."""
    add = parser.add_argument
    add("--config", action="store_true", help="print the configuration in force, as TOML")
    add("--config-file", metavar="FILE", help="read this file instead of the usual config.toml")
    add(
        "--no-config",
        action="store_true",
        help="read no config file, and nothing remembered of earlier runs",
    )
    add(
        "--print-completion",
        choices=SHELLS,
        metavar="SHELL",
        help="print a completion script for bash, zsh or tcsh",
    )
    add("--print-man", action="store_true", help="print the manual page")


def _count(text: str) -> int:
    """Parse the number of posts to invent. Raises `ValueError`, reported by argparse."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


_count.__name__ = "number of posts"  # argparse's name for it in an error
