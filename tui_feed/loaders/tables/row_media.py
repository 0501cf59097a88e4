"""Read pictures and videos of rows in the forms of many tools."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal

from tui_feed.loaders.common.fields import JsonObject, get_list, get_str
from tui_feed.loaders.tables.cells import is_true, items, string
from tui_feed.loaders.tables.columns import Values
from tui_feed.loaders.x.tweet_media import variants
from tui_feed.models import Media

Kind = Literal["photo", "video", "gif"]

_ADDRESSES: Final = (
    "original", "media_url_https", "fullUrl", "url", "media_url", "URL", "previewUrl",
    "preview_image_url", "preview", "Preview",
)  # fmt: skip
_ALTS: Final = ("ext_alt_text", "alt_text", "altText", "alt")
_REPR: Final = re.compile(r"\b(Photo|Video|Gif)\(")
_REPR_FIELD: Final = re.compile(
    r"\b(fullUrl|previewUrl|thumbnailUrl|altText)=(['\"])([^'\"\n]{0,2000})\2"
)
_HTTP: Final = ("http://", "https://")
_VIDEO_FILES: Final = re.compile(r"\.(?:mp4|m3u8|webm|mov)(?:[?#]|$)", re.IGNORECASE)


def media_of(values: Values) -> tuple[Media, ...]:
    """Return the media of a row, each address once."""
    if _FIELDS.isdisjoint(values):
        return ()
    found = [*_listed(values), *_parallel(values)]
    for field, kind in _KINDS.items():
        found += [medium for item in items(values.get(field)) if (medium := _medium(item, kind))]
    preview = string(values.get("thumbnail"))
    if not found and preview and preview.startswith(_HTTP) and is_true(values.get("video")):
        found.append(Media(kind="video", url=preview))
    return tuple({medium.url or str(place): medium for place, medium in enumerate(found)}.values())


def short_links(values: Values) -> list[str]:
    """Return the short links (`t.co`) that stand for media in a text."""
    found = (get_str(item, "url") for item in items(values.get("media")))
    return [short for short in found if short and "//t.co/" in short]


_FIELDS: Final = frozenset(("media", "media_urls", "photos", "videos", "gifs", "thumbnail"))
_KINDS: Final[dict[str, Kind]] = {"photos": "photo", "videos": "video", "gifs": "gif"}


def _listed(values: Values) -> Iterator[Media]:
    stated = values.get("media")
    if isinstance(stated, str) and _REPR.search(stated):
        yield from _of_repr(stated)
        return
    for item in items(stated):
        if medium := _medium(item, "photo"):
            yield medium


def _parallel(values: Values) -> Iterator[Media]:
    """Yield the media of parallel columns, each with bars between its items."""
    separator = "|"
    urls = items(values.get("media_urls"), separator)
    types = items(values.get("media_types"), separator)
    alts = items(values.get("media_alts"), separator)
    for place, url in enumerate(urls):
        stated = types[place] if place < len(types) else ""
        alt = alts[place] if place < len(alts) else None
        if isinstance(url, str) and url:
            yield Media(kind=_kind(str(stated), url, "photo"), url=url, alt=string(alt))


def _medium(item: Any, kind: Kind) -> Media | None:  # noqa: ANN401 - cells hold anything
    if isinstance(item, str):
        return Media(kind=_kind("", item, kind), url=item) if item.startswith(_HTTP) else None
    if not isinstance(item, dict):
        return None
    stated = get_str(item, "type") or get_str(item, "_type") or ""
    url = _video(item) or next((found for key in _ADDRESSES if (found := get_str(item, key))), None)
    alt = next((found for key in _ALTS if (found := get_str(item, key))), None)
    return Media(kind=_kind(stated, url or "", kind), alt=alt, url=url) if url or alt else None


def _video(item: JsonObject) -> str | None:
    found = get_list(item, "variants") or get_list(item, "video_info", "variants")
    return next(iter(variants(found)), None)


def _kind(stated: str, url: str, otherwise: Kind) -> Kind:
    lower = stated.lower()
    if "gif" in lower:
        return "gif"
    if "video" in lower or (not lower and _VIDEO_FILES.search(url) and otherwise == "photo"):
        return "video"
    return "photo" if "photo" in lower or "image" in lower else otherwise


def _of_repr(stated: str) -> Iterator[Media]:
    """Yield media from a list of snscrape as printed by pandas: `[Photo(fullUrl='…')]`."""
    starts = [*_REPR.finditer(stated)]
    ends = [each.start() for each in starts[1:]] + [len(stated)]
    for start, end in zip(starts, ends, strict=True):
        fields = {found[1]: found[3] for found in _REPR_FIELD.finditer(stated, start.end(), end)}
        url = fields.get("fullUrl") or fields.get("thumbnailUrl") or fields.get("previewUrl")
        yield Media(kind=_kind(start[1], "", "photo"), url=url, alt=fields.get("altText") or None)
