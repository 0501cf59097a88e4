"""Records as lines of the native format: JSON with the type first, defaults left out."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.json import Decoder, Encoder

from tui_feed.models.post import Post
from tui_feed.models.profile import Profile
from tui_feed.text.sanitize import clean

DEEPEST_QUOTE = 100
"""Most posts in a chain of quotes; much deeper JSON could be written but not read."""

POST_TYPE: Final = b'{"type":"post",'
"""Beginning of the line of a post."""
_PROFILE_TYPE: Final = b'{"type":"profile",'

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_HARMLESS = frozenset('"\\/n')

ENCODER: Final = Encoder()
"""Writes models as JSON."""
POSTS: Final = Decoder(Post)
"""Reads posts; its errors say less than `schema.first_fault`."""


class DatedPosts(NamedTuple):
    """Posts, and the date of each in its timeline."""

    posts: list[Post]
    """The posts."""
    starts: list[int]
    """First millisecond of each date since 1970 UTC, or `MISSING`."""
    spans: bytes
    """Code of the length of each date (`timestamps.SPANS`)."""
    are_steady: bool = False
    """True if all characters are known to be steady (`text.plain`)."""


class LineBatch(NamedTuple):
    """Posts of consecutive lines of a file, written as `post_line` writes them."""

    dated: DatedPosts
    """The posts."""
    data: bytes
    """Bytes of their lines, each with its end."""
    at: int | None
    """Offset of the first line in the file; None where the file cannot be read again."""


def post_line(post: Post) -> bytes:
    """Return a post as a native line, without the line end."""
    return POST_TYPE + ENCODER.encode(post)[1:]


def post_lines(posts: Sequence[Post]) -> bytes:
    """Return posts as native lines, each with its line end."""
    return typed_lines(ENCODER.encode_lines(posts))


def typed_lines(data: bytes) -> bytes:
    """Return lines of encoded posts as native lines, which begin with their type."""
    return (b"\n" + data).replace(b"\n{", b"\n" + POST_TYPE)[1:]


def native_line(record: Post | Profile) -> str:
    """Return a record as a native line, without the line end."""
    if isinstance(record, Post):
        return post_line(record).decode()
    data = ENCODER.encode(record)[1:]
    return (_PROFILE_TYPE.rstrip(b"," if data == b"}" else b"") + data).decode()


def is_clean(text: str) -> bool:
    """Tell whether every string of a JSON text is clean."""
    escapes = _ESCAPE.findall(text) if "\\" in text else ()
    return _HARMLESS.issuperset(escapes) and clean(text) == text


def read_post(line: bytes) -> Post:
    """Return the post of a line written by `post_line`. Raises `ValueError` for other lines.

    An unclean line is refused, too: it was never sanitised.
    """
    if not line.startswith(POST_TYPE):
        raise ValueError("its line holds no post any more")
    post = POSTS.decode(line)  # first: it refuses a long line that is damaged at once
    if not is_clean(line.decode()):
        raise ValueError("its line was never sanitised")
    return post
