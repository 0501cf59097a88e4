"""Screen as the jump history knows it: timeline or thread, filter, and quoted copies."""

from typing import TYPE_CHECKING, Protocol

from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.ui.guarded_screen import GuardedScreen
from tui_feed.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from tui_feed.ui.screens.post_pane import PostPane
    from tui_feed.ui.screens.thread_view import ThreadOwner, ThreadView

    class JumpingScreen(ThreadOwner, Protocol):
        """Protocol of the screen for jumps."""

        @property
        def feed(self) -> Feed:
            """Posts."""
            ...

        @property
        def pane(self) -> PostPane:
            """Post beside the timeline."""
            ...

        def notify(self, message: str) -> None:
            """Show a message for some seconds."""
            ...


class ScreenJumps:
    """Place of the reader on a screen, for `JumpHistory` to leave and restore."""

    def __init__(self, owner: "JumpingScreen", screen: GuardedScreen[None]) -> None:
        self._owner = owner
        self._screen = screen
        self._threads: ThreadView | None = None  # made for the first thread

    @property
    def feed(self) -> Feed:
        """Posts."""
        return self._owner.feed

    @property
    def timeline(self) -> Timeline:
        """Cards to jump among."""
        return self._owner.timeline

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        return self._owner.filter_query

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        self._owner.set_filter(text)

    def filter_changed(self, before: str) -> None:
        """Tell the reader that a jump has changed the filter."""
        now = self._owner.filter_query.text.strip()
        if now:
            self._owner.notify(f"The filter is {now}.")
        elif before.strip():
            self._owner.notify(f"The filter {before.strip()} hides this post and is off.")

    # Threads

    @property
    def threads(self) -> "ThreadView":
        """Thread in the place of the timeline."""
        from tui_feed.ui.screens.thread_view import ThreadView  # not before a key asks

        self._threads = self._threads or ThreadView(self._owner, self._screen)
        return self._threads

    @property
    def thread(self) -> ShownThread | None:
        """Thread in view; None in the timeline."""
        return self._threads.shown if self._threads else None

    def show_thread(self, thread: ShownThread | None, row: int) -> None:
        """Show a thread, or the timeline with its filter, with a row selected if it is there."""
        self.threads.show(thread, row)

    def drop_thread(self) -> None:
        """Give up the thread in view: its rows are those of another feed."""
        if self._threads:
            self._threads.drop()

    # Quoted copies

    @property
    def copy_read(self) -> Post | None:
        """Quoted post read from a copy; None for the selected post."""
        return self._owner.pane.copy

    def read_copy(self, post: Post | None) -> None:
        """Read a quoted post from its copy; None for the selected post again."""
        self._owner.pane.read_copy(post)
