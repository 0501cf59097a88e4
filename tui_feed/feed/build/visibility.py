"""The rule by which posts that were not public are kept out of a feed: one for every format.

A post was not public if any copy of it says so, in whatever file and at whatever depth inside other
posts: of two copies the stricter one decides, whichever was read first. Nothing of such a post is
shown unless it is asked for; where a public post quotes it, only that it does. Where it is asked
for, a copy that is kept says of itself what the stricter one said.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tui_feed.feed.ids import key_of
from tui_feed.models import Post, Visibility

NOT_PUBLIC = frozenset({"followers", "direct"})
"""What `Post.visibility` says of a post that was not public; `unlisted` is public."""
AUDIENCES = {"unlisted": "unlisted", "followers": "followers only", "direct": "direct message"}
"""Whom a post is for, in words; nothing is said where it is for everybody."""
WITHHELD = "not public; its archive shows it with --include-private"
"""What stands in the place of a quoted post that was not public."""
REFUSED = "This post was not public; --include-private shows its record."
"""What is said instead of the record of such a post."""


class Privacy:
    """Decides what of a post may be shown, and remembers which ones were not public."""

    def __init__(self, *, include_private: bool = False) -> None:
        """Hide what was not public, unless it is to be included."""
        self._includes_all = include_private
        self._known: dict[int, Visibility] = {}

    def __bool__(self) -> bool:
        """Tell whether any post was not public so far."""
        return bool(self._known)

    def hides(self, key: int) -> bool:
        """Tell whether the post of a key (`ids.key_of`) is known not to be public."""
        return key in self._known and not self._includes_all

    def hides_any(self, keys: Iterable[int]) -> bool:
        """Tell whether one of several posts is known not to be public."""
        return not self._known.keys().isdisjoint(keys)

    def learn(self, found: Iterable[tuple[int, Visibility]]) -> list[tuple[int, Visibility]]:
        """Remember whom posts were for that were not public; return what was not known of them."""
        new = [(key, word) for key, word in dict(found).items() if key not in self._known]
        self._known.update(new)
        return new

    def passes(self, posts: Sequence[Post], keys: Sequence[int]) -> bool:
        """Tell by columns whether lines, and all that they quote, may be shown as they are."""
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
        """Return what may be shown of a post or its line; None where nothing may.

        The first of its quotes inside each other that was not public is left out. Where all is
        included, a post is marked that is known not to have been public and does not say so.
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
        """Return what stands for a quoted post: its id, whom it was for, why there is no more."""
        stated = quote.visibility in NOT_PUBLIC
        audience = quote.visibility if stated else self._known[key_of(quote.id)]
        return Post(id=quote.id, visibility=audience, unavailable=WITHHELD)


def private_parts(quoting: Post) -> Iterator[tuple[int, Visibility]]:
    """Yield the keys of the posts that were not public, of this one and of what it quotes.

    Each with the word that says whom it was for.
    """
    post: Post | None = quoting
    while post:
        if post.visibility and post.visibility in NOT_PUBLIC:
            yield key_of(post.id), post.visibility
        post = post.quote


def _keys_of(posts: Sequence[Post]) -> list[int]:
    return [key_of(post.id) for post in posts]
