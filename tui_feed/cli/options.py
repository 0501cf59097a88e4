"""The command line: what can be asked for, and what is asked for if nothing is."""

from collections.abc import Sequence

from tui_feed import __version__

TYPE_CHECKING = False  # type checkers know the name; `typing` is a third of the time to the help
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from tui_feed.query import Order

ORDERS = (
    "newest", "oldest", "captured", "views", "likes", "reposts", "replies", "quotes", "bookmarks",
)  # fmt: skip
"""The choices of `--order`; a test holds them to the feed's own."""
FORMATS = ("text", "jsonl")
"""The choices of `--format`."""


class Arguments:
    """What was asked for; what its class holds is what is asked for without an option."""

    path: Sequence[str] = ()
    """Saved timelines."""
    filter: str = ""
    """A query."""
    order: "Order" = "newest"
    """One of `ORDERS`."""
    format: str | None = None
    """One of `FORMATS`; None for the screen."""
    linear: bool = False
    """Whether everything is said as plain text that is only ever appended."""
    include_private: bool = False
    """Whether posts that were not public are shown."""
    check: bool = False
    """Whether only what was found is said."""
    plain: bool = False
    """Whether there is to be neither colour nor anything that is not ASCII."""
    no_mouse: bool = False
    """Whether the mouse is left to the terminal, which selects text with it."""
    cursor: bool = False
    """Whether the terminal's cursor is shown where it stands."""
    theme: str = "dark"
    """The name of a theme."""
    timezone: str | None = None
    """Name of the zone to show dates in; None for the one of the machine."""
    generate: int | None = None
    """Of how many posts a timeline is to be invented."""


def understood(argv: Sequence[str]) -> Arguments:
    """Return what was asked for; where that cannot be, say so and leave with 2."""
    if all(word == "-" or not word.startswith("-") for word in argv):
        # Files and nothing else, as most often: argparse would not say more, and takes 10 ms.
        asked = Arguments()
        asked.path = tuple(argv)
        return asked
    parse = parser()
    return parse.parse_args(arranged(argv, parse), Arguments())


def arranged(argv: Sequence[str], parse: "ArgumentParser") -> list[str]:
    """Return words so that the parser understands them: options first, each with its value.

    The word after an option that takes a text is its text, whatever it begins with; what follows
    `--` is a path. By itself argparse takes `-is:reply` for an option, and a path that follows
    options which follow a path for one too many.
    """
    # The parser offers no list of its options to the public.
    with_text = {o for each in parse._actions if each.nargs is None for o in each.option_strings}
    options, paths, words = list[str](), list[str](), iter(argv)
    for word in words:
        if word == "--":
            paths += words
        elif word in with_text and (text := next(words, None)) is not None:
            options.append(f"{word}={text}")
        else:
            (options if word.startswith("-") and word != "-" else paths).append(word)
    return [*options, "--", *paths] if paths else options


def parser() -> "ArgumentParser":
    """Return the parser: the one list of options, of which README's is made."""
    from tui_feed.cli.argument_parser import Parser

    usual = Arguments
    result = Parser(
        prog="tui-feed",
        description="Read a saved social-media timeline in the terminal.",
        epilog="With standard output not a terminal, the posts are printed as text.",
        allow_abbrev=False,  # lest an option that comes later change what a short form means
    )
    add = result.add_argument
    add(
        "path",
        nargs="*",
        metavar="PATH",
        help="saved timelines, read as one; - is standard input; without any, a sample opens",
    )
    add(
        "--filter",
        default=usual.filter,
        metavar="QUERY",
        help="show only these posts, for example '#tag since:2024-01-01'",
    )
    add(
        "--order",
        choices=ORDERS,
        default=usual.order,
        help="order of the posts; by a count, the most first (default: %(default)s)",
    )
    form = result.add_mutually_exclusive_group().add_argument
    form("--format", choices=FORMATS, help="print the posts instead of opening the screen")
    form(
        "--linear",
        action="store_true",
        help="the whole program as plain text that is only appended: for screen readers and logs",
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
        help="also show posts for followers or for named people only, which are hidden",
    )
    add(
        "--check",
        action="store_true",
        help="only say what was found and what could not be read; exit with 1 if anything was not",
    )
    add(
        "--plain",
        action="store_true",
        help="no colour, and frames and signs in ASCII",
    )
    add(
        "--no-mouse",
        action="store_true",
        help="leave the mouse to the terminal, to select text; the key m takes it back",
    )
    add(
        "--cursor",
        action="store_true",
        help="show the terminal's cursor on the selected post, for magnifiers and screen readers",
    )
    add(
        "--theme",
        default=usual.theme,
        metavar="NAME",
        help="dark, light or a theme of Textual's (default: %(default)s)",
    )
    add(
        "--generate",
        type=_count,
        metavar="N",
        help="print an invented timeline of N posts, to try things out with",
    )
    add("--version", action="version", version=f"%(prog)s {__version__}", help="print the version")
    return result


def _count(text: str) -> int:
    """Read how many posts are to be invented. Raises `ValueError`, which argparse says."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


_count.__name__ = "number of posts"  # what argparse calls it where it is none
