"""Read gallery-dl's records of Bluesky: post views with the fields of the record mixed in.

Views are restored, and given to the loader of Bluesky's API.
"""

import json
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.bluesky import api, lexicon
from tui_feed.loaders.bluesky.views import FILES
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_text import pretty
from tui_feed.models import Problem, Record
from tui_feed.models.admission import admitted
from tui_feed.sources.file import File

_OF_RECORD: Final = (
    "$type", "text", "createdAt", "facets", "entities", "langs", "reply", "embed", "tags", "via",
)  # fmt: skip
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4")
_MESSAGES: Final = (2, 3)


def sniff(file: File) -> bool:
    """Tell whether a file has posts of Bluesky, by category and address of the first records."""
    return any(_is_post(each) for value in first_records(file) for each in _records_in(value))


def _is_post(value: JsonObject) -> bool:
    is_of_bluesky = get_str(value, "category") == "bluesky"
    return is_of_bluesky and lexicon.is_post(get_str(value, "uri") or "")


def _records_in(value: object) -> Iterator[JsonObject]:
    """Yield the record of a value: itself, or the last part of a `gallery-dl -j` message."""
    if isinstance(value, list) and value and value[0] in _MESSAGES:
        value = value[-1]
    if isinstance(value, dict):
        yield value


def read(file: File) -> Iterator[Record]:
    """Yield the posts of the file; records with the same address are a single post."""
    problems: list[Problem] = []
    views = File(file.path, file.name, _ViewBytes(file, problems))
    yield from api.read(views)
    yield from map(admitted, dict.fromkeys(problems))


def raw(file: File, post_id: str) -> str | None:
    """Return the first record of a post; None if the file has no such post."""
    found = (each for each in _posts_of(file, []) if get_str(each, "uri") == post_id)
    return next(map(pretty, found), None)


def _posts_of(file: File, problems: list[Problem]) -> Iterator[JsonObject]:
    for document in documents(file):
        if isinstance(document, Problem):
            problems.append(document)
        else:
            yield from filter(_is_post, _records_in(document.value))


class _ViewBytes:
    """Bytes of an API response, built from the records of a file."""

    def __init__(self, file: File, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        beside = file.member.removesuffix(".json")
        self._picture = beside if beside.lower().endswith(_PICTURES) else None

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of a list of posts, each post once."""
        yield b'{"posts": ['
        seen: set[str] = set()
        for value in _posts_of(self._file, self._problems):
            uri = get_str(value, "uri") or ""
            if uri not in seen:
                view = _view(value, self._picture)
                yield f"{',' if seen else ''}{json.dumps(view)}".encode()
                seen.add(uri)
        yield b"]}"


def _view(value: JsonObject, picture: str | None) -> JsonObject:
    """Return a record as a view of its post; `picture` is the file beside it."""
    record = {key: value[key] for key in _OF_RECORD if key in value}
    view = {key: found for key, found in value.items() if key not in _OF_RECORD}
    files = {blob: picture} if picture and (blob := _blob_of(value)) else {}
    return {**view, "record": {"$type": lexicon.POST, **record}, FILES: files}


def _blob_of(value: JsonObject) -> str | None:
    """Return the CID of the picture that a record is about: the one with its number."""
    embed = lexicon.attached(get_obj(value, "embed"))
    if lexicon.kind_of(embed) == "video":
        return lexicon.blob_of(embed, "video")
    images = get_list(embed, "images") or get_list(embed, "items")
    number = get_count(value, "num") or 1
    return lexicon.blob_of(images[number - 1], "image") if number <= len(images) else None
