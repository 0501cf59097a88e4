"""Notes of ActivityPub outside of an archive: one object, a list, or an object a line.

Notes are handed to the loader of archives as the items of an outbox.
"""

import json
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders import mastodon
from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.models import Problem, Record
from tui_feed.models.admission import admitted
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_NOTES: Final = ("Note", "Question", "Article", "Page")
_ACTIVITIES: Final = ("Create", "Update", "Announce")
_CONTEXT = "activitystreams"


def sniff(file: File) -> bool:
    """Tell by a note, or an activity around one, in the terms of ActivityPub."""
    return any(map(_is_note, first_objects(file)))


def _is_note(value: JsonObject) -> bool:
    note = get_obj(value, "object") if get_str(value, "type") in _ACTIVITIES else value
    is_note = get_str(note, "type") in _NOTES and get_str(note, "id") is not None
    return is_note and any(_CONTEXT in str(each.get("@context")) for each in (value, note))


def read(file: File) -> Iterator[Record]:
    """Yield the notes in their order; records of other types are counted."""
    problems: list[Problem] = []
    yield from mastodon.read(_outbox_of(file, problems))
    yield from map(admitted, dict.fromkeys(problems))


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post; None where there is none."""
    return mastodon.raw(_outbox_of(file, []), post_id)


def _outbox_of(file: File, problems: list[Problem]) -> Container:
    """Return the records of a file as an archive; faults of the file go to `problems`."""
    return Container.of_file(File(file.path, file.name, _OutboxBytes(file, problems)))


class _OutboxBytes:
    """Bytes of an outbox, made of the records of a file."""

    def __init__(self, file: File, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems

    def chunks(self) -> Iterator[bytes]:
        """Yield an outbox with the records as its items."""
        yield b'{"@context": "https://www.w3.org/ns/activitystreams", "orderedItems": ['
        separator = ""
        for found in documents(self._file):
            if isinstance(found, Problem):
                self._problems.append(found)
            else:
                yield f"{separator}{json.dumps(found.value)}".encode()
                separator = ","
        yield b"]}"
