"""Build record batches from posts, given one by one or by the thousand.

Repeated posts and non-public posts are left out; a feed trusts its batches. A copy with other
contents than an earlier copy goes to the feed, which merges them.
"""

from array import array
from collections.abc import Iterable, Sequence

from tui_feed.feed.build.batch_merging import (
    CopyInBatch,
    are_quoted_otherwise,
    merge_copy,
    merge_quotes,
)
from tui_feed.feed.build.contents import Contents, contents_of, contents_of_lines
from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.known_posts import KnownPosts
from tui_feed.feed.build.local_ids import LocalIds
from tui_feed.feed.build.pending_posts import LinePlace, PendingPosts
from tui_feed.feed.build.record_batch import FeedUpdate, PostCopy, RecordBatch
from tui_feed.feed.build.visibility import Privacy, private_parts
from tui_feed.feed.ids import keys_of
from tui_feed.models import Fact, Post, Problem, Profile, Record
from tui_feed.models.admission import admit
from tui_feed.models.facts import with_unstated
from tui_feed.models.lines import LineBatch, post_line
from tui_feed.text.timestamps import date_interval

_REPEATED = "it was read before; this copy is left out"
ROOM = 64 * 2**20
"""Maximum size in bytes of lines kept in memory although their file could be read again."""
_MANY = 2_000
"""Number of posts in a full batch."""
_FEW = 100
"""Number of posts in a full batch after copies: the feed needs longer, because it merges them."""
_COLUMNS = 40
_ENOUGH = 250
"""Minimum number of consecutive lines for a batch of their own."""


