"""Terms that leave a filter without a post, and the filter without them."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from tui_feed.feed import Feed
from tui_feed.query import Query, QueryError, Term
from tui_feed.text.numbers import counted

SLICE = 0.004
"""Seconds of searching between two looks at the keyboard."""
LONGEST = 60
"""Characters of the longest term in a sentence; a longer term is cut."""
MOST_PARTS = 12
"""Number of terms that are tried; a longer filter gets no advice."""
_TAG_SIGNS = ("#", "$")


@dataclass(frozen=True)
class EmptyReason:
    """Reason why a filter finds nothing, and a filter that finds something."""

    parts: tuple[str, ...]
    """Terms to leave out, as typed."""
    is_alone: bool
    """True if no post meets these terms, whatever else is asked for."""
    query: str
    """Filter without these terms."""
    posts: int
    """Number of posts that it finds."""

    @property
    def reason(self) -> str:
        """Sentence on the terms: `No post has #foo.`."""
        names = " or ".join(map(_short, self.parts))
        if not self.is_alone:
            return "No post matches all of this."
        has = all(part.startswith(_TAG_SIGNS) and " " not in part for part in self.parts)
        return f"No post {'has' if has else 'matches'} {names}."

    @property
    def offer(self) -> str:
        """Words for the filter without the terms: `without it: 12 posts`."""
        them = "them" if len(self.parts) > 1 else "it"
        name = them if self.is_alone else " and ".join(map(_short, self.parts))
        return f"without {name}: {counted(self.posts, 'posts')}"


def empty_reasons(feed: Feed, query: Query) -> Iterator[EmptyReason | None]:
    """Search in slices for the reason; yields None between slices, and the reason at the end.

    Ends without a reason where no filter with fewer terms finds a post.
    """
    parts = [part for part in query.terms() if not part.text.lower().startswith("sort:")]
    if not parts or len(parts) > MOST_PARTS or not len(feed):
        return
    counts = []
    for part in parts:
        counts += [(yield from _count(feed, part.text))]
    unmet = [part for part, posts in zip(parts, counts, strict=True) if not posts]
    if unmet:
        found = yield from _without(feed, query, unmet, is_alone=True)
        if found:
            yield found
            return
    tried = [[part] for part in reversed(parts)]  # the term typed last is the likeliest
    tried += [parts[-size:] for size in range(2, len(parts))]
    for some in tried:
        found = yield from _without(feed, query, some, is_alone=False)
        if found:
            yield found
            return


def _without(
    feed: Feed, query: Query, parts: Sequence[Term], *, is_alone: bool
) -> Generator[None, None, EmptyReason | None]:
    text = query.text
    for part in sorted(parts, key=lambda part: -part.start):
        text = text[: part.start].rstrip() + " " + text[part.end :].lstrip()
    posts = yield from _count(feed, text.strip())
    names = tuple(part.text for part in parts)
    return EmptyReason(names, is_alone, text.strip(), posts) if posts else None


def _count(feed: Feed, text: str) -> Generator[None, None, int]:
    """Count the posts of a filter, in slices."""
    try:
        query = Query.parse(text)
    except QueryError:  # two terms may exclude each other without the third
        return 0
    while not feed.look(query, "captured", SLICE):
        yield None
    return len(feed.select(query, "captured"))


def _short(part: str) -> str:
    part = " ".join(part.split())
    return part if len(part) <= LONGEST else f"{part[: LONGEST - 3]}..."
