"""Printer for native JSON Lines, which the native loader reads back unchanged."""

from collections.abc import Iterator

from tui_feed.models.lines import native_line
from tui_feed.printers.printout import Printout


def pieces(printout: Printout) -> Iterator[str]:
    """Yield the profiles, then the posts, an object a line."""
    for profile in printout.profiles:
        yield native_line(profile) + "\n"
    for post in printout.posts():
        yield native_line(post) + "\n"
