"""A selection as native JSON Lines: what the native loader reads back as it was."""

from collections.abc import Sequence
from typing import TextIO

from tui_feed.feed import Feed
from tui_feed.models.lines import native_line


def print_feed(
    feed: Feed,
    rows: Sequence[int],
    out: TextIO,
    *,
    plain: bool = False,  # noqa: ARG001 - every printer is called alike; this one draws nothing
    filtered: bool,
) -> None:
    """Write the profiles and then the posts of `rows`, one object a line.

    Nothing at all is written where `filtered` rows are none: no match is an empty answer.
    """
    if filtered and not rows:
        return
    for profile in feed.profiles:
        out.write(native_line(profile) + "\n")
    for row in rows:
        out.write(native_line(feed.post(row)) + "\n")
