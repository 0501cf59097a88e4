"""What the widgets tell the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui_feed.query import Term
from tui_feed.ui.render.canvas import Target

if TYPE_CHECKING:
    from tui_feed.browse.completions import Completion


@dataclass
class Chosen(Message):
    """Another post became the selected one."""

    row: int | None
    """Its row in the feed; None where the timeline is empty."""
    by_reader: bool
    """False where the timeline changed under the reader, by a filter or while loading."""


class Opened(Message):
    """The reader wants the selected post in full."""


@dataclass
class Followed(Message):
    """The reader clicked on something that leads somewhere."""

    target: Target
    """Where it leads."""


class FilterTouched(Message):
    """The reader clicked on the filter, to type."""


@dataclass
class PartTaken(Message):
    """A part is to be taken out of the filter."""

    part: Term
    """Which part."""


@dataclass
class QueryTyped(Message):
    """The line that a filter is typed in has changed."""

    text: str
    """What stands in it."""


@dataclass
class QueryLeft(Message):
    """The reader is done typing."""

    cleared: bool
    """Whether the filter is to be dropped."""


@dataclass
class QueryRecalled(Message):
    """The reader wants what was typed before, or after that."""

    step: int
    """-1 for an earlier query, 1 for a later one."""


@dataclass
class QueryCompleted(Message):
    """The reader wants the word to be ended, or ended otherwise."""

    step: int
    """1 for the next way to end it, -1 for the one before."""


@dataclass
class WordPicked(Message):
    """The reader clicked on a word that could end what is being typed."""

    completion: "Completion"
    """Which one."""


class SightChanged(Message):
    """A part that can have the keyboard was hidden, or is seen again."""


class CountTyped(Message):
    """The digits typed for the next command changed."""
