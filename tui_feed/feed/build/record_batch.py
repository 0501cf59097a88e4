"""Some posts that follow each other, as columns: how a feed takes them in, and how they travel.

Columns are bytes: numbers of one size each, in the order of this machine, one for each post.
Whoever reads files makes stretches of what is in them; a feed puts them one after the other.
"""

from msgspec import Struct, field

from tui_feed.models import CountName, Problem, Profile, Visibility
from tui_feed.query import FacetKind

KEPT = 1 << 31
"""Added to a place, it leads into what a stretch keeps and not into the file."""


class Packed(Struct, frozen=True, gc=False, array_like=True):
    """Some rows of a stretch, each counted from its beginning, rising."""

    count: int
    """How many they are."""
    data: bytes
    """Nothing where they are all; a bit for each row of the stretch where they are many; else two
    bytes for each of them."""


class Links(Struct, frozen=True, gc=False, array_like=True):
    """Rows that lead to other posts, by rising keys of those."""

    keys: bytes
    """The keys, eight bytes each."""
    rows: bytes
    """The row of each, two bytes."""


class RecordBatch(Struct, gc=False, array_like=True, kw_only=True):
    """The columns of some posts of one source."""

    source: int
    """The number of what they were read from."""
    count: int
    """How many posts there are."""
    keys: bytes
    """Their ids as numbers (`ids.key_of`), eight bytes each."""
    by_key: bytes
    """Their rows in the order of their keys, two bytes each; nothing where they rise, or fall."""
    starts: bytes
    """When each date begins (`columns.packed_starts`)."""
    spans: bytes
    """The code of the length of each date (`timestamps.SPANS`), a byte each."""
    first: int
    """The row whose date begins first; -1 where none has a date."""
    last: int
    """The row whose date ends last."""
    falls: bool
    """Whether no date begins later than the one before, those that are not stated at the end."""
    rises: bool
    """Whether no date begins earlier than the one before, and all are stated."""
    is_strict: bool
    """Whether no two dates that follow each other begin together."""
    counts: dict[CountName, bytes]
    """What was counted -> how often (`columns.packed_counts`); none where no post states it."""
    facets: dict[FacetKind, dict[str, Packed]]
    """Kind -> folded value -> rows."""
    spellings: dict[FacetKind, dict[str, int]]
    """Kind -> value as written -> how many posts write it so, in order of appearance."""
    unstated: dict[FacetKind, Packed]
    """Kind -> rows whose archive does not say."""
    depths: dict[int, Packed]
    """How many posts are quoted inside each other -> rows; none for 0."""
    quoting: Links
    """What the rows quote."""
    inside: Links
    """What is quoted in what they quote, at any depth."""
    answering: Links
    """What they reply to."""
    conversations: Links
    """What their threads began with, where that is another post."""
    text: bytes
    """What words are looked up in: the fields of all rows, folded (see `fulltext`)."""
    ends: bytes
    """Where the text of each row ends, four bytes each."""
    file: int
    """Which file of the source has the lines that are not kept; -1 where all are."""
    base: int
    """What is to be added to a place in the file."""
    size: int
    """How many bytes all lines take from there on, where there are no places."""
    places: bytes
    """Where the line of each post begins, four bytes each; in what is kept if `KEPT` was added.

    Nothing where all lines stand in one place, one after the other.
    """
    kept: bytes
    """Lines that are kept, each with its end."""


class Part(Struct, gc=False):
    """What was gathered since the part before."""

    sources: list[str] = field(default_factory=list)
    """The labels of everything that was begun so far, in its order."""
    stretches: list[RecordBatch] = field(default_factory=list)
    """Posts that were not there before."""
    profiles: list[Profile] = field(default_factory=list)
    """Accounts."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be used."""
    also: list[tuple[int, int]] = field(default_factory=list)
    """Keys of posts that were there before, and which other source has them, too."""
    private: list[tuple[int, Visibility]] = field(default_factory=list)
    """Keys of posts that turned out not to be public, and whom they were for.

    What was taken of them before has to go."""
