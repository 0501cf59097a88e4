"""The one screen: it reads its source beside the keyboard, and knows which keys work."""

import asyncio
import gc
from time import monotonic

from textual import on

from tui_feed.ui.bindings import bindings
from tui_feed.ui.filter_actions import FilterActions
from tui_feed.ui.filter_bar import FilterBar
from tui_feed.ui.messages import Chosen
from tui_feed.ui.post_actions import PostActions
from tui_feed.ui.too_small import TooSmall

SLICE = 0.008
"""Seconds of reading between two looks at the keyboard."""
ARRIVALS = 0.15
"""Seconds between two updates of the timeline while posts arrive."""

PATIENCE = 10
"""How many times what an update takes must pass before the next one."""


class Reader(PostActions, FilterActions):
    """Reads one source while it is looked at."""

    BINDINGS = bindings("screen")

    def on_mount(self) -> None:
        """Give the keyboard to the timeline; do all else when the first frame is out."""
        self.set_focus(self.timeline)
        self.call_after_refresh(self._furnish)

    def _furnish(self) -> None:
        """Make what a frame can do without, and read on; nothing where the reader has left."""
        if not self.is_attached:
            return
        self.mount(TooSmall())
        _ = self.query_one(FilterBar).input  # to ask for it is to make it
        if self.is_reading:
            self._start_reading()

    # Reading

    def _start_reading(self) -> None:
        self.run_worker(self._read(), exclusive=True, group="reading")

    async def _read(self) -> None:
        """Read on in slices; between two of them the keyboard is served."""
        due, is_empty = monotonic() + ARRIVALS, not len(self.feed)
        while not self.source.step(SLICE):
            began = monotonic()
            if began > due or (is_empty and len(self.feed)):
                self.select()
                now = monotonic()
                due = now + ARRIVALS + PATIENCE * (now - began)
                is_empty = not len(self.feed)
            await asyncio.sleep(self.source.pause)
        self.is_reading = False
        self.select()
        gc.collect(1)  # lest it freeze what was drawn meanwhile
        gc.freeze()  # what was read stays; to look through a million posts' index takes 60 ms
        if self.source.failure and len(self.feed):
            self.notify(self.source.failure, severity="error", markup=False)

    def action_stop(self) -> None:
        """Stop reading; what has been read stays."""
        self.stop()

    def action_reload(self) -> None:
        """Read the file again; if that fails, what is on the screen stays."""
        fresh = self.source.again()
        if fresh.failure:
            self.app.notify(fresh.failure, severity="error", markup=False)
            return
        post = self.post
        self.source, self._shown = fresh, None
        self.trail.clear()
        self.is_reading = not fresh.step(ARRIVALS)
        self._home = fresh.feed.row_of(post.id) if post else None
        self.timeline.use(fresh.feed, self.ink)
        self.select()
        self._start_reading()

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        if event.by_reader:
            self._home = event.row
        if event.by_reader or event.row != self._shown:
            self.show_selected()
        else:  # the timeline changed around it: its counts may be others, its place stays
            self.page.redraw(self.ink)
            self.show_keys()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out of the footer what there is nothing to do for."""
        del parameters
        post = self.post
        if action == "escape":
            reading = self.has_class("-reading") or self.focused is self.page
            can_stop = self.is_reading or self.is_looking
            return reading or bool(self.filter_query.text) or can_stop
        if action == "stop":
            return self.is_reading
        if action == "filter":
            return not self.query_one(FilterBar).is_typing
        if action in ("remove_last", "remove_part"):
            return bool(self.filter_query.text)
        if action == "match":
            return bool(self.filtering.sought.marker)
        if action == "quote":
            return bool(post and (post.quote or self.feed.quoted_by(post.id)))
        if action == "thread":
            return bool(post and self.feed.has_thread(post))
        if action == "link":
            has_media = post and any(item.url for item in post.media)
            return bool(post and (post.links or post.card or post.url or post.quote or has_media))
        return True

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self.show_keys()
