"""On the way into a feed: posts, one by one or by the thousand, become stretches of columns.

Here it is seen to that each post is there once, and that nothing is there which was not public; a
feed believes what it is handed.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import KEPT, Part, RecordBatch
from tui_feed.feed.build.visibility import Privacy, private_parts
from tui_feed.feed.ids import keys_of
from tui_feed.models import Post, Problem, Profile, Record
from tui_feed.models.lines import DatedPosts, LineBatch, post_line
from tui_feed.text.timestamps import date_interval

_AGAIN = "it was read before; this copy is left out"
ROOM = 64 * 2**20
"""Bytes of lines that are kept even where their file could be read again, but not as they are."""
_MANY = 2_000
"""Posts that are a stretch even where more may follow."""
_COLUMNS = 40
_ENOUGH = 250
"""Posts that are a stretch of their own where they came together."""


class Place(NamedTuple):
    """Where a line can be read again."""

    file: int
    """Which of the files of its source, from 0."""
    at: int
    """Where its bytes begin."""


class BatchBuilder:
    """Takes posts of one source after the other, and gives them away in parts."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Leave out what was not public (see `visibility`), unless it is to be included."""
        self._privacy = Privacy(include_private=include_private)
        self._hidden = [0]
        self._sources: list[str] = []
        self._known: list[set[int]] = [set()]  # the keys of posts that each source had first
        self._part = Part()
        self.weight = 0
        """Bytes of columns that were gathered since they were taken, about."""
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
        """Name the source of what comes from now on."""
        self._flush()
        if self._sources:
            self._known.append(set())
            self._hidden.append(0)
        self._sources.append(label)

    def take(self) -> Part:
        """Give away what has been gathered."""
        self._flush()
        part, self._part, self.weight = self._part, Part(), 0
        part.sources = list(self._sources)
        return part

    def hidden(self) -> list[int]:
        """Return how many posts of each source were not public, and so are left out."""
        self._flush()
        return list(self._hidden)

    def add(self, record: Record, place: Place | None = None) -> None:
        """Take a record; of a post that has a place only that is kept."""
        match record:
            case Post():
                self._add_post(record, place)
            case Profile():
                self._part.profiles.append(record)
            case Problem():
                self._part.problems.append(record)

    def add_batch(self, batch: LineBatch, file: int = -1) -> None:
        """Take many lines at once; they are kept, unless it is said in which file they stay."""
        dated, data, at = batch
        keys = keys_of([post.id for post in dated.posts])
        are_plain = self._privacy.passes(dated.posts, keys) and self._are_new(keys)
        if len(keys) < _ENOUGH or not are_plain:
            self._add_singly(batch, file)
            return
        self._flush()
        is_kept = file < 0 or at is None
        lying = (
            LineLocation(size=len(data), kept=data)
            if is_kept
            else LineLocation(file, at or 0, len(data))
        )
        self._add_new(encode_batch(self._source, dated, keys, lying), keys)

    def add_record_batch(self, stretch: RecordBatch) -> bool:
        """Take a stretch that was made elsewhere, of posts that state nothing but that.

        False where some of it was there before, or is known not to be public.
        """
        keys = array("q", stretch.keys)
        if not self._are_new(keys) or self._hides(stretch, keys):
            return False
        self._flush()
        stretch.source = self._source
        self._add_new(stretch, keys)
        return True

    @property
    def _source(self) -> int:
        return max(0, len(self._sources) - 1)

    def _add_new(self, stretch: RecordBatch, keys: Iterable[int]) -> None:
        self._known[-1].update(keys)
        self._part.stretches.append(stretch)
        self.weight += len(stretch.text) + len(stretch.kept) + _COLUMNS * stretch.count

    def _add_singly(self, batch: LineBatch, file: int) -> None:
        at = batch.at
        for post, start, span, data in zip(*batch.dated[:3], batch.data.split(b"\n"), strict=False):
            place = None if file < 0 or at is None else Place(file, at)
            self._add_line(post, (start, span), place, data + b"\n")
            at = None if at is None else at + len(data) + 1

    def _add_post(self, post: Post, place: Place | None) -> None:
        data = post_line(post) + b"\n"
        if self._taken < ROOM:  # and in no need of a second look when it is shown
            self._taken += len(data)
            place = None
        self._add_line(post, date_interval(post.reposted_at or post.created_at), place, data)

    def _add_line(
        self, post: Post, dated: tuple[int, int], place: Place | None, data: bytes
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

    def _is_near(self, place: Place) -> bool:
        """Tell whether a place can be counted from the first one of what is being gathered."""
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
            lying = LineLocation(self._file, self._base, 0, places, bytes(self._kept))
            self._add_new(encode_batch(self._source, dated, keys, lying), keys)
        self._reset()

    def _hides(self, stretch: RecordBatch, keys: Iterable[int]) -> bool:
        """Tell whether a stretch has, or quotes, what is known not to be public."""
        if not self._privacy:
            return False
        quoted = (array("q", links.keys) for links in (stretch.quoting, stretch.inside))
        return any(map(self._privacy.hides_any, (keys, *quoted)))

    def _are_new(self, keys: Sequence[int]) -> bool:
        """Tell whether none of the keys was met before, and none is there twice."""
        is_once = len(set(keys)) == len(keys)
        return is_once and all(known.isdisjoint(keys) for known in self._known)

    def _drop_known(self, keys: list[int]) -> list[int]:
        """Drop posts that were there before; say so of those that are twice in one source."""
        kept: list[int] = []
        self._learn(self._posts)  # so that a copy which is dropped still says whom it was for
        here = set(self._known[-1])
        for row, key in enumerate(keys):
            if any(key in known for known in self._known[:-1]):
                self._part.also.append((key, self._source))
            elif key in here:
                self._refuse(self._posts[row].source, self._posts[row].id, _AGAIN)
            else:
                here.add(key)
                kept.append(row)
        return self._keep(kept, keys)

    def _drop_private(self, keys: list[int]) -> list[int]:
        """Drop what was not public, and note what of it had come before it was known."""
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
        """Note what was not public; return the keys of what was not known to be so."""
        found = self._privacy.learn(part for post in posts for part in private_parts(post))
        self._part.private += found
        return [key for key, _ in found]

    def _keep(self, rows: list[int], keys: list[int]) -> list[int]:
        """Keep some rows of what is being gathered, and nothing of the others."""
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
