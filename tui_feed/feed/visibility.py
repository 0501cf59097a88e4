"""The rule by which posts that were not public are kept out of a feed: one for every format.

A post was not public if any copy of it says so, in whatever file and at whatever depth inside other
posts: of two copies the stricter one decides, whichever was read first. Nothing of such a post is
shown unless it is asked for; where a public post quotes it, only that it does.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from tui_feed.feed.ids import key_of
from tui_feed.line import Quoted
from tui_feed.model import Post

NOT_PUBLIC = frozenset({"followers", "direct"})
"""What `Post.visibility` says of a post that was not public; `unlisted` is public."""
AUDIENCES = {"unlisted": "unlisted", "followers": "followers only", "direct": "direct message"}
"""Whom a post is for, in words; nothing is said where it is for everybody."""
WITHHELD = "not public; its archive shows it with --include-private"
"""What stands in the place of a quoted post that was not public."""

Post_ = TypeVar("Post_", bound=Any)
"""A post, or a line of one: both name their fields alike."""


class Privacy:
    """Decides what of a post may be shown, and remembers which ones were not public."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Hide what was not public, unless it is to be included."""
        self._includes_all = include_private
        self._keys: set[int] = set()

    def __bool__(self) -> bool:
        """Tell whether any post was not public so far."""
        return bool(self._keys)

    def hides(self, key: int) -> bool:
        """Tell whether the post of a key (`ids.key_of`) is known not to be public."""
        return key in self._keys

    def hides_any(self, keys: Iterable[int]) -> bool:
        """Tell whether one of several posts is known not to be public."""
        return not self._keys.isdisjoint(keys)

    def learn(self, keys: Iterable[int]) -> list[int]:
        """Remember posts that were not public; return those that were not known to be so."""
        found = [] if self._includes_all else [*dict.fromkeys(keys)]
        new = [key for key in found if key not in self._keys]
        self._keys.update(new)
        return new

    def passes(self, lines: Sequence[Any], keys: Sequence[int]) -> bool:
        """Tell by columns whether lines, and all that they quote, may be shown as they are."""
        if self._includes_all:
            return True
        some = lines
        while some:
            if not NOT_PUBLIC.isdisjoint([line.visibility for line in some]):
                return False
            if self._keys and self.hides_any(keys if some is lines else _keys_of(some)):
                return False
            some = [line.quote for line in some if line.quote]
        return True

    def public_part(self, post: Post_) -> Post_ | None:
        """Return what may be shown of a post or its line; None where nothing may.

        The first of its quotes inside each other that was not public is left out.
        """
        if self._includes_all:
            return post
        if self._is_private(post):
            return None
        above = [post]
        while (quote := above[-1].quote) and not self._is_private(quote):
            above.append(quote)
        if not quote or quote == _withheld(quote):
            return post
        shown: Post_ = _withheld(quote)
        for each in reversed(above):
            shown = _quoting(each, shown)
        return shown

    def _is_private(self, post: Any) -> bool:  # noqa: ANN401 - as `Post_`
        stated = post.visibility in NOT_PUBLIC
        return stated or (bool(self._keys) and key_of(post.id) in self._keys)


def private_keys(post: Any) -> Iterator[int]:  # noqa: ANN401 - as `Post_`
    """Yield the keys of the posts that were not public: of this one, and of what it quotes."""
    while post:
        if post.visibility in NOT_PUBLIC:
            yield key_of(post.id)
        post = post.quote


def _keys_of(lines: Sequence[Any]) -> list[int]:
    return [key_of(line.id) for line in lines]


def _withheld(quote: Any) -> Any:  # noqa: ANN401 - as `Post_`
    """Return what stands for a quoted post: its id, and why there is no more."""
    make = Post.known if isinstance(quote, Post) else Quoted
    return make(id=quote.id, visibility=quote.visibility, unavailable=WITHHELD)


def _quoting(post: Any, quote: Any) -> Any:  # noqa: ANN401 - as `Post_`
    if isinstance(post, Post):
        return Post.known(**{**post.values(), "quote": quote})
    return replace(post, quote=quote)
