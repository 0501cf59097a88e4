"""A post of Bluesky, as its repositories and its API state it (lexicons `app.bsky.*`)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.fields import Json, host_of, part, parts, strings, words
from tui_feed.model import Link, LinkCard, Media
from tui_feed.text.dates import Moment

NOT_HERE = "not in this archive"
"""Why a post that is only referred to has no text."""

_URI = re.compile(r"at://(?P<who>[^/\s]+)/(?P<collection>[^/\s]+)/(?P<key>[^/\s]+)")
_TID = "234567abcdefghijklmnopqrstuvwxyz"


def address(uri: str) -> str | None:
    """Return the page of a post on bsky.app; None for what is no post."""
    found = _URI.fullmatch(uri)
    if not found or found["collection"] != "app.bsky.feed.post":
        return None
    return f"https://bsky.app/profile/{found['who']}/post/{found['key']}"


def moment(stated: str | None, uri: str | None = None) -> Moment | None:
    """Return when something was made: by its author's word, else by its key, which holds a time."""
    try:
        if stated:
            return Moment.parse(stated)
    except ValueError:
        pass
    key = (uri or "").rpartition("/")[2]
    if len(key) != 13 or any(sign not in _TID for sign in key):
        return None
    number = 0
    for sign in key:
        number = number * 32 + _TID.index(sign)
    try:
        when = datetime.fromtimestamp((number >> 10) / 1e6, UTC)
        return Moment.parse(when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError):
        return None


def said(record: Json) -> dict[str, Any]:
    """Return what a record says, as fields of a post.

    Facets count bytes of the text in UTF-8. Records of early 2023 have `entities` in their place,
    which count UTF-16 units; those and texts without either are searched for tags and links.
    """
    text = words(record, "text") or ""
    tags = strings(record, "tags")
    if not parts(record, "facets"):
        found = entity_fields(text)
        return {**found, "text": text, "hashtags": [*found["hashtags"], *tags]}
    mentions, links = [], []
    data = text.encode("utf-8", "replace")
    for piece, feature in _facets(record, data):
        kind = (words(feature, "$type") or "").rpartition("#")[2]
        if kind == "mention" and piece.startswith("@"):
            mentions.append(piece[1:])
        elif kind == "tag" and (tag := words(feature, "tag")):
            tags.append(tag.removeprefix("#"))
        elif kind == "link" and (uri := words(feature, "uri")) and piece.strip():
            links.append(Link(url=uri, display=piece))
    return {
        "text": text,
        "hashtags": list(dict.fromkeys(tags)),
        "mentions": list(dict.fromkeys(mentions)),
        "cashtags": [],
        "links": links,
    }


def _facets(record: Json, data: bytes) -> Iterator[tuple[str, Json]]:
    for facet in parts(record, "facets"):
        index = part(facet, "index")
        start, end = index.get("byteStart"), index.get("byteEnd")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(data):
            piece = data[start:end].decode("utf-8", "replace")
            yield from ((piece, feature) for feature in parts(facet, "features"))


def reply(record: Json) -> dict[str, Any]:
    """Return what a record replies to, as fields of a post."""
    return {
        "reply_to_id": words(part(record, "reply", "parent"), "uri"),
        "conversation_id": words(part(record, "reply", "root"), "uri"),
    }


def kind_of(embed: Json) -> str:
    """Return the kind of an embed without what says that it is a view: `images`, `external`."""
    return (words(embed, "$type") or "").removeprefix("app.bsky.embed.").removesuffix("#view")


def media(embed: Json) -> Iterator[Media]:
    """Yield the pictures and videos of an embed, of a record or of a view."""
    kind = kind_of(embed)
    if kind == "recordWithMedia":
        yield from media(part(embed, "media") if kind_of(part(embed, "media")) != kind else {})
    elif kind in ("images", "gallery"):
        for image in parts(embed, "images") or parts(embed, "items"):
            url = words(image, "fullsize") or words(image, "thumb")
            yield Media(kind="photo", alt=words(image, "alt"), url=url)
    elif kind == "video":
        yield Media(kind="video", alt=words(embed, "alt"), url=words(embed, "playlist"))


def card(embed: Json) -> LinkCard | None:
    """Return the preview of a page; None where the embed holds none."""
    if kind_of(embed) == "recordWithMedia":
        embed = part(embed, "media")
    outside = part(embed, "external") if kind_of(embed) == "external" else {}
    uri = words(outside, "uri")
    if not uri:
        return None
    return LinkCard(
        title=words(outside, "title"),
        description=words(outside, "description"),
        domain=host_of(uri),
        url=uri,
    )


def warning(labels: list[Json]) -> str | None:
    """Return labels as a content warning; those that only say who may see a post are none."""
    found = [value for label in labels if (value := words(label, "val")) and value[0] != "!"]
    return ", ".join(dict.fromkeys(found)) or None


def language(record: Json) -> str | None:
    """Return the first language that a record states."""
    return next(iter(strings(record, "langs")), None)
