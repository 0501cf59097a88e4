"""What gallery-dl writes beside the pictures of X: one JSON object a picture, or its `-j` list.

Shapes: gallery-dl's `metadata` postprocessor and its Twitter extractor.
"""

from collections.abc import Iterator
from typing import Any, Literal

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_text import pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.loaders.x.tweet import NOT_HERE, address
from tui_feed.loaders.x.tweet_text import client_of
from tui_feed.models import Author, Media, Metrics, Post, Problem, Profile, Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import Moment, iso

_MOST_HEADS = 5
_MOVING = ("mp4", "webm", "mov", "m3u8")


def sniff(container: Container) -> bool:
    """Tell by `category` and `tweet_id` in the records of a few of its JSON files.

    Raises `InputError` for what gallery-dl saved of another site.
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
    """Name the files with records of X, and the pictures beside them."""
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
def read(container: Container) -> Iterator[Record]:
    """Yield the accounts, and a post for all pictures with the same `tweet_id`."""
    groups: dict[str, list[tuple[JsonObject, Media | None, str]]] = {}
    for record, member, place in _records(container):
        if isinstance(record, Problem):
            yield record
            continue
        tweet_id = get_id(record, "tweet_id")
        if tweet_id is None:
            reason = "no post with a tweet_id; it is left out"
            yield container.problem(reason, place, skipped=True)
            continue
        groups.setdefault(tweet_id, []).append((record, _media(record, member), place))
    authors: set[str] = set()
    for pictures in groups.values():
        yield from _post_and_author(container, pictures, authors)


def raw(container: Container, post_id: str) -> str | None:
    """Return the records of all pictures of a post."""
    found = [
        record
        for record, _, _ in _records(container)
        if isinstance(record, dict) and get_id(record, "tweet_id") == post_id
    ]
    return pretty(found if len(found) > 1 else found[0]) if found else None


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
    ending = get_str(record, "extension")
    if ending is None and get_str(record, "type") is None:
        return None
    kind: Literal["photo", "video", "gif"] = "video" if ending in _MOVING else "photo"
    if get_str(record, "type") == "animated_gif":
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


def _post_and_author(
    container: Container, pictures: list[tuple[JsonObject, Media | None, str]], authors: set[str]
) -> Iterator[Record]:
    pictures.sort(key=lambda each: get_count(each[0], "num") or 0)
    record, _, place = pictures[0]
    author = _author(get_obj(record, "author") or get_obj(record, "user"))
    key = author.id or author.handle
    if key and key not in authors:
        authors.add(key)
        yield _profile(get_obj(record, "author") or get_obj(record, "user"), author, container.name)
    yield _post(record, author, [media for _, media, _ in pictures if media], place)


def _post(record: JsonObject, author: Author, media: list[Media], place: str) -> Post:
    text = get_str(record, "content") or ""
    named = entity_fields(text)
    tweet_id = get_id(record, "tweet_id")
    quoted = _stated_id(record, "quote_id")
    user = get_obj(record, "user")
    when = _moment(get_str(record, "date"))
    is_repost = _stated_id(record, "retweet_id") is not None
    by = get_str(user, "name")
    fields: dict[str, Any] = {
        **named,
        "id": tweet_id,
        "url": address(author.handle, tweet_id or ""),
        "author": author,
        "created_at": iso(when),
        "text": text,
        "lang": get_str(record, "lang"),
        "client": None if is_repost else client_of(get_str(record, "source")),
        "reply_to": [handle] if (handle := get_str(record, "reply_to")) else [],
        "reply_to_id": _stated_id(record, "reply_id"),
        "conversation_id": _stated_id(record, "conversation_id"),
        "quote": _stub(quoted) if quoted else None,
        "reposted_by": by if is_repost and by and by != author.handle else None,
        "hashtags": get_strings(record, "hashtags") or named["hashtags"],
        "mentions": [
            name for user in get_list(record, "mentions") if (name := get_str(user, "name"))
        ] or named["mentions"],
        "media": media,
        "metrics": Metrics(
            views=get_count(record, "view_count"),
            likes=get_count(record, "favorite_count"),
            reposts=get_count(record, "retweet_count"),
            replies=get_count(record, "reply_count"),
            quotes=get_count(record, "quote_count"),
            bookmarks=get_count(record, "bookmark_count"),
        ),
        "source": place,
    }  # fmt: skip
    return Post(**{name: value for name, value in fields.items() if value is not None})


def _stated_id(record: JsonObject, key: str) -> str | None:
    """Return an id; gallery-dl writes 0 where there is none."""
    found = get_id(record, key)
    return None if found == "0" else found


def _stub(post_id: str) -> Post:
    return Post(id=post_id, url=address(None, post_id), unavailable=NOT_HERE)


def _author(user: JsonObject) -> Author:
    """Return an author: `name` is the handle and `nick` the display name."""
    return Author(id=get_id(user, "id"), name=get_str(user, "nick"), handle=get_str(user, "name"))


def _profile(user: JsonObject, author: Author, file: str) -> Profile:
    verified = user.get("verified")
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=get_str(user, "description"),
        location=get_str(user, "location"),
        website=get_str(user, "url"),
        joined=iso(_moment(get_str(user, "date"))),
        following=get_count(user, "friends_count"),
        followers=get_count(user, "followers_count"),
        post_count=get_count(user, "statuses_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=get_str(user, "profile_image"),
        source=file,
    )


def _moment(stated: str | None) -> Moment | None:
    """Read a date; gallery-dl's are in UTC and do not say so."""
    try:
        return Moment.parse(stated + "Z" if len(stated) > 10 else stated) if stated else None
    except ValueError:
        return None
