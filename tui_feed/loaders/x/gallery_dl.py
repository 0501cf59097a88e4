"""Read gallery-dl's JSON beside pictures of X: an object for each picture, or its `-j` list.

Format: gallery-dl's `metadata` postprocessor and its Twitter extractor. All pictures of a post have
its `tweet_id`; `quoted_id` is the quoted post, `quote_id` the quoting post (but the quoted post in
older versions, without `quoted_id`).
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.status_links import (
    DEEPEST,
    QUOTES_ITSELF,
    SOMEBODY,
    TOO_DEEP,
    status_address,
    stub,
)
from tui_feed.loaders.x.tweet_dates import x_date
from tui_feed.loaders.x.tweet_text import Named, client_of, names, tweet_text
from tui_feed.models import Author, Media, MediaKind, Metrics, Post, Problem, Profile, Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import IsoDate

_MOST_HEADS: Final = 5
_MOVING: Final = ("mp4", "webm", "mov", "m3u8")


class _Picture(NamedTuple):
    """Record of a picture."""

    record: JsonObject
    media: Media | None
    place: str


_Groups = dict[str, list[_Picture]]


def sniff(container: Container) -> bool:
    """Tell whether some of the JSON files have X's `category` and a `tweet_id`.

    Raises `InputError` for gallery-dl's data of another site.
    """
    files = [container.lone] if container.lone else list(_json_files(container).values())
    for file in files[:_MOST_HEADS]:
        records = list(_first(file))
        if any(map(_is_of_x, records)):
            return True
        for record in records if container.lone else ():
            site = get_str(record, "category")
            if site and get_str(record, "subcategory") and "extension" in record:
                raise InputError(f"{file.path}: gallery-dl's data of {site}, which is not read")
    return False


def names_read(container: Container) -> set[str]:
    """Return the names of the files with records of X, and of the pictures beside them."""
    own = set()
    for name, file in _json_files(container).items():
        if any(map(_is_of_x, _first(file))):
            own |= {name, name.removesuffix(".json")}
        file.forget()
    return own


def _first(file: File) -> Iterator[JsonObject]:
    return (record for value in first_records(file) for record in _of_value(value))


def _is_of_x(record: JsonObject) -> bool:
    is_there = get_id(record, "tweet_id") is not None
    return is_there and get_str(record, "category") == "twitter"


@record_reader
def read(container: Container) -> Iterator[Record | Read]:
    """Yield the profiles, and a post for all pictures with the same `tweet_id`."""
    groups: _Groups = {}
    for record, member, place in _records(container):
        if isinstance(record, Problem):
            yield record
            continue
        tweet_id = get_id(record, "tweet_id")
        if tweet_id is None:
            reason = "no post with a tweet_id; it is left out"
            yield container.problem(reason, place, skipped=True)
            continue
        groups.setdefault(tweet_id, []).append(_Picture(record, _media(record, member), place))
    authors: set[str] = set()
    for tweet_id, pictures in groups.items():
        pictures.sort(key=lambda each: get_count(each.record, "num") or 0)
        yield from _profile(pictures[0].record, authors, container.name)
        records = [picture.record for picture in pictures]
        original = records if len(records) > 1 else records[0]
        yield Read(_post(tweet_id, groups, frozenset()), original)


raw = read.original
"""Return the records of all pictures of a post, JSON indented; None without any."""


def _json_files(container: Container) -> dict[str, File]:
    found = container.files.items()
    return {name: file for name, file in found if name.endswith((".json", ".jsonl"))}


def _records(container: Container) -> Iterator[tuple[JsonObject | Problem, str | None, str]]:
    """Yield each picture's record, the picture's name in the container, and the place."""
    for name, file in sorted(container.files.items()):
        if container.lone is None and not name.endswith((".json", ".jsonl")):
            continue
        picture = name.removesuffix(".json")
        member = picture if picture in container.files and picture != name else None
        for document in documents(file):
            if isinstance(document, Problem):
                yield document, None, ""
                continue
            place = f"{file.name}, {document.place}" if document.place else file.name
            for record in _of_value(document.value):
                yield record, member, place


def _of_value(value: object) -> Iterator[JsonObject]:
    """Yield the record of a file, or of a message `[3, URL, {…}]` of `gallery-dl -j`."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list) and value and isinstance(value[-1], dict):
        url = value[1] if len(value) > 2 and isinstance(value[1], str) else None
        yield {**value[-1], "url": url} if url else {**value[-1], "extension": None, "type": None}


