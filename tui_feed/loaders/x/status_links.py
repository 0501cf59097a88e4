"""Parse addresses of posts on X; make placeholders for posts with only an address."""

import re
from typing import Final, NamedTuple

from tui_feed.models import NOBODY, Author, Post
from tui_feed.models.lines import DEEPEST_QUOTE

NOT_HERE: Final = "not in this archive"
"""Reason why a referenced post has no text."""
TOO_DEEP: Final = "it is quoted too deep inside other quotes"
"""Reason why a quoted post is not shown, although the archive has it."""
QUOTES_ITSELF: Final = "it quotes the post that quotes it"
"""Reason why a quoted post is not shown again."""
SOMEBODY: Final = "somebody"
"""Name of a reposter whom the archive does not name."""
DEEPEST: Final = DEEPEST_QUOTE - 1
"""Maximum depth of quotes; deeper posts are placeholders."""

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?P<handle>\w{1,20}|i/web)"
    r"/status(?:es)?/0*(?P<id>[1-9]\d{0,19})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_ALONE = re.compile(r"/?(?:[?#].*)?", re.DOTALL)
_NOBODY = ("i", "i/web")


class StatusLink(NamedTuple):
    """Post at an address."""

    id: str
    """Id of the post."""
    handle: str | None
    """Handle of the author; None if the address has none."""


def status_link(address: str | None, *, is_whole: bool = False) -> StatusLink | None:
    """Return the post at an address; None for other addresses.

    `is_whole`: also None for an address of its pictures.
    """
    found = _STATUS.match(address) if address and "/status" in address else None
    if not found or not address or (is_whole and not _ALONE.fullmatch(address, found.end())):
        return None
    handle = found["handle"]
    return StatusLink(found["id"], None if handle.lower() in _NOBODY else handle)


def status_address(handle: str | None, post_id: str) -> str | None:
    """Return the page of a post; None without an id, or with a derived id."""
    if not post_id or post_id.startswith("~"):
        return None
    return f"https://x.com/{handle or 'i/web'}/status/{post_id}"


def stub(
    post_id: str, handle: str | None = None, reason: str = NOT_HERE, url: str | None = None
) -> Post:
    """Return a placeholder for a post of which only the address is known."""
    return Post(
        id=post_id,
        url=url or status_address(handle, post_id),
        author=Author(handle=handle) if handle else NOBODY,
        unavailable=reason,
    )
