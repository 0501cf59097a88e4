"""Entries of RSS and Atom as posts, with the habits of Nitter and Mastodon."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.feeds.entry_ids import global_id
from tui_feed.loaders.feeds.feed_dates import feed_date
from tui_feed.loaders.x.status_links import status_link
from tui_feed.models import Author, Media, Metrics, Post, Profile, Record
from tui_feed.sources.file import File
from tui_feed.text.dates import iso

_PASSED_ON = re.compile(r"RT by @(?P<handle>\w+): ", re.ASCII)
_ANSWERS = re.compile(r"R to @(?P<handle>\w+): ", re.ASCII)
_PLACEHOLDERS = ("Image", "Video", "Gif")
_MAIL = r"[^\s@()]+@[^\s@()]+"
_WITH_MAIL = re.compile(rf"(?P<name>.+) \({_MAIL}\)|{_MAIL} \((?P<named>.+)\)", re.DOTALL)
_ENDING = re.compile(r"\.(\w{2,5})(?:[?#]|$)", re.ASCII)
_WARNING = re.compile(r"(?:Content warning|CW): (?P<words>[^\n]+)\n+(?P<rest>.*)", re.DOTALL)
KINDS: tuple[tuple[str, Literal["photo", "video", "audio"]], ...] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip
"""How a type begins, and the kind of media that it is."""
_ENDINGS: dict[str, Literal["photo", "video", "audio"]] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "avif"), "photo"),
    **dict.fromkeys(("mp4", "m4v", "webm", "mov"), "video"),
    **dict.fromkeys(("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"), "audio"),
}


class Entries:
    """Turns the entries of one feed into posts."""

    def __init__(self, file: File, profile: Profile | None, channel: Any, version: str) -> None:  # noqa: ANN401
        """Take the feed's account, and what feedparser calls its channel and its version."""
        self._file = file
        self._identities = Identities()
        self._home = _home_of(channel) or file.name
        self._is_atom = version.startswith("atom")
        self._owner = Author(
            name=profile.name if profile else None, handle=profile.handle if profile else None
        )
        if self._is_atom and not self._owner.handle and (name := self._named(channel)):
            self._owner = Author(name=name)  # RFC 4287: of all entries that name nobody

    def read(self, entry: Any, place: str) -> Record:  # noqa: ANN401 - feedparser's own dictionary
        """Return the post of an entry."""
        return self._post(entry, place)

    def _post(self, entry: Any, place: str) -> Post:  # noqa: ANN401
        said, body = _said(entry)
        heading = get_obj(entry, "title_detail")
        title, habits = _habits(_text_of(heading).text)
        author = self._author(entry)
        link = get_str(entry, "link")
        is_nitter = "nitter" in (link or "") or (link or "").endswith("#m")
        if is_nitter and title in _PLACEHOLDERS and not said.text:
            title = ""
        text = joined(title, said.text)
        warning = _WARNING.match(text)
        if warning:
            habits["content_warning"], text = warning["words"].strip(), warning["rest"]
        stated = (
            get_str(entry, "published") or get_str(entry, "updated") or get_str(entry, "created")
        )
        when = feed_date(
            stated, dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        )
        named = entity_fields(text)
        status = status_link(re.sub(r"https?://[^/]+/", "https://x.com/", link or ""))
        post_id = get_str(entry, "id") or link
        post_id = status[0] if status and is_nitter else global_id(post_id, self._home)
        tags = [get_str(tag, "term") or "" for tag in get_list(entry, "tags")]
        return Post(
            id=post_id or self._identities.of_post(author.handle, iso(when), text),
            url=link,
            author=author,
            created_at=iso(when),
            text=text,
            lang=get_str(body, "language") or get_str(heading, "language"),
            reply_to_id=global_id(get_str(get_obj(entry, "thr_in-reply-to"), "ref"), self._home),
            hashtags=tuple(distinct([*said.hashtags, *named["hashtags"], *filter(None, tags)])),
            mentions=said.mentions or named["mentions"],
            cashtags=named["cashtags"],
            links=said.links or named["links"],
            media=tuple(_media(entry, said)),
            edited=_is_edited(entry),
            metrics=Metrics(replies=get_count(entry, "slash_comments", "thr_total")),
            source=f"{self._file.name}, {place}",
            **habits,
        )

    def _author(self, entry: Any) -> Author:  # noqa: ANN401
        name = self._named(entry)
        if not name:
            return self._owner
        if name.startswith("@") and " " not in name:
            is_owner = (self._owner.handle or "").casefold() == name[1:].casefold()
            return self._owner if is_owner else Author(handle=name[1:])
        return Author(name=name)

    def _named(self, holder: Any) -> str | None:  # noqa: ANN401
        """Return who is named, without a mail address; of RSS one, for it knows no more."""
        several = [name for each in get_list(holder, "authors") if (name := get_str(each, "name"))]
        if self._is_atom and several:
            return ", ".join(dict.fromkeys(several))
        name = get_str(holder, "author") or next(iter(several), None)
        found = _WITH_MAIL.fullmatch(name or "")
        return found["name"] or found["named"] if found else name


