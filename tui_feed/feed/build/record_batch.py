"""Batches of posts as columns: the form in which a reader process sends posts and a feed adds them.

Columns are bytes: numbers of one size each, in the byte order of this machine, one for each post.
A batch has 65,535 posts at most: a row takes two bytes.
"""

from msgspec import Struct, field

from tui_feed.models import CountName, Problem, Profile, Visibility

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
    """Rows in the order of their keys, two bytes each; nothing where the keys rise, or fall."""
    starts: bytes
    """Beginning of each date (`columns.packed_starts`)."""
    spans: bytes
    """Code of the length of each date (`timestamps.SPANS`), a byte each."""
    first: int
    """Row with the earliest beginning of a date; -1 without dates."""
    last: int
    """Row with the latest end of a date; -1 without dates."""
    falls: bool
    """True if the dates never rise, and missing ones are at the end."""
    rises: bool
    """True if the dates never fall, and none is missing."""
    is_strict: bool
    """True if neighbouring dates differ."""
    counts: dict[CountName, bytes]
    """Name of a count -> its column (`columns.packed_counts`); none where no post states it."""
    facets: dict[str, dict[str, bytes]]
    """Facet -> value as it is looked up -> rows, counted from the first here (`rows.pack_rows`)."""
    spellings: dict[str, dict[str, int]]
    """Facet -> value as written -> number of its posts, in order of appearance."""
    unstated: dict[str, bytes]
    """Facet -> rows without a stated value."""
    depths: dict[int, bytes]
    """Number of posts quoted inside each other -> rows; none for 0."""
    quoting: PackedLinks
    """Posts quoted by the rows."""
    inside: PackedLinks
    """Posts quoted inside quoted posts, at any depth."""
    answering: PackedLinks
    """Posts answered by the rows."""
    conversations: PackedLinks
    """First posts of the threads of the rows, other than the rows themselves."""
    text: bytes
    """Folded text of all rows, in which words are looked for (`build.search_text`)."""
    ends: bytes
    """End of the text of each row, four bytes each."""
    file: int
    """Number of the file of its source with the lines outside of `kept`; -1 for none."""
    base: int
    """Number to add to a place in the file."""
    size: int
    """Length of all lines from `base` on, in bytes, if `places` is empty."""
    places: bytes
    """Beginning of the line of each post, four bytes each; in `kept` if `KEPT` was added.

    Empty for lines one after the other, from `base` on or in `kept`.
    """
    kept: bytes
    """Kept lines, each with its line end."""


class FeedUpdate(Struct, gc=False):
    """Update of a feed, with everything since the update before."""

    sources: list[str] = field(default_factory=list)
    """Labels of all sources so far, in their order."""
    batches: list[RecordBatch] = field(default_factory=list)
    """Batches of new posts."""
    profiles: list[Profile] = field(default_factory=list)
    """Accounts."""
    problems: list[Problem] = field(default_factory=list)
    """Problems."""
    also: list[tuple[int, int]] = field(default_factory=list)
    """Keys of known posts, each with one more source of it."""
    private: list[tuple[int, Visibility]] = field(default_factory=list)
    """Keys of non-public posts, each with its audience, for a feed to withdraw."""
