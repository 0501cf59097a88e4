"""Addresses of posts on X, and posts of which only the address is known."""

import re
from typing import Final, NamedTuple

from tui_feed.models import NOBODY, Author, Post
from tui_feed.models.lines import DEEPEST_QUOTE

NOT_HERE: Final = "not in this archive"
"""Reason why a post that is only referred to has no text."""
TOO_DEEP: Final = "it is quoted too deep inside other quotes"
"""Reason why a quoted post is not shown, although it is there."""
QUOTES_ITSELF: Final = "it quotes the post that quotes it"
"""Reason why a quoted post is not shown once more."""
SOMEBODY: Final = "somebody"
"""Account that passed a post on, where its archive does not name it."""
DEEPEST: Final = DEEPEST_QUOTE - 1
"""Posts inside each other that are read; what lies deeper is a stub."""

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?P<handle>\w{1,20}|i/web)"
    r"/status(?:es)?/0*(?P<id>[1-9]\d{0,19})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_ALONE = re.compile(r"/?(?:[?#].*)?", re.DOTALL)
_NOBODY = ("i", "i/web")


class StatusLink(NamedTuple):
    """Post that an address leads to."""

    id: str
    """Id of the post."""
    handle: str | None
    """Author; None where the address does not say."""


def status_link(address: str | None, *, is_whole: bool = False) -> StatusLink | None:
    """Return the post that an address leads to; None where it leads elsewhere.

    `is_whole`: not to one of its pictures either.
    """
    found = _STATUS.match(address) if address and "/status" in address else None
    if not found or not address or (is_whole and not _ALONE.fullmatch(address, found.end())):
        return None
    handle = found["handle"]
    return StatusLink(found["id"], None if handle.lower() in _NOBODY else handle)


def status_address(handle: str | None, post_id: str) -> str | None:
    """Return the page of a post; None for one without an id, or with a derived one."""
    if not post_id or post_id.startswith("~"):
        return None
    return f"https://x.com/{handle or 'i/web'}/status/{post_id}"


def stub(
    post_id: str, handle: str | None = None, reason: str = NOT_HERE, url: str | None = None
) -> Post:
    """Return a post of which only the address is known."""
    return Post(
        id=post_id,
        url=url or status_address(handle, post_id),
        author=Author(handle=handle) if handle else NOBODY,
        unavailable=reason,
    )
