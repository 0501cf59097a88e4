"""Withdraw posts from a feed after a later copy shows them to be non-public.

Rows never change, so the rows of withdrawn posts are hidden. Posts with a withdrawn quote get new
rows without the quote: afterwards, neither full text nor screen can show it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from pyroaring import BitMap

from tui_feed.feed.build.visibility import Privacy
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.post_store import Store
from tui_feed.feed.new_rows import NewRows, new_rows
from tui_feed.models import Post, Problem

MOST = 5_000
"""Most posts with new rows in a withdrawal: a second of work, in which no key is answered."""
_TOO_MANY = (
    "{count:,} more posts are left out, because they quote posts found later to be not public; "
    "--include-private shows them"
)


class Withdrawn(NamedTuple):
    """Consequences of a withdrawal."""

    rows: BitMap
    """Rows to hide."""
    again: list[NewRows]
    """New rows: quoting posts without their quotes."""
    problem: Problem | None
    """Report of posts beyond `MOST`, which are left out."""


def withdrawn(keys: Sequence[int], index: Index, posts: Store, privacy: Privacy) -> Withdrawn:
    """Return the consequences of withdrawing the posts of some keys."""
    gone = {row for key in keys for row in index.ids.find(key)}
    links = (index.quoting, index.inside)
    quoting = {row for key in keys for column in links for row in column.find(key)}
    rows = BitMap({*gone, *quoting})
    left = index.seen(sorted(quoting - gone))
    shown = dict(_public_parts(left[:MOST], posts, privacy))
    made = list(new_rows(shown, index, posts))
    problem = None
    if rest := len(left[MOST:]):
        reason = _TOO_MANY.format(count=rest)
        problem = Problem(place="several files", reason=reason, skipped=True)
    return Withdrawn(rows, made, problem)


def _public_parts(
    rows: Sequence[int], posts: Store, privacy: Privacy
) -> Iterator[tuple[int, Post]]:
    for row in rows:
        with suppress(ValueError):  # its file has changed: the post is lost
            if shown := privacy.public_part(posts[row]):
                yield row, shown
