"""Read pictures, videos and sounds of an entry."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal

from tui_feed.loaders.common.fields import JsonObject, get_list, get_str
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.models import Media

Kind = Literal["photo", "video", "audio"]
"""Kind of media stated by a MIME type."""
KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip
"""Beginnings of MIME types, each with its kind of media."""

_ENDING = re.compile(r"\.(\w{2,5})(?:[?#]|$)", re.ASCII)
_ENDINGS: dict[str, Kind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "avif"), "photo"),
    **dict.fromkeys(("mp4", "m4v", "webm", "mov"), "video"),
    **dict.fromkeys(("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"), "audio"),
}
_CLOCK = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d\d)", re.ASCII)
_LONGEST = 1e9


def media_of(entry: Any, said: HtmlText) -> Iterator[Media]:  # noqa: ANN401 - feedparser's dictionary
    """Yield pictures, videos and sounds with their descriptions, each address once."""
    seen: set[str] = set()
    contents = get_list(entry, "media_content")
    described = html_text(get_str(entry, "media_description") or "").text or None
    length = seconds(get_str(entry, "itunes_duration"))
    for item in contents + get_list(entry, "enclosures"):
        url, kind = get_str(item, "url") or get_str(item, "href"), _kind_of(item)
        if url and kind and url not in seen:
            seen.add(url)
            alt = get_str(item, "description") or (described if len(contents) == 1 else None)
            own = seconds(item.get("duration"))
            duration = length if own is None and kind != "photo" else own
            yield Media(kind=kind, alt=alt, url=url, duration=duration)
    for picture in said.pictures:
        if picture.src not in seen:
            seen.add(picture.src)
            yield Media(kind=picture.kind, alt=picture.alt, url=picture.src)
    if not seen:
        for item in get_list(entry, "media_thumbnail"):
            if url := get_str(item, "url"):
                yield Media(kind="photo", url=url)


def _kind_of(item: JsonObject) -> Kind | None:
    stated = f"{get_str(item, 'medium') or ''} {get_str(item, 'type') or ''}".strip().lower()
    ending = _ENDING.search(get_str(item, "url") or get_str(item, "href") or "")
    if not stated and ending:
        return _ENDINGS.get(ending[1].lower())
    return next((kind for sign, kind in KINDS if sign in stated), None)


def seconds(stated: object) -> float | None:
    """Return a length in seconds, stated in seconds or as a clock: `1:02:03`; None for others."""
    if clock := _CLOCK.fullmatch(str(stated).strip()):
        hours, minutes = int(clock["hours"] or 0), int(clock["minutes"])
        return float(3600 * hours + 60 * minutes + int(clock["seconds"]))
    try:
        found = float(str(stated))
    except ValueError:
        return None
    return found if 0 <= found < _LONGEST else None
