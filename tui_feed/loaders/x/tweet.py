"""A tweet as X's archive and API v1.1 state it, and its web client as `legacy`, as a post.

Shapes: X's developer documentation, "Tweet object" and "Entities object" of API v1.1.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.x.tweet_text import Edit, expanded, place_of, sought, time_of_id
from tui_feed.models import Link, Media
from tui_feed.text.dates import MONTHS, Moment

NOT_HERE = "not in this archive"
"""Why a post that is only referred to has no text."""

_DATE = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<day>\d\d?) (?P<clock>\d\d:\d\d:\d\d) "
    r"(?P<zone>[+-]\d{4}) (?P<year>\d{4})",
    re.ASCII,
)
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?P<handle>\w{1,20}|i/web)/status(?:es)?/(?P<id>\d{1,20})",
    re.IGNORECASE | re.ASCII,
)
_REPOST = re.compile(r"RT @(?P<handle>\w{1,20}): ?", re.ASCII)
_KINDS: dict[str, Literal["photo", "video", "gif"]] = {
    "photo": "photo", "video": "video", "animated_gif": "gif",
}  # fmt: skip


@dataclass
class Said:
    """What a tweet says, with its short links replaced by where they lead."""

    text: str
    """The text as people saw it."""
    links: list[Link] = field(default_factory=list)
    """Its links."""
    hashtags: list[str] = field(default_factory=list)
    """Its tags."""
    mentions: list[str] = field(default_factory=list)
    """Whom it names."""
    cashtags: list[str] = field(default_factory=list)
    """Its symbols."""

    def fields(self) -> dict[str, Any]:
        """Return all of it as fields of a post."""
        return {
            "text": self.text, "links": self.links, "hashtags": self.hashtags,
            "mentions": self.mentions, "cashtags": self.cashtags,
        }  # fmt: skip


def moment(tweet: JsonObject, post_id: str | None) -> Moment | None:
    """Return when a tweet was made: by its date, else by its id."""
    stated = get_str(tweet, "created_at")
    if stated and (found := x_date(stated)):
        return found
    ms = time_of_id(post_id) if post_id else None
    return None if ms is None else moment_of_ms(ms)


def x_date(stated: str) -> Moment | None:
    """Read `Sat Nov 09 12:14:18 +0000 2024` or ISO 8601; None for what is neither."""
    if found := _DATE.fullmatch(stated.strip()):
        month = MONTHS.index(found["month"]) + 1 if found["month"] in MONTHS else 0
        day = f"{found['year']}-{month:02}-{int(found['day']):02}"
        stated = f"{day}T{found['clock']}{found['zone']}"
    try:
        return Moment.parse(stated)
    except ValueError:
        return None


def moment_of_ms(ms: int) -> Moment | None:
    """Return the second that milliseconds since 1970 are in."""
    from datetime import UTC, datetime

    try:
        return Moment.parse(datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError):
        return None


def said(
    escaped: str, entities: JsonObject, media: Iterable[JsonObject], quoted_id: str | None
) -> Said:
    """Return what an escaped text says.

    Links of its own pictures, and the link to the post that it quotes, are left out: both are
    shown. Places are code points of the escaped text.
    """
    edits, links = [], []
    for url in sought(escaped, get_list(entities, "urls")):
        place, full = _place_in(escaped, url), get_str(url, "expanded_url") or get_str(url, "url")
        if not place or not full:
            continue
        status = _STATUS.match(full)
        is_quote = bool(quoted_id and status and status["id"] == quoted_id)
        edits.append(place._replace(shown="" if is_quote else full))
        if not is_quote:
            links.append(Link(url=full, display=full))
    edits += [place for item in sought(escaped, list(media)) if (place := _place_in(escaped, item))]
    text = expanded(escaped, set(edits))
    return Said(
        text,
        [link for link in links if link.display in text],
        _texts(entities, "hashtags", "text"),
        _texts(entities, "user_mentions", "screen_name"),
        _texts(entities, "symbols", "text"),
    )


def note_said(note: JsonObject, quoted_id: str | None) -> Said:
    """Return what a long post says. Its text is not escaped, so its places are of the text."""
    text = get_str(note, "text") or ""
    entities = get_obj(note, "core") or get_obj(note, "entity_set")
    edits, links = [], []
    for url in sought(text, get_list(entities, "urls")):
        place = _place(url, "indices") or _place_of_note(url)
        full = get_str(url, "expanded_url") or get_str(url, "expandedUrl") or get_str(url, "url")
        if place and full:
            status = _STATUS.match(full)
            is_quote = bool(quoted_id and status and status["id"] == quoted_id)
            edits.append(Edit(*place, "" if is_quote else full))
            links += [] if is_quote else [Link(url=full, display=full)]
    shown = _unescaped_edits(text, edits)
    mentions = get_list(entities, "user_mentions") + get_list(entities, "mentions")
    return Said(
        shown,
        [link for link in links if link.display in shown],
        _texts(entities, "hashtags", "text"),
        [
            n
            for item in mentions
            if (n := get_str(item, "screen_name") or get_str(item, "screenName"))
        ],
        _texts(entities, "symbols", "text") or _texts(entities, "cashtags", "text"),
    )


def _unescaped_edits(text: str, edits: Iterable[Edit]) -> str:
    at, pieces = 0, []
    for start, end, shown in sorted(set(edits)):
        if at <= start < end <= len(text):
            pieces += [text[at:start], shown]
            at = end
    return ("".join(pieces) + text[at:]).rstrip()


def media_of(tweet: JsonObject, duration_key: str = "duration_millis") -> Iterator[Media]:
    """Yield the pictures and videos of a tweet. Alt text is where the API was asked for it."""
    for item in media_objects(tweet):
        kind = _KINDS.get(get_str(item, "type") or "")
        if kind is None:
            continue
        video = get_obj(item, "video_info")
        length = get_count(video, duration_key)
        yield Media(
            kind=kind,
            alt=get_str(item, "ext_alt_text"),
            url=best_variant(video)
            or get_str(item, "media_url_https")
            or get_str(item, "media_url"),
            duration=length / 1000 if length is not None and kind == "video" else None,
        )


def media_objects(tweet: JsonObject) -> list[JsonObject]:
    """Return what a tweet states of its media; the extended list has all of them."""
    return get_list(tweet, "extended_entities", "media") or get_list(tweet, "entities", "media")


def best_variant(video: JsonObject) -> str | None:
    """Return the address of the MP4 with the highest bit rate."""
    found = [
        (get_count(variant, "bitrate") or 0, url)
        for variant in get_list(video, "variants")
        if (url := get_str(variant, "url")) and get_str(variant, "content_type") == "video/mp4"
    ]
    return max(found)[1] if found else None


def status_link(full: str | None) -> tuple[str, str | None] | None:
    """Return id and handle of the post that an address of X leads to; None where it leads to none.

    The handle is None in addresses that do not state it.
    """
    found = _STATUS.match(full or "")
    if not found:
        return None
    return found["id"], None if "/" in found["handle"] else found["handle"]


def repost_of(text: str) -> tuple[str, str] | None:
    """Return handle and text of what is passed on as `RT @handle: text`."""
    found = _REPOST.match(text)
    return (found["handle"], text[found.end() :]) if found else None


def address(handle: str | None, post_id: str) -> str:
    """Return the page of a post."""
    return f"https://x.com/{handle or 'i/web'}/status/{post_id}"


def _place_in(escaped: str, item: JsonObject) -> Edit | None:
    start, end = _place(item, "indices") or (None, None)
    return place_of(escaped, start, end, get_str(item, "url"))


def _place(item: JsonObject, key: str) -> tuple[int, int] | None:
    found = item.get(key)
    if not isinstance(found, list) or len(found) != 2:
        return None
    try:
        start, end = (int(place) for place in found if isinstance(place, int | str))
    except ValueError:
        return None
    return start, end


def _place_of_note(item: JsonObject) -> tuple[int, int] | None:
    start, end = get_count(item, "fromIndex"), get_count(item, "toIndex")
    return None if start is None or end is None else (start, end)


def _texts(entities: JsonObject, key: str, inner: str) -> list[str]:
    return list(
        dict.fromkeys(found for item in get_list(entities, key) if (found := get_str(item, inner)))
    )
