"""Batches of posts as columns: the form in which a reader process sends posts and a feed adds them.

Columns are bytes: numbers of one size each, in the byte order of this machine, one for each post.
A batch has 65,535 posts at most, so that a row in it takes two bytes.
"""

from msgspec import Struct, field

from tui_feed.models import CountName, Problem, Profile, Visibility

KEPT = 1 << 31
"""Added to a place, it leads into the lines that a batch keeps and not into the file."""


class PackedLinks(Struct, frozen=True, gc=False, array_like=True):
    """Rows that lead to other posts, by rising keys of those posts."""

    keys: bytes
    """Keys, eight bytes each."""
    rows: bytes
    """Row of each key, two bytes."""


class RecordBatch(Struct, gc=False, array_like=True, kw_only=True):
    """The columns of some posts of one source."""

    source: int
    """Number of the source that they were read from."""
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
    """Row whose date begins first; -1 where none has a date."""
    last: int
    """Row whose date ends last; -1 where none has a date."""
    falls: bool
    """Whether no date begins later than the one before, those that are not stated at the end."""
    rises: bool
    """Whether no date begins earlier than the one before, and all are stated."""
    is_strict: bool
    """Whether no two dates that follow each other begin together."""
    counts: dict[CountName, bytes]
    """Name of a count -> its column (`columns.packed_counts`); none where no post states it."""
    facets: dict[str, dict[str, bytes]]
    """Facet -> value as it is looked up -> rows, counted from the first here (`rows.pack_rows`)."""
    spellings: dict[str, dict[str, int]]
    """Facet -> value as written -> number of posts that write it so, in order of appearance."""
    unstated: dict[str, bytes]
    """Facet -> rows whose archive does not state it."""
    depths: dict[int, bytes]
    """Number of posts quoted inside each other -> rows; none for 0."""
    quoting: PackedLinks
    """Posts that the rows quote."""
    inside: PackedLinks
    """Posts that are quoted inside those, at any depth."""
    answering: PackedLinks
    """Posts that the rows reply to."""
    conversations: PackedLinks
    """Posts that began the threads of the rows, other than the rows themselves."""
    text: bytes
    """Folded text of all rows, in which words are looked for (`build.search_text`)."""
    ends: bytes
    """End of the text of each row, four bytes each."""
    file: int
    """Number of the file, in its source, with the lines that are not kept; -1 where all are."""
    base: int
    """Number to add to a place in the file."""
    size: int
    """Number of bytes that all lines take from there on, where there are no places."""
    places: bytes
    """Beginning of the line of each post, four bytes each; in `kept` if `KEPT` was added.

    Nothing where all lines stand in one place, one after the other.
    """
    kept: bytes
    """Lines that are kept, each with its end."""


class FeedUpdate(Struct, gc=False):
    """Update of a feed: what was read since the one before."""

    sources: list[str] = field(default_factory=list)
    """Labels of all sources that were begun so far, in their order."""
    batches: list[RecordBatch] = field(default_factory=list)
    """Batches of posts that were not there before."""
    profiles: list[Profile] = field(default_factory=list)
    """Accounts."""
    problems: list[Problem] = field(default_factory=list)
    """Problems."""
    also: list[tuple[int, int]] = field(default_factory=list)
    """Keys of posts that were there before, each with another source that has it."""
    private: list[tuple[int, Visibility]] = field(default_factory=list)
    """Keys of posts that turned out not to be public, each with its audience.

    What a feed has of them has to go."""
