"""Admission of posts by the hundred: their lines are examined together.

The result is the one of `admission.admit` for each post, in a third of the time.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import is_
from typing import Final

from tui_feed.models import NOT_STATED, Post, Record
from tui_feed.models.admission import admitted, settled
from tui_feed.models.lines import (
    DEEPEST_QUOTE,
    ENCODER,
    POSTS,
    DatedPosts,
    LineBatch,
    is_clean,
    post_lines,
    typed_lines,
)
from tui_feed.text.plain import first_special
from tui_feed.text.timestamps import date_interval, date_intervals

_NOTHING_INSIDE: Final = (b'"author":{}', b'"metrics":{}')
_FRACTIONS: Final = (b'"duration":', b'"percent":')
"""Fields whose value may be a whole number, which is encoded in another way once it was read."""


def admit_posts(posts: Sequence[Post]) -> list[LineBatch | Record]:
    """Return posts with every string clean and every value checked, in their order.

    They come as lines, or singly where their lines must be examined one by one. A refused post
    becomes a `Problem`.
    """
    try:
        data = ENCODER.encode_lines(posts)
        are_steady = first_special(data, 0) < 0
        rows = [] if are_steady else list(unclean_rows(data))
        if not rows:
            return [_admit_clean(data, are_steady=are_steady)]
    except (ValueError, RecursionError):  # half a character, a null, a wrong value
        rows = list(range(len(posts)))
    return _admit_rows(posts, rows)


def _admit_rows(posts: Sequence[Post], rows: list[int]) -> list[LineBatch | Record]:
    """Admit the posts of some rows one by one, and then all together."""
    records: list[Record] = list(posts)
    for row in rows:
        records[row] = admitted(posts[row])
    found: list[LineBatch | Record] = []
    for kind, run in groupby(records, type):
        some = list(run)
        if kind is Post:
            try:
                found.append(_admit_clean(ENCODER.encode_lines(some), are_steady=False))
            except (ValueError, RecursionError):
                found += map(admitted, some)
        else:
            found += some
    return found


def _admit_clean(data: bytes, *, are_steady: bool) -> LineBatch:
    """Check the values of posts in lines that are clean. Raises `ValueError`."""
    decoded = POSTS.decode_lines(data)
    posts = _all_settled(decoded, data)
    are_settled = all(map(is_, posts, decoded)) and not any(part in data for part in _FRACTIONS)
    lines = typed_lines(data) if are_settled else post_lines(posts)
    return LineBatch(dated(posts, are_steady=are_steady), lines, None)


def unclean_rows(data: bytes) -> Iterator[int]:
    """Yield the number of each line that is not clean, from 0."""
    row = seen = 0
    at = first_special(data, 0)
    while at >= 0:
        start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if not is_clean(data[start:end].decode()):
            row, seen = row + data.count(b"\n", seen, start), start
            yield row
        at = first_special(data, end)


def dated(posts: list[Post], *, are_steady: bool) -> DatedPosts:
    """Return posts with their dates in their timeline.

    Raises `ValueError` for a date that is none, anywhere in a post, and for a quote that does not
    state all names in its text.
    """
    starts, spans = date_intervals([post.created_at for post in posts])
    inside = [
        post.reposted_at or post.quote or post.poll or post.versions or post.deleted_at
        for post in posts
    ]
    if rows := [row for row, it in enumerate(inside) if it]:
        spans = _check_inner_dates(posts, rows, starts, bytearray(spans))
    return DatedPosts(posts, starts, spans, are_steady)


def _check_inner_dates(
    posts: list[Post], rows: list[int], starts: list[int], spans: bytearray
) -> bytes:
    """Check the dates of reposts, quotes, polls and versions; the date of a repost sorts it.

    Return the span codes of all dates. Raises `ValueError` as `dated` does.
    """
    for row in rows:
        if posts[row].reposted_at:
            starts[row], spans[row] = date_interval(posts[row].reposted_at)
        post: Post | None = posts[row]
        depth = 0
        while post:
            if depth > DEEPEST_QUOTE or lacks_names(post):
                raise ValueError("a post that must be looked at")
            ends = post.poll.ends if post.poll else None
            for date in (post.created_at, post.reposted_at, post.deleted_at, ends):
                if date is not None:
                    date_interval(date)
            for version in post.versions:
                date_interval(version.created_at)
            post, depth = post.quote, depth + 1
    return bytes(spans)


def lacks_names(post: Post) -> bool:
    """Tell whether a post has a text, and does not state all names in it."""
    return bool(post.text) and (
        post.hashtags is NOT_STATED
        or post.mentions is NOT_STATED
        or post.cashtags is NOT_STATED
        or post.links is NOT_STATED
    )


def _all_settled(posts: list[Post], data: bytes) -> list[Post]:
    """Return the posts of lines in their normal form (`admission.settled`)."""
    if any(part in data for part in _NOTHING_INSIDE):
        return list(map(settled, posts))
    return [
        settled(post) if post.quote or not post.text or lacks_names(post) else post
        for post in posts
    ]
