"""Merging of copies of posts in a feed: the facts of all copies become a post, in a new row.

Posts quoting a merged post get new rows, too, with the merged facts in their quotes. The copies are
kept as lines, for showing disagreements with their sources.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import reduce

from msgspec.structs import replace

from tui_feed.feed.build.record_batch import PostCopy
from tui_feed.feed.ids import key_of
from tui_feed.feed.index.columns_index import Index
from tui_feed.feed.index.post_store import Store
from tui_feed.models import Post, Problem
from tui_feed.models.disagreements import Disagreement, disagreements
from tui_feed.models.lines import post_line, read_post
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
    """Merges copies of posts into the posts of a feed."""

    def __init__(self, index: Index, posts: Store) -> None:
        self._index = index
        self._posts = posts
        self._copies: dict[int, list[tuple[str, bytes]]] = {}
        self._disagreeing: set[int] = set()
        self._size = 0
        self._refused = 0
        self._changed: dict[int, Post] = {}

    def merge(
        self, copies: Sequence[PostCopy], quoted: Sequence[int], first: int, labels: Sequence[str]
    ) -> dict[int, Post]:
        """Merge copies into posts; return the changed posts by row.

        `copies` and the rows from `first` on are new. `quoted` has the keys of posts with different
        contents in quotes, and `labels` the labels of the sources.
        """
        self._changed = {}
        by_key: dict[int, list[PostCopy]] = {key: [] for key in quoted}
        for copy in copies:
            by_key.setdefault(copy.key, []).append(copy)
        for key, some in by_key.items():
            if self._size > ROOM:
                self._refused += len(some)
                continue
            with suppress(ValueError):  # its file has changed: the post is lost
                self._merge(key, some, first, labels)
        return self._changed

    def _merge(self, key: int, copies: list[PostCopy], first: int, labels: Sequence[str]) -> None:
        row = next(iter(self._index.seen(list(self._index.ids.find(key)))), None)
        if row is None:
            return
        post = self._post(row)
        made = [(_label(labels, each.source), each.line) for each in copies]
        whole = reduce(merged, [read_post(line) for _, line in made], post)
        quoting = self._quoting(key)
        for other in quoting if row >= first else [each for each in quoting if each >= first]:
            for quote in quotes_of(self._post(other)):
                if key_of(quote.id) != key:
                    continue
                whole = merged_with_quoted(whole, quote)
                label = _label(labels, self._posts.source_of(other), self._post(other).id)
                made.append((label, post_line(quote)))
        own = _label(labels, self._posts.source_of(row)), post_line(post)
        self._note(key, [] if key in self._copies else [own], made)
        is_changed = whole != _with_source(post, whole)
        if is_changed:
            self._change(row, whole)
        for other in quoting:
            if other >= first or row >= first or (is_changed and len(quoting) <= _MOST_QUOTING):
                self._change(other, requoted(self._post(other), whole))

    def _post(self, row: int) -> Post:
        return self._changed.get(row) or self._posts[row]

    def _change(self, row: int, post: Post) -> None:
        if post is not self._post(row):
            self._changed[row] = post
            self._size += len(post_line(post))

    def _quoting(self, key: int) -> Sequence[int]:
        columns = self._index.quoting, self._index.inside
        return self._index.seen(sorted({row for column in columns for row in column.find(key)}))

    def note(self, copies: Sequence[PostCopy], labels: Sequence[str]) -> None:
        """Keep copies in disagreement, merged before they became rows."""
        for copy in copies:
            label = _label(labels, copy.source, copy.quoted_by)
            self._note(copy.key, [], [(label, copy.line)])

    def _note(self, key: int, own: list[tuple[str, bytes]], made: list[tuple[str, bytes]]) -> None:
        """Keep copies, and note a disagreement of the post's copies."""
        held = self._copies.setdefault(key, own)
        new = [each for each in made if each not in held]
        held += new
        self._size += sum(len(line) for _, line in new)
        if self.disagreements(key):
            self._disagreeing.add(key)

    def disagreements(self, key: int) -> list[Disagreement]:
        """Return the disagreements of the copies of a post."""
        copies = [(label, read_post(line)) for label, line in self._copies.get(key, ())]
        named = [(_named(label, post), post) for label, post in copies]
        return disagreements(named) if named else []

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


def _label(labels: Sequence[str], source: int, quoted_by: str | None = None) -> str:
    label = labels[source] if len(labels) > 1 else ""
    return ", ".join(filter(None, (label, quoted_by and f"quoted by {quoted_by}")))


def _named(label: str, post: Post) -> str:
    """Name a copy by its source and its place in it."""
    return ": ".join(part for part in (label, post.source) if part) or "one copy"


def _with_source(post: Post, other: Post) -> Post:
    """Return a post with the source of another post: a different source alone is no change."""
    return replace(post, source=other.source)
