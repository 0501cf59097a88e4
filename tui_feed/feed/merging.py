"""Merge copies of posts: the facts of all copies become a post in a new row.

Posts that quote a merged post get new rows, too, with the merged facts in their quotes. The copies
are kept as lines, for showing contradictions with their sources.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec.structs import replace

from tui_feed.feed.build.record_batch import PostCopy
from tui_feed.feed.copies import NO_ROW, Copies, Copy
from tui_feed.feed.ids import key_of
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.post_store import Store
from tui_feed.models import Post, Problem
from tui_feed.models.disagreements import Disagreement, disagreements
from tui_feed.models.lines import POSTS, post_line
from tui_feed.models.merging import merged, merged_with_quoted, quotes_of, requoted
from tui_feed.text.numbers import counted

ROOM = 256 * 2**20
"""Most bytes of kept copies and merged posts."""
_MOST_QUOTING = 200
"""Most rows quoting a post for which they are made anew at each merging of the post."""
_DIFFER = "{count} stated differently by {their} copies; {their} page shows every value"
_NO_ROOM = (
    "{count} more copies with different contents are left out, because {room} MiB of copies are "
    "kept already; open fewer files at once"
)


class Merger:
    """Merger of copies into the posts of a feed."""

    def __init__(self, index: Index, posts: Store) -> None:
        self._index = index
        self._posts = posts
        self._copies = Copies(posts)
        self._disagreeing: set[int] = set()
        self._kept = 0  # bytes of merged posts
        self._refused = 0
        self._changed: dict[int, Post] = {}

    def merge(
        self, copies: Sequence[PostCopy], quoted: Sequence[int], first: int
    ) -> dict[int, Post]:
        """Merge copies into posts; return the changed posts by row.

        `copies` and the rows from `first` on are new. `quoted` has the keys of posts with different
        contents in quotes.
        """
        self._changed = {}
        by_key: dict[int, list[PostCopy]] = {key: [] for key in quoted}
        for copy in copies:
            by_key.setdefault(copy.key, []).append(copy)
        for key, some in by_key.items():
            if self._kept + self._copies.size > ROOM:
                self._refused += len(some)
                continue
            with suppress(ValueError):  # its file has changed: the post is lost
                self._merge(key, some, first)
        return self._changed

    def _merge(self, key: int, copies: list[PostCopy], first: int) -> None:
        row = next((each for each in self._index.ids.find(key) if not self._is_hidden(each)), None)
        if row is None:
            return
        quoting = self._quoting(key)
        new = [each for each in quoting if row >= first or each >= first]
        made = [Copy(each.source, None, each.line) for each in copies]
        made += [copy for other in new for copy in self._quoted(other, key)]
        post = whole = self._post(row)
        for copy in made:
            other = POSTS.decode(copy.line)
            whole = (merged_with_quoted if copy.quoted_by else merged)(whole, other)
        self._note(key, row, made)
        is_changed = whole != replace(post, source=whole.source)  # not a change
        if is_changed:
            self._change(row, whole)
        for each in quoting if is_changed and len(quoting) <= _MOST_QUOTING else new:
            self._change(each, requoted(self._post(each), whole))

    def _quoted(self, row: int, key: int) -> Iterator[Copy]:
        """Yield the copies of the post of a key inside the post of a row."""
        post, source = self._post(row), self._posts.source_of(row)
        for quote in quotes_of(post):
            if key_of(quote.id) == key:
                yield Copy(source, post.id, post_line(quote))

    def _is_hidden(self, row: int) -> bool:
        return row in self._index.hidden

    def _post(self, row: int) -> Post:
        return self._changed.get(row) or self._posts[row]

    def _change(self, row: int, post: Post) -> None:
        if post is not self._post(row):
            self._changed[row] = post
            self._kept += len(post_line(post))

    def _quoting(self, key: int) -> Sequence[int]:
        columns = self._index.quoting, self._index.inside
        return self._index.seen(sorted({row for column in columns for row in column.find(key)}))

    def note(self, copies: Sequence[PostCopy]) -> None:
        """Keep contradictory copies that were merged before they became rows."""
        for each in copies:
            with suppress(ValueError):
                self._note(each.key, NO_ROW, [Copy(each.source, each.quoted_by, each.line)])

    def _note(self, key: int, row: int, copies: list[Copy]) -> None:
        """Keep copies, and note a contradiction between the post's copies."""
        found = self._copies.add(key, row, copies)
        if disagreements([("", post) for _, post in found]):
            self._disagreeing.add(key)

    def disagreements(self, key: int, labels: Sequence[str]) -> list[Disagreement]:
        """Return the contradictions between the copies of a post; `labels` name the sources."""
        found: list[tuple[Copy, Post]] = []
        with suppress(ValueError):  # its file has changed, as the post states
            found = self._copies.of(key)
        return disagreements([(_named(copy, post, labels), post) for copy, post in found])

    def problems(self) -> list[Problem]:
        """Return the reports of disagreements, and of copies beyond `ROOM`."""
        found = []
        if count := len(self._disagreeing):
            words = f"{counted(count, 'posts')} {'is' if count == 1 else 'are'}"
            reason = _DIFFER.format(count=words, their="its" if count == 1 else "their")
            found.append(Problem(place="several copies", reason=reason))
        if self._refused:
            reason = _NO_ROOM.format(count=f"{self._refused:,}", room=ROOM >> 20)
            found.append(Problem(place="several copies", reason=reason, skipped=True))
        return found


def _named(copy: Copy, post: Post, labels: Sequence[str]) -> str:
    """Return a name for a copy: its source, and its place in the source."""
    label = labels[copy.source] if len(labels) > 1 else ""
    place = post.source or (f"post {copy.quoted_by}, quoted" if copy.quoted_by else "")
    return ": ".join(part for part in (label, place) if part) or "one copy"
