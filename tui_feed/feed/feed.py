"""The timeline: what was read, in the order it came, and every way to find it again."""

from array import array
from collections.abc import Sequence
from itertools import compress
from time import perf_counter

from tui_feed.feed.dates import DateCounts
from tui_feed.feed.evaluation import Evaluation
from tui_feed.feed.ids import key_of
from tui_feed.feed.index import Index
from tui_feed.feed.orders import Arrangements
from tui_feed.feed.selection import Selection
from tui_feed.feed.store import Fetch, Store
from tui_feed.feed.traits import quotes_inside
from tui_feed.model import Author, Post, Problem, Profile, Record
from tui_feed.query import ORDERS, FacetKind, Order, Query, fold
from tui_feed.text.dates import Moment

DEEPEST_QUOTE = 100
"""How many posts a chain of quotes may have; JSON much deeper could be written but not read."""


class Feed:
    """Profiles, posts and problems of one reading session.

    A post's row is its place in the order of capture, from 0; it never changes. Posts can be
    added at any time, and what was selected before stays valid.
    """

    def __init__(self) -> None:
        self.profiles: list[Profile] = []
        """The accounts, in the order they came."""
        self.problems: list[Problem] = []
        """What could not be read, in the order it came."""
        self.sources: list[str] = []
        """The labels of what was read, in the order it came."""
        self._sources = array("H")
        self._posts = Store()
        self._profiles: dict[str, Profile] = {}
        self._index = Index()
        self._arrangements = Arrangements(self._index.starts, self._index.counts)
        self._span: tuple[Moment, Moment] | None = None

    def begin(self, label: str) -> None:
        """Name the source of what is added from now on."""
        self.sources.append(label)

    @property
    def fetch(self) -> Fetch | None:
        """What reads a post again from the place that was given for it."""
        return self._posts.fetch

    @fetch.setter
    def fetch(self, fetch: Fetch | None) -> None:
        self._posts.fetch = fetch

    def add(self, record: Record, place: bytes | None = None) -> None:
        """Take in what a loader yields; of a post with a place only that is kept.

        A post whose id was read from the same source before becomes a problem; where it was read
        from another one, it is the same post, found in both.
        """
        match record:
            case Post():
                self._add_post(record, place=place)
            case Profile():
                self._add_profile(record)
            case Problem():
                self.problems.append(record)

    def _add_profile(self, profile: Profile) -> None:
        self.profiles.append(profile)
        if profile.id:
            self._profiles.setdefault(profile.id, profile)
        if profile.handle:
            self._profiles.setdefault("@" + fold(profile.handle), profile)

    def extend(self, part: "Feed") -> None:
        """Take in what another feed holds: the next stretch of the same reading.

        Costs a tenth of adding its posts one by one, where none of them is held already.
        """
        for profile in part.profiles:
            self._add_profile(profile)
        self.problems += part.problems
        numbers = [self._number_of(label) for label in part.sources]
        if not any(key in self._index.ids for key in part._index.ids.column):
            self._sources.extend(numbers[number] for number in part._sources)
            self._posts.extend(part._posts)
            self._index.extend(part._index)
            for moment in part._span or ():
                self._stretch(moment)
        else:
            self._extend_singly(part, numbers)

    def _extend_singly(self, part: "Feed", numbers: list[int]) -> None:
        """Take in posts of which some are held already."""
        part.fetch = self.fetch
        for row in range(len(part)):
            self._add_post(part.post(row), numbers[part.source_of(row)])
        for label, rows in part._index.facets["in"].items():
            for row in rows:
                held = self.row_of(part.post(row).id)
                if held is not None and label != fold(self.sources[self._sources[held]]):
                    self._index.enter_source(label, held)

    def _number_of(self, label: str) -> int:
        """Return the number of a source, which is a new one where it is not the latest."""
        if not self.sources or self.sources[-1] != label:
            self.begin(label)
        return len(self.sources) - 1

    def _add_post(self, post: Post, source: int | None = None, place: bytes | None = None) -> None:
        source = max(0, len(self.sources) - 1) if source is None else source
        held = self.row_of(post.id)
        if held is not None and self._sources[held] != source:
            self._index.enter_source(self.sources[source], held)
            return
        if reason := self._refusal(post):
            where = f"{post.source or 'one more post'} (id {post.id})"
            self.problems.append(Problem(place=where, reason=reason, skipped=True))
            return
        row = len(self._posts)
        self._sources.append(source)
        if self.sources:
            self._index.enter_source(self.sources[source], row)
        self._posts.append(post, place)
        self._index.append(post)
        if when := post.appeared_at:
            self._stretch(when)

    def _stretch(self, when: Moment) -> None:
        """Have the span of the feed reach over a date."""
        first, last = self._span or (when, when)
        self._span = (
            when if when.start < first.start else first,
            when if when.stop > last.stop else last,
        )

    def _refusal(self, post: Post) -> str | None:
        """Return why a post cannot be taken in."""
        if self.row_of(post.id) is not None:
            return "it was read before; this copy is left out"
        if quotes_inside(post) > DEEPEST_QUOTE:
            return f"more than {DEEPEST_QUOTE} quotes inside each other; this post is left out"
        return None

    def __len__(self) -> int:
        return len(self._posts)

    def post(self, row: int) -> Post:
        """Return the post of a row. Raises `IndexError` for a row that is none.

        Where the file that has it has changed, it is a post without text that says so.
        """
        try:
            post = self._posts[row]
        except ValueError as error:
            return self._lost(row, str(error))
        if key_of(post.id) == self._index.ids.column[row]:
            return post
        return self._lost(row, "the file that it was read from has changed; r reads it again")

    def _lost(self, row: int, why: str) -> Post:
        number = self._index.ids.column[row]
        return Post(id=str(number) if number >= 0 else f"~lost-{row}", unavailable=why)

    def row_of(self, post_id: str) -> int | None:
        """Return the row of a post; None where it is not here, or only as a quote."""
        return self._index.row_of(post_id)

    def source_of(self, row: int) -> int:
        """Return which of `sources` a post was read from first, from 0."""
        return self._sources[row]

    def profile_of(self, author: Author) -> Profile | None:
        """Return the account of an author; None where none was read."""
        if author.id and (profile := self._profiles.get(author.id)):
            return profile
        return self._profiles.get("@" + fold(author.handle)) if author.handle else None

    def quoted_by(self, post_id: str) -> Sequence[int]:
        """Return the rows of the posts that quote a post, whether it has a row itself or not."""
        return Selection(self._index.quoting.rows_of(post_id))

    def thread(self, post_id: str) -> list[int]:
        """Return the rows of the thread that a post is in, each after the one it replies to.

        Only posts of this feed, linked by their replies; empty where the post has no row. Replies
        that lead round in a circle are each there once.
        """
        row = self.row_of(post_id)
        if row is None:
            return []
        above = {row: None}
        while (answered := self.post(row).reply_to_id) is not None:
            parent = self.row_of(answered)
            if parent is None or parent in above:
                break
            row = parent
            above[row] = None
        found: dict[int, None] = {}
        waiting = [row]
        while waiting:
            row = waiting.pop()
            if row not in found:
                found[row] = None
                answers = self._index.answering.rows_of(self.post(row).id)
                waiting += reversed(answers)
        return list(found)

    def has_thread(self, post: Post) -> bool:
        """Tell whether a post replies to one of this feed, or one of this feed to it."""
        answered = post.reply_to_id
        return post.id in self._index.answering or bool(
            answered and self.row_of(answered) is not None
        )

    def select(
        self, query: Query | None = None, order: Order = "newest", seconds: float = float("inf")
    ) -> Selection:
        """Return the rows that answer a query (all, without one), in an order.

        An order that the query asks for goes before the given one. Words, phrases and patterns are
        found in what a post says, shows and quotes; everything else is about the post itself. A
        date matches if all of its stretch lies in what is asked for. What the archive does not
        state matches neither a term nor its negation, and is counted in `Selection.unknown`.

        Words are looked for for so many seconds; where they end before the posts, the selection is
        not whole, and asking again goes on. Raises `KeyError` for an order that is none.
        """
        if query is None or query.root is None:
            return Selection(self._arrangements.rows(order), order=order)
        order = query.order or order
        until = perf_counter() + seconds
        return Evaluation(self._index, self._arrangements, order, until).select(query.root)

    def look(self, query: Query, seconds: float) -> bool:
        """Look on for the words of a query; return whether every post has been looked at.

        `select` is quick afterwards.
        """
        until = perf_counter() + seconds
        size = len(self)
        searches = (self._index.text.search(node, until) for node in query.texts())
        return all(search.reached == size for search in searches)

    def orders(self) -> list[Order]:
        """Return the orders that can be told apart: some post states what each goes by."""
        counts = self._index.counts
        return [name for name in ORDERS if name not in counts or not counts[name].is_empty]

    def values(self, kind: FacetKind, rows: Sequence[int] | None = None) -> list[tuple[str, int]]:
        """Return the tags, people, sites, languages or kinds of all posts, or of some.

        Each with the number of posts that have it, the most frequent first, equals by the
        alphabet. A value is shown as most posts write it.
        """
        return self._index.value_counts(kind, rows)

    def dates(self, rows: Sequence[int] | None = None) -> DateCounts:
        """Return how many posts, of all or of some, are of each day, month and year."""
        index = self._index
        newest = self._arrangements.rows("newest")
        if rows is None or len(rows) == len(newest):
            return DateCounts(newest, index.starts, index.lengths, index.coarse)
        if isinstance(rows, Selection) and rows.order == "newest" and not index.coarse:
            return DateCounts(rows, index.starts, index.lengths)
        marks = bytearray(len(self))
        for row in rows:
            marks[row] = 1
        chosen = array("I", compress(newest, map(marks.__getitem__, newest)))
        coarse = [row for row in index.coarse if marks[row]]
        return DateCounts(chosen, index.starts, index.lengths, coarse)

    def tag_count(self, tag: str) -> int:
        """Return how many posts have a tag, however they write it."""
        return len(self._index.facets["tag"].get(fold(tag), ()))

    def text_size(self) -> int:
        """Return how many bytes the searched texts of all posts take."""
        return self._index.text.size()

    def span(self) -> tuple[Moment, Moment] | None:
        """Return the dates that begin first and end last; None where no post states one."""
        return self._span
