"""What the screen needs of a file that is being read; how it is read is another room's business."""

from typing import Protocol

from tui_feed.feed import Feed
from tui_feed.tally import Progress


class Source(Protocol):
    """A feed that fills while it is looked at."""

    feed: Feed
    """What has been read so far."""
    name: str
    """The files, for people."""
    failure: str | None
    """One line on why reading ended early; None while all is well."""

    @property
    def trouble(self) -> str | None:
        """One line, once a file is found to have changed under what was read of it."""
        ...

    @property
    def pause(self) -> float:
        """Seconds to wait before the next step, where another process reads."""
        ...

    @property
    def progress(self) -> Progress:
        """How far the reading has come."""
        ...

    def cancel(self) -> None:
        """Stop reading; what has been read stays."""
        ...

    def end(self) -> None:
        """Let go of everything that reads, and of the files; what was selected stays valid."""
        ...

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        ...

    def raw(self, post_id: str) -> str | None:
        """Return the record of a post as its archive has it; None where it has none of its own.

        Raises `OSError` where the file cannot be read any more.
        """
        ...

    def again(self) -> "Source":
        """Return a source that reads the same files from the start."""
        ...


def find_record(source: Source, post_id: str, around: str | None) -> str:
    """Return the record of a post, else of the post `around` it, or words on why there is none."""
    try:
        found = source.raw(post_id)
        if found is None and around not in (None, post_id):
            found = source.raw(around or post_id)
    except OSError as error:
        return f"The file cannot be read any more: {error.strerror or error}."
    return found or "The file does not hold this post any more."
