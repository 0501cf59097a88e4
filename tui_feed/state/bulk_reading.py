"""Note a great many posts as read: mostly by the columns of a feed, without decoding the posts."""

from array import array
from collections.abc import Iterator, Mapping
from itertools import islice

from pyroaring import BitMap

from tui_feed.feed import Feed
from tui_feed.feed.identity import SHORTEST_GLOBAL, Identity, identity_of
from tui_feed.state.changes import AddReadSet
from tui_feed.state.saved_marks import split_ids

_STEP = 200
"""Posts decoded between two pauses."""
_LARGE_STEP = 20_000
"""Rows looked up between two pauses."""


def read_sets(
    feed: Feed, rows: BitMap, since: Mapping[Identity, bool]
) -> Iterator[AddReadSet | float]:
    """Yield the sets for some rows, and before them the part done so far.

    `since` has the posts with a read state saved singly.
    """
    numbers: dict[str, list[int]] = {}
    others: dict[str, list[str]] = {}
    decoded = BitMap()
    ordered, done = iter(rows), 0
    while some := list(islice(ordered, _LARGE_STEP)):
        for row in some:
            key = feed.keys.key_at(row)
            if key >= SHORTEST_GLOBAL:
                numbers.setdefault("", []).append(key)
            else:
                decoded.add(row)
        done += len(some)
        yield 0.5 * done / len(rows)
    rest = BitMap() if len(feed.sources) > 1 else _by_author(feed, decoded, numbers)
    left, done = iter(decoded - rest), 0
    while some := list(islice(left, _STEP)):
        for row in some:
            post_id, scope = identity_of(feed.post(row), feed.sources)
            others.setdefault(scope, []).append(post_id)
        done += len(some)
        yield 0.5 + 0.5 * done / len(decoded)
    for scope in {*numbers, *others}:
        small, words = split_ids(others.get(scope, []))
        every = array("q", sorted([*numbers.get(scope, []), *small]))
        held = [each.id for each in since if each.scope == scope]
        again = set(held).intersection([*map(str, every), *words]) if held else ()
        yield AddReadSet(scope, every, tuple(words), tuple(again))


def _by_author(feed: Feed, rows: BitMap, numbers: dict[str, list[int]]) -> BitMap:
    """Add small numbers by their author; return their rows."""
    found = BitMap()
    for handle, authored in feed.keys.authors():
        small = BitMap([row for row in rows & authored if feed.keys.key_at(row) >= 0])
        if small:
            numbers.setdefault(f"@{handle}", []).extend(map(feed.keys.key_at, small))
            found |= small
    return found
