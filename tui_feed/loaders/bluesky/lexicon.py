"""Read the fields of a Bluesky post record, in repositories and in the API (`app.bsky.*`)."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import Author, Link, LinkCard, Media, Post
from tui_feed.text.dates import IsoDate

POST = "app.bsky.feed.post"
"""Collection of posts."""

NOT_HERE = "not in this archive"
"""Reason why a referenced post has no text."""

TOO_DEEP = "not shown here: too many posts quote each other; it stands by itself"
"""Reason why a post at the end of a long chain of quotes has no text."""

DEEPEST_QUOTE = 20
"""Maximum depth of quotes."""

_URI = re.compile(r"at://(?P<who>[^/\s]+)/(?P<collection>[^/\s]+)/(?P<key>[^/\s]+)")
_TID = re.compile(r"[2-7a-j][2-7a-z]{12}")
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_PAGES = {
    POST: ("profile/", "/post/"),
    "app.bsky.feed.generator": ("profile/", "/feed/"),
    "app.bsky.graph.list": ("profile/", "/lists/"),
    "app.bsky.graph.starterpack": ("starter-pack/", "/"),
}
_WITH_MEDIA = "recordWithMedia"
_PICTURES = ("images", "gallery", "video")
_ATTACHED = (*_PICTURES, "external")


def is_post(uri: str) -> bool:
    """Tell whether an address is a post's, not a list's, a feed's or a like's."""
    found = _URI.fullmatch(uri)
    return found is not None and found["collection"] == POST


def address(uri: str) -> str | None:
    """Return the bsky.app page of a post, feed, list or starter pack; None for other records."""
    found = _URI.fullmatch(uri)
    if not found:
        return None
    who, collection, key = found.groups()
    before, between = _PAGES.get(collection, ("", ""))
    return f"https://bsky.app/{before}{who}{between}{key}" if before else None


def author_of(uri: str) -> Author:
    """Return the author in an address: a DID, or a handle."""
    found = _URI.fullmatch(uri)
    if not found:
        return Author()
    who = found["who"]
    return Author(id=who) if who.startswith("did:") else Author(handle=who)


def stub(uri: str, why: str) -> Post:
    """Return a placeholder for a referenced post; `why` is the reason for its missing text."""
    return Post(id=uri, url=address(uri), author=author_of(uri), unavailable=why)


def date(stated: str | None, uri: str) -> IsoDate | None:
    """Return the date of a record: as stated, or else from its key, a TID with a time."""
    return iso_date(stated) or _date_in_key(uri.rpartition("/")[2])


def _date_in_key(key: str) -> IsoDate | None:
    if not _TID.fullmatch(key):
        return None
    number = 0
    for sign in key:
        number = number * 32 + _DIGITS.index(sign)
    when = datetime.fromtimestamp((number >> 10) // 10**6, UTC)
    return iso_date(when.strftime("%Y-%m-%dT%H:%M:%SZ"))


# Text and references


class Said(Struct, frozen=True, gc=False):
    """Text of a record, with the names and links in it."""

    text: str
    """Text."""
    hashtags: tuple[str, ...]
    """Tags, without `#`."""
    mentions: tuple[str, ...]
    """Handles, without `@`."""
    cashtags: tuple[str, ...]
    """Ticker symbols, without `$`."""
    links: tuple[Link, ...]
    """Links."""


def said(record: JsonObject) -> Said:
    """Return the text of a record, with the names and links in it.

    Facets mark all names and links. The older `entities` (until early 2023) mark no hashtags, so
    these are found in the text; without either field, everything is found in the text.
    """
    text = get_str(record, "text") or ""
    if "facets" in record and (facets := get_list(record, "facets")):
        found = _marked(text, _facets(facets, text), ())
    else:
        named = entity_fields(text)
        found = Said(text, **named)
        if "entities" in record and (entities := get_list(record, "entities")):
            marked = _marked(text, _entities(entities, text), named["hashtags"])
            found = replace(marked, cashtags=named["cashtags"])
    if "tags" in record:
        more = (tag.removeprefix("#") for tag in get_strings(record, "tags"))
        tags = dict.fromkeys(filter(None, (*found.hashtags, *more)))
        found = replace(found, hashtags=tuple(tags))
    return found


_Piece = tuple[str, str, str | None]


def _marked(text: str, pieces: Iterator[_Piece], hashtags: tuple[str, ...]) -> Said:
    tags, mentions, links = dict.fromkeys(hashtags), dict[str, None](), list[Link]()
    for piece, kind, leads_to in pieces:
        if kind == "mention" and len(piece) > 1 and piece[0] == "@":
            mentions[piece[1:]] = None
        elif kind == "tag" and leads_to:
            tags[leads_to.removeprefix("#")] = None
        elif kind == "link" and leads_to and piece.strip():
            links.append(Link(url=leads_to, display=piece))
    return Said(text, tuple(filter(None, tags)), tuple(mentions), (), tuple(links))


def _facets(facets: list[JsonObject], text: str) -> Iterator[_Piece]:
    """Yield pieces of the text with kind and target. Facets count bytes in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    for facet in facets:
        index = get_obj(facet, "index")
        piece = _piece(data, index.get("byteStart"), index.get("byteEnd"), 1)
        for feature in get_list(facet, "features") if piece else ():
            kind = (get_str(feature, "$type") or "").rpartition("#")[2]
            yield piece, kind, get_str(feature, "tag") or get_str(feature, "uri")


