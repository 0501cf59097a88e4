"""Report on sources: number of records, problems by reason, progress of reading."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from tui_feed.models import Post, Problem, Profile, Record

_MOST_PLACES = 3


class SourceReport(Struct):
    """Counts of the records of a source. Quotes, reposts and media belong to counted posts."""

    name: str
    """Name of the source."""
    format: str | None
    """Name of the format; None for files of several formats."""
    profiles: int = 0
    """Number of profiles."""
    posts: int = 0
    """Number of posts, with repeated and hidden posts."""
    quotes: int = 0
    """Number of posts with a quote."""
    reposts: int = 0
    """Number of reposts."""
    media: int = 0
    """Number of pictures, videos and sounds, with media of quotes."""
    hidden: int = 0
    """Number of hidden posts."""
    skipped: int = 0
    """Number of unusable records."""
    is_unread: bool = False
    """True if nothing in the source was readable."""

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

    def include(self, other: "SourceReport") -> None:
        """Add the counts of another report of the same source."""
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
    """Progress of reading."""

    taken: int
    """Bytes read."""
    total: int | None
    """Bytes in all files; None if unknown before the end."""
    seconds: float
    """Seconds since the start."""


class ProblemGroup(NamedTuple):
    """Problems of a source with the same reason."""

    source: str | None
    """Name of the source."""
    reason: str
    """Reason of the problems."""
    skipped: bool
    """True if each problem left out a record."""
    times: int
    """Number of problems."""
    places: tuple[str, ...]
    """Places of the first problems."""

    @property
    def where(self) -> str:
        """Places in words: `line 4, line 9 and 3 more places`."""
        rest = self.times - len(self.places)
        more = f" and {rest:,} more places" if rest > 1 else " and one more place" if rest else ""
        return "; ".join(self.places) + more


def problem_groups(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Group problems by reason, in order of first appearance."""
    places: dict[tuple[str | None, str, bool], list[str]] = {}
    counts: dict[tuple[str | None, str, bool], int] = {}
    for problem in problems:
        key = (problem.source, problem.reason, problem.skipped)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _MOST_PLACES:
            places.setdefault(key, []).append(problem.place)
    return [ProblemGroup(*key, counts[key], tuple(found)) for key, found in places.items()]
