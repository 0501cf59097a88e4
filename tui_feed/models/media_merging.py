"""Merging of the pictures, videos and sounds of two copies of a post."""

from typing import Any, Final

from tui_feed.models.post import Media
from tui_feed.models.ranks import by_size, by_text, url_rank

_KINDS: Final = ("photo", "audio", "video", "gif")
"""Kinds, most specific last: a moving picture may be saved as a photo of its first frame."""

List = tuple[Media, ...]


def merged_media(one: List, other: List) -> List:
    """Return the larger list, with the facts of both copies on each medium.

    Media are paired by the names of their addresses and files. In lists of equal length, media
    without such names are paired by their positions.
    """
    if one == other or not one or not other:
        return one or other
    kept, rest = sorted((one, other), key=_rank, reverse=True)
    pairs = paired_media(kept, rest)
    return tuple(
        item if at is None else _merged(item, rest[at])
        for item, at in zip(kept, pairs, strict=True)
    )


def paired_media(kept: List, rest: List) -> list[int | None]:
    """Return, for each medium of a list, its position in another list, or None."""
    left = dict(enumerate(rest))
    found: list[int | None] = []
    for item in kept:
        names = _names(item)
        at = next((place for place, each in left.items() if names & _names(each)), None)
        left.pop(at, None) if at is not None else None
        found.append(at)
    if len(kept) == len(rest):
        for place, item in enumerate(kept):
            if found[place] is None and place in left and _may_be_same(item, left[place]):
                found[place] = place
                del left[place]
    return found


def _names(item: Media) -> set[str]:
    """Return the names of a medium: on its server, and in its archive."""
    return {_name_of(each) for each in (item.url, item.file) if each}


def _name_of(address: str) -> str:
    plain = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    post, mark, name = plain.partition("-")  # in an archive, the id of the post comes first
    plain = name if mark and post.isdecimal() and len(post) > 8 else plain
    return plain.rpartition(".")[0] or plain


def _may_be_same(one: Media, other: Media) -> bool:
    return not (_names(one) and _names(other))


def _merged(one: Media, other: Media) -> Media:
    def better(name: str, rank: Any) -> Any:  # noqa: ANN401 - values of any field
        stated = [v for v in (getattr(one, name), getattr(other, name)) if v is not None]
        return max(stated, key=rank, default=None)

    return Media(
        kind=better("kind", _KINDS.index),
        alt=better("alt", by_text),
        url=better("url", url_rank),
        file=better("file", by_size),
        duration=better("duration", float),
    )


def _rank(media: List) -> tuple[Any, ...]:
    """Rank a list. Names come before all else that a merged list takes from the other list.

    Facts taken from the other list must not put a merged list behind it.
    """
    names = sorted((name for item in media for name in _names(item)), reverse=True)
    named = sum(1 for item in media if item.url or item.file)
    return len(media), named, names, by_size(media)
