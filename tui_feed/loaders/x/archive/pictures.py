"""The pictures and videos of a post, and where they are in the archive."""

from collections.abc import Mapping
from typing import Literal

from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_str
from tui_feed.loaders.x.archive.post_text import picture_objects
from tui_feed.models import Media

_KINDS: dict[str, Literal["photo", "video", "gif"]] = {
    "photo": "photo", "video": "video", "animated_gif": "gif",
}  # fmt: skip


def media_of(tweet: JsonObject, post_id: str | None, members: Mapping[str, str]) -> list[Media]:
    """Return the media of a tweet; `members` are names in the archive by names without folders.

    Archives name a file by the post and the end of its address; they keep no descriptions.
    """
    found = []
    for stated in picture_objects(tweet):
        kind = _KINDS.get(get_str(stated, "type") or "photo")
        if kind is None:
            continue
        picture = get_str(stated, "media_url_https") or get_str(stated, "media_url")
        addresses = [*_videos(stated), *([picture] if picture else [])]
        names = (f"{post_id}-{_end(address)}" for address in addresses)
        length = get_count(stated.get("video_info"), "duration_millis")
        found.append(
            Media(
                kind=kind,
                alt=get_str(stated, "ext_alt_text"),
                url=addresses[0] if addresses else None,
                file=next((members[name] for name in names if name in members), None),
                duration=None if length is None else length / 1000,
            )
        )
    return found


def _videos(stated: JsonObject) -> list[str]:
    """Return the addresses of a video, the one with the highest bit rate first."""
    found = [
        (get_count(variant, "bitrate") or 0, address)
        for variant in get_list(stated, "video_info", "variants")
        if get_str(variant, "content_type") == "video/mp4" and (address := get_str(variant, "url"))
    ]
    return [address for _, address in sorted(found, key=lambda each: -each[0])]


def _end(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]
