"""Pictures of posts in words, and the next post with pictures; for the screen and `--linear`."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tui_feed.feed import Feed
from tui_feed.models import Media, Post
from tui_feed.models.facts import undescribed
from tui_feed.query import Query
from tui_feed.text.names import shown_name

if TYPE_CHECKING:
    from tui_feed.pictures.requests import Picture

INSTALL = "pip install 'tui-feed[pictures]' draws pictures here"
"""Advice where the packages that draw pictures are missing."""
MOST_POSTS = 100_000
"""Posts searched for the next one with pictures."""


class PostMedia(NamedTuple):
    """Picture, video or sound of a post or of a post quoted in it."""

    media: Media
    """The medium."""
    post: Post
    """Post or quoted post with it."""


def media_of(post: Post | None) -> list[PostMedia]:
    """Return all media of a post, then those of the posts quoted in it."""
    found = []
    while post:
        found += [PostMedia(item, post) for item in post.media]
        post = post.quote
    return found


def can_draw() -> bool:
    """Tell whether the packages that draw pictures are installed."""
    return all(map(find_spec, ("PIL", "textual_image")))


def description(item: PostMedia) -> str:
    """Return the description of a medium by its author, or say that it has none."""
    return item.media.alt or undescribed(item.post)


def file_name(item: PostMedia) -> str:
    """Return the name of a medium's file, or its host's, or say that it is not saved."""
    if item.media.file:
        return shown_name(item.media.file.rpartition("/")[2])
    return "not saved in the archive"


def facts(item: PostMedia, picture: "Picture | None") -> list[str]:
    """Return kind, length, format, pixels and size of a medium, as far as they are known."""
    media = item.media
    found: list[str] = [] if media.kind == "photo" else [media.kind]
    if media.duration is not None:
        found.append(length_words(media.duration))
    if picture:
        size = f"{picture.width:,} x {picture.height:,}" if picture.width else ""
        found += filter(None, (picture.format, size))
        found += [size_words(picture.size)] if picture.size is not None else []
        found += ["first frame of an animation"] if picture.moves else []
    return found


def length_words(seconds: float) -> str:
    """Return a length as on a clock: `1:05`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size_words(size: int) -> str:
    """Return a number of bytes in the usual units: `240 KB`."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def next_with_media(feed: Feed, rows: Sequence[int], index: int, step: int) -> int | None:
    """Return the index in `rows` of the next post with media; None if there is none."""
    found = feed.select(Query.parse("has:media"), "captured").as_set()
    return next((at for at in _ahead(rows, index, step) if rows[at] in found), None)


def _ahead(rows: Sequence[int], index: int, step: int) -> Iterator[int]:
    return islice(range(index + step, len(rows) if step > 0 else -1, step), MOST_POSTS)
