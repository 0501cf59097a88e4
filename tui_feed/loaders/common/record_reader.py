"""Wrap the generator of a loader: admit its records, and find the original of a post."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from tui_feed.loaders.common.json_text import pretty
from tui_feed.models import Post, Record
from tui_feed.models.admission import admitted
from tui_feed.text.sanitize import clean

Source = TypeVar("Source")
"""`File` or `Container`."""


class Read(NamedTuple):
    """Record with its original."""

    record: Record
    """Record."""
    original: Any
    """JSON value or text as in the file, or a function that returns it."""


class RecordReader(Generic[Source]):
    """Entry of a loader, made by the decorator `record_reader`."""

    def __init__(self, read: Callable[[Source], Iterator[Record | Read]]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __call__(self, source: Source) -> Iterator[Record]:
        """Yield every record, cleaned and checked; a refused record becomes a `Problem`."""
        for found in self._read(source):
            yield admitted(found.record if isinstance(found, Read) else found)

    def original(self, source: Source, post_id: str) -> str | None:
        """Return the original of a post, JSON indented; None if no record has the id."""
        for found in self._read(source):
            if isinstance(found, Read) and isinstance(found.record, Post):
                original = found.original
                if clean(found.record.id) == post_id:
                    original = original() if callable(original) else original
                    return original if isinstance(original, str) else pretty(original)
        return None


def record_reader(
    read: Callable[[Source], Iterator[Record | Read]],
) -> RecordReader[Source]:
    """Make the entry of a loader from a generator of records, or of `Read`s with originals."""
    return RecordReader(read)
