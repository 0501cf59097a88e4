"""Feeds: RSS 0.9 to 2.0, Atom (RFC 4287) and JSON Feed 1.1, with Media RSS and Dublin Core.

What XML feeds mean is feedparser's business; what may reach it is ours: no entity declarations, no
deep nesting, bytes only, so that nothing is ever fetched.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ValidationError

from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.feed_dates import feed_date
from tui_feed.loaders.fields import Json, count, name_of, part, parts, strings, words
from tui_feed.loaders.file import File
from tui_feed.loaders.html_text import HtmlText, html_text
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_text import JsonError, parse_json, pretty
from tui_feed.loaders.x_tweets import status_link
from tui_feed.model import Author, Media, Metrics, Post, Problem, Profile, Record

LARGEST_FEED = 64 * 2**20
"""Bytes of the largest feed that is read."""
DEEPEST = 300
"""Elements that may stand inside each other."""

_OPENING = re.compile(
    r"(?:\s|<\?xml.*?\?>|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*"
    r"<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
_MEDIA = re.compile(
    rb"(?P<start><media:content\b[^<>]*[^/<>])>(?P<before>(?:(?!</?media:content\b).)*?)"
    rb"<media:description\b[^<>]*>(?P<words>[^<]*|<!\[CDATA\[.*?\]\]>)</media:description\s*>"
    rb"(?P<after>(?:(?!</?media:content\b).)*?</media:content\s*>)",
    re.DOTALL,
)
_ITEM = re.compile(r"<(?:\w+:)?(item|entry)\b.*?</(?:\w+:)?\1\s*>", re.IGNORECASE | re.DOTALL)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/', re.IGNORECASE)
_ACCOUNT = re.compile(r"https?://(?P<host>[^/\s]+)/@(?P<user>\w+)/?$", re.ASCII)
_NITTER = re.compile(r"(?P<name>.+) / @(?P<handle>\w+)$", re.ASCII | re.DOTALL)
_PASSED_ON = re.compile(r"RT by @(?P<handle>\w+): ", re.ASCII)
_ANSWERS = re.compile(r"R to @(?P<handle>\w+): ", re.ASCII)
_WARNING = re.compile(r"(?:Content warning|CW): (?P<words>[^\n]+)\n+(?P<rest>.*)", re.DOTALL)
_KINDS: tuple[tuple[str, Literal["photo", "video", "audio"]], ...] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip


def sniff(file: File) -> bool:
    """Tell by the first element, or by the version of JSON Feed."""
    head = file.head_text().lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return bool(_JSON_FEED.search(head[:4096]))
    return bool(_OPENING.match(head))


def read(file: File) -> Iterator[Record]:
    """Yield the channel as an account, and its entries in their order."""
    if file.head_text().lstrip("\ufeff \t\r\n").startswith("{"):
        yield from _read_json(file)
    else:
        yield from _read_xml(file)


def raw(file: File, post_id: str) -> str | None:
    """Return the XML of an entry, or its JSON."""
    text, _ = file.text()
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            found = parts(parse_json(text), "items")
        except JsonError:
            return None
        return next((pretty(item) for item in found if name_of(item, "id") == post_id), None)
    posts = [record for record in _read_xml(file) if isinstance(record, Post)]
    entries = [entry[0] for entry in _ITEM.finditer(text)]
    number = next((n for n, post in enumerate(posts) if post.id == post_id), None)
    aligned = number is not None and len(entries) == len(posts)
    return entries[number] if aligned and number is not None else None


# XML


def _read_xml(file: File) -> Iterator[Record]:
    data, problems = _safe_bytes(file)
    yield from problems
    if data is None:
        return
    found = _parsed(data)
    if isinstance(found, Exception):
        reason = f"it is too broken to be read ({type(found).__name__}: {found})"
        yield file.problem(reason[:200], skipped=True)
        return
    if found.get("bozo"):
        yield _ill_formed(file, found.get("bozo_exception"))
    channel = dict(found.get("feed") or {})
    try:
        profile = _profile(channel, file)
    except ValidationError:
        profile = None
    if profile:
        yield profile
    entries = found.get("entries") or []
    if not entries:
        yield file.problem("the feed has no entries")
    reader = _Entries(file, profile)
    for number, entry in enumerate(entries, 1):
        yield reader.read(entry, f"entry {number:,}")


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - feedparser's own dictionary
    """Return what feedparser makes of a feed, or what it raised."""
    import feedparser  # 46 ms that only feeds have to wait for

    try:
        # A stream, not bytes: feedparser takes what it is given for an address or a path first.
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:  # on broken markup it stumbles in many ways, none documented
        return error


def _safe_bytes(file: File) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes without declarations of entities; None where they are not to be trusted."""
    pieces, size, problems = [], 0, []
    try:
        for chunk in file.chunks():
            pieces.append(chunk)
            size += len(chunk)
            if size > LARGEST_FEED:
                problems.append(file.problem(f"only its first {LARGEST_FEED >> 20} MiB are read"))
                break
    except OSError as error:
        problems.append(file.problem(f"reading stopped: {error.strerror or error}"))
    data = b"".join(pieces)
    plain = data
    if file.encoding.name != "utf-8":
        plain = data.decode(file.encoding.name, "replace").encode()
        plain = re.sub(
            rb'encoding="[^"]*"', b'encoding="utf-8"', plain.removeprefix(b"\xef\xbb\xbf"), count=1
        )
    without = _DOCTYPE.sub(b"", plain, count=1)
    if _ENTITY.search(without):
        problems.append(file.problem("it declares entities, which no feed needs; nothing was read"))
        return None, problems
    if _ENTITY.search(plain):
        problems.append(file.problem("it declares entities; they are not expanded"))
    if _deepest(without) > DEEPEST:
        reason = f"more than {DEEPEST} elements inside each other; nothing was read"
        problems.append(file.problem(reason, skipped=True))
        return None, problems
    return _MEDIA.sub(_with_description, without), problems


