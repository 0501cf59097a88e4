"""Ids that mean something in their own file only: tell posts apart that share one by chance.

An id such as `1` names neither a network nor a feed. Two files with a post of this id have the
same post only if nothing in the two contradicts that.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from tui_feed.models import Post
from tui_feed.text.timestamps import date_interval

MOST_KEPT: Final = 100_000
"""Posts with local ids that are compared; further ones are taken for copies of each other."""
_LONGEST_LOCAL: Final = 14
"""Digits of a number that no network gives to all its posts; X and Mastodon give longer ones."""
_UUID: Final = 36
_COMPARED: Final = 40
_DAY: Final = 86_400_000


class _Said(NamedTuple):
    part: int
    """Number of the file."""
    handle: str
    start: int | None
    """Beginning of the date; None where none is stated."""
    is_exact: bool
    """True for a date with a time."""
    text: str
    """First words."""


def is_local(post: Post) -> bool:
    """Tell whether neither id nor address of a post names a network or a feed."""
    if post.url or post.id.startswith("~"):
        return False
    if post.id.isdecimal():
        return len(post.id) <= _LONGEST_LOCAL
    return len(post.id) != _UUID and not any(sign in post.id for sign in ":/#@")


class LocalIds:
    """Posts with local ids of the files that are read together."""

    def __init__(self) -> None:
        self._said: dict[int, _Said] = {}
        self._part = -1
        self._name = ""
        self._renamed: dict[str, str] = {}

    def begin(self, name: str) -> None:
        """Begin a file; its name stands before ids that another file has, too."""
        self._part += 1
        self._name = name
        self._renamed = {}

    @property
    def has_renamed(self) -> bool:
        """True if posts of the current file have got other ids."""
        return bool(self._renamed)

    def learn(self, keys: Sequence[int], posts: Sequence[Post]) -> None:
        """Remember posts that came first."""
        if len(self._said) < MOST_KEPT:
            for key, post in zip(keys, posts, strict=True):
                if is_local(post):
                    self._said.setdefault(key, self._read(post))

    def told_apart(self, keys: Sequence[int], posts: Sequence[Post]) -> dict[int, Post]:
        """Return by row the posts whose ids, or those they refer to, belong to another file."""
        for key, post in zip(keys, posts, strict=True):
            first = self._said.get(key)
            is_of_another = first and first.part < self._part and is_local(post)
            if first and is_of_another and _contradict(first, self._read(post)):
                self._renamed[post.id] = f"{self._name}#{post.id}"
        if not self._renamed:
            return {}
        pairs = ((row, post, self._with_own_ids(post)) for row, post in enumerate(posts))
        return {row: own for row, post, own in pairs if own is not post}

    def _with_own_ids(self, post: Post) -> Post:
        named = self._renamed
        quote = post.quote and self._with_own_ids(post.quote)
        ids = post.id, post.reply_to_id or "", post.conversation_id or ""
        if quote is post.quote and named.keys().isdisjoint(ids):
            return post
        return replace(
            post,
            id=named.get(post.id, post.id) if is_local(post) else post.id,
            reply_to_id=named.get(post.reply_to_id or "", post.reply_to_id),
            conversation_id=named.get(post.conversation_id or "", post.conversation_id),
            quote=quote,
        )

    def _read(self, post: Post) -> _Said:
        start, _ = date_interval(post.created_at)
        is_dated = post.created_at is not None
        return _Said(
            self._part,
            (post.author.handle or "").casefold(),
            start if is_dated else None,
            is_dated and "T" in (post.created_at or ""),
            _compared(post.text),
        )


def _compared(text: str) -> str:
    return "".join(text.split()).casefold().rstrip("…")[:_COMPARED]


def _contradict(one: _Said, other: _Said) -> bool:
    """Tell whether two posts of one id are different posts."""
    if one.handle and other.handle and one.handle != other.handle:
        return True
    are_dated = one.start is not None and other.start is not None
    apart = abs((one.start or 0) - (other.start or 0)) if are_dated else 0
    if apart > _DAY:
        return True
    if are_dated and one.is_exact and other.is_exact and not apart:
        return False
    return not (one.text.startswith(other.text) or other.text.startswith(one.text))
