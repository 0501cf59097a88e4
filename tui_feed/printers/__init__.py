"""What was selected, written out without a screen: one module a format."""

from collections.abc import Sequence
from typing import Protocol, TextIO

from tui_feed.feed import Feed
from tui_feed.printers import jsonl, text


class Printer(Protocol):
    """Writes the posts of some rows, and the accounts before them."""

    def __call__(
        self, feed: Feed, rows: Sequence[int], out: TextIO, *, plain: bool = ..., filtered: bool
    ) -> None:
        """Write to `out`; nothing at all where `filtered` rows are none."""


PRINTERS: dict[str, Printer] = {"text": text.print_feed, "jsonl": jsonl.print_feed}
"""The printers by the name of their format."""
