"""Read pictures and videos of a tweet, from X's archive, API v1.1 and web pages."""

from collections.abc import Mapping
from typing import Final

from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.x.tweet_text import ShortLink, start_of
from tui_feed.models import Media, MediaKind

KINDS: Final[dict[str, MediaKind]] = {"photo": "photo", "video": "video", "animated_gif": "gif"}
"""Kinds of media, by X's names."""


def media_objects(tweet: JsonObject) -> list[JsonObject]:
    """Return the media objects of a tweet, from the extended list if it has one."""
    for key in ("extended_entities", "entities"):
        entities = tweet.get(key)
        is_stated = isinstance(entities, dict) and "media" in entities
        if is_stated and (found := get_list(entities, "media")):
            return found
    return get_list(tweet, "mediaDetails")  # as X states them to pages that embed a post


def media_links(media: list[JsonObject]) -> list[ShortLink]:
    """Return the short links of media in the text; most often all media share a single link."""
    found = (
        ShortLink(short, "", start_of(item)) for item in media if (short := get_str(item, "url"))
    )
    return list(dict.fromkeys(found))


def media_of(
    media: list[JsonObject], post_id: str | None = None, members: Mapping[str, str] | None = None
) -> tuple[Media, ...]:
    """Return the media of a tweet, with alt text if the format has it.

    `members` are names in an archive, by names without folders: the name of a file consists of the
    post's id and the end of its address.
    """
    return tuple([found for item in media if (found := _medium(item, post_id, members or {}))])


def _medium(item: JsonObject, post_id: str | None, members: Mapping[str, str]) -> Media | None:
    kind = KINDS.get(get_str(item, "type") or "photo")
    if kind is None:
        return None
    video = get_obj(item, "video_info")
    picture = get_str(item, "media_url_https") or get_str(item, "media_url")
    addresses = [*variants(get_list(video, "variants")), *([picture] if picture else [])]
    file = None
    if members:
        names = (f"{post_id}-{_end(address)}" for address in addresses)
        file = next((members[name] for name in names if name in members), None)
    length = get_count(video, "duration_millis") if kind == "video" else None
    return Media(
        kind=kind,
        alt=get_str(item, "ext_alt_text"),
        url=addresses[0] if addresses else None,
        file=file,
        duration=None if length is None else length / 1000,
    )


def variants(stated: list[JsonObject], rate: str = "bitrate") -> list[str]:
    """Return the addresses of a video's MP4 files, highest bit rate first.

    `rate` is the key of bit rates in the format.
    """
    found = [
        (get_count(each, rate) or 0, url)
        for each in stated
        if (url := get_str(each, "url"))
        and (get_str(each, "content_type") or get_str(each, "contentType") or "video/mp4")
        == "video/mp4"
    ]
    return [url for _, url in sorted(found, key=lambda each: -each[0])]


def _end(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]
