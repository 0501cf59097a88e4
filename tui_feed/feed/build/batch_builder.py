"""Builder of record batches from posts, which come one by one or by the thousand.

It leaves out repeated posts, and posts that were not public; a feed trusts its batches.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import KEPT, FeedUpdate, RecordBatch
from tui_feed.feed.build.visibility import Privacy, private_parts
from tui_feed.feed.ids import keys_of
from tui_feed.models import Post, Problem, Profile, Record
from tui_feed.models.admission import admit
from tui_feed.models.lines import DatedPosts, LineBatch, post_line
from tui_feed.text.timestamps import date_interval

_AGAIN = "it was read before; this copy is left out"
ROOM = 64 * 2**20
"""Bytes of rewritten lines that are kept, though their file could be read again."""
_MANY = 2_000
"""Posts after which a batch is finished, though more may follow."""
_COLUMNS = 40
_ENOUGH = 250
"""Lines in one piece that make a batch of their own."""


class LinePlace(NamedTuple):
    """Place of a line for reading it again."""

    file: int
    """Number of the file in its source, from 0."""
    at: int
    """Offset of its first byte."""


class BatchBuilder:
    """Collects posts of one source after the other, and hands them on in parts."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Leave out non-public posts (see `visibility`), unless they are to be included."""
        self._privacy = Privacy(include_private=include_private)
        self._hidden = [0]
        self._sources: list[str] = []
        self._known: list[set[int]] = [set()]  # the keys of posts that each source had first
        self._update = FeedUpdate()
        self.weight = 0
        """Bytes of columns since the last `take`, roughly."""
        self._taken = 0  # bytes that are kept of what could be read again
        self._reset()

    def _reset(self) -> None:
        self._posts: list[Post] = []
        self._starts: list[int] = []
        self._spans = bytearray()
        self._places = array("I")
        self._kept = bytearray()
        self._file, self._base = -1, 0

    def begin(self, label: str) -> None:
        """Begin a source; its label is for `in:`."""
        self._flush()
        if self._sources:
            self._known.append(set())
            self._hidden.append(0)
        self._sources.append(label)

    def take(self) -> FeedUpdate:
        """Return everything since the last call."""
        self._flush()
        update, self._update, self.weight = self._update, FeedUpdate(), 0
        update.sources = list(self._sources)
        return update

    def hidden(self) -> list[int]:
        """Return the number of non-public posts of each source, which are left out."""
        self._flush()
        return list(self._hidden)

    def add(self, record: Record, place: LinePlace | None = None) -> None:
        """Add a record; of a post with a place, only the place is kept."""
        match record:
            case Post():
                self._add_post(record, place)
            case Profile():
                self._update.profiles.append(record)
            case Problem():  # which may quote a file where no loader has admitted it
                self._update.problems.append(admit(record))

    def add_batch(self, batch: LineBatch, file: int = -1) -> None:
        """Add consecutive lines; they are kept, or stay in the file with the given number."""
        dated, data, at = batch
        keys = keys_of([post.id for post in dated.posts])
        are_plain = self._privacy.passes(dated.posts, keys) and self._are_new(keys)
        if len(keys) < _ENOUGH or not are_plain:
            self._add_singly(batch, file)
            return
        self._flush()
        is_kept = file < 0 or at is None
        location = (
            LineLocation(size=len(data), kept=data)
            if is_kept
            else LineLocation(file, at or 0, len(data))
        )
        self._add_new(encode_batch(self._source, dated, keys, location), keys)

    def add_record_batch(self, batch: RecordBatch) -> bool:
        """Add a batch of another process, which holds posts only; return False where that fails.

        It fails where a post was there before or is known not to be public.
        """
        keys = array("q", batch.keys)
        if not self._are_new(keys) or self._hides(batch, keys):
            return False
        self._flush()
        batch.source = self._source
        self._add_new(batch, keys)
        return True

    @property
    def _source(self) -> int:
        return max(0, len(self._sources) - 1)

    def _add_new(self, batch: RecordBatch, keys: Iterable[int]) -> None:
        self._known[-1].update(keys)
        self._update.batches.append(batch)
        self.weight += len(batch.text) + len(batch.kept) + _COLUMNS * batch.count

    def _add_singly(self, batch: LineBatch, file: int) -> None:
        at = batch.at
        for post, start, span, data in zip(*batch.dated[:3], batch.data.split(b"\n"), strict=False):
            place = None if file < 0 or at is None else LinePlace(file, at)
            self._add_line(post, (start, span), place, data + b"\n")
            at = None if at is None else at + len(data) + 1

    def _add_post(self, post: Post, place: LinePlace | None) -> None:
        data = post_line(post) + b"\n"
        if self._taken < ROOM:  # and in no need of a second look when it is shown
            self._taken += len(data)
            place = None
        self._add_line(post, date_interval(post.reposted_at or post.created_at), place, data)

    def _add_line(
        self, post: Post, dated: tuple[int, int], place: LinePlace | None, data: bytes
    ) -> None:
        if len(self._posts) >= _MANY or (place and not self._is_near(place)):
            self._flush()
        if place:
            if self._file < 0:
                self._file, self._base = place
            self._places.append(place.at - self._base)
        else:
            self._places.append(KEPT + len(self._kept))
            self._kept += data
        self._posts.append(post)
        self._starts.append(dated[0])
        self._spans.append(dated[1])

    def _is_near(self, place: LinePlace) -> bool:
        """Tell whether a place can be counted from the first place of the current batch."""
        return self._file < 0 or (place.file == self._file and 0 <= place.at - self._base < KEPT)

    def _flush(self) -> None:
        if not self._posts:
            return
        keys = keys_of([post.id for post in self._posts])
        if not self._privacy.passes(self._posts, keys):
            keys = self._drop_private(keys)
        if not self._are_new(keys):
            keys = self._drop_known(keys)
        if keys:
            dated = DatedPosts(self._posts, self._starts, bytes(self._spans))
            places = self._places.tobytes()
            location = LineLocation(self._file, self._base, 0, places, bytes(self._kept))
            self._add_new(encode_batch(self._source, dated, keys, location), keys)
        self._reset()

    def _hides(self, batch: RecordBatch, keys: Iterable[int]) -> bool:
        """Tell whether a batch holds or quotes a post that is known not to be public."""
        if not self._privacy:
            return False
        quoted = (array("q", links.keys) for links in (batch.quoting, batch.inside))
        return any(map(self._privacy.hides_any, (keys, *quoted)))

    def _are_new(self, keys: Sequence[int]) -> bool:
        """Tell whether all keys are new, and each is there once."""
        is_once = len(set(keys)) == len(keys)
        return is_once and all(known.isdisjoint(keys) for known in self._known)

    def _drop_known(self, keys: list[int]) -> list[int]:
        """Drop posts that were there before; report posts that are twice in one source."""
        kept: list[int] = []
        self._learn(self._posts)  # so that a copy which is dropped still says whom it was for
        here = set(self._known[-1])
        for row, key in enumerate(keys):
            if any(key in known for known in self._known[:-1]):
                self._update.also.append((key, self._source))
            elif key in here:
                self._refuse(self._posts[row].source, self._posts[row].id, _AGAIN)
            else:
                here.add(key)
                kept.append(row)
        return self._keep(kept, keys)

    def _drop_private(self, keys: list[int]) -> list[int]:
        """Drop non-public posts, and count earlier ones that turn out to be non-public."""
        found = self._learn(self._posts)
        for source, known in enumerate(self._known):
            self._hidden[source] += len(known.intersection(found))
        kept: list[int] = []
        for row, post in enumerate(self._posts):
            shown = self._privacy.public_part(post)
            if shown is None:
                self._hidden[-1] += 1
                continue
            if shown is not post:
                self._posts[row] = shown
                self._places[row] = KEPT + len(self._kept)
                self._kept += post_line(shown) + b"\n"
            kept.append(row)
        return self._keep(kept, keys)

    def _learn(self, posts: Iterable[Post]) -> list[int]:
        """Remember non-public posts; return the keys of the new ones."""
        found = self._privacy.learn(part for post in posts for part in private_parts(post))
        self._update.private += found
        return [key for key, _ in found]

    def _keep(self, rows: list[int], keys: list[int]) -> list[int]:
        """Keep only some rows of the current batch."""
        lines, self._kept = self._kept, bytearray()
        places = array("I")
        for place in map(self._places.__getitem__, rows):
            if place & KEPT:
                begin = place - KEPT
                place = KEPT + len(self._kept)
                self._kept += lines[begin : lines.index(b"\n", begin) + 1]
            places.append(place)
        self._places = places
        self._posts = [self._posts[row] for row in rows]
        self._starts = [self._starts[row] for row in rows]
        self._spans = bytearray(self._spans[row] for row in rows)
        return [keys[row] for row in rows]

    def _refuse(self, source: str | None, post_id: str, reason: str) -> None:
        place = f"{source or 'one more post'} (id {post_id})"
        self.add(Problem(place=place, reason=reason, skipped=True))
