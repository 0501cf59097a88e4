"""What a reading process sends: stretches of a feed, and how far it has come."""

import io
import pickle
from typing import Any, NamedTuple

from tui_feed.feed.feed import Feed
from tui_feed.tally import Tally

_SIZE = 8
_OTHERS = {
    ("array", "array"),
    ("array", "_array_reconstructor"),
    ("collections", "OrderedDict"),
}


class Parcel(NamedTuple):
    """A stretch of a reading."""

    part: Feed
    """What was read since the last one."""
    tallies: list[Tally]
    """What was found in each file so far."""
    taken: int
    """Bytes that were read so far."""
    failure: str | None
    """Why reading ended early; None while all is well."""
    is_last: bool
    """Whether nothing more will come."""


def packed(parcel: Parcel) -> bytes:
    """Return a parcel as bytes, its length before it."""
    data = pickle.dumps(parcel, protocol=5)
    return len(data).to_bytes(_SIZE, "little") + data


class Unpacking:
    """Puts parcels together from whatever pieces of bytes arrive."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, data: bytes) -> None:
        """Take in the next bytes."""
        self._bytes += data

    def next(self) -> Parcel | None:
        """Return the next parcel; None where it has not arrived whole."""
        end = _SIZE + int.from_bytes(self._bytes[:_SIZE], "little")
        if len(self._bytes) < max(end, _SIZE + 1):
            return None
        data = bytes(self._bytes[_SIZE:end])
        del self._bytes[:end]
        parcel = _Unpickler(io.BytesIO(data)).load()
        if not isinstance(parcel, Parcel):
            raise pickle.UnpicklingError("no parcel")
        return parcel


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what a parcel is made of, even if the sender has been taken over."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        own = module.startswith(("tui_feed.feed.", "tui_feed.model", "tui_feed.text.dates"))
        if own or module in ("tui_feed.tally", __name__) or (module, name) in _OTHERS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a parcel")
