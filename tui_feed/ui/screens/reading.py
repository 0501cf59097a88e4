"""Reading of the source in slices between keys, and reloading it in the background."""

import asyncio
import gc
from collections.abc import Coroutine, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from tui_feed.browse.source import FeedSource
from tui_feed.browse.status_lines import EMPTY_RELOAD, reload_words

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.worker import Worker

FIRST_SLICE = 0.1
"""Seconds of reading before the first frame: enough for a page, or a whole small timeline."""
SLICE = 0.008
"""Seconds of reading between two looks at the keyboard."""
ARRIVALS = 0.15
"""Seconds between two updates of the timeline while posts arrive."""
PATIENCE = 10
"""Pause before the next update, in durations of the last update."""
TAKING = 0.05
"""Seconds between two looks at the end of work with the posts shown."""
SEARCH = 1.0
"""Seconds after a reload's first posts to wait for the posts that the reader looks at."""


class ReloadedPlace(Protocol):
    """Place of the reader over a reload."""

    @property
    def wanted_ids(self) -> Sequence[str]:
        """Ids of the posts that the reader looks at, to be read before a reload is shown."""
        ...


class ReadingView(Protocol):
    """Protocol of the screen for the reading."""

    @property
    def place(self) -> ReloadedPlace:
        """Place of the reader."""
        ...

    @property
    def is_taking(self) -> bool:
        """True while posts are printed, so the source must stay."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show the posts read so far."""
        ...

    def keep_place(self) -> None:
        """Remember the selected post by its id before a reload is shown."""
        ...

    def show_reload(self) -> None:
        """Show a reload around the remembered post."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds."""
        ...

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str) -> "Worker[None]":
        """Run a task in the background; keys are answered meanwhile."""
        ...


class SourceReading:
    """Reading of a source while its posts are shown, and of its reload, shown when it is ready."""

    def __init__(self, view: ReadingView, source: FeedSource) -> None:
        self._view = view
        self.source = source
        """Source on the screen."""
        self.is_on = True
        """True while more posts may arrive."""
        self._task: Worker[None] | None = None
        self._reload: FeedSource | None = None  # not on the screen yet
        self._reload_task: Worker[None] | None = None
        self._posts_before: int | None = None  # of the source before a reload

    def read_first(self) -> None:
        """Read the posts of the first frame."""
        self.is_on = not self.source.step(FIRST_SLICE)

    def go_on(self) -> None:
        """Read the rest in the background; report a failure that came before."""
        if self.is_on:
            self._task = self._view.run_worker(self._read(), group="reading")
        else:
            self._report_failure()

    def stop(self) -> None:
        """Stop reading and reloading; the posts read so far stay."""
        self._drop_reload()
        if self.is_on:
            self._cancel()
            self.source.cancel()
            self.is_on = False
            self._view.show_posts()

    def end(self) -> None:
        """End reading and reloading."""
        self._end_reload()
        self.source.end()

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    async def _read(self) -> None:
        """Read in slices; between slices, keys are answered."""
        due, is_empty = monotonic() + ARRIVALS, not len(self.source.feed)
        while not self.source.step(SLICE):
            began = monotonic()
            if began > due or (is_empty and len(self.source.feed)):
                self._view.show_posts()
                now = monotonic()
                due = now + ARRIVALS + PATIENCE * (now - began)
                is_empty = not len(self.source.feed)
            await asyncio.sleep(self.source.pause)
        self.is_on = False
        self._view.show_posts()
        self._finish()

    def _finish(self) -> None:
        """Report a failure, and exempt the posts from garbage collection."""
        gc.collect(1)  # else garbage of recent frames would be frozen, too
        gc.freeze()  # collecting in the index of a million posts would take 60 ms
        self._report_failure()
        if self._posts_before is not None and not self.source.failure:
            more, self._posts_before = len(self.source.feed) - self._posts_before, None
            self._view.notify(reload_words(more))

    def _report_failure(self) -> None:
        if self.source.failure and len(self.source.feed):
            self._view.notify(self.source.failure, severity="error")

    # Reloading

    @property
    def is_reloading(self) -> bool:
        """True while a reload is not on the screen yet."""
        return self._reload is not None

    def reload(self) -> None:
        """Begin to read the source again; an earlier, unfinished reload is dropped."""
        self._drop_reload()
        self._reload = self.source.again()
        work = self._read_reload(self._reload)
        self._reload_task = self._view.run_worker(work, group="reloading")

    def _drop_reload(self) -> None:
        """End a reload; the posts on the screen stay."""
        if self._reload_task:
            self._reload_task.cancel()
            self._reload_task = None
        self._end_reload()

    def _end_reload(self) -> None:
        if self._reload:
            self._reload.end()
            self._reload = None

    async def _read_reload(self, fresh: FeedSource) -> None:
        """Read a reload in slices, until it can be shown or has failed."""
        until: float | None = None
        while not (has_ended := bool(fresh.failure) or fresh.step(SLICE)):
            if until is None and len(fresh.feed):
                until = monotonic() + SEARCH
            if until is not None and (monotonic() > until or self._has_wanted(fresh)):
                break
            await asyncio.sleep(fresh.pause)
        while self._view.is_taking:
            await asyncio.sleep(TAKING)
        self._reload = self._reload_task = None
        if not len(fresh.feed) and (fresh.failure or len(self.source.feed)):
            fresh.end()
            self._view.notify(fresh.failure or EMPTY_RELOAD, severity="error")
        else:
            self._swap(fresh, is_on=not has_ended)

    def _has_wanted(self, fresh: FeedSource) -> bool:
        """Tell whether a reload has read the posts that the reader looks at."""
        wanted = self._view.place.wanted_ids
        return all(fresh.feed.row_of(post_id) is not None for post_id in wanted)

    def _swap(self, fresh: FeedSource, *, is_on: bool) -> None:
        """Replace the posts on the screen by the reload."""
        self._cancel()
        self._view.keep_place()
        old, self.source, self.is_on = self.source, fresh, is_on
        self._posts_before = len(old.feed)
        self._view.show_reload()
        old.end()
        if is_on:
            self.go_on()
        else:
            self._finish()
