"""Scan the beginning of an archive for facts about all its posts, before the first is shown.

Files are not sorted: an edit may come before or after the first version, and a post before or after
the post that quotes it. Small archives are scanned to their end, large archives for a moment.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.sources.file import File

LENGTH = 3 * 2**17
"""Number of characters scanned."""

# Archives before 2019 write `\/` for `/`.
_STATUS = re.compile(
    r"(?:twitter|x)\.com\\?/(\w{1,20})\\?/status(?:es)?\\?/(\d{1,19})\b(\\?/(?:photo|video)\b)?",
    re.ASCII | re.IGNORECASE,
)
_INITIAL = re.compile(r'"initialTweetId"\s*:\s*"?(\d{1,19})', re.ASCII)
_ID = re.compile(r'"id(?:_str)?"\s*:\s*"?(\d{1,19})', re.ASCII)


class FirstLook(NamedTuple):
    """Facts about all posts, from the beginning of the archive."""

    quoted: frozenset[str]
    """Ids of posts linked in other posts."""
    edited: frozenset[str]
    """Ids of first versions of edited posts."""
    handles: tuple[str, ...]
    """Handles under which the owner posted pictures, most frequent first."""


def look_at(files: Sequence[File]) -> FirstLook:
    """Scan the first `LENGTH` characters of the files with posts."""
    text = _beginning(files)
    quoted: set[str] = set()
    pictured: list[tuple[str, str]] = []
    for handle, post_id, picture in _STATUS.findall(text):
        if picture:
            pictured.append((handle, post_id))
        else:
            quoted.add(post_id)
    return FirstLook(frozenset(quoted), frozenset(_INITIAL.findall(text)), _handles(text, pictured))


def _beginning(files: Sequence[File]) -> str:
    pieces: list[str] = []
    left = LENGTH
    for file in files:
        for piece in file.pieces():
            if isinstance(piece, str):
                pieces.append(piece)
                left -= len(piece)
            if left <= 0:
                return "".join(pieces)[:LENGTH]
        pieces.append("\n")
    return "".join(pieces)[:LENGTH]


def _handles(text: str, pictured: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the accounts that posted the pictures of the posts in the text.

    The link of a picture names its account and its post; a post in the text with this id is the
    owner's, unless the archive holds complete reposted posts.
    """
    if not pictured or '"retweeted_status"' in text:
        return ()
    own = set(_ID.findall(text))
    counted = Counter(handle for handle, post_id in pictured if post_id in own and handle != "i")
    return tuple(handle for handle, _ in counted.most_common())