def _with_description(found: re.Match[bytes]) -> bytes:
    """Move the description of a picture into an attribute of it.

    feedparser would take it for the text of the entry, and lose which picture it describes.
    """
    words = found["words"].strip().removeprefix(b"<![CDATA[").removesuffix(b"]]>")
    plain = words.replace(b"<", b"&lt;").replace(b'"', b"&quot;")
    return found["start"] + b' description="' + plain + b'">' + found["before"] + found["after"]


def _deepest(data: bytes) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(data):
        if tag[1]:
            depth = max(0, depth - 1)
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
    return deepest


def _ill_formed(file: File, error: object) -> Problem:
    line = getattr(error, "getLineNumber", lambda: None)()
    column = getattr(error, "getColumnNumber", lambda: None)()
    place = f"line {line}, column {column}" if line else "the whole file"
    message = getattr(error, "getMessage", lambda: str(error))()
    reason = " ".join(str(message).split())[:120] or type(error).__name__
    return file.problem(f"not quite a feed ({reason}); what could be read is shown", place)


def _profile(channel: Json, file: File) -> Profile | None:
    title, link = words(channel, "title"), words(channel, "link")
    if not title and not link:
        return None
    named = _NITTER.fullmatch(title or "")
    account = _ACCOUNT.fullmatch(link or "")
    handle = named["handle"] if named else None
    if account:
        handle = f"{account['user']}@{account['host']}"
    bio = words(channel, "subtitle") or words(channel, "description")
    return Profile(
        name=named["name"] if named else html_text(title or "").text or None,
        handle=handle,
        bio=html_text(bio).text or None if bio else None,
        website=link,
        avatar=words(part(channel, "image"), "href") or words(channel, "icon"),
        source=file.name,
    )


class _Entries:
    """Turns the entries of one feed into posts."""

    def __init__(self, file: File, profile: Profile | None) -> None:
        self._file = file
        self._identities = Identities()
        self._owner = Author(
            name=profile.name if profile else None, handle=profile.handle if profile else None
        )

    def read(self, entry: Any, place: str) -> Record:  # noqa: ANN401 - feedparser's own dictionary
        """Return the post of an entry."""
        try:
            return self._post(entry, place)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            reason = f"{'.'.join(map(str, first['loc']))}: {first['msg'][:80]}; it is left out"
            return self._file.problem(reason, place, skipped=True)

    def _post(self, entry: Any, place: str) -> Post:  # noqa: ANN401
        said, title = html_text(_content(entry)), html_text(words(entry, "title") or "").text
        title, habits = _habits(title)
        author = self._author(entry)
        link = words(entry, "link")
        text = _joined(title, said.text)
        warning = _WARNING.match(text)
        if warning:
            habits["content_warning"], text = warning["words"].strip(), warning["rest"]
        stated = words(entry, "published") or words(entry, "updated") or words(entry, "created")
        when = feed_date(
            stated, dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        )
        named = entity_fields(text)
        status = status_link(re.sub(r"https?://[^/]+/", "https://x.com/", link or ""))
        post_id = words(entry, "id") or link
        if status and habits.pop("is_nitter", "nitter" in (link or "")):
            post_id = status[0]
        tags = [words(tag, "term") or "" for tag in parts(entry, "tags")]
        return Post(
            id=post_id or self._identities.of_post(author.handle, when, text),
            url=link,
            author=author,
            created_at=when,
            text=text,
            lang=None,
            reply_to_id=words(entry, "thr_in-reply-to"),
            hashtags=list(dict.fromkeys([*said.hashtags, *named["hashtags"], *filter(None, tags)])),
            mentions=said.mentions or named["mentions"],
            cashtags=named["cashtags"],
            links=said.links or named["links"],
            media=list(_media(entry, said)),
            edited=_is_edited(entry),
            metrics=Metrics(replies=count(entry, "slash_comments", "thr_total")),
            source=f"{self._file.name}, {place}",
            **habits,
        )

    def _author(self, entry: Any) -> Author:  # noqa: ANN401
        name = words(entry, "author") or words(part(entry, "author_detail"), "name")
        if not name:
            return self._owner
        if name.startswith("@") and " " not in name:
            is_owner = (self._owner.handle or "").casefold() == name[1:].casefold()
            return self._owner if is_owner else Author(handle=name[1:])
        return Author(name=re.sub(r"^\S+@\S+ \((.+)\)$", r"\1", name))


