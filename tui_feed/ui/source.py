"""What the screen needs of a file that is being read; how it is read is another room's business."""

from typing import Protocol

from tui_feed.feed import Feed


class Source(Protocol):
    """A feed that fills while it is looked at."""

    feed: Feed
    """What has been read so far."""
    name: str
    """The files, for people."""
    failure: str | None
    """One line on why reading ended early; None while all is well."""

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        ...

    def again(self) -> "Source":
        """Return a source that reads the same files from the start."""
        ...
