"""Reading the files once more, beside what is on the screen, until there is something to show."""

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from tui_feed.browse.source import FeedSource

if TYPE_CHECKING:
    from tui_feed.ui.screens.reader import Reader

SLICE = 0.008
"""Seconds of reading between two looks at the keyboard."""
SEARCH = 1.0
"""Seconds after its first posts in which a new reading may come to the post that was selected."""


class Reloading:
    """Reads a source again for a reader, who sees the old posts until the new ones are there."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._fresh: FeedSource | None = None

    @property
    def is_on(self) -> bool:
        """Whether there is a new reading that nobody has seen of yet."""
        return self._fresh is not None

    def begin(self) -> None:
        """Read from the start; a new reading that was begun before is dropped."""
        self.drop()
        self._fresh = self._reader.source.again()
        self._reader.run_worker(self._read(self._fresh), exclusive=True, group="reloading")

    def drop(self) -> None:
        """End the new reading; what is on the screen stays."""
        self._reader.workers.cancel_group(self._reader, "reloading")
        self.end()

    def end(self) -> None:
        """Leave nothing behind that reads."""
        if self._fresh:
            self._fresh.end()
            self._fresh = None

    async def _read(self, fresh: FeedSource) -> None:
        """Read on in slices, until there are posts to show or there will be none."""
        until: float | None = None
        while not (has_ended := bool(fresh.failure) or fresh.step(SLICE)):
            if until is None and len(fresh.feed):
                until = monotonic() + SEARCH
            if until is not None and (monotonic() > until or self._has_place(fresh)):
                break
            await asyncio.sleep(fresh.pause)
        self._fresh = None
        if fresh.failure and not len(fresh.feed):
            fresh.end()
            self._reader.notify(fresh.failure, severity="error", markup=False)
        else:
            self._reader.swap(fresh, is_reading=not has_ended)

    def _has_place(self, fresh: FeedSource) -> bool:
        """Tell whether a reading has come to the selected post."""
        post_id = self._reader.selected_id
        return post_id is None or fresh.feed.row_of(post_id) is not None