def _content(entry: Any) -> str:  # noqa: ANN401
    whole = next((words(each, "value") for each in parts(entry, "content")), None)
    return whole or words(entry, "summary") or ""


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


def _joined(title: str, body: str) -> str:
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
    described = html_text(words(entry, "media_description") or "").text or None
    pieces = parts(entry, "media_content") + parts(entry, "enclosures")
    only = len(parts(entry, "media_content")) == 1
    for item in pieces:
        url = words(item, "url") or words(item, "href")
        stated = f"{words(item, 'medium') or ''} {words(item, 'type') or ''}".strip().lower()
        kind = next((kind for sign, kind in _KINDS if sign in stated), None)
        if url and kind and url not in seen:
            seen.add(url)
            alt = words(item, "description") or (described if only else None)
            yield Media(kind=kind, alt=alt, url=url, duration=_seconds(item.get("duration")))
    for picture in said.pictures:
        if picture.src not in seen:
            seen.add(picture.src)
            yield Media(kind="photo", alt=picture.alt, url=picture.src)
    if not seen:
        for item in parts(entry, "media_thumbnail"):
            if url := words(item, "url"):
                yield Media(kind="photo", url=url)


def _seconds(stated: object) -> float | None:
    try:
        found = float(str(stated))
    except ValueError:
        return None
    return found if 0 <= found < 1e9 else None


def _is_edited(entry: Any) -> bool:  # noqa: ANN401
    # Not by its own `get`, which takes one date for the other.
    first, last = dict.get(entry, "published_parsed"), dict.get(entry, "updated_parsed")
    return bool(first and last and words(entry, "published") and last > first)


# JSON Feed


def _read_json(file: File) -> Iterator[Record]:
    text, problems = file.text()
    yield from problems
    try:
        feed = parse_json(text)
    except JsonError as error:
        place = f"character {error.column:,}"
        yield file.problem(f"{error.reason}; nothing was read", place, skipped=True)
        return
    try:
        profile = Profile(
            name=words(feed, "title"),
            bio=words(feed, "description"),
            website=words(feed, "home_page_url"),
            avatar=words(feed, "icon"),
            source=file.name,
        )
        yield profile
    except ValidationError as error:
        yield file.problem(f"its title cannot be used ({error.error_count()} faults)")
    found = parts(feed, "items")
    if not found:
        yield file.problem("the feed has no entries")
    identities = Identities()
    for number, item in enumerate(found, 1):
        place = f"entry {number:,}"
        try:
            yield _json_post(item, feed, identities, f"{file.name}, {place}")
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            reason = f"{'.'.join(map(str, first['loc']))}: {first['msg'][:80]}; it is left out"
            yield file.problem(reason, place, skipped=True)


def _json_post(item: Json, feed: Json, identities: Identities, source: str) -> Post:
    said = html_text(words(item, "content_html") or "")
    body = said.text or words(item, "content_text") or words(item, "summary") or ""
    text = _joined(words(item, "title") or "", body)
    people = parts(item, "authors") or [part(item, "author")]
    name = words(people[0], "name") or words(feed, "title")
    when = feed_date(words(item, "date_published"), None)
    named = entity_fields(text)
    media = [
        Media(
            kind=kind,
            alt=words(each, "title"),
            url=words(each, "url"),
            duration=_seconds(each.get("duration_in_seconds")),
        )
        for each in parts(item, "attachments")
        for sign, kind in _KINDS
        if (words(each, "mime_type") or "").startswith(sign)
    ]
    if image := words(item, "image"):
        media.insert(0, Media(kind="photo", url=image))
    media += [Media(kind="photo", alt=each.alt, url=each.src) for each in said.pictures]
    return Post(
        id=name_of(item, "id") or identities.of_post(name, when, text),
        url=words(item, "url") or words(item, "external_url"),
        author=Author(name=name),
        created_at=when,
        text=text,
        lang=words(item, "language"),
        hashtags=list(dict.fromkeys([*strings(item, "tags"), *named["hashtags"]])),
        mentions=named["mentions"],
        cashtags=named["cashtags"],
        links=said.links or named["links"],
        media=media,
        edited=words(item, "date_modified") is not None,
        source=source,
    )