class BatchBuilder:
    """Collector of the posts of one source after another, given to the feed in updates."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Leave out non-public posts (see `visibility`), unless they are to be included."""
        self._privacy = Privacy(include_private=include_private)
        self._hidden = [0]
        self._sources: list[str] = []
        self._known = KnownPosts()
        self._local: LocalIds | None = None
        self._pending = PendingPosts()
        self._most = _MANY
        self._update = FeedUpdate()
        self.weight = 0
        """Approximate size in bytes of the columns since the last `take`."""
        self._kept_size = 0  # bytes of kept lines that could be read again

    def begin(self, label: str) -> None:
        """Begin a source; its label is for `in:`."""
        self._flush()
        if self._sources:
            self._known.begin_source()
            self._most = _FEW  # until a batch without copies
            self._hidden.append(0)
        self._sources.append(label)
        self._pending = PendingPosts()

    def begin_file(self, name: str) -> None:
        """Begin one of several files, whose local ids (see `local_ids`) are its own."""
        self._flush()
        self._local = self._local or LocalIds()
        self._local.begin(name)

    def set_unstated(self, facts: tuple[Fact, ...]) -> None:
        """Set the facts that the format of the following posts never states."""
        if facts != self._pending.lacks:
            self._flush()
            self._pending = PendingPosts(facts)

    def take(self) -> FeedUpdate:
        """Return an update with everything since the last call."""
        self._flush()
        update, self._update, self.weight = self._update, FeedUpdate(), 0
        update.sources = list(self._sources)
        return update

    def hidden(self) -> list[int]:
        """Return the number of non-public posts left out, for each source."""
        self._flush()
        return list(self._hidden)

    def add(self, record: Record, place: LinePlace | None = None) -> None:
        """Add a record; of a post with a place only the place is kept, once `ROOM` is used up."""
        match record:
            case Post():
                self._add_post(record, place)
            case Profile():
                self._update.profiles.append(record)
            case Problem():  # unadmitted problems may quote a file
                self._update.problems.append(admit(record))

    def add_batch(self, batch: LineBatch, file: int = -1) -> None:
        """Add consecutive lines; they are kept, or stay in the file with the given number."""
        dated, data, at = batch
        is_kept = file < 0 or at is None
        if is_kept and len(dated.posts) < _ENOUGH:
            self._add_lines(batch)
            return
        keys = keys_of([post.id for post in dated.posts])
        are_plain = self._privacy.passes(dated.posts, keys) and self._known.are_new(keys)
        are_plain &= not (self._local and self._local.has_renamed)
        if len(keys) < _ENOUGH or not are_plain:
            self._add_singly(batch, file)
            return
        self._flush()
        location = (
            LineLocation(size=len(data), kept=data)
            if is_kept
            else LineLocation(file, at or 0, len(data))
        )
        if self._local:
            self._local.learn(keys, dated.posts)
        lacks = self._pending.lacks
        made = encode_batch(self._source, dated, keys, location, lacks)
        hashes = contents_of_lines(data, lacks)
        self._add_new(made, keys, contents_of(dated.posts, hashes, lacks))

    def add_record_batch(self, batch: RecordBatch, contents: Contents) -> bool:
        """Add a batch of posts from another process; return False if it cannot be used.

        A batch cannot be used if it has a post of other contents than before, or a post known as
        non-public.
        """
        keys = array("q", batch.keys)
        if self._hides(batch, keys):
            return False
        self._flush()
        if self._known.are_new(keys):
            batch.source = self._source
            self._add_new(batch, keys, contents)
            return True
        if self._known.are_repeated(keys, contents):
            self._update.also += [(key, self._source) for key in keys]
            return True
        return False

    @property
    def _source(self) -> int:
        return max(0, len(self._sources) - 1)

    def _add_new(self, batch: RecordBatch, keys: Sequence[int], contents: Contents) -> None:
        self._update.quoted += self._known.add(keys, contents)
        self._update.batches.append(batch)
        self.weight += len(batch.text) + len(batch.kept) + _COLUMNS * batch.count

    def _add_lines(self, batch: LineBatch) -> None:
        if len(self._pending) >= self._most:
            self._flush()
        self._pending.add_lines(batch.dated, batch.data)

    def _add_singly(self, batch: LineBatch, file: int) -> None:
        at = batch.at
        for post, start, span, data in zip(*batch.dated[:3], batch.data.split(b"\n"), strict=False):
            place = None if file < 0 or at is None else LinePlace(file, at)
            self._add_line(post, (start, span), place, data + b"\n")
            at = None if at is None else at + len(data) + 1

    def _add_post(self, post: Post, place: LinePlace | None) -> None:
        data = post_line(post) + b"\n"
        if self._kept_size < ROOM:  # a kept line is shown without reading its file
            self._kept_size += len(data)
            place = None
        self._add_line(post, date_interval(post.reposted_at or post.created_at), place, data)

    def _add_line(
        self, post: Post, dated: tuple[int, int], place: LinePlace | None, data: bytes
    ) -> None:
        if len(self._pending) >= self._most or (place and not self._pending.is_near(place)):
            self._flush()
        self._pending.add(post, dated, place, data)

    def _flush(self) -> None:
        if not self._pending:
            return
        copies = len(self._update.copies)
        keys = keys_of([post.id for post in self._pending.posts])
        if not self._privacy.passes(self._pending.posts, keys):
            keys = self._drop_private(keys)
        if self._local and (self._local.has_renamed or not self._known.are_new(keys)):
            keys = self._told_apart(self._local, keys)
        if not self._known.are_new(keys):
            keys = self._drop_known(keys)
        if keys:
            if self._local:
                self._local.learn(keys, self._pending.posts)
            contents = self._pending.hashes()
            if are_quoted_otherwise(keys, contents):
                self._known.add_copies(contents)
                self._note(merge_quotes(self._pending, keys))
                contents = self._pending.hashes()
            self._add_new(self._pending.encoded(self._source, keys), keys, contents)
        self._most = _FEW if len(self._update.copies) > copies else _MANY
        self._pending = PendingPosts(self._pending.lacks)

    def _hides(self, batch: RecordBatch, keys: Iterable[int]) -> bool:
        """Tell whether a batch has or quotes a post known as non-public."""
        if not self._privacy:
            return False
        quoted = (array("q", links.keys) for links in (batch.quoting, batch.inside))
        return any(map(self._privacy.hides_any, (keys, *quoted)))

    def _told_apart(self, local: LocalIds, keys: list[int]) -> list[int]:
        """Give posts whose id is another post's in another file ids of their own."""
        for row, post in local.told_apart(keys, self._pending.posts).items():
            self._pending.replace(row, post)
        return keys_of([post.id for post in self._pending.posts])

    def _drop_known(self, keys: list[int]) -> list[int]:
        """Merge copies of pending posts; drop or send copies of earlier posts."""
        pending, kept = self._pending, list[int]()
        self._learn(pending.posts)  # keeps the visibility of dropped copies
        pending_rows: dict[int, int] = {}
        for row, (key, content) in enumerate(zip(keys, list(pending.contents), strict=True)):
            first = pending_rows.get(key)
            is_earlier = self._known.is_in_earlier(key)
            if first is None and not is_earlier and not self._known.is_in_current(key):
                kept.append(row)
                pending_rows[key] = row
            elif self._known.says(content):
                self._drop_repeated(key, pending.posts[row], is_earlier=is_earlier)
            elif first is None:
                self._send(self._update.copies, CopyInBatch(key, pending.posts[row]))
            else:
                self._note(merge_copy(pending, first, key, pending.posts[row]))
            self._known.add_copy(content)
        pending.keep(kept)
        return [keys[row] for row in kept]

    def _drop_repeated(self, key: int, post: Post, *, is_earlier: bool) -> None:
        if is_earlier:
            self._update.also.append((key, self._source))
            return
        place = f"{post.source or 'one more post'} (id {post.id})"
        self.add(Problem(place=place, reason=_REPEATED, skipped=True))

    def _note(self, copies: Iterable[CopyInBatch]) -> None:
        for copy in copies:
            self._send(self._update.noted, copy)

    def _send(self, to: list[PostCopy], copy: CopyInBatch) -> None:
        line = post_line(with_unstated(copy.post, self._pending.lacks))
        to.append(PostCopy(copy.key, self._source, line, copy.quoted_by))
        self.weight += len(line)

    def _drop_private(self, keys: list[int]) -> list[int]:
        """Drop non-public posts, and count earlier posts that they show to be non-public."""
        pending, kept = self._pending, list[int]()
        found = self._learn(pending.posts)
        for source, count in enumerate(self._known.counts_in(found)):
            self._hidden[source] += count
        for row, post in enumerate(pending.posts):
            shown = self._privacy.public_part(post)
            if shown is None:
                self._hidden[-1] += 1
                continue
            if shown is not post:
                pending.replace(row, shown)
            kept.append(row)
        pending.keep(kept)
        return [keys[row] for row in kept]

    def _learn(self, posts: Iterable[Post]) -> list[int]:
        """Remember non-public posts; return the keys of posts not known before."""
        found = self._privacy.learn(part for post in posts for part in private_parts(post))
        self._update.private += found
        return [key for key, _ in found]
