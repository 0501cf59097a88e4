"""Reading the source in slices between keys, and reading it again beside the posts shown."""

import asyncio
import gc
from collections.abc import Coroutine
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from tui_feed.browse.source import FeedSource

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.worker import Worker

FIRST_SLICE = 0.1
"""Seconds of reading before the first frame: a page of any timeline, all of a small one."""
SLICE = 0.008
"""Seconds of reading between two looks at the keyboard."""
ARRIVALS = 0.15
"""Seconds between two updates of the timeline while posts arrive."""
PATIENCE = 10
"""Pause before the next update, in durations of the last update."""
SEARCH = 1.0
"""Seconds after its first posts in which a reload may come to the post that was selected."""


class ReadingView(Protocol):
    """The screen, as far as the reading knows it."""

    @property
    def selected_id(self) -> str | None:
        """The id of the selected post."""
        ...

    def show_posts(self) -> None:
        """Select anew, and show what has been read by now."""
        ...

    def keep_place(self) -> None:
        """Remember the selected post by its id: another reading is to be shown."""
        ...

    def show_reload(self) -> None:
        """Show another reading around the post that was remembered."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds."""
        ...

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str) -> "Worker[None]":
        """Run a task beside the keyboard."""
        ...


class Reading:
    """A source that is read while it is looked at, and its reload, which is shown when ready."""

    def __init__(self, view: ReadingView, source: FeedSource) -> None:
        self._view = view
        self.source = source
        """The source that is shown."""
        self.is_on = True
        """True while more posts of it may arrive."""
        self._task: Worker[None] | None = None
        self._reload: FeedSource | None = None  # nobody has seen anything of it yet
        self._reload_task: Worker[None] | None = None

    def read_first(self) -> None:
        """Read what the first frame shows."""
        self.is_on = not self.source.step(FIRST_SLICE)

    def go_on(self) -> None:
        """Read the rest, beside the keyboard."""
        if self.is_on:
            self._task = self._view.run_worker(self._read(), group="reading")

    def stop(self) -> None:
        """Stop reading and reloading; the posts that were read stay."""
        self._drop_reload()
        if self.is_on:
            self._cancel()
            self.source.cancel()
            self.is_on = False
            self._view.show_posts()

    def end(self) -> None:
        """End everything that reads."""
        self._end_reload()
        self.source.end()

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    async def _read(self) -> None:
        """Read in slices; between two of them the keyboard is served."""
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
        """Say why the reading ended early if it did; spare the collector the posts."""
        gc.collect(1)  # lest it freeze what was drawn meanwhile
        gc.freeze()  # the posts stay; to look through a million posts' index takes 60 ms
        if self.source.failure and len(self.source.feed):
            self._view.notify(self.source.failure, severity="error")

    # Reloading

    @property
    def is_reloading(self) -> bool:
        """True while a reload has not been shown yet."""
        return self._reload is not None

    def reload(self) -> None:
        """Read from the start; a reload that was begun before is dropped."""
        self._drop_reload()
        self._reload = self.source.again()
        work = self._read_reload(self._reload)
        self._reload_task = self._view.run_worker(work, group="reloading")

    def _drop_reload(self) -> None:
        """End a reload; what is on the screen stays."""
        if self._reload_task:
            self._reload_task.cancel()
            self._reload_task = None
        self._end_reload()

    def _end_reload(self) -> None:
        if self._reload:
            self._reload.end()
            self._reload = None

    async def _read_reload(self, fresh: FeedSource) -> None:
        """Read in slices, until posts can be shown or none will come."""
        until: float | None = None
        while not (has_ended := bool(fresh.failure) or fresh.step(SLICE)):
            if until is None and len(fresh.feed):
                until = monotonic() + SEARCH
            if until is not None and (monotonic() > until or self._has_selected(fresh)):
                break
            await asyncio.sleep(fresh.pause)
        self._reload = self._reload_task = None
        if fresh.failure and not len(fresh.feed):
            fresh.end()
            self._view.notify(fresh.failure, severity="error")
        else:
            self._swap(fresh, is_on=not has_ended)

    def _has_selected(self, fresh: FeedSource) -> bool:
        """Tell whether a reload has come to the selected post."""
        post_id = self._view.selected_id
        return post_id is None or fresh.feed.row_of(post_id) is not None

    def _swap(self, fresh: FeedSource, *, is_on: bool) -> None:
        """Replace the posts on the screen by the reload in one step."""
        self._cancel()
        self._view.keep_place()
        old, self.source, self.is_on = self.source, fresh, is_on
        self._view.show_reload()
        old.end()
        if is_on:
            self.go_on()
        else:
            self._finish()
