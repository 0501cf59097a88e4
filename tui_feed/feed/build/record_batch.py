"""Declare batches of posts as columns, sent by a reader process and added to a feed.

Columns are bytes: a number for each post, of fixed size, in the byte order of this machine. A batch
has at most 65,535 posts: a row takes two bytes.
"""

from msgspec import Struct, field

from tui_feed.models import CountName, Fact, Problem, Profile, Visibility

KEPT = 1 << 31
"""Flag of a place in `kept`; without it, a place is in the file."""


class PackedLinks(Struct, frozen=True, gc=False, array_like=True):
    """Links from rows to other posts, by rising keys of the other posts."""

    keys: bytes
    """Keys, eight bytes each."""
    rows: bytes
    """Row of each key, two bytes."""


class RecordBatch(Struct, gc=False, array_like=True, kw_only=True):
    """Columns of some posts of a source."""

    source: int
    """Number of their source."""
    count: int
    """Number of posts."""
    keys: bytes
    """Ids as numbers (`ids.key_of`), eight bytes each."""
    by_key: bytes
    """Rows by rising key, two bytes each; empty if the keys rise or fall already."""
    starts: bytes
    """Beginning of each date (`columns.packed_starts`)."""
    spans: bytes
    """Code of the length of each date (`timestamps.SPANS`), a byte each."""
    first: int
    """Row with the earliest beginning of a date; -1 without dates."""
    last: int
    """Row with the latest end of a date; -1 without dates."""
    falls: bool
    """True if the dates never rise, and missing dates are at the end."""
    rises: bool
    """True if the dates never fall, and no date is missing."""
    is_strict: bool
    """True if neighbouring dates differ."""
    counts: dict[CountName, bytes]
    """Name of a count -> column (`columns.packed_counts`); left out if no post has the count."""
    facets: dict[str, dict[str, bytes]]
    """Facet -> value in its form for look-up -> rows of the batch, from 0 (`rows.pack_rows`)."""
    spellings: dict[str, dict[str, int]]
    """Facet -> value as written -> number of its posts, in order of appearance."""
    unstated: dict[str, bytes]
    """Facet -> rows without a stated value."""
    depths: dict[int, bytes]
    """Number of nested quotes -> rows; left out for 0."""
    quoting: PackedLinks
    """Posts quoted by the rows."""
    inside: PackedLinks
    """Posts quoted inside quoted posts, at any depth."""
    answering: PackedLinks
    """Posts answered by the rows."""
    conversations: PackedLinks
    """First posts of the threads of the rows, other than the rows themselves."""
    text: bytes
    """Folded text of all rows for full-text search (`build.search_text`)."""
    ends: bytes
    """End of the text of each row, four bytes each."""
    file: int
    """Number of the file in its source; -1 if all lines are in `kept`."""
    base: int
    """Number to add to a place in the file."""
    size: int
    """Length of all lines from `base` on, in bytes, if `places` is empty."""
    places: bytes
    """Beginning of the line of each post, four bytes each; in `kept` if `KEPT` was added.

    Empty for consecutive lines, from `base` on or in `kept`.
    """
    kept: bytes
    """Kept lines, each with its line end."""
    is_packed: bool = False
    """True if `kept` is compressed."""
    lacks: tuple[Fact, ...] = ()
    """Facts never stated by the format of the posts, if the lines do not note them."""


class PostCopy(Struct, frozen=True, gc=False, array_like=True):
    """Copy of a known post, with different contents."""

    key: int
    """Key of the post."""
    source: int
    """Number of its source."""
    line: bytes
    """Copy as a native line."""
    quoted_by: str | None = None
    """Id of the quoting post; None for a copy outside quotes."""


class FeedUpdate(Struct, gc=False):
    """Update of a feed, with all changes since the previous update."""

    sources: list[str] = field(default_factory=list)
    """Labels of all sources so far, in their order."""
    batches: list[RecordBatch] = field(default_factory=list)
    """Batches of new posts."""
    profiles: list[Profile] = field(default_factory=list)
    """Accounts."""
    problems: list[Problem] = field(default_factory=list)
    """Problems."""
    also: list[tuple[int, int]] = field(default_factory=list)
    """Keys of known posts, each with another source of the post."""
    copies: list[PostCopy] = field(default_factory=list)
    """Copies of known posts, with different contents."""
    noted: list[PostCopy] = field(default_factory=list)
    """Copies in disagreement, already merged by the sender."""
    quoted: list[int] = field(default_factory=list)
    """Keys of posts with different contents in quotes."""
    private: list[tuple[int, Visibility]] = field(default_factory=list)
    """Keys of non-public posts, each with its audience, for a feed to withdraw."""
