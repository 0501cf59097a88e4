"""A protocol for commands: what the screen shows, and ways to ask and tell the reader."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tui_feed.browse.jump_history import JumpHistory
from tui_feed.browse.source import FeedSource
from tui_feed.feed import Feed, Selection
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.ui.render.palette import Palette

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import ModalScreen
    from textual.timer import Timer

Answer = TypeVar("Answer")


class CommandContext(Protocol):
    """The screen, as far as commands know it."""

    @property
    def source(self) -> FeedSource:
        """The source that is read."""
        ...

    @property
    def feed(self) -> Feed:
        """The posts."""
        ...

    @property
    def rows(self) -> Selection:
        """The rows that the filter leaves, in order."""
        ...

    @property
    def filter_query(self) -> Query:
        """The filter in force."""
        ...

    @property
    def post(self) -> Post | None:
        """The post in full: the selected post, or a quoted post opened from it."""
        ...

    @property
    def selected_id(self) -> str | None:
        """The id of the selected post."""
        ...

    @property
    def palette(self) -> Palette:
        """The colours and signs in use."""
        ...

    @property
    def trail(self) -> JumpHistory:
        """The way to other posts and back."""
        ...

    def open_post(self, post: Post) -> None:
        """Show a post in full and focus it."""
        ...

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        ...

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless it is there."""
        ...

    def ask(self, dialog: "ModalScreen[Answer]", use: Callable[[Answer], object]) -> None:
        """Open a dialog, and use its answer if it has any."""
        ...

    def show_dialog(self, dialog: "ModalScreen[None]") -> None:
        """Open a dialog that has no answer."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds, exactly as it is."""
        ...

    def run_worker(
        self,
        work: Coroutine[Any, Any, None],
        *,
        group: str,
        exclusive: bool = ...,
        exit_on_error: bool = ...,
    ) -> object:
        """Run a task beside the keyboard, as Textual does."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Timer":
        """Call something after some seconds, as Textual does."""
        ...

    def copy(self, text: str, noun: str) -> None:
        """Copy a text, named by `noun` to the reader, beside the keyboard."""
        ...

    @property
    def has_dialog(self) -> bool:
        """True while a dialog is open over the screen."""
        ...
