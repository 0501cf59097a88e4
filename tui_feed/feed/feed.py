"""Keep posts in the order of capture, and find them again."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, overload

from pyroaring import BitMap

from tui_feed.feed.build.visibility import WITHHELD, Privacy
from tui_feed.feed.ids import key_of
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.counting_dates import count_dates
from tui_feed.feed.index.date_counts import DateCounts
from tui_feed.feed.index.key_search import KeySearch
from tui_feed.feed.index.own_rows import OwnRows
from tui_feed.feed.index.periods import Periods
from tui_feed.feed.index.post_store import Files, Store
from tui_feed.feed.index.selection import Selection
from tui_feed.feed.rows import bitmap_of, row_span
from tui_feed.feed.thread import ThreadSearch, by_date, has_thread, quoted_copy
from tui_feed.models import Author, Post, Problem, Profile, Record
from tui_feed.models.admission import admitted
from tui_feed.query import ORDERS, Order, Query, fold
from tui_feed.text.dates import Moment

if TYPE_CHECKING:
    from tui_feed.feed.build.batch_builder import BatchBuilder
    from tui_feed.feed.build.record_batch import FeedUpdate
    from tui_feed.feed.merging import Merger
    from tui_feed.feed.new_rows import NewRows
    from tui_feed.models.disagreements import Disagreement


class Feed:
    """Profiles, posts and problems of a reading session.

    A row is the number of a post in the order of arrival. It never changes, but a merged post gets
    a new row. Posts can be added at any time; earlier selections stay valid.
    """

    def __init__(self, *, include_private: bool = False) -> None:
        """Begin an empty feed; posts that are not public are hidden, unless `include_private`."""
        self._include_private = include_private
        self._privacy = Privacy(include_private=include_private)
        self.profiles: list[Profile] = []
        """Profiles, in the order of arrival."""
        self.problems: list[Problem] = []
        """Problems, in the order of arrival."""
        self.sources: list[str] = []
        """Labels of the sources, in the order of arrival."""
        self._posts = Store()
        self._profiles: dict[str, Profile] = {}
        self._index = Index()
        self._builder: BatchBuilder | None = None
        self._known_thread: tuple[object, bool] = None, False
        self._merger: Merger | None = None
        self._merger_problems: list[Problem] = []  # problems of the merger so far

    @property
    def files(self) -> Files | None:
        """Files of the posts outside memory."""
        return self._posts.files

    @files.setter
    def files(self, files: Files | None) -> None:
        self._posts.files = files

    @property
    def own(self) -> OwnRows:
        """Rows with the reader's own marks, read state, notes and labels."""
        return self._index.own

    @property
    def keys(self) -> KeySearch:
        """Search by the keys of ids."""
        return KeySearch(self._index)

    def begin(self, label: str) -> None:
        """Begin a source with a label; it owns the records added from now on."""
        builder = self._own_builder()
        builder.begin(label)
        self.take(builder.take())

    def add(self, record: Record) -> None:
        """Add a record, cleaned and checked; an unusable record becomes a problem.

        A repeated copy from the same source becomes a problem, too; any other copy of a post is
        merged with it. Collecting many posts for `take` costs a tenth.
        """
        match admitted(record):
            case Post() as post:
                builder = self._own_builder()
                builder.add(post)
                self.take(builder.take())
            case Profile() as profile:
                self._add_profile(profile)
            case Problem() as problem:
                self.problems.append(problem)

    def _own_builder(self) -> "BatchBuilder":
        if self._builder is None:
            from tui_feed.feed.build.batch_builder import BatchBuilder  # a screen gets batches

            self._builder = BatchBuilder(include_private=self._include_private)
        return self._builder

    def take(self, update: "FeedUpdate") -> None:
        """Add an update; all updates come from the same builder, in its order."""
        self.sources = update.sources
        for profile in update.profiles:
            self._add_profile(profile)
        self.problems += update.problems
        first = len(self._posts)
        for batch in update.batches:
            label = self.sources[batch.source] if self.sources else None
            self._posts.extend(batch)
            self._index.extend(batch, label)
        self._enter_sources([*update.also, *((copy.key, copy.source) for copy in update.copies)])
        if update.copies or update.quoted or update.noted:
            self._merge(update, first)
        new = [key for key, _ in self._privacy.learn(update.private)]
        if new and not self._include_private:
            self._withdraw(new)

    def _enter_sources(self, found: list[tuple[int, int]]) -> None:
        """Note for the posts of some keys that a source has them, too."""
        rows: dict[int, list[int]] = {}
        for key, source in found if self.sources else ():
            rows.setdefault(source, []).extend(self._index.ids.find(key))
        for source, some in rows.items():
            self._index.enter_source(self.sources[source], BitMap(some))

    def _merge(self, update: "FeedUpdate", first: int) -> None:
        """Merge copies of posts into them; rows from `first` on are new."""
        if self._merger is None:
            from tui_feed.feed.merging import Merger  # rarely needed

            self._merger = Merger(self._index, self._posts)
        from tui_feed.feed.new_rows import new_rows

        self._merger.note(update.noted)
        changed = self._merger.merge(update.copies, update.quoted, first)
        self._replace(BitMap(changed), new_rows(changed, self._index, self._posts))
        reported, self._merger_problems = self._merger_problems, self._merger.problems()
        if reported != self._merger_problems:
            for problem in reported:
                self.problems.remove(problem)
            self.problems += self._merger_problems

    def _replace(self, rows: BitMap, found: Iterable["NewRows"]) -> None:
        """Hide rows, and add the rows that replace them."""
        for old, batch in list(found):  # new rows have their source
            first = len(self._posts)
            self._posts.extend(batch)
            self._index.extend(batch)
            for new, row in enumerate(old, first):
                self._index.replace(row, new)
        if rows:
            self._index.hide(rows)

    def disagreements(self, post_id: str) -> "list[Disagreement]":
        """Return the contradictions between copies of a post, each value with its sources."""
        if self._merger is None or self.hides(post_id):
            return []
        return self._merger.disagreements(key_of(post_id), self.sources)

    def _withdraw(self, keys: list[int]) -> None:
        """Hide posts found not to be public, also in quotes."""
        from tui_feed.feed.withdrawing import withdrawn  # rarely needed

        rows, again, problem = withdrawn(keys, self._index, self._posts, self._privacy)
        self._replace(rows, again)
        self.problems += [problem] if problem else []

    def _add_profile(self, profile: Profile) -> None:
        self.profiles.append(profile)
        if profile.id:
            self._profiles.setdefault(profile.id, profile)
        if profile.handle:
            self._profiles.setdefault("@" + fold(profile.handle), profile)

    def __len__(self) -> int:
        """Return the number of visible posts: all rows except hidden ones and ones set apart."""
        return len(self._posts) - len(self._index.unasked())

    def newest_first(self, rows: BitMap) -> list[int]:
        """Return the visible rows among some rows, the newest post first."""
        starts = self._index.starts
        return sorted(rows - self._index.hidden, key=lambda row: -starts[row])

    def count_seen(self, rows: BitMap) -> int:
        """Return how many of some rows can be seen."""
        return len(rows - self._index.unasked())

    def count(self, query: Query) -> int:
        """Return the number of posts a query looks among: visible ones, and ones it asks for."""
        return len(self._posts) - len(self._index.unasked(query.asked))

    def asking_for(self, row: int) -> str:
        """Return a query that shows a row: empty, or the kind of a row set apart."""
        return self._index.asking_for(row)

    def __iter__(self) -> Iterator[Post]:
        """Yield the visible posts in the order of capture."""
        return map(self.post, self._seen())

    def _seen(self) -> Sequence[int]:
        """Return the rows that can be seen, in the order of capture."""
        rows = self._index.sort_orders.rows("captured")
        unseen = self._index.unasked()
        return array("I", [row for row in rows if row not in unseen]) if unseen else rows

    @overload
    def __getitem__(self, row: int) -> Post: ...
    @overload
    def __getitem__(self, row: slice) -> list[Post]: ...
    def __getitem__(self, row: int | slice) -> Post | list[Post]:
        """Return a post, or several, by position in the order of capture; -1 is the last post."""
        rows = self._seen()[row]
        return self.post(rows) if isinstance(rows, int) else list(map(self.post, rows))

    def hides(self, post_id: str) -> bool:
        """Tell whether a post is known not to be public, so that no part of it may be shown."""
        return self._privacy.hides(key_of(post_id))

    def public_record(self, record: str) -> str:
        """Return the record of a post without non-public parts, unless they are included."""
        if self._include_private:
            return record
        from tui_feed.feed.raw_record import public_record  # not before the first use

        return public_record(record, self.hides)

    def post(self, row: int) -> Post:
        """Return the post of a row. Raises `IndexError` for a row outside the feed.

        If the file of the post has changed, return a post without text whose `unavailable` is the
        reason.
        """
        try:
            post = self._posts[row]
        except ValueError as error:
            return self._lost(row, str(error))
        if key_of(post.id) == self._index.ids.column[row]:
            return self._privacy.public_part(post) or self._lost(row, WITHHELD)
        return self._lost(row, "the file that it was read from has changed; r reads it again")

    def _lost(self, row: int, why: str) -> Post:
        number = self._index.ids.column[row]
        return Post(id=str(number) if number >= 0 else f"~lost-{row}", unavailable=why)

    def row_of(self, post_id: str) -> int | None:
        """Return the row of a post; None if the feed has it only as a quote, or not at all."""
        return self._index.row_of(post_id)

    def seen(self, rows: Sequence[int]) -> Sequence[int]:
        """Return rows without those withdrawn since they were found."""
        return self._index.seen(rows)

    def source_of(self, row: int) -> int:
        """Return the number, in `sources`, of the first source of a post."""
        return self._posts.source_of(row)

    def profile_of(self, author: Author) -> Profile | None:
        """Return the profile of an author; None if no source has it."""
        if author.id and (profile := self._profiles.get(author.id)):
            return profile
        return self._profiles.get("@" + fold(author.handle)) if author.handle else None

    def quoted_by(self, post_id: str) -> Sequence[int]:
        """Return the rows of the posts that quote a post, also if the post has no row."""
        return Selection(self._index.seen(self._index.quoting.rows_of(post_id)))

    def answers(self, post_id: str) -> list[int]:
        """Return the rows of the answers to a post by date, also if the post has no row."""
        return by_date(self._index, self._index.answering.find(key_of(post_id)))

    def quoted_copy(self, post_id: str) -> Post | None:
        """Return the copy of a post inside a post that quotes it; None if no post does."""
        return quoted_copy(self.post, self._index, post_id)

    def thread(self, post_id: str) -> list[int]:
        """Return the rows of the thread of a post, each after the post replied to.

        Only posts of this feed, linked by their replies or their conversation; empty if the feed
        has none. In a circle of replies, each post appears once.
        """
        search = self.find_thread(post_id)
        search.advance()
        return list(search.thread.rows)

    def find_thread(self, post_id: str) -> ThreadSearch:
        """Return a search for the thread of a post, for threads of any length."""
        return ThreadSearch(self.post, self._index, post_id)

    def has_thread(self, post: Post) -> bool:
        """Tell whether the feed has another post of the thread of a post."""
        asked = post.id, len(self._posts), len(self._index.hidden)
        if self._known_thread[0] != asked:  # a screen asks several times for a key
            self._known_thread = asked, has_thread(self._index, post)
        return self._known_thread[1]

    def select(
        self, query: Query | None = None, order: Order = "newest", seconds: float = float("inf")
    ) -> Selection:
        """Return the rows that match a query, in an order; all rows without a query.

        The query's own order precedes `order`. Words, phrases and patterns are searched in all
        texts of a post and its quotes; all other terms concern the post itself. A date matches if
        its whole span is inside the term's span. A fact unknown in an archive matches neither a
        term nor its negation, and is counted in `Selection.unknown`.

        Search and sorting take at most `seconds`; after this time the selection is not whole, and
        the next call continues. Raises `KeyError` for an unknown order.
        """
        until = perf_counter() + seconds
        if (query is None or query.root is None) and not self._index.unasked():
            rows, order, is_whole, sort_key = self._index.sort_orders.arranged(order, until)
            bitmap = row_span(0, len(rows))
            return Selection(rows, bitmap=bitmap, is_whole=is_whole, order=order, sort_key=sort_key)
        from tui_feed.feed.index.evaluation import Evaluation  # not before the first query

        order = (query.order if query else None) or order
        evaluation = Evaluation(self._index, order, until)
        return evaluation.select(query.root, query.asked) if query else evaluation.select(None)

    def look(self, query: Query, order: Order, seconds: float) -> bool:
        """Continue search and sorting for a query; return True if both are complete.

        Then `select` and `dates` are fast.
        """
        from tui_feed.feed.index.evaluation import search_on  # not before the first search

        until = perf_counter() + seconds
        found = [search_on(self._index, node, until) for node in query.leaves()]
        is_settled = self._index.sort_orders.settle({"newest", query.order or order}, until)
        return is_settled and all(found)

    def orders(self) -> list[Order]:
        """Return the orders with something to sort by: a date, or a count stated in any post."""
        counts = self._index.counts
        return [name for name in ORDERS if name not in counts or not counts[name].is_empty]

    def without_value(self, order: Order, rows: Selection) -> int:
        """Return the number of rows without the date or the count of an order."""
        if order == "captured":
            return 0
        if order in ("newest", "oldest"):
            return self.dates(rows, seconds=0).undated
        return self._index.counts[order].unstated().intersection_cardinality(rows.as_set())

    def values(self, facet: str, rows: Sequence[int] | None = None) -> list[tuple[str, int]]:
        """Return the values of a facet (`tag`, `from`, `is`) in all posts, or in `rows`.

        Each with the number of posts that have it, the most frequent first, equals by the
        alphabet. A value is shown as most posts write it. Raises `KeyError` for a name that no
        facet has (`query.operators.all_facets`). Among all posts, a kind to ask for counts posts
        set apart, too.
        """
        among = self._bitmap(rows)
        if facet == "is" and among is not None and self._index.apart and among == self._all_seen():
            return self._index.value_counts(facet, among, self._index.apart - self._index.hidden)
        return self._index.value_counts(facet, among)

    def has_values(self, facet: str, least: int = 1) -> bool:
        """Tell whether `values` would return so many values; far faster than counting them."""
        return self._index.has_values(facet, least, self._bitmap(None))

    def _bitmap(self, rows: Sequence[int] | None) -> BitMap | None:
        """Return rows as a bitmap: all visible rows for None. None for all rows of the feed."""
        if rows is None:
            return self._all_seen() if self._index.unasked() else None
        found = rows.as_set() if isinstance(rows, Selection) else bitmap_of(rows)
        return None if len(found) == len(self._posts) else found

    def dates(self, rows: Sequence[int] | None = None, seconds: float = float("inf")) -> DateCounts:
        """Return the number of posts, of all or of `rows`, by day, month and year of the reader.

        Rows are sorted for at most `seconds`; rows not sorted by then are not counted.
        """
        sort_orders = self._index.sort_orders
        if seconds:
            sort_orders.settle(["newest"], perf_counter() + seconds)
        return count_dates(self._index, sort_orders.rows("newest"), self._bitmap(rows))

    def periods(self, rows: Selection) -> Periods:
        """Return the days, months and years of a selection, with their number of posts."""
        return Periods(self._index, rows)

    def tag_count(self, tag: str) -> int:
        """Return the number of posts with a tag, in any spelling."""
        rows = self._index.facets.get("tag", {}).get(fold(tag))
        if rows is None or not self._index.unasked():
            return 0 if rows is None else len(rows)
        return rows.intersection_cardinality(self._all_seen())

    def _all_seen(self) -> BitMap:
        return row_span(0, len(self._posts)) - self._index.unasked()

    def span(self) -> tuple[Moment, Moment] | None:
        """Return the dates with the earliest start and the latest end; None if no post has one."""
        ends = self._index.ends
        dates = [self.post(row).appeared_date for row in ends or ()]
        return (dates[0], dates[1]) if dates and dates[0] and dates[1] else None
