"""Wrap the generator of a loader: admit its records, and find the original of a post."""

from collections.abc import Callable, Iterator
from operator import is_
from time import perf_counter
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui_feed.loaders.common.json_text import pretty
from tui_feed.models import Post, Record
from tui_feed.models.admission import admitted
from tui_feed.models.bulk_admission import admit_posts
from tui_feed.models.lines import LineBatch, post_lines
from tui_feed.text.sanitize import clean

_NO_TEXT: Final = "no text in the archive"
_FEWEST, _MOST = 10, 160
"""Numbers of posts admitted together: the first ones, and later ones at most."""
_PAUSE = 0.005
"""Seconds without a record after which posts are handed on, though more may follow."""
_LONGEST = 0.05
"""Seconds of reading after which posts are handed on."""

Source = TypeVar("Source")
"""`File` or `Container`."""


class Read(Struct, frozen=True, gc=False):
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
        for found in self.batches(source):
            if isinstance(found, LineBatch):
                yield from found.dated.posts
            else:
                yield found

    def batches(self, source: Source) -> Iterator[LineBatch | Record]:
        """Yield the same records, but consecutive posts together, as lines."""
        for found in _grouped(self._read(source)):
            for record in admit_posts(found) if isinstance(found, list) else [admitted(found)]:
                yield _explained_record(record)

    def original(self, source: Source, post_id: str) -> str | None:
        """Return the original of a post, JSON indented; None if no record has the id."""
        for found in self._read(source):
            if isinstance(found, Read) and isinstance(found.record, Post):
                original = found.original
                if clean(found.record.id) == post_id:
                    original = original() if callable(original) else original
                    return original if isinstance(original, str) else pretty(original)
        return None


def _explained_record(record: LineBatch | Record) -> LineBatch | Record:
    """Return a record, or posts as lines, with reasons for empty posts."""
    if not isinstance(record, LineBatch):
        return _explained(record) if isinstance(record, Post) else record
    dated = record.dated
    posts = list(map(_explained, dated.posts))
    if all(map(is_, posts, dated.posts)):
        return record
    return LineBatch(dated._replace(posts=posts), post_lines(posts), record.at)


def _explained(post: Post) -> Post:
    """Return a post, with a reason for its emptiness where nothing of it can be shown."""
    shown = post.text or post.media or post.quote or post.card or post.poll or post.links
    if shown or post.unavailable or post.content_warning:
        return post
    return replace(post, unavailable=_NO_TEXT)


def batches_by(
    read: Callable[[Source], Iterator[Record]], source: Source
) -> Iterator[LineBatch | Record]:
    """Yield what a loader reads, with as many posts together as it can."""
    return read.batches(source) if isinstance(read, RecordReader) else read(source)


def record_reader(
    read: Callable[[Source], Iterator[Record | Read]],
) -> RecordReader[Source]:
    """Make the entry of a loader from a generator of records, or of `Read`s with originals."""
    return RecordReader(read)


def _grouped(read: Iterator[Record | Read]) -> Iterator[list[Post] | Record]:
    """Yield records, and consecutive posts in lists; no post waits long for the next."""
    posts: list[Post] = []
    most, now = _FEWEST, perf_counter()
    began = now
    try:
        for found in read:
            before, now = now, perf_counter()
            record = found.record if isinstance(found, Read) else found
            if isinstance(record, Post):
                posts.append(record)
                if len(posts) < most and now - before < _PAUSE and now - began < _LONGEST:
                    continue
                most = min(2 * most, _MOST)
            if posts:
                some, posts = posts, []
                yield some
            if not isinstance(record, Post):
                yield record
            began = now = perf_counter()
    except Exception:  # the file cannot be read on; the posts before were read
        if posts:
            yield posts
        raise
    if posts:
        yield posts
