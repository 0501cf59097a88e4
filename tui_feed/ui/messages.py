"""Messages of the widgets to the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui_feed.query import Term
from tui_feed.ui.render.canvas import Target

if TYPE_CHECKING:
    from tui_feed.browse.completions import Completion


@dataclass
class Chosen(Message):
    """A change of the selected post, or of the timeline around it."""

    row: int | None
    """Row in the feed of the selected post; None where the timeline is empty."""
    by_reader: bool
    """False where the timeline changed under the reader, by a filter or while loading."""


class Opened(Message):
    """A key or click that opens the selected post."""


@dataclass
class Followed(Message):
    """A click on a link, a tag, a handle or a quoted post."""

    target: Target
    """The target of the link."""


class FilterClicked(Message):
    """A click on the filter, to type."""


@dataclass
class PartRemoved(Message):
    """A click that takes a part out of the filter."""

    part: Term
    """The part."""


@dataclass
class QueryTyped(Message):
    """A change of the line that a filter is typed in."""

    text: str
    """The text of the line."""


@dataclass
class QueryLeft(Message):
    """The end of typing."""

    cleared: bool
    """True where the filter is to be dropped."""


@dataclass
class QueryRecalled(Message):
    """A key for an earlier or a later query."""

    step: int
    """-1 for an earlier query, 1 for a later one."""


@dataclass
class QueryCompleted(Message):
    """A key for the next or the previous completion."""

    step: int
    """1 for the next completion, -1 for the previous one."""


@dataclass
class CompletionPicked(Message):
    """A click on a completion."""

    completion: "Completion"
    """The completion."""


@dataclass
class MonthsPicked(Message):
    """Months of the histogram, to show only their posts."""

    piece: str
    """The months, as a piece of a query."""


class HistogramLeft(Message):
    """The end of using the histogram."""


class VisibilityChanged(Message):
    """A widget that can be focused was hidden, or shown again."""


class CountTyped(Message):
    """A change of the digits that are typed before a command."""
