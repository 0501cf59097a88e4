"""Hashes of the contents of posts, for distinguishing copies from mere repetitions."""

import re
from array import array
from collections.abc import Sequence

from msgspec import Struct

from tui_feed.feed.ids import key_of
from tui_feed.models import Fact, Post
from tui_feed.models.lines import post_line

_SOURCE = b',"source":"'
_QUOTE = b',"quote":{'
_SOURCES = re.compile(rb',"source":"(?:[^"\\]|\\.)*"')


class Contents(Struct, frozen=True, gc=False, array_like=True):
    """Hashes of the posts of a batch, and of their nested quotes, eight bytes each."""

    posts: bytes
    """Hash of each post."""
    quoted_keys: bytes
    """Key of each quoted post (`ids.key_of`), at any depth."""
    quoted: bytes
    """Hash of each quoted copy."""


def contents_of(
    posts: Sequence[Post], hashes: "array[int]", unstated: tuple[Fact, ...] = ()
) -> Contents:
    """Return the hashes of posts and of their nested quotes; `hashes` are of the posts."""
    return Contents(hashes.tobytes(), *_of_quotes(posts, unstated))


def contents_of_lines(data: bytes, unstated: tuple[Fact, ...] = ()) -> "array[int]":
    """Return the hashes of consecutive lines."""
    lines, lacking = data.removesuffix(b"\n").split(b"\n"), hash(unstated)
    plain = lines if _SOURCE not in data and b"\r" not in data else map(_content, lines)
    return array("q", [content ^ lacking for content in map(hash, plain)])


def content_of(line: bytes, unstated: tuple[Fact, ...] = ()) -> int:
    """Return a hash of a line's content; its source is left out.

    The hash uses a secret of the process and its forks, so nobody can choose two posts with the
    same hash.
    """
    return hash(_content(line)) ^ hash(unstated)


def _content(line: bytes) -> bytes:
    if _QUOTE in line:
        return _SOURCES.sub(b"", line.rstrip())
    at = line.rfind(_SOURCE)
    return line.rstrip() if at < 0 else line[:at] + b"}"


def _of_quotes(posts: Sequence[Post], unstated: tuple[Fact, ...]) -> tuple[bytes, bytes]:
    found: list[Post] = []
    some = [post.quote for post in posts if post.quote]
    while some:
        found += some
        some = [post.quote for post in some if post.quote]
    keys = array("q", [key_of(post.id) for post in found])
    said = array("q", [content_of(post_line(post), unstated) for post in found])
    return keys.tobytes(), said.tobytes()
