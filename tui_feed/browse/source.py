"""Interface between a screen and the files it reads."""

from typing import TYPE_CHECKING, Protocol

from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import REFUSED
from tui_feed.feed.source_report import Progress

if TYPE_CHECKING:
    from tui_feed.pictures.requests import Original, Picture, PictureRequest


class PictureSource(Protocol):
    """Pictures in the files of a source."""

    async def picture(self, request: "PictureRequest") -> "Picture":
        """Return a picture, or the reason why there is none."""
        ...

    async def original(self, name: str, source: int) -> "Original":
        """Return the path of a file for another program, or the reason why there is none."""
        ...


class FeedSource(Protocol):
    """Feed that grows while its files are read."""

    feed: Feed
    """Posts read so far."""
    name: str
    """Names of the files, for people."""
    failure: str | None
    """Reason of an early end on a single line; None without failure."""

    @property
    def trouble(self) -> str | None:
        """Warning on a single line, set once a file has changed since it was read; else None."""
        ...

    @property
    def pause(self) -> float:
        """Seconds to wait before the next step; above 0 if another process reads."""
        ...

    @property
    def progress(self) -> Progress:
        """Progress of the reading."""
        ...

    @property
    def pictures(self) -> PictureSource:
        """Pictures in the files."""
        ...

    def remove_copies(self) -> None:
        """Remove copies of files, made for other programs."""
        ...

    def cancel(self) -> None:
        """Stop reading; posts read so far stay."""
        ...

    def end(self) -> None:
        """Close the files and end the processes reading them; the feed stays."""
        ...

    def step(self, seconds: float) -> bool:
        """Read for about some seconds; return True at the end of reading."""
        ...

    def path_of(self, row: int) -> str | None:
        """Return the path that a post was read from, as given by the reader; None if unknown."""
        ...

    async def raw(self, *posts: str) -> str | None:
        """Return the raw record of the first post in `posts` with a record.

        None if no post has a record. Raises `OSError` if the files cannot be read.
        """
        ...

    def again(self) -> "FeedSource":
        """Return a new source for the same files, from the start."""
        ...


async def find_record(source: FeedSource, post_id: str, around: str | None) -> str:
    """Return a post's raw record, else the record of the post `around` it, else a reason.

    Posts outside the public are left out unless the reader asked for them.
    """
    if source.feed.hides(post_id):
        return REFUSED
    try:
        found = await source.raw(*dict.fromkeys(filter(None, (post_id, around))))
    except OSError as error:
        return f"The record cannot be read: {error.strerror or error}."
    if found is None:
        return "The file no longer contains this post."
    return source.feed.public_record(found)
