"""First look at an archive: what its beginning tells about the whole, before a post is shown.

Files are not sorted: an edit may stand before or after the first version, and a post before or
after the one that quotes it. Small archives are seen to their end, of large ones as much as costs
a moment.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.sources.file import File

LENGTH = 3 * 2**17
"""Characters that are looked at."""

# Archives of before 2019 write `\/` for `/`.
_STATUS = re.compile(
    r"(?:twitter|x)\.com\\?/(\w{1,20})\\?/status(?:es)?\\?/(\d{1,19})\b(\\?/(?:photo|video)\b)?",
    re.ASCII | re.IGNORECASE,
)
_INITIAL = re.compile(r'"initialTweetId"\s*:\s*"?(\d{1,19})', re.ASCII)
_ID = re.compile(r'"id(?:_str)?"\s*:\s*"?(\d{1,19})', re.ASCII)


class FirstLook(NamedTuple):
    """Facts about the whole that its beginning tells."""

    quoted: frozenset[str]
    """Ids of posts that others link to."""
    edited: frozenset[str]
    """Ids of first versions of edited posts."""
    handles: tuple[str, ...]
    """Handles under which the owner posted pictures, the most frequent first."""


def look_at(files: Sequence[File]) -> FirstLook:
    """Look at the first `LENGTH` characters of the files with posts."""
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
    """Return who posted the pictures of posts that stand here.

    The link of a picture names the account and the post that it belongs to; only the owner's posts
    stand here by their own id, unless reposted ones are here as a whole.
    """
    if not pictured or '"retweeted_status"' in text:
        return ()
    own = set(_ID.findall(text))
    counted = Counter(handle for handle, post_id in pictured if post_id in own and handle != "i")
    return tuple(handle for handle, _ in counted.most_common())
