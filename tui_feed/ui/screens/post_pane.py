"""Post beside the timeline: its context or, while it is open, the post in full."""

from functools import partial
from typing import Protocol

from tui_feed.browse.source import FeedSource
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.page import draw_page
from tui_feed.ui.screens.page_pictures import PagePictures
from tui_feed.ui.widgets.context_pane import ContextPane
from tui_feed.ui.widgets.lines_view import Draw
from tui_feed.ui.widgets.timeline import Timeline

OPEN = "-reading"
"""Class of the screen while a post is open: its page has the whole of a narrow window."""


class PaneOwner(Protocol):
    """Protocol of the screen for the post beside the timeline."""

    @property
    def source(self) -> FeedSource:
        """Source of the posts."""
        ...

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def palette(self) -> Palette:
        """Colours and signs in use."""
        ...

    @property
    def pictures(self) -> PagePictures:
        """Pictures between the lines of the post."""
        ...

    @property
    def timeline(self) -> Timeline:
        """List of cards."""
        ...

    @property
    def page(self) -> ContextPane:
        """Widget of the post."""
        ...

    def focus_posts(self) -> None:
        """Focus the timeline."""
        ...

    def post_shown(self, post: Post | None) -> None:
        """Show the account and the month of the post."""
        ...

    def show_keys(self) -> None:
        """Show the available keys."""
        ...


class PostPane:
    """Post beside the timeline: the selected post, or a quoted post opened from it."""

    def __init__(self, owner: PaneOwner, screen: GuardedScreen[None]) -> None:
        self._owner = owner
        self._screen = screen
        self.post: Post | None = None
        """Post; None without posts."""
        self._row: int | None = None  # row of the selected post when it was shown
        self._copy_row: int | None = None  # selected row while a quoted copy is read
        self._opened_for_copy = False
        self._stays = False  # True: an open post stays open, even if another is selected

    def prepare(self, row: int | None) -> None:
        """Take the post of the first frame, before widgets exist."""
        self._row = row
        self.post = None if row is None else self._owner.feed.post(row)

    def draw_of(self, post: Post | None) -> Draw | None:
        """Return a function to draw a post at any width."""
        if post is None:
            return None
        feed, name = self._owner.feed, self._owner.source.name
        pictures = self._owner.pictures.rest_on(post, is_open=self.is_open)
        return partial(draw_page, post, feed, name, opened=self.is_open, pictures=pictures)

    @property
    def is_open(self) -> bool:
        """True while a post is open."""
        return self._screen.has_class(OPEN)

    @property
    def copy(self) -> Post | None:
        """Quoted post read from a copy; None for the selected post."""
        row = self._owner.timeline.row
        return self.post if row is not None and row == self._copy_row else None

    # Showing

    def chosen(self, *, by_reader: bool) -> None:
        """Show the selected post, unless it is shown already, or a quoted copy from it."""
        if by_reader:
            self._stays = False
        if self.copy:
            self._owner.show_keys()
        elif by_reader or (self._owner.timeline.row != self._row and not self._stays):
            self.show_selected()
        else:  # the timeline around the post changed: redraw its counts, keep its scrolling
            self._owner.page.redraw(self._owner.palette)
            self._owner.show_keys()

    def show_selected(self) -> None:
        """Show the selected post."""
        self._row = self._owner.timeline.row
        self._show(None if self._row is None else self._owner.feed.post(self._row))

    def _show(self, post: Post | None) -> None:
        owner = self._owner
        self.post, self._copy_row = post, None
        owner.page.show(self.draw_of(post), owner.palette)
        owner.post_shown(post)
        owner.show_keys()

    def show_reload(self) -> None:
        """Show a reload; an open post stays, and so does a post that is still selected."""
        owner, post = self._owner, self.post
        self._row = owner.timeline.row
        row = owner.feed.row_of(post.id) if post else None
        self._stays = post is not None and self.is_open
        if not post or not (self._stays or (row is not None and row == self._row)):
            self.show_selected()
            return
        self.post = post if row is None else owner.feed.post(row)
        owner.page.redraw(owner.palette, self.draw_of(self.post))
        owner.show_keys()

    # Reading

    def open(self, post: Post | None) -> None:
        """Show a post in full and focus it."""
        self._screen.add_class(OPEN)
        self._show(post)
        self._screen.set_focus(self._owner.page)

    def read_copy(self, post: Post | None) -> None:
        """Show a quoted post, which the feed has only as a copy, in full.

        None shows the selected post again, and no longer in full if only the copy was.
        """
        if post is None:
            if self._opened_for_copy and self.is_open:
                self.close()
            elif self.copy:
                self.show_selected()
            return
        self._opened_for_copy = self._opened_for_copy if self.is_open else True
        self.open(post)
        self._copy_row = self._owner.timeline.row

    def close(self) -> None:
        """Go back from an open post to the timeline."""
        self._screen.remove_class(OPEN)
        self._opened_for_copy = False
        self.show_selected()
        self._owner.focus_posts()

    def enter(self) -> None:
        """Focus the context of the post, and choose its first item.

        Without room for two panes, the post is opened.
        """
        page = self._owner.page
        if self.post is None:
            return
        if not page.display:
            self.open(self.post)
        self._screen.set_focus(page)
        self._screen.call_after_refresh(page.walk, 1)

    def leave(self) -> None:
        """Go from the context back to the timeline, unless the post is open."""
        if not self.is_open:
            self._owner.focus_posts()
