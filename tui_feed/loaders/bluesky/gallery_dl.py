"""Read gallery-dl's records of Bluesky: post views with the fields of the record mixed in.

Views are restored, and given to the loader of Bluesky's API.
"""

import json
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.bluesky import api, lexicon
from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_text import pretty
from tui_feed.models import Problem, Record
from tui_feed.models.admission import admitted
from tui_feed.sources.file import File

_OF_RECORD: Final = (
    "$type", "text", "createdAt", "facets", "entities", "langs", "reply", "embed", "tags", "via",
)  # fmt: skip
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

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of a list of posts, each post once."""
        yield b'{"posts": ['
        seen: set[str] = set()
        for value in _posts_of(self._file, self._problems):
            uri = get_str(value, "uri") or ""
            if uri not in seen:
                yield f"{',' if seen else ''}{json.dumps(_view(value))}".encode()
                seen.add(uri)
        yield b"]}"


def _view(value: JsonObject) -> JsonObject:
    record = {key: value[key] for key in _OF_RECORD if key in value}
    view = {key: found for key, found in value.items() if key not in _OF_RECORD}
    return {**view, "record": {"$type": lexicon.POST, **record}}
