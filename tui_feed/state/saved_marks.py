"""Marks, notes, labels, places and read posts, as they are saved."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, islice
from typing import TypeVar

from tui_feed.feed.identity import Identity
from tui_feed.feed.ids import keys_of
from tui_feed.state.changes import (
    AddReadSet,
    Change,
    SetLabel,
    SetMark,
    SetNote,
    SetPlace,
    SetRead,
)

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_RUN = 5_000
"""Ids sorted at a time."""


@dataclass
class ReadIds:
    """Ids of read posts of a scope."""

    numbers: "list[array[int]]" = field(default_factory=list)
    """Numeric ids in rising runs, which are never joined: sorting would take long."""
    others: set[str] = field(default_factory=set)
    """Other ids."""

    def all(self) -> Iterator[str]:
        """Yield all ids."""
        yield from map(str, chain.from_iterable(self.numbers))
        yield from self.others

    def key_runs(self) -> "Iterator[array[int]]":
        """Yield the keys of all ids, in rising runs."""
        yield from self.numbers
        if self.others:
            ids = iter(self.others)
            runs = []
            while some := list(islice(ids, _RUN)):  # short, so that keys are answered meanwhile
                runs.append(sorted(keys_of(some)))
            yield array("q", merge(*runs))


@dataclass
class SavedMarks:
    """Everything saved about posts."""

    marks: dict[Identity, int] = field(default_factory=dict)
    """Marked post -> second of the marking."""
    notes: dict[Identity, tuple[str, int]] = field(default_factory=dict)
    """Post -> note, and second of its writing."""
    labels: dict[Identity, dict[str, int]] = field(default_factory=dict)
    """Post -> labels, each with the second of the labelling."""
    places: dict[str, tuple[Identity, int]] = field(default_factory=dict)
    """Timeline -> post at which the reader left it, and the second."""
    read: dict[str, ReadIds] = field(default_factory=dict)
    """Scope -> ids of read posts."""
    unread: set[Identity] = field(default_factory=set)
    """Posts set back to unread."""

    def add(self, change: Change) -> None:
        """Take a change; changes of read posts are kept apart, because they are many."""
        match change:
            case SetMark():
                _put(self.marks, change.post, change.at if change.is_on else None)
            case SetNote():
                _put(self.notes, change.post, (change.text, change.at) if change.text else None)
            case SetLabel():
                labels = dict(self.labels.get(change.post, {}))
                _put(labels, change.label, change.at if change.is_on else None)
                _put(self.labels, change.post, labels or None)
            case SetPlace():
                self.places[change.timeline] = (change.post, change.at)
            case SetRead() if change.is_read:
                self.add_read(change.posts)
                self.unread.difference_update(change.posts)
            case SetRead():
                self.unread.update(change.posts)
            case AddReadSet():
                self.add_ids(change.scope, change.numbers, change.others)
                self.unread -= {Identity(each, change.scope) for each in change.again}

    def add_read(self, posts: Iterable[Identity]) -> None:
        """Take read posts."""
        by_scope: dict[str, list[str]] = {}
        for post in posts:
            by_scope.setdefault(post.scope, []).append(post.id)
        for scope, ids in by_scope.items():
            numbers, others = split_ids(ids)
            self.add_ids(scope, numbers, others)

    def add_ids(self, scope: str, numbers: "array[int]", others: Iterable[str]) -> None:
        """Take ids of read posts; the numbers rise."""
        found = self.read.setdefault(scope, ReadIds())
        found.others.update(others)
        if numbers:
            found.numbers.append(numbers)

    def read_keys(self) -> "list[tuple[str, array[int]]]":
        """Return the keys of read posts in rising runs, each with its scope."""
        return [(scope, run) for scope, ids in self.read.items() for run in ids.key_runs()]

    def posts(self) -> set[Identity]:
        """Return the posts with a mark, a note or a label."""
        return {*self.marks, *self.notes, *self.labels}

    def changes(self) -> Iterator[Change]:
        """Yield changes for filling an empty file with the same."""
        for post, at in self.marks.items():
            yield SetMark(post, is_on=True, at=at)
        for post, (text, at) in self.notes.items():
            yield SetNote(post, text, at)
        for post, labels in self.labels.items():
            yield from (SetLabel(post, label, is_on=True, at=at) for label, at in labels.items())
        for timeline, (post, at) in self.places.items():
            yield SetPlace(timeline, post, at)
        for scope, ids in self.read.items():
            for numbers in ids.numbers or [array("q")]:
                yield AddReadSet(scope, numbers, tuple(ids.others))
        if self.unread:
            yield SetRead(tuple(self.unread), is_read=False)


def split_ids(ids: Iterable[str]) -> tuple["array[int]", list[str]]:
    """Return ids as rising numbers of at most 18 digits, and all other ids."""
    numbers, others = [], []
    for each in ids:
        is_number = each.isdecimal() and each.isascii() and len(each) < 19
        if is_number and (each == "0" or each[0] != "0"):
            numbers.append(int(each))
        else:
            others.append(each)
    return array("q", sorted(numbers)), others


def _put(held: dict[_Key, _Value], key: _Key, value: _Value | None) -> None:
    if value is None:
        held.pop(key, None)
    else:
        held[key] = value
