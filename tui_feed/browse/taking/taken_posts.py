"""Posts for a command to take along: all picked, a single post, or all shown."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from tui_feed.browse.taking.picked_posts import PickedPosts
from tui_feed.feed import Feed, Selection
from tui_feed.models import Post
from tui_feed.printers import Printout, only, printout_of
from tui_feed.query import Query
from tui_feed.text.links import openable
from tui_feed.text.numbers import counted


class TakenPosts(NamedTuple):
    """Posts to take along; none is decoded before it is needed."""

    printout: Printout
    """The posts, to print."""
    words: str
    """The posts in words: `the post`, `3 posts`."""

    def posts(self) -> Iterator[Post]:
        """Yield the posts."""
        return iter(self.printout.posts())

    @property
    def is_single(self) -> bool:
        """True for a post alone."""
        return self.printout.total == 1


def single(post: Post) -> TakenPosts:
    """Return a post alone."""
    return TakenPosts(only(post), "the post")


def all_picked(picked: PickedPosts, feed: Feed, shown: Selection, name: str) -> TakenPosts:
    """Return the picked posts as they are now; `name` names the files."""
    posts = partial(map, feed.post, picked.in_order(shown))
    return TakenPosts(
        Printout(feed.profiles, posts, len(picked), name=name), counted(len(picked), "posts")
    )


def all_shown(feed: Feed, shown: Selection, name: str, query: Query) -> TakenPosts:
    """Return all posts shown by a filter; `name` names the files."""
    text = query.text.strip() if query.root else ""
    return TakenPosts(printout_of(feed, shown, name=name, query=text), counted(len(shown), "posts"))


class CopiedPart(NamedTuple):
    """Part of a post to copy."""

    noun: str
    """Name."""
    nouns: str
    """Plural."""
    between: str
    """Text between the parts of several posts."""
    of: Callable[[Post], str | None]
    """Function for the part of a post; empty where it has none."""
    missing: str
    """Words where it has none."""


def _address(post: Post) -> str | None:
    return openable(post.url) if post.url else None


TEXT: Final = CopiedPart("text", "texts", "\n\n", lambda post: post.text, "the post has no text")
ADDRESS: Final = CopiedPart(
    "address", "addresses", "\n", _address, "no valid address is stated for this post"
)
