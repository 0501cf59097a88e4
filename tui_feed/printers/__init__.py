"""Printers: posts as text, Markdown, a table or a page, a module for each format.

Used by `--format`, the export, and commands with other programs.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Final, NamedTuple

from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.printers.printout import Printer, Printout
from tui_feed.text.scrub import scrubbed

__all__ = ["FORMATS", "Format", "Printout", "only", "printout_of"]


class Format(NamedTuple):
    """Format of printed posts."""

    name: str
    """Value of `--format`; also the suffix of a file."""
    label: str
    """Name for people."""
    module: str
    """Module in this package, with the printer `pieces`; imported at its first use."""
    suffix: str
    """Suffix of a file, with its dot."""
    line_end: str = "\n"
    """End of each piece."""
    file_mark: str = ""
    """First character of a file, unlike that of a pipe."""

    def pieces(self, printout: Printout) -> Iterator[str]:
        """Yield the printed posts in pieces, at most one post in each; no piece is unsafe.

        Only `line_end` passes the filter of control characters.
        """
        printer: Printer = import_module(f"tui_feed.printers.{self.module}").pieces
        for piece in printer(printout):
            yield scrubbed(piece).removesuffix("\n") + self.line_end


FORMATS: Final = {
    each.name: each
    for each in (
        Format("text", "plain text", "text", ".txt"),
        Format("jsonl", "JSON Lines", "jsonl", ".jsonl"),
        Format("md", "Markdown", "markdown", ".md"),
        # Spreadsheets take a table without the mark for one in the encoding of the system.
        Format("csv", "table (CSV)", "table", ".csv", "\r\n", "\ufeff"),
        Format("html", "web page (HTML)", "html", ".html"),
    )
}
"""Formats by name, in the order of the options."""


def printout_of(
    feed: Feed, rows: Sequence[int], *, name: str = "", query: str = "", plain: bool = False
) -> Printout:
    """Return rows of a feed to print, with its profiles; posts are decoded singly.

    With a `query`, no rows are an empty answer: not even profiles are printed.
    """
    if query and not rows:
        return Printout()
    posts = partial(map, feed.post, rows)
    return Printout(feed.profiles, posts, len(rows), name=name, query=query, plain=plain)


def only(post: Post) -> Printout:
    """Return a single post to print, without a profile."""
    return Printout((), lambda: iter((post,)), 1)
