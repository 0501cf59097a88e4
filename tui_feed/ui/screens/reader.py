"""The one screen: it reads its source beside the keyboard, and knows which keys work."""

import asyncio
import gc
from time import monotonic

from textual import on

from tui_feed.browse.source import FeedSource
from tui_feed.feed import Order
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import Chosen, SightChanged
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.screens.filter_actions import FilterActions
from tui_feed.ui.screens.focus import Keyboard
from tui_feed.ui.screens.post_actions import PostActions
from tui_feed.ui.screens.reloading import SLICE, Reloading
from tui_feed.ui.screens.too_small import TooSmall
from tui_feed.ui.widgets.filter_bar import FilterBar

ARRIVALS = 0.15
"""Seconds between two updates of the timeline while posts arrive."""

PATIENCE = 10
"""How many times what an update takes must pass before the next one."""


class Reader(PostActions, FilterActions):
    """Reads one source while it is looked at."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#timeline"

    def __init__(
        self,
        source: FeedSource,
        query: Query,
        order: Order,
        palette: Palette,
        shelf: SavedState,
        layout: str,
    ) -> None:
        """Read a source; `layout` are the classes for the size that there is (`layout_of`)."""
        super().__init__(source, query, order, palette, shelf, layout)
        self._keyboard = Keyboard(self)
        self._reloading = Reloading(self)
        self._keeps_page = False  # an open post stays, wherever the selected one is by now

    def on_mount(self) -> None:
        """Give the keyboard to the timeline; do all else when the first frame is out."""
        self.set_focus(self.timeline)
        self.call_after_refresh(self._furnish)

    def end(self) -> None:
        """Leave nothing behind that reads."""
        self._reloading.end()
        self.source.end()

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
        self._rest()

    def _rest(self) -> None:
        """Say why the reading ended early if it did; spare the collector what was read."""
        gc.collect(1)  # lest it freeze what was drawn meanwhile
        gc.freeze()  # what was read stays; to look through a million posts' index takes 60 ms
        if self.source.failure and len(self.feed):
            self.notify(self.source.failure, severity="error", markup=False)

    def action_stop(self) -> None:
        """Stop reading; what has been read stays."""
        self.stop()

    def stop(self) -> None:
        """Stop reading; what has been read stays, and what is on the screen."""
        self._reloading.drop()
        if self.is_reading:
            super().stop()

    # Reading again

    @property
    def selected_id(self) -> str | None:
        """The id of the selected post; while a new reading has not come to it, too."""
        row = self.timeline.row
        if self._wanted is not None and self._home is None:
            return self._wanted
        return None if row is None else self.feed.post(row).id

    def action_reload(self) -> None:
        """Read the file again; what is on the screen stays until there is something to show."""
        self._reloading.begin()

    def swap(self, fresh: FeedSource, *, is_reading: bool) -> None:
        """Show another reading in one step: its posts around the place that the reader has."""
        old, post, self._wanted = self.source, self.post, self.selected_id
        self.workers.cancel_group(self, "reading")
        self.trail.clear()
        self.source, self._home, self.is_reading = fresh, None, is_reading
        self.select()
        old.end()
        self._keep_page(post)
        if is_reading:
            self._start_reading()
        else:
            self._rest()

    def _keep_page(self, post: Post | None) -> None:
        """Leave the page as it is where it is of the selected post still, or was opened."""
        self._shown = self.timeline.row
        row = self.feed.row_of(post.id) if post else None
        self._keeps_page = post is not None and self.has_class("-reading")
        if not post or not (self._keeps_page or (row is not None and row == self._shown)):
            self.show_selected()
            return
        self.post = post if row is None else self.feed.post(row)
        self.page.redraw(self.palette, self._drawn(self.post))
        self.show_keys()

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        row = self.timeline.row  # that of the event may be one of another reading
        if event.by_reader:
            self._home, self._wanted, self._keeps_page = row, None, False
        if event.by_reader or (row != self._shown and not self._keeps_page):
            self.show_selected()
        else:  # the timeline changed around it: its counts may be others, its place stays
            self.page.redraw(self.palette)
            self.show_keys()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out of the footer what there is nothing to do for."""
        if not super().check_action(action, parameters):
            return False
        post = self.post
        if action == "escape":
            reading = self.has_class("-reading") or self.focused is self.page
            can_stop = self.is_reading or self.is_looking
            return reading or bool(self.filter_query.text) or can_stop
        if action == "stop":
            return self.is_reading or self._reloading.is_on
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

    def on_screen_resume(self) -> None:
        """Take the size that the window has by now."""
        self.fit(self.app.size)
        self.call_after_refresh(self._keyboard.settle)

    @on(SightChanged)
    def _sight_changed(self) -> None:
        self._keyboard.settle()
