"""Printer for native JSON Lines, which the native loader reads back unchanged."""

from collections.abc import Sequence
from typing import TextIO

from tui_feed.feed import Feed
from tui_feed.models.lines import native_line


def print_feed(
    feed: Feed,
    rows: Sequence[int],
    out: TextIO,
    *,
    plain: bool = False,  # noqa: ARG001 - all printers share a signature
    filtered: bool,
) -> None:
    """Write the profiles, then the posts of `rows`, an object a line.

    A `filtered` selection without rows writes nothing: no match is an empty answer.
    """
    if filtered and not rows:
        return
    for profile in feed.profiles:
        out.write(native_line(profile) + "\n")
    for row in rows:
        out.write(native_line(feed.post(row)) + "\n")