def _entities(entities: list[JsonObject], text: str) -> Iterator[_Piece]:
    """Yield pieces of the text with kind and target. Entities count UTF-16 code units."""
    data = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        index = get_obj(entity, "index")
        piece = _piece(data, index.get("start"), index.get("end"), 2)
        yield piece, get_str(entity, "type") or "", get_str(entity, "value")


def _piece(data: bytes, start: object, end: object, unit: int) -> str:
    """Return a piece of an encoded text; "" if it is out of range or cuts a character."""
    if not isinstance(start, int) or not isinstance(end, int):
        return ""
    if not 0 <= start < end <= len(data) // unit:
        return ""
    try:
        return data[start * unit : end * unit].decode("utf-8" if unit == 1 else "utf-16-le")
    except UnicodeDecodeError:
        return ""


class Answered(Struct, frozen=True, gc=False):
    """Posts to which a record replies."""

    parent: str | None = None
    """Address of the post replied to."""
    root: str | None = None
    """Address of the first post of the thread."""


_NOTHING_ANSWERED = Answered()


def reply(record: JsonObject) -> Answered:
    """Return the posts to which a record replies."""
    if "reply" not in record:
        return _NOTHING_ANSWERED
    held = get_obj(record, "reply")
    return Answered(get_str(get_obj(held, "parent"), "uri"), get_str(get_obj(held, "root"), "uri"))


def language(record: JsonObject) -> str | None:
    """Return the first language stated by a record."""
    stated = record.get("langs")
    if type(stated) is list and stated and type(stated[0]) is str and stated[0]:
        return stated[0]  # most records; a lookup for the rest takes three times as long
    return next(filter(None, get_strings(record, "langs")), None)


def warning(labels: list[JsonObject]) -> str | None:
    """Return labels as a content warning, without visibility labels (`!no-…`); None for none."""
    if not labels:
        return None
    valid = (get_str(label, "val") for label in labels if label.get("neg") is not True)
    found = [value for value in valid if value and not value.startswith("!no-")]
    return ", ".join(dict.fromkeys(found)) or None


# Embeds


def kind_of(embed: JsonObject) -> str:
    """Return the kind of an embed, of a record or of a view: `images`, `external`."""
    return _kind(get_str(embed, "$type") or "")


@lru_cache(64)
def _kind(stated: str) -> str:
    return stated.removeprefix("app.bsky.embed.").removesuffix("#view")


def quoted(embed: JsonObject) -> JsonObject:
    """Return the record inside an embed, or a reference to it; empty without a record."""
    kind = kind_of(embed)
    if kind == _WITH_MEDIA:
        return get_obj(embed, "record", "record")
    return get_obj(embed, "record") if kind == "record" else {}


def attached(embed: JsonObject) -> JsonObject:
    """Return the media part of an embed: the embed itself, or the media beside a quote."""
    return get_obj(embed, "media") if kind_of(embed) == _WITH_MEDIA else embed


def unknown(embed: JsonObject) -> str | None:
    """Return the type of an embed of an unknown kind; None for known kinds."""
    kind = kind_of(embed) if embed else "record"
    if kind == "record" or kind in _ATTACHED or kind_of(attached(embed)) in _ATTACHED:
        return None
    return get_str(attached(embed), "$type") or "one without a type"


def media(embed: JsonObject, files: Mapping[str, str] | None = None) -> Iterator[Media]:
    """Yield pictures and videos of an embed; their addresses are None in a record.

    `files` are names of files in the archive, by the CIDs of their blobs.
    """
    embed = attached(embed)
    kind = kind_of(embed)
    if kind in ("images", "gallery"):
        for image in get_list(embed, "images") or get_list(embed, "items"):
            url = get_str(image, "fullsize") or get_str(image, "thumb")
            file = files.get(blob_of(image, "image")) if files else None
            yield Media(kind="photo", alt=get_str(image, "alt"), url=url, file=file)
    elif kind == "video":
        file = files.get(blob_of(embed, "video")) if files else None
        url = get_str(embed, "playlist")
        yield Media(kind="video", alt=get_str(embed, "alt"), url=url, file=file)


def blob_of(holder: JsonObject, key: str) -> str:
    """Return the CID of a blob; empty without one."""
    return get_str(get_obj(holder, key, "ref"), "$link") or ""


def card(embed: JsonObject) -> LinkCard | None:
    """Return the preview of a page, a feed, a list or a starter pack; None without any."""
    beside = attached(embed)
    kind = kind_of(beside)
    if kind in _PICTURES and beside is embed:
        return None
    outside = get_obj(beside, "external") if kind == "external" else {}
    if uri := get_str(outside, "uri"):
        return LinkCard(
            title=get_str(outside, "title"),
            description=get_str(outside, "description"),
            domain=host_of(uri),
            url=uri,
        )
    held = quoted(embed)
    uri = get_str(held, "uri") or ""
    page = None if is_post(uri) else address(uri)
    if not page:
        return None
    title = (
        get_str(held, "displayName")
        or get_str(held, "name")
        or get_str(get_obj(held, "record"), "name")
    )
    about = get_str(held, "description") or get_str(get_obj(held, "record"), "description")
    return LinkCard(title=title, description=about, domain=host_of(page), url=page)