def _home_of(channel: Any) -> str | None:  # noqa: ANN401
    """Return the address of a feed; its title where it states none."""
    links = get_list(channel, "links")
    own = (get_str(link, "href") for link in links if get_str(link, "rel") == "self")
    stated = (get_str(channel, name) for name in ("id", "link", "title"))
    return next(filter(None, [*own, *stated]), None)


def _said(entry: Any) -> tuple[HtmlText, JsonObject]:  # noqa: ANN401
    """Return what an entry says, and what feedparser knows of it."""
    whole = next((each for each in get_list(entry, "content") if get_str(each, "value")), None)
    body = whole or get_obj(entry, "summary_detail")
    return _text_of(body), body


def _text_of(detail: JsonObject) -> HtmlText:
    """Return what a text says: where it is no HTML, each sign stands for itself."""
    value = get_str(detail, "value") or ""
    if get_str(detail, "type") == "text/plain":
        return HtmlText(value.strip(), (), (), (), ())
    return html_text(value, get_str(detail, "base"))


def _habits(title: str) -> tuple[str, dict[str, Any]]:
    """Return a title without what Nitter puts before it, and what that says."""
    found: dict[str, Any] = {}
    if title.startswith("Pinned: "):
        title, found["pinned"] = title.removeprefix("Pinned: "), True
    if passed_on := _PASSED_ON.match(title):
        title, found["reposted_by"] = title[passed_on.end() :], passed_on["handle"]
    if answers := _ANSWERS.match(title):
        title, found["reply_to"] = title[answers.end() :], (answers["handle"],)
    return title, found


def distinct(names: Iterable[str]) -> list[str]:
    """Return names, each once however it is written: the way that came first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return list(found.values())


def joined(title: str, body: str) -> str:
    """Return title and text; a title that only repeats how the text begins says nothing."""
    if not title or not body:
        return title or body
    beginning = "".join(title.rstrip("….").split())
    if "".join(body.split()).startswith(beginning):
        return body
    return f"{title}\n\n{body}"


def _media(entry: Any, said: HtmlText) -> Iterator[Media]:  # noqa: ANN401
    """Yield pictures, videos and sounds, each address once, with the descriptions they have."""
    seen: set[str] = set()
    described = html_text(get_str(entry, "media_description") or "").text or None
    pieces = get_list(entry, "media_content") + get_list(entry, "enclosures")
    only = len(get_list(entry, "media_content")) == 1
    for item in pieces:
        url = get_str(item, "url") or get_str(item, "href")
        stated = f"{get_str(item, 'medium') or ''} {get_str(item, 'type') or ''}".strip().lower()
        kind = next((kind for sign, kind in KINDS if sign in stated), None)
        if not stated and (ending := _ENDING.search(url or "")):
            kind = _ENDINGS.get(ending[1].lower())
        if url and kind and url not in seen:
            seen.add(url)
            alt = get_str(item, "description") or (described if only else None)
            yield Media(kind=kind, alt=alt, url=url, duration=seconds(item.get("duration")))
    for picture in said.pictures:
        if picture.src not in seen:
            seen.add(picture.src)
            yield Media(kind="photo", alt=picture.alt, url=picture.src)
    if not seen:
        for item in get_list(entry, "media_thumbnail"):
            if url := get_str(item, "url"):
                yield Media(kind="photo", url=url)


def seconds(stated: object) -> float | None:
    """Return a length that is stated in seconds, as a number or in words."""
    try:
        found = float(str(stated))
    except ValueError:
        return None
    return found if 0 <= found < 1e9 else None


def _is_edited(entry: Any) -> bool:  # noqa: ANN401
    # Not by its own `get`, which takes one date for the other.
    first, last = dict.get(entry, "published_parsed"), dict.get(entry, "updated_parsed")
    return bool(first and last and get_str(entry, "published") and last > first)
