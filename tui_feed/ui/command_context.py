"""Protocol of the screen for commands: its state, and ways to ask and tell the reader."""

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tui_feed.browse.moving.jump_history import JumpHistory
from tui_feed.browse.source import FeedSource
from tui_feed.browse.status_lines import FileStatus
from tui_feed.feed import Feed, Order, Selection
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.taking import Taking

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.notifications import SeverityLevel
    from textual.screen import ModalScreen
    from textual.timer import Timer

Answer = TypeVar("Answer")


class CommandContext(Protocol):
    """Screen, as far as commands know it."""

    @property
    def source(self) -> FeedSource:
        """Source of the posts."""
        ...

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def rows(self) -> Selection:
        """Rows of the filter, in order."""
        ...

    @property
    def order(self) -> Order:
        """Order in force."""
        ...

    @property
    def filter_query(self) -> Query:
        """Filter in force."""
        ...

    @property
    def post(self) -> Post | None:
        """Post in full: the selected post, or a quoted post opened from it."""
        ...

    @property
    def selected_id(self) -> str | None:
        """Id of the selected post."""
        ...

    @property
    def palette(self) -> Palette:
        """Colours and signs in use."""
        ...

    @property
    def active_bindings(self) -> "Mapping[str, ActiveBinding]":
        """Keys with a command now."""
        ...

    def account(self) -> tuple[Profile | None, FileStatus]:
        """Return the account of the timeline, and the progress of reading."""
        ...

    @property
    def trail(self) -> JumpHistory:
        """Jumps to other posts and back."""
        ...

    def set_filter(self, text: str) -> None:
        """Put another filter in force."""
        ...

    def narrow(self, term: str) -> None:
        """Add a term to the filter, unless the filter has it."""
        ...

    def ask(self, dialog: "ModalScreen[Answer]", use: Callable[[Answer], object]) -> None:
        """Open a dialog, and call `use` with its answer, unless it is closed without an answer."""
        ...

    def show_dialog(self, dialog: "ModalScreen[None]") -> None:
        """Open a dialog without an answer."""
        ...

    def notify(self, message: str, *, severity: "SeverityLevel" = ...) -> None:
        """Show a message for some seconds, without markup."""
        ...

    def run_worker(
        self,
        work: Coroutine[Any, Any, None],
        *,
        group: str,
        exclusive: bool = ...,
        exit_on_error: bool = ...,
    ) -> object:
        """Run a task in the background; keys are answered meanwhile."""
        ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Timer":
        """Call a function after some seconds."""
        ...

    def copy(self, text: str, noun: str, lead: str = ...) -> None:
        """Copy a text in the background; `noun` names it in the message, after `lead`."""
        ...

    @property
    def is_page_open(self) -> bool:
        """True while a post is open."""
        ...

    @property
    def taking(self) -> Taking:
        """Picked posts, and work in the background."""
        ...
