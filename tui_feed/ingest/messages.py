"""What a reading process sends: what it has gathered, and how far it has come."""

from typing import Final

from msgspec import DecodeError, Struct, field
from msgspec.msgpack import Decoder, Encoder

from tui_feed.feed.build.record_batch import FeedUpdate
from tui_feed.feed.tally import Tally


class Opened(Struct, frozen=True, gc=False, array_like=True):
    """A file whose posts can be read again."""

    source: int
    """The number of the source that it belongs to."""
    file: int
    """Its number there."""
    path: bytes
    """Where it is, as the system spells it: not every name is text."""
    state: tuple[int, int] | None
    """Its size and when it last changed, in nanoseconds since 1970; None where it still grows."""


class ReaderMessage(Struct, gc=False, array_like=True):
    """A stretch of a reading."""

    part: FeedUpdate = field(default_factory=FeedUpdate)
    """What was read since the last one."""
    tallies: list[Tally] = field(default_factory=list)
    """What was found in each source so far."""
    opened: list[Opened] = field(default_factory=list)
    """Files that were opened since the last one."""
    taken: int = 0
    """Bytes that were read so far."""
    total: int | None = None
    """Bytes that there are to read; None where only reading tells."""
    failure: str | None = None
    """Why reading ended early; None while all is well."""
    is_last: bool = False
    """Whether nothing more will come."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(ReaderMessage)


def packed(message: ReaderMessage) -> bytes:
    """Return a parcel as bytes."""
    return _WRITER.encode(message)


def unpacked(data: bytes) -> ReaderMessage:
    """Return the parcel of some bytes: nothing but what a parcel is made of, whoever sends them.

    Raises `ValueError` for anything else.
    """
    try:
        return _READER.decode(data)
    except (DecodeError, RecursionError) as error:
        raise ValueError(f"no parcel: {error}") from None
