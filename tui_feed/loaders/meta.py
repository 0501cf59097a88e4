"""Read posts from downloads of Threads, Instagram and Facebook (JSON files).

Format: Meta's "Download your information", in JSON. Its strings are UTF-8 bytes, each written as a
Latin-1 character. Private messages are never shown.
"""

from collections.abc import Iterator
from typing import Any, Final

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_list,
    get_obj,
    get_str,
    host_of,
)
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.unix_dates import date_of_unix
from tui_feed.models import LinkCard, Media, Post, Problem, Record
from tui_feed.models.post import MediaKind
from tui_feed.sources.file import File, InputError

_LISTS: Final = (
    "text_post_app_text_posts", "ig_reels_media", "ig_igtv_media", "ig_stories", "ig_other_media",
)  # fmt: skip
_VIDEOS: Final = (".mp4", ".mov", ".webm", ".m4v")
_SOUNDS: Final = (".mp3", ".m4a", ".aac", ".wav")
_OF_CHATS: Final = frozenset(["messages", "thread_path"])
_OTHER_RECORDS: Final = ("string_list_data", "string_map_data")


def sniff(file: File) -> bool:
    """Tell whether a file has posts: `media` with times, or `data` with attachments.

    Raises `InputError` for private messages, and for likes, accounts and settings.
    """
    records = [each for each in first_records(file) if isinstance(each, dict)]
    listed = [each for record in records[:1] for key in _LISTS for each in get_list(record, key)]
    if any(map(_is_post, [*listed, *records])):
        return True
    if records and "participants" in records[0] and not _OF_CHATS.isdisjoint(records[0]):
        subject = "private messages, which are never shown"
        raise InputError(f"{file.path}: {subject}; give a file of posts")
    inner = (each for record in records for found in record.values() for each in _objects(found))
    if any(key in each for each in [*records, *inner] for key in _OTHER_RECORDS):
        subject = "likes, accounts or settings of a download of Meta, which hold no timeline"
        raise InputError(f"{file.path}: {subject}; give its posts")
    return False


def _objects(found: Any) -> list[JsonObject]:  # noqa: ANN401 - JSON
    return get_list({"": found}, "") if isinstance(found, list) else []


def _is_post(value: JsonObject) -> bool:
    media = get_list(value, "media") or ([value] if "uri" in value else [])
    if any("creation_timestamp" in each and "uri" in each for each in media):
        return True
    has_data = isinstance(value.get("data"), list) or isinstance(value.get("attachments"), list)
    return get_count(value, "timestamp") is not None and has_data


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts of a file in file order."""
    identities = Identities()
    for value, place in _values(file):
        if isinstance(value, Problem):
            yield value
        elif not isinstance(value, dict) or not _is_post(value):
            yield file.problem("no post; it is left out", place, skipped=True)
        else:
            yield Read(_post(value, identities, f"{file.name}, {place}"), _repaired(value))


raw = read.original


def _values(file: File) -> Iterator[tuple[Any, str]]:
    """Yield the posts of a list, or of the lists of an object, with their places."""
    first = next(iter(first_records(file)), None)
    keys = [key for key in _LISTS if isinstance(first, dict) and key in first]
    for key in keys:
        for item in items(file, key):
            yield (item.value, f"item {item.number:,}") if isinstance(item, Item) else (item, "")
    for found in () if keys else documents(file):
        yield (found, "") if isinstance(found, Problem) else (
            found.value, found.where
        )  # fmt: skip


def _post(stated: JsonObject, identities: Identities, source: str) -> Post:
    value = _repaired(stated)
    pictures = get_list(value, "media") or ([value] if "uri" in value else [])
    attached = [item for each in get_list(value, "attachments") for item in get_list(each, "data")]
    pictures += [found for item in attached if (found := get_obj(item, "media"))]
    text, when = _text(value, pictures), _date(value, pictures)
    return Post(
        id=identities.of_post(
            None, when, text or repr([get_str(each, "uri") for each in pictures])
        ),
        created_at=when,
        text=text,
        media=tuple(medium for each in pictures if (medium := _medium(each))),
        card=next((card for item in attached if (card := _card(item))), None),
        source=source,
        **entity_fields(text),
    )


def _text(value: JsonObject, pictures: list[JsonObject]) -> str:
    """Return the text of the post; else of its first picture; else Facebook's own sentence."""
    posts = (get_str(each, "post") for each in get_list(value, "data"))
    if found := next(filter(None, posts), None):
        return found
    is_of_facebook = "timestamp" in value
    title = get_str(value, "title")
    if title and not is_of_facebook:
        return title
    key = "description" if is_of_facebook else "title"
    captions = (get_str(each, key) for each in pictures)
    return next(filter(None, captions), None) or title or ""


def _date(value: JsonObject, pictures: list[JsonObject]) -> Any:  # noqa: ANN401 - a date of models
    stated = get_count(value, "creation_timestamp", "timestamp")
    times = [stated, *(get_count(each, "creation_timestamp") for each in pictures)]
    return date_of_unix(next((time for time in times if time), None))


def _medium(item: JsonObject) -> Media | None:
    name = get_str(item, "uri")
    if not name:
        return None
    is_address = name.startswith(("http://", "https://"))
    return Media(
        kind=_kind(name), url=name if is_address else None, file=None if is_address else name
    )


def _kind(name: str) -> MediaKind:
    lower = name.partition("?")[0].lower()
    return "video" if lower.endswith(_VIDEOS) else "audio" if lower.endswith(_SOUNDS) else "photo"


def _card(item: JsonObject) -> LinkCard | None:
    page = get_obj(item, "external_context")
    url = get_str(page, "url")
    return LinkCard(title=get_str(page, "name"), domain=host_of(url), url=url) if url else None


def _repaired(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Decode every string of a value from UTF-8 read as Latin-1."""
    if isinstance(value, str):
        if value.isascii():
            return value
        try:
            return value.encode("latin-1").decode()
        except UnicodeError:
            return value
    if isinstance(value, list):
        return [_repaired(item) for item in value]
    if isinstance(value, dict):
        return {key: _repaired(item) for key, item in value.items()}
    return value
