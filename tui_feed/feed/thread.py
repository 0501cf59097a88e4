"""Thread of a post: all posts linked by replies, in reading order, found in small steps.

A post comes after the post it answers; answers to the same post come by date. A thread may begin
with a post that the feed lacks: its answers still belong together.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING

from tui_feed.feed.ids import key_of
from tui_feed.models import Post
from tui_feed.models.post import NOBODY
from tui_feed.text.timestamps import MISSING

if TYPE_CHECKING:
    from tui_feed.feed.index.columns_index import Index

PostOf = Callable[[int], Post]
"""Function that returns the post of a row."""

_STEP = 16
"""Posts between two looks at the clock."""


class Thread:
    """Rows of a thread in reading order, each with its depth."""

    def __init__(self) -> None:
        self.rows: array[int] = array("I")
        """Rows of the feed."""
        self.depths: dict[int, int] = {}
        """Row -> number of posts above it: 0 for the first post of the thread."""
        self.levels: dict[int, int] = {}
        """Row -> level to draw it at: its depth, but an author who goes on stays at a level."""
        self.missing: dict[int, str] = {}
        """Row -> id of the answered post, if the feed lacks it; only for its first answer."""

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: int, depth: int, level: int) -> None:
        """Add a row below all others."""
        self.rows.append(row)
        self.depths[row], self.levels[row] = depth, level


class ThreadSearch:
    """Search for the thread of a post; between its steps, keys can be answered."""

    def __init__(self, post_of: PostOf, index: "Index", post_id: str) -> None:
        self.thread = Thread()
        """Posts found; in order and complete once `advance` has returned True."""
        self._post_of = post_of
        self._index = index
        self._steps = self._look(post_id)

    def advance(self, seconds: float = float("inf")) -> bool:
        """Search for at most some seconds; return True if the thread is complete."""
        until = perf_counter() + seconds
        return all(perf_counter() < until for _ in self._steps)

    def _look(self, post_id: str) -> Iterator[None]:
        """Find the posts around a post, then posts of the same conversation without a link."""
        row = self._index.row_of(post_id)
        if row is None:
            yield from self._add_answers_to_missing(post_id)
        else:
            yield from self._add_around(row)
        if not self.thread.rows:
            return
        first = self._post_of(self.thread.rows[0])
        began = first.conversation_id or first.id
        others = [*self._index.conversations.rows_of(began), *self._index.ids.find(key_of(began))]
        for other in self._by_date(others):
            if other not in self.thread.depths:
                yield from self._add_around(other)

    def _add_around(self, row: int) -> Iterator[None]:
        """Add the posts linked with a row, from the first."""
        above = {row: None}
        while (answered := self._post_of(row).reply_to_id) is not None:
            if len(above) % _STEP == 0:
                yield
            parent = self._index.row_of(answered)
            if parent is None:
                yield from self._add_answers_to_missing(answered)
                return
            if parent in above:  # a circle of replies begins where it was entered
                break
            row = parent
            above[row] = None
        yield from self._add_below([(row, 0, 0)])

    def _add_answers_to_missing(self, post_id: str) -> Iterator[None]:
        answers = self._by_date(self._index.answering.rows_of(post_id))
        self.thread.missing |= dict.fromkeys(answers[:1], post_id)
        yield from self._add_below([(row, 1, 1) for row in reversed(answers)])

    def _add_below(self, waiting: list[tuple[int, int, int]]) -> Iterator[None]:
        """Add rows with depths and levels, the last first, each with all answers to it."""
        keys, answering, thread = self._index.ids.column, self._index.answering, self.thread
        while waiting:
            row, depth, level = waiting.pop()
            if row in thread.depths:
                continue
            thread.add(row, depth, level)
            answers = self._by_date(answering.find(keys[row]))
            below = level if self._goes_on(row, answers) else level + 1
            waiting += [(answer, depth + 1, below) for answer in reversed(answers)]
            if len(thread) % _STEP == 0:
                yield

    def _goes_on(self, row: int, answers: list[int]) -> bool:
        """Tell whether the only answer to a post is by its author."""
        author = self._post_of(row).author if len(answers) == 1 else NOBODY
        return author != NOBODY and self._post_of(answers[0]).author == author

    def _by_date(self, rows: Iterable[int]) -> list[int]:
        return by_date(self._index, rows)


def by_date(index: "Index", rows: Iterable[int]) -> list[int]:
    """Return the visible rows by date; rows without a date come last."""
    found = [row for row in rows if row not in index.hidden]
    if len(found) > 1:
        dates = {row: index.starts[row] for row in found}
        found.sort(key=lambda row: (dates[row] == MISSING, dates[row], row))
    return found


def has_thread(index: "Index", post: Post) -> bool:
    """Tell whether the feed has another post of the thread of a post."""
    row = index.row_of(post.id)
    related = [index.answering.find(key_of(post.id))]
    if post.reply_to_id:
        answered = key_of(post.reply_to_id)
        related += [index.ids.find(answered), index.answering.find(answered)]
    if post.conversation_id:
        first = key_of(post.conversation_id)
        related += [index.ids.find(first), index.conversations.find(first)]
    others = chain.from_iterable(related)
    return any(other != row and other not in index.hidden for other in others)


def quoted_copy(post_of: PostOf, index: "Index", post_id: str) -> Post | None:
    """Return the copy of a post inside a post that quotes it; None without a copy."""
    for column in (index.quoting, index.inside):
        for row in index.seen(column.rows_of(post_id)[:1]):
            quote = post_of(row).quote
            while quote and quote.id != post_id:
                quote = quote.quote
            if quote and not quote.unavailable:
                return quote
    return None
