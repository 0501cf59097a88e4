"""The command line: what can be asked for, and what is asked for if nothing is."""

import sys
from collections.abc import Sequence

from tui_feed import __version__
from tui_feed.streams import complain

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
    include_private: bool = False
    """Whether posts that were not public are shown."""
    check: bool = False
    """Whether only what was found is said."""
    plain: bool = False
    """Whether there is to be neither colour nor anything that is not ASCII."""
    theme: str = "dark"
    """The name of a theme."""
    generate: int | None = None
    """Of how many posts a timeline is to be invented."""


def understood(argv: Sequence[str]) -> Arguments:
    """Return what was asked for; where that cannot be, say so and leave with 2."""
    if all(word == "-" or not word.startswith("-") for word in argv):
        # Files and nothing else, as most often: argparse would not say more, and takes 10 ms.
        asked = Arguments()
        asked.path = tuple(argv)
        return asked
    return parser().parse_args(argv, Arguments())


def parser() -> "ArgumentParser":
    """Return the parser: the one list of options, which README is tested against."""
    from argparse import ArgumentParser

    class Parser(ArgumentParser):
        """Hides no error of a stream that takes nothing, as the usual one does."""

        def _print_message(self, message: str, file: object = None) -> None:
            if file is sys.stdout:
                print(message, end="")  # noqa: T201
            else:
                complain(message.rstrip("\n"))

    usual = Arguments
    result = Parser(
        prog="tui-feed",
        description="Read a saved social-media timeline in the terminal.",
        epilog="With standard output not a terminal, the posts are printed as text.",
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
        help="order of the posts (default: %(default)s)",
    )
    add("--format", choices=FORMATS, help="print the posts instead of opening the screen")
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
    add("--version", action="version", version=f"%(prog)s {__version__}")
    return result


def _count(text: str) -> int:
    """Read how many posts are to be invented. Raises `ValueError`, which argparse says."""
    count = int(text)
    if count < 0:
        raise ValueError
    return count


_count.__name__ = "number of posts"  # what argparse calls it where it is none
