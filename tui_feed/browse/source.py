"""What the screen needs of a file that is being read; how it is read is another room's business."""

from typing import Protocol

from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import REFUSED
from tui_feed.feed.tally import Progress


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
        """Let go of the files and of whatever reads them; the feed stays."""
        ...

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        ...

    async def raw(self, *posts: str) -> str | None:
        """Return the record of the first of the posts that has one, as its archive has it.

        None where no post has one of its own. Raises `OSError` where it cannot be looked up.
        """
        ...

    def again(self) -> "Source":
        """Return a source that reads the same files from the start."""
        ...


async def find_record(source: Source, post_id: str, around: str | None) -> str:
    """Return the record of a post, else of the post `around` it, or words on why there is none.

    What was not public is not in it, unless it was asked for.
    """
    if source.feed.hides(post_id):
        return REFUSED
    try:
        found = await source.raw(*dict.fromkeys(filter(None, (post_id, around))))
    except OSError as error:
        return f"The record cannot be read: {error.strerror or error}."
    if found is None:
        return "The file does not hold this post any more."
    return source.feed.public_record(found)
