"""Changes of the reader's marks: each is saved on its own, so two windows lose nothing.

A change says the new value and never "toggle", so it can be written twice.
"""

import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tui_feed.feed.identity import Identity


class Statement(NamedTuple):
    """Statement of SQL, with its parameters."""

    sql: str
    """Statement."""
    rows: Sequence[tuple[Any, ...]]
    """Parameters; the statement is run for each."""


@dataclass(frozen=True)
class SetMark:
    """Mark put on a post, or removed."""

    post: Identity
    """Post."""
    is_on: bool
    """False if the mark is removed."""
    at: int
    """Second since 1970."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        if self.is_on:
            yield Statement("INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", [(*self.post, self.at)])
        else:
            yield Statement("DELETE FROM marks WHERE id = ? AND scope = ?", [self.post])


@dataclass(frozen=True)
class SetNote:
    """Note of a post; an empty text removes it."""

    post: Identity
    """Post."""
    text: str
    """Line of text."""
    at: int
    """Second since 1970."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        if self.text:
            sql = "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)"
            yield Statement(sql, [(*self.post, self.text, self.at)])
        else:
            yield Statement("DELETE FROM notes WHERE id = ? AND scope = ?", [self.post])


@dataclass(frozen=True)
class SetLabel:
    """Label put on a post, or removed."""

    post: Identity
    """Post."""
    label: str
    """Label."""
    is_on: bool
    """False if the label is removed."""
    at: int
    """Second since 1970."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        if self.is_on:
            sql = "INSERT OR IGNORE INTO labels VALUES (?, ?, ?, ?)"
            yield Statement(sql, [(*self.post, self.label, self.at)])
        else:
            sql = "DELETE FROM labels WHERE id = ? AND scope = ? AND label = ?"
            yield Statement(sql, [(*self.post, self.label)])


@dataclass(frozen=True)
class SetRead:
    """Posts read, or set back to unread."""

    posts: tuple[Identity, ...]
    """Posts."""
    is_read: bool
    """False if they are unread again."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        sql = "INSERT OR REPLACE INTO read_posts VALUES (?, ?, ?)"
        yield Statement(sql, [(*post, int(self.is_read)) for post in self.posts])


@dataclass(frozen=True)
class AddReadSet:
    """Many posts read at once: of a million numbers, some megabytes instead of a million rows."""

    scope: str
    """Scope of all their identities."""
    numbers: "array[int]"
    """Numeric ids, rising."""
    others: tuple[str, ...] = ()
    """Other ids."""
    again: tuple[str, ...] = ()
    """Ids among them set to unread before."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        sql = "DELETE FROM read_posts WHERE id = ? AND scope = ?"
        yield Statement(sql, [(post_id, self.scope) for post_id in self.again])
        numbers = zlib.compress(_in_order(self.numbers).tobytes(), 1)
        others = zlib.compress("\0".join(self.others).encode("utf-8", "surrogatepass"), 1)
        sql = "INSERT INTO read_sets (scope, numbers, others) VALUES (?, ?, ?)"
        yield Statement(sql, [(self.scope, numbers, others)])


@dataclass(frozen=True)
class SetPlace:
    """Post at which the reader left a timeline."""

    timeline: str
    """Key of the timeline (`timelines.timeline_key`)."""
    post: Identity
    """Post."""
    at: int
    """Second since 1970."""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements for saving it."""
        sql = "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)"
        yield Statement(sql, [(self.timeline, *self.post, self.at)])


Change = SetMark | SetNote | SetLabel | SetRead | AddReadSet | SetPlace
"""Any change."""


def _in_order(numbers: "array[int]") -> "array[int]":
    """Return numbers with the lowest byte first, on any machine."""
    from sys import byteorder

    if byteorder == "little":
        return numbers
    swapped = array("q", numbers)
    swapped.byteswap()
    return swapped


def read_set(numbers: bytes, others: bytes) -> tuple["array[int]", list[str]]:
    """Return the ids of a saved set: numbers, and others. Raises `ValueError`."""
    try:
        found = array("q", zlib.decompress(numbers))
        words = zlib.decompress(others).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return _in_order(found), words.split("\0") if words else []
