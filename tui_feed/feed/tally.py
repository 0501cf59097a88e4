"""What was found in a file, counted as it is read, and how far the reading has come."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from tui_feed.models import Post, Problem, Profile, Record

_MOST_PLACES = 3


class Tally(Struct):
    """Counts the records of one file. Quotes, reposts and media are parts of `posts`."""

    name: str
    """The file."""
    format: str | None
    """What it is; None where its files are of several formats."""
    profiles: int = 0
    """Accounts."""
    posts: int = 0
    """Posts, repeated and hidden ones included."""
    quotes: int = 0
    """Posts that quote one."""
    reposts: int = 0
    """Posts that somebody passed on."""
    media: int = 0
    """Pictures, videos and sounds, those of quoted posts included."""
    hidden: int = 0
    """Posts that were not public and are not shown."""
    skipped: int = 0
    """Records that could not be used."""
    is_unread: bool = False
    """Whether nothing of the file can be read."""

    def add(self, record: Record) -> None:
        """Count a record."""
        match record:
            case Post():
                self.posts += 1
                self.quotes += record.quote is not None
                self.reposts += record.reposted_by is not None
                post: Post | None = record
                while post:
                    self.media += len(post.media)
                    post = post.quote
            case Profile():
                self.profiles += 1
            case Problem():
                self.skipped += record.skipped

    def include(self, other: "Tally") -> None:
        """Count what another tally has counted of the same file."""
        for name in ("profiles", "posts", "quotes", "reposts", "media", "hidden", "skipped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def add_posts(self, posts: Sequence[Post]) -> None:
        """Count posts."""
        self.posts += len(posts)
        self.reposts += sum([post.reposted_by is not None for post in posts])
        quotes = [post.quote for post in posts if post.quote]
        self.quotes += len(quotes)
        self.media += sum([len(post.media) for post in posts])
        while quotes:
            self.media += sum([len(quote.media) for quote in quotes])
            quotes = [quote.quote for quote in quotes if quote.quote]


class Progress(NamedTuple):
    """How far a reading has come."""

    taken: int
    """Bytes that were read."""
    total: int | None
    """Bytes that there are; None where only reading tells."""
    seconds: float
    """How long it has taken."""


class Group(NamedTuple):
    """Problems of one file that have the same reason."""

    source: str | None
    """The file."""
    reason: str
    """What is wrong."""
    skipped: bool
    """Whether a record was left out each time."""
    times: int
    """How many there are."""
    places: tuple[str, ...]
    """Where the first of them are."""

    @property
    def where(self) -> str:
        """The places in words: `line 4, line 9 and 3 more places`."""
        rest = self.times - len(self.places)
        more = f" and {rest:,} more places" if rest > 1 else " and one more place" if rest else ""
        return "; ".join(self.places) + more


def grouped(problems: Iterable[Problem]) -> list[Group]:
    """Put problems with the same reason together, in the order of the first of each."""
    places: dict[tuple[str | None, str, bool], list[str]] = {}
    counts: dict[tuple[str | None, str, bool], int] = {}
    for problem in problems:
        key = (problem.source, problem.reason, problem.skipped)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _MOST_PLACES:
            places.setdefault(key, []).append(problem.place)
    return [Group(*key, counts[key], tuple(found)) for key, found in places.items()]
