"""The rule by which posts that were not public are kept out of a feed: one for every format.

A post was not public if any copy of it says so, in whatever file and at whatever depth inside other
posts: of two copies the stricter one decides, whichever was read first. Nothing of such a post is
shown unless it is asked for; where a public post quotes it, only that it does. Where it is asked
for, a copy that is kept says of itself what the stricter one said.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from tui_feed.feed.ids import key_of
from tui_feed.models import Post
from tui_feed.models.line import Quoted

NOT_PUBLIC = frozenset({"followers", "direct"})
"""What `Post.visibility` says of a post that was not public; `unlisted` is public."""
AUDIENCES = {"unlisted": "unlisted", "followers": "followers only", "direct": "direct message"}
"""Whom a post is for, in words; nothing is said where it is for everybody."""
WITHHELD = "not public; its archive shows it with --include-private"
"""What stands in the place of a quoted post that was not public."""
REFUSED = "This post was not public; --include-private shows its record."
"""What is said instead of the record of such a post."""

Post_ = TypeVar("Post_", bound=Any)
"""A post, or a line of one: both name their fields alike."""


class Privacy:
    """Decides what of a post may be shown, and remembers which ones were not public."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Hide what was not public, unless it is to be included."""
        self._includes_all = include_private
        self._known: dict[int, str] = {}

    def __bool__(self) -> bool:
        """Tell whether any post was not public so far."""
        return bool(self._known)

    def hides(self, key: int) -> bool:
        """Tell whether the post of a key (`ids.key_of`) is known not to be public."""
        return key in self._known and not self._includes_all

    def hides_any(self, keys: Iterable[int]) -> bool:
        """Tell whether one of several posts is known not to be public."""
        return not self._known.keys().isdisjoint(keys)

    def learn(self, found: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
        """Remember whom posts were for that were not public; return what was not known of them."""
        new = [(key, word) for key, word in dict(found).items() if key not in self._known]
        self._known.update(new)
        return new

    def passes(self, lines: Sequence[Any], keys: Sequence[int]) -> bool:
        """Tell by columns whether lines, and all that they quote, may be shown as they are."""
        if self._includes_all:
            return True
        some = lines
        while some:
            if not NOT_PUBLIC.isdisjoint([line.visibility for line in some]):
                return False
            if self._known and self.hides_any(keys if some is lines else _keys_of(some)):
                return False
            some = [line.quote for line in some if line.quote]
        return True

    def public_part(self, post: Post_) -> Post_ | None:
        """Return what may be shown of a post or its line; None where nothing may.

        The first of its quotes inside each other that was not public is left out. Where all is
        included, a post is marked that is known not to have been public and does not say so.
        """
        if self._includes_all:
            marked: Post_ = self._marked(post) if self._known else post
            return marked
        if self._is_private(post):
            return None
        above = [post]
        while (quote := above[-1].quote) and not self._is_private(quote):
            above.append(quote)
        withheld = self._withheld(quote) if quote else None
        if not withheld or quote == withheld:
            return post
        shown: Post_ = withheld
        for each in reversed(above):
            shown = _changed(each, quote=shown)
        return shown

    def _marked(self, post: Any) -> Any:  # noqa: ANN401 - as `Post_`
        if quote := post.quote:
            marked = self._marked(quote)
            post = post if marked is quote else _changed(post, quote=marked)
        if post.visibility in NOT_PUBLIC or not (word := self._known.get(key_of(post.id))):
            return post
        return _changed(post, visibility=word)

    def _is_private(self, post: Any) -> bool:  # noqa: ANN401 - as `Post_`
        stated = post.visibility in NOT_PUBLIC
        return stated or (bool(self._known) and key_of(post.id) in self._known)

    def _withheld(self, quote: Any) -> Any:  # noqa: ANN401 - as `Post_`
        """Return what stands for a quoted post: its id, whom it was for, why there is no more."""
        make = Post.known if isinstance(quote, Post) else Quoted
        stated = quote.visibility in NOT_PUBLIC
        audience = quote.visibility if stated else self._known[key_of(quote.id)]
        return make(id=quote.id, visibility=audience, unavailable=WITHHELD)


def private_parts(post: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - as `Post_`
    """Yield the keys of the posts that were not public, of this one and of what it quotes.

    Each with the word that says whom it was for.
    """
    while post:
        if post.visibility in NOT_PUBLIC:
            yield key_of(post.id), post.visibility
        post = post.quote


def _keys_of(lines: Sequence[Any]) -> list[int]:
    return [key_of(line.id) for line in lines]


def _changed(post: Any, **stated: Any) -> Any:  # noqa: ANN401 - as `Post_`
    if isinstance(post, Post):
        return Post.known(**{**post.values(), **stated})
    return replace(post, **stated)
