"""Hold posts for a record batch, with their dates, lines and hashes."""

from array import array
from itertools import accumulate
from typing import NamedTuple

from tui_feed.feed.build.contents import Contents, content_of, contents_of, contents_of_lines
from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import KEPT, RecordBatch
from tui_feed.models import Fact, Post
from tui_feed.models.lines import DatedPosts, post_line
from tui_feed.text.timestamps import date_interval


class LinePlace(NamedTuple):
    """Place of a line for reading it again."""

    file: int
    """Number of the file in its source, from 0."""
    at: int
    """Offset of its first byte."""


class PendingPosts:
    """Posts of a single source and format, in their order."""

    def __init__(self, lacks: tuple[Fact, ...] = ()) -> None:
        """Begin without posts; `lacks` has the facts never stated by their format."""
        self.lacks = lacks
        """Facts never stated by the format of the posts."""
        self.posts: list[Post] = []
        """Posts."""
        self.contents = array("q")
        """Hash of each post (`contents.content_of`)."""
        self._starts: list[int] = []
        self._spans = bytearray()
        self._places = array("I")
        self._kept = bytearray()
        self._file, self._base = -1, 0
        self._are_steady = True

    def __len__(self) -> int:
        return len(self.posts)

    def is_near(self, place: LinePlace) -> bool:
        """Tell whether a place is in the same file, near enough to the first place."""
        return self._file < 0 or (place.file == self._file and 0 <= place.at - self._base < KEPT)

    def add_lines(self, dated: DatedPosts, data: bytes) -> None:
        """Add posts whose lines, `data`, are kept."""
        sizes = [len(line) + 1 for line in data.split(b"\n")[: len(dated.posts) - 1]]
        self._places.extend(accumulate(sizes, initial=KEPT + len(self._kept)))
        self._kept += data if data.endswith(b"\n") else data + b"\n"
        self.contents.extend(contents_of_lines(data, self.lacks))
        self.posts += dated.posts
        self._starts += dated.starts
        self._spans += dated.spans
        self._are_steady &= dated.are_steady

    def add(self, post: Post, dated: tuple[int, int], place: LinePlace | None, data: bytes) -> None:
        """Add a post with its date interval; its line `data` is kept if it has no place."""
        if place:
            if self._file < 0:
                self._file, self._base = place
            self._places.append(place.at - self._base)
        else:
            self._places.append(KEPT + len(self._kept))
            self._kept += data
        self.contents.append(content_of(data, self.lacks))
        self.posts.append(post)
        self._starts.append(dated[0])
        self._spans.append(dated[1])
        self._are_steady = False

    def replace(self, row: int, post: Post) -> None:
        """Replace the post of a row; the new line is kept."""
        line = post_line(post)
        self.posts[row] = post
        self._places[row] = KEPT + len(self._kept)
        self._kept += line + b"\n"
        self.contents[row] = content_of(line, self.lacks)
        self._starts[row], self._spans[row] = date_interval(post.reposted_at or post.created_at)
        self._are_steady = False

    def keep(self, rows: list[int]) -> None:
        """Drop all posts except the posts of `rows`."""
        lines, self._kept = self._kept, bytearray()
        places = array("I")
        for place in map(self._places.__getitem__, rows):
            if place & KEPT:
                begin = place - KEPT
                place = KEPT + len(self._kept)
                self._kept += lines[begin : lines.index(b"\n", begin) + 1]
            places.append(place)
        self._places = places
        self.contents = array("q", map(self.contents.__getitem__, rows))
        self.posts = [self.posts[row] for row in rows]
        self._starts = [self._starts[row] for row in rows]
        self._spans = bytearray(self._spans[row] for row in rows)

    def encoded(self, source: int, keys: list[int]) -> RecordBatch:
        """Return the posts, with their keys, as a batch of a source."""
        dated = DatedPosts(self.posts, self._starts, bytes(self._spans), self._are_steady)
        places = self._places.tobytes()
        location = LineLocation(self._file, self._base, 0, places, bytes(self._kept))
        return encode_batch(source, dated, keys, location, self.lacks)

    def hashes(self) -> Contents:
        """Return the hashes of the posts and of their nested quotes."""
        return contents_of(self.posts, self.contents, self.lacks)
