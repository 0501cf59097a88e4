"""Posts of others that the owner of an archive liked or bookmarked: their addresses alone."""

import re
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.record_reader import Read
from tui_feed.loaders.common.unix_dates import date_of_unix
from tui_feed.loaders.mastodon.addresses import author_at
from tui_feed.models import Post, Problem
from tui_feed.sources.file import File
from tui_feed.text.dates import IsoDate

LIKES: Final = "likes.json"
"""Name of the file with likes."""
BOOKMARKS: Final = "bookmarks.json"
"""Name of the file with bookmarks."""
ONLY_ADDRESS: Final = "only its address is in this archive"
"""Reason why a post has no text."""
_STATUS: Final = re.compile(r"https?://[^/\s]+/users/[^/\s]+/statuses/(\d{17,19})", re.ASCII)
_FIRST_TIMED: Final = 1_506_000_000
"""Second from which ids of Mastodon hold a time (version 2.0, September 2017)."""
_LAST_TIMED: Final = 4_102_444_800


def saved_posts(file: File, name: str) -> Iterator[Read | Problem]:
    """Yield the posts of one of the two files, in its order."""
    for item in items(file, "orderedItems"):
        if not isinstance(item, Item):
            yield item
            continue
        place, address = f"item {item.number:,}", item.value
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            yield file.problem("no address of a post; it is left out", place, skipped=True)
            continue
        post = Post(
            id=address,
            url=address,
            author=author_at(address),
            created_at=_date_of_id(address),
            unavailable=ONLY_ADDRESS,
            liked=name == LIKES,
            bookmarked=name == BOOKMARKS,
            apart=True,
            source=f"{file.name}, {place}",
        )
        yield Read(post, address)


def _date_of_id(address: str) -> IsoDate | None:
    """Return the time in the id of a post: its upper bits, in milliseconds; None for other ids."""
    found = _STATUS.fullmatch(address)
    seconds = (int(found[1]) >> 16) // 1000 if found else 0
    return date_of_unix(seconds) if _FIRST_TIMED <= seconds < _LAST_TIMED else None
