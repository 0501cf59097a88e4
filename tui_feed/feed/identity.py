"""Identity of a post in any archive, by which the reader's marks find it again.

An id that names its network or feed (an address, a long number, a derived id) is the identity. An
id such as `1`, `20` or `9xk2` means something for its author only, so the author's handle is added:
the posts 1 of two people are two posts, whatever the names of their files.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tui_feed.models import Post
from tui_feed.query import fold

SHORTEST_GLOBAL: Final = 10**14
"""Smallest number that names a post of a network by itself; older networks began at 1."""
_UUID: Final = 36


class Identity(NamedTuple):
    """Identity of a post."""

    id: str
    """Id, as archives state or derive it."""
    scope: str = ""
    """`@` and the folded handle of the author for an id of the author's own; else empty."""


def is_of_author(post_id: str) -> bool:
    """Tell whether an id means something for its author only."""
    if post_id.isdecimal() and post_id.isascii():
        return int(post_id[:20]) < SHORTEST_GLOBAL
    return len(post_id) != _UUID and post_id[:1] != "~" and not any(s in post_id for s in ":/#@")


def identity_of(post: Post, sources: Sequence[str] = ()) -> Identity:
    """Return the identity of a post; `sources` are the labels of the feed's sources."""
    own = own_id(post.id, sources)
    return (
        Identity(own, f"@{fold(post.author.handle or '')}") if is_of_author(own) else Identity(own)
    )


def own_id(post_id: str, sources: Sequence[str]) -> str:
    """Return an id as its archive states it, without the name of its file (`build.local_ids`)."""
    name, sign, rest = post_id.rpartition("#")
    is_named = sign and any(name == label or name.startswith(f"{label}/") for label in sources)
    return rest if is_named and is_of_author(rest) else post_id


def ids_in_feed(identity: Identity, sources: Sequence[str]) -> list[str]:
    """Return the ids that a feed of some sources may give a post."""
    renamed = sources if identity.scope and len(sources) > 1 else ()
    return [identity.id, *(f"{label}#{identity.id}" for label in renamed)]
