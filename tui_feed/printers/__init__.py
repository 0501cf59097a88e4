"""Printers: a selection written to standard output, a module for each format."""

from collections.abc import Sequence
from typing import Protocol, TextIO

from tui_feed.feed import Feed
from tui_feed.printers import jsonl, text


class Printer(Protocol):
    """Writes profiles and selected posts."""

    def __call__(
        self, feed: Feed, rows: Sequence[int], out: TextIO, *, plain: bool = ..., filtered: bool
    ) -> None:
        """Write to `out`; nothing for an empty `filtered` selection."""


PRINTERS: dict[str, Printer] = {"text": text.print_feed, "jsonl": jsonl.print_feed}
"""Printers by the name of their format."""