def _media(record: JsonObject, member: str | None) -> Media | None:
    ending, stated = get_str(record, "extension"), get_str(record, "type")
    if ending is None and stated is None:
        return None
    kind: MediaKind = "video" if ending in _MOVING else "photo"
    if stated == "animated_gif":
        kind = "gif"
    length = record.get("duration")
    is_number = isinstance(length, int | float) and not isinstance(length, bool)
    return Media(
        kind=kind,
        alt=get_str(record, "description"),
        url=get_str(record, "url"),
        file=member,
        duration=length if is_number and length and kind == "video" else None,
    )


def _profile(record: JsonObject, authors: set[str], file: str) -> Iterator[Profile]:
    user = get_obj(record, "author") or get_obj(record, "user")
    author = _author(user)
    key = author.id or author.handle
    if key and key not in authors:
        authors.add(key)
        yield _profile_of(user, author, file)


def _post(tweet_id: str, groups: _Groups, around: frozenset[str]) -> Post:
    """Return a post with its quotes; `around` are the ids of the posts that quote it."""
    record, _, place = groups[tweet_id][0]
    author = _author(get_obj(record, "author") or get_obj(record, "user"))
    by = _author(get_obj(record, "user"))
    is_repost = _stated_id(record, "retweet_id") is not None
    when, written = x_date(record.get("date")), x_date(record.get("date_original"))
    text = get_str(record, "content") or ""
    said = tweet_text(
        text,
        named=Named(
            tuple(get_strings(record, "hashtags")) or None,
            names(get_list(record, "mentions"), "name") or None,
        ),
        begins=_after_repost(text, author) if is_repost else 0,
        is_escaped=False,
    )
    reply_to = get_str(record, "reply_to")
    return Post(
        id=tweet_id,
        url=status_address(author.handle, tweet_id),
        author=author,
        created_at=written if is_repost else when,
        text=said.text,
        lang=get_str(record, "lang"),
        client=None if is_repost else client_of(get_str(record, "source")),
        reply_to=(reply_to,) if reply_to else (),
        reply_to_id=_stated_id(record, "reply_id"),
        conversation_id=_stated_id(record, "conversation_id"),
        quote=_quote(record, groups, around | {tweet_id}),
        reposted_by=(by.handle or by.name or SOMEBODY) if is_repost else None,
        reposted_at=when if is_repost else None,
        pinned=record.get("pinned") is True,
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
        media=tuple(media for _, media, _ in groups[tweet_id] if media),
        metrics=_metrics(record),
        source=place,
    )


def _after_repost(text: str, author: Author) -> int:
    """Return the length of the prefix that gallery-dl adds to a repost."""
    added = f"RT @{author.handle}: "
    return len(added) if text.startswith(added) else 0


def _quote(record: JsonObject, groups: _Groups, around: frozenset[str]) -> Post | None:
    is_old = "quoted_id" not in record and "quote_by" not in record
    quoted = _stated_id(record, "quote_id" if is_old else "quoted_id")
    if quoted is None:
        return None
    if quoted not in groups:
        return stub(quoted)
    if quoted in around or len(around) > DEEPEST:
        return stub(quoted, reason=QUOTES_ITSELF if quoted in around else TOO_DEEP)
    return _post(quoted, groups, around)


def _metrics(record: JsonObject) -> Metrics:
    """Return the counts; 0 views means unknown."""
    return Metrics(
        views=get_count(record, "view_count") or None,
        likes=get_count(record, "favorite_count"),
        reposts=get_count(record, "retweet_count"),
        replies=get_count(record, "reply_count"),
        quotes=get_count(record, "quote_count"),
        bookmarks=get_count(record, "bookmark_count"),
    )


def _stated_id(record: JsonObject, key: str) -> str | None:
    """Return an id; gallery-dl writes 0 for none."""
    found = get_id(record, key)
    return None if found == "0" else found


def _author(user: JsonObject) -> Author:
    """Return an author: `name` is the handle and `nick` the display name."""
    return Author(id=get_id(user, "id"), name=get_str(user, "nick"), handle=get_str(user, "name"))


def _profile_of(user: JsonObject, author: Author, file: str) -> Profile:
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=get_str(user, "description"),
        location=get_str(user, "location"),
        website=get_str(user, "url"),
        joined=_joined(user),
        following=get_count(user, "friends_count"),
        followers=get_count(user, "followers_count"),
        post_count=get_count(user, "statuses_count"),
        verified=get_bool(user, "verified"),
        avatar=get_str(user, "profile_image"),
        source=file,
    )


def _joined(user: JsonObject) -> IsoDate | None:
    return x_date(user.get("date"))
