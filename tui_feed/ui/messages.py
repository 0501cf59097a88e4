"""Messages of the widgets to the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui_feed.query import Term
from tui_feed.ui.render.canvas import Target

if TYPE_CHECKING:
    from tui_feed.browse.filtering.completions import Completion


@dataclass
class Chosen(Message):
    """Change of the selected post, or of the timeline around it."""

    row: int | None
    """Row in the feed of the selected post; None if the timeline is empty."""
    by_reader: bool
    """False if the timeline itself changed, by a filter or while loading."""


@dataclass
class Moved(Message):
    """Move of the reader to the top of the timeline, or away from it."""

    is_away: bool
    """False at the top."""


class Opened(Message):
    """Key or click to open the selected post; without posts, to change the filter."""


@dataclass
class Followed(Message):
    """Click on a link, a tag, a handle or a quoted post."""

    target: Target
    """Target of the link."""


class PageResized(Message):
    """Change of the size of the page."""


class ItemChosen(Message):
    """Key to another item of the context."""


class PaneLeft(Message):
    """Key to leave the context, upwards from its first item."""


class FilterClicked(Message):
    """Click on the filter, to type."""


@dataclass
class PartRemoved(Message):
    """Click to remove a term from the filter."""

    part: Term
    """Term."""


@dataclass
class QueryTyped(Message):
    """Change of the text in the filter's input."""

    text: str
    """Text of the input."""


@dataclass
class QueryLeft(Message):
    """End of typing."""

    is_cancelled: bool
    """True if the typed text is to be dropped."""


@dataclass
class TextCopied(Message):
    """Key to copy the selected part of a typed text."""

    text: str
    """Text."""


@dataclass
class QueryRecalled(Message):
    """Key for an earlier or a later query."""

    step: int
    """-1 for an earlier query, 1 for a later query."""


@dataclass
class QueryCompleted(Message):
    """Key for the next or the previous completion."""

    step: int
    """1 for the next completion, -1 for the previous."""


@dataclass
class CompletionPicked(Message):
    """Click on a completion."""

    completion: "Completion"
    """Completion."""


@dataclass
class MonthsPicked(Message):
    """Choice of months in the histogram, to show only their posts."""

    piece: str
    """Months, as a piece of a query."""


class HistogramLeft(Message):
    """End of using the histogram."""


class VisibilityChanged(Message):
    """Hiding or showing of a focusable widget."""


class CountTyped(Message):
    """Change of the digits typed before a command."""
