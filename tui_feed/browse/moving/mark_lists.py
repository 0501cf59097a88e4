"""List of posts with the reader's marks, notes and labels."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.feed import Feed

LONGEST = 200
"""Characters of a post's text in the list."""


class MarkedPost(NamedTuple):
    """Post in the list of marks."""

    row: int
    """Row of the post."""
    words: str
    """Author (of several), labels, note and text, on a single line."""
    date: str
    """Day of the post; empty without a date."""


def marked_posts(feed: Feed) -> Sequence[MarkedPost]:
    """Return the posts with a mark, a note or a label, the newest post first."""
    own = feed.own
    wanted = own.marked | own.of_kind("note", 0)
    wanted.update(own.labels)
    is_shared = len(feed.values("from")) > 1
    return [_marked_post(feed, row, named=is_shared) for row in feed.newest_first(wanted)]


def _marked_post(feed: Feed, row: int, *, named: bool) -> MarkedPost:
    post, own = feed.post(row), feed.own
    name = post.author.name or (f"@{post.author.handle}" if post.author.handle else "")
    name = name if named else ""
    labels = " ".join(f"[{label}]" for label in own.labels.get(row, ()))
    note = f"note: {own.notes[row]}" if row in own.notes else ""
    text = " ".join((post.text or post.unavailable or "(no text)").split())[:LONGEST]
    words = "  ".join(part for part in (name, labels, note, text) if part)
    return MarkedPost(row, words, post.created_date.day if post.created_date else "")
