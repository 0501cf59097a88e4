"""Reading in another process, begun before this one imports anything that takes long.

While that one imports what reads, opens the files and reads the first posts, this one imports what
draws; on two processors neither waits for the other.
"""

import errno
import os
from collections.abc import Iterator
from functools import partial

from tui_feed import session
from tui_feed.loading.process import Process, is_alone

TYPE_CHECKING = False  # nothing here may be imported before the other process is there
if TYPE_CHECKING:
    from tui_feed.loaders import Spool

_FIRST = 0.01
"""Seconds of reading that the first parcel holds."""
_PARCEL = 0.1
"""Seconds of reading that another one holds at most."""
_LARGE = 2**16
"""Bytes after which a parcel is sent: a stretch at a time, so that what is freed fits the next."""


class Apart:
    """Another process that reads files, and sends parcels of what it has read."""

    def __init__(self, paths: tuple[str, ...], *, include_private: bool) -> None:
        """Start it. Raises `OSError` where it cannot be."""
        self.spool: Spool | None = None
        """Standard input, if it is read."""
        self.process = (
            self._fork(paths, include_private) if is_alone() else _fresh(paths, include_private)
        )
        """It."""

    def _fork(self, paths: tuple[str, ...], include_private: bool) -> Process:
        keeps: tuple[int, ...] = ()
        if "-" in paths:
            from tui_feed import loaders

            self.spool = loaders.Spool()
            keeps = (0, self.spool.number)
        work = partial(parcels, paths, self.spool, include_private=include_private)
        return Process(work, keeps=keeps)

    def end(self) -> None:
        """End it, and let go of what it has written down."""
        self.process.end()
        if self.spool:
            self.spool.close()
            self.spool = None


def _fresh(paths: tuple[str, ...], include_private: bool) -> Process:
    from tui_feed.loading.errand import Errand, Fresh

    if "-" in paths:  # by now it may be the keyboard
        raise OSError(errno.ENOTSUP, "standard input is read by a fork only")
    return Fresh(Errand(list(map(os.fsencode, paths)), include_private, key=session.KEY))


def parcels(
    paths: tuple[str, ...], spool: "Spool | None", *, include_private: bool
) -> Iterator[bytes]:
    """Read to the end, in the other process, and yield parcels as bytes."""
    from tui_feed.loaders import InputError
    from tui_feed.loading.parcels import Parcel, packed
    from tui_feed.loading.reading import Reading

    try:
        reading = Reading(paths, include_private=include_private, is_lean=True, spool=spool)
    except InputError as error:
        yield packed(Parcel(failure=str(error), is_last=True))
        return
    yield packed(reading.opening())
    seconds, is_last = _FIRST, False
    while not is_last:
        parcel = reading.read_on(seconds, _LARGE)
        yield packed(parcel)
        seconds, is_last = _PARCEL, parcel.is_last
