"""What the widgets tell the screen."""

from dataclasses import dataclass

from textual.message import Message

from tui_feed.ui.drawing import Target


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


class CountTyped(Message):
    """The digits typed for the next command changed."""
