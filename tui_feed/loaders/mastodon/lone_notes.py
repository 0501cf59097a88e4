"""Notes of ActivityPub outside of an archive: one object, a list, or an object a line.

Notes are read as the activities of an archive are.
"""

from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.activities import ActivityReader
from tui_feed.models import Record
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


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the notes in their order; records of other types are counted."""
    yield from ActivityReader(Container.of_file(file), file, documents(file)).records()


raw = read.original
"""Return the record of a post; None where there is none."""
