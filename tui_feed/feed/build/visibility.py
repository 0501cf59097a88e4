"""Keep non-public posts out of a feed, by the same rule for every format.

A post is non-public if any copy states it, in any file and at any depth inside other posts: the
stricter copy decides, in any order of reading. Non-public posts are shown only if the reader asks
for them; a public post with a non-public quote shows a stub. If the reader asks for non-public
posts, every copy states the stricter audience.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tui_feed.feed.ids import key_of
from tui_feed.models import Post, Visibility

NOT_PUBLIC = frozenset({"followers", "direct"})
"""Values of `Post.visibility` of non-public posts; `unlisted` is public."""
AUDIENCES = {"unlisted": "unlisted", "followers": "followers only", "direct": "direct message"}
"""Audience in words; none for posts for everybody."""
WITHHELD = "not public; its archive shows it with --include-private"
"""Text in the place of a non-public quoted post."""
REFUSED = "This post was not public; --include-private shows its record."
"""Text in the place of the record of a non-public post."""


class Privacy:
    """Decides about the parts of a post to show, and remembers non-public posts."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Hide non-public posts, unless they are to be included."""
        self._includes_all = include_private
        self._known: dict[int, Visibility] = {}

    def __bool__(self) -> bool:
        """Tell whether any non-public post is known so far."""
        return bool(self._known)

    def hides(self, key: int) -> bool:
        """Tell whether the post of a key (`ids.key_of`) is to be hidden as non-public."""
        return key in self._known and not self._includes_all

    def hides_any(self, keys: Iterable[int]) -> bool:
        """Tell whether any of several posts is known as non-public."""
        return not self._known.keys().isdisjoint(keys)

    def learn(self, found: Iterable[tuple[int, Visibility]]) -> list[tuple[int, Visibility]]:
        """Remember the audiences of non-public posts; return the new entries."""
        new = [(key, word) for key, word in dict(found).items() if key not in self._known]
        self._known.update(new)
        return new

    def passes(self, posts: Sequence[Post], keys: Sequence[int]) -> bool:
        """Tell whether posts, with all their quotes, may be shown unchanged."""
        if self._includes_all:
            return True
        some = posts
        while some:
            if not NOT_PUBLIC.isdisjoint([post.visibility for post in some]):
                return False
            if self._known and self.hides_any(keys if some is posts else _keys_of(some)):
                return False
            some = [post.quote for post in some if post.quote]
        return True

    def public_part(self, post: Post) -> Post | None:
        """Return a post without non-public parts; None if it is itself non-public.

        The first non-public post in a chain of quotes is replaced by a stub. If non-public posts
        are included, a post known as non-public from another copy is marked instead.
        """
        if self._includes_all:
            return self._marked(post) if self._known else post
        if self._is_private(post):
            return None
        above = [post]
        while (quote := above[-1].quote) and not self._is_private(quote):
            above.append(quote)
        withheld = self._withheld(quote) if quote else None
        if not withheld or quote == withheld:
            return post
        shown = withheld
        for each in reversed(above):
            shown = replace(each, quote=shown)
        return shown

    def _marked(self, post: Post) -> Post:
        if quote := post.quote:
            marked = self._marked(quote)
            post = post if marked is quote else replace(post, quote=marked)
        if post.visibility in NOT_PUBLIC or not (word := self._known.get(key_of(post.id))):
            return post
        return replace(post, visibility=word)

    def _is_private(self, post: Post) -> bool:
        stated = post.visibility in NOT_PUBLIC
        return stated or (bool(self._known) and key_of(post.id) in self._known)

    def _withheld(self, quote: Post) -> Post:
        """Return the stub of a quoted post: id, audience and reason."""
        stated = quote.visibility in NOT_PUBLIC
        audience = quote.visibility if stated else self._known[key_of(quote.id)]
        return Post(id=quote.id, visibility=audience, unavailable=WITHHELD)


def private_parts(quoting: Post) -> Iterator[tuple[int, Visibility]]:
    """Yield the key and audience of each non-public post among a post and its nested quotes."""
    post: Post | None = quoting
    while post:
        if post.visibility and post.visibility in NOT_PUBLIC:
            yield key_of(post.id), post.visibility
        post = post.quote


def _keys_of(posts: Sequence[Post]) -> list[int]:
    return [key_of(post.id) for post in posts]
