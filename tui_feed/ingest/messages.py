"""Messages of a reader process: record batches, opened files, and progress."""

from collections.abc import Iterator
from typing import Final

from msgspec import DecodeError, Struct, field
from msgspec.msgpack import Decoder, Encoder

from tui_feed.feed.build.record_batch import FeedUpdate
from tui_feed.feed.source_report import SourceReport


class OpenedFile(Struct, frozen=True, gc=False, array_like=True):
    """Native file whose posts are read again when shown."""

    source: int
    """Number of the source."""
    file: int
    """Number of the file within its source."""
    path: bytes
    """Path as bytes of the file system: not every name is text."""
    state: tuple[int, int] | None
    """Size in bytes and modification time in nanoseconds since 1970; None while the file grows."""


class ReaderMessage(Struct, gc=False, array_like=True):
    """Message of a reader process."""

    part: FeedUpdate = field(default_factory=FeedUpdate)
    """Records read since the last message."""
    reports: list[SourceReport] = field(default_factory=list)
    """Counts of records for each source, from the start."""
    opened: list[OpenedFile] = field(default_factory=list)
    """Files opened since the last message."""
    taken: int = 0
    """Bytes read from the start."""
    total: int | None = None
    """Bytes in all files; None if unknown before the end, as for standard input."""
    failure: str | None = None
    """Reason of an early end; None without failure."""
    is_last: bool = False
    """True for the last message."""


MOST_COPIES: Final = 50
"""Copies of known posts in one message: to merge them takes a feed 10 ms."""


def in_steps(message: ReaderMessage) -> Iterator[ReaderMessage]:
    """Yield a message as several, none with so many copies that a key would have to wait."""
    copies, is_last = message.part.copies, message.is_last
    starts = range(0, len(copies), MOST_COPIES) or range(1)
    for start in starts:
        ends_here = start == starts[-1]
        part = message.part if start == 0 else FeedUpdate(message.part.sources)
        part.copies = copies[start : start + MOST_COPIES]
        yield ReaderMessage(
            part,
            message.reports,
            message.opened if start == 0 else [],
            message.taken,
            message.total,
            message.failure if ends_here else None,
            is_last and ends_here,
        )


_WRITER: Final = Encoder()
_READER: Final = Decoder(ReaderMessage)


def packed(message: ReaderMessage) -> bytes:
    """Encode a message."""
    return _WRITER.encode(message)


def unpacked(data: bytes) -> ReaderMessage:
    """Decode a message; the types of all fields are checked, whoever sent it.

    Raises `ValueError` for any other bytes.
    """
    try:
        return _READER.decode(data)
    except (DecodeError, RecursionError) as error:
        raise ValueError(f"not a message: {error}") from None
