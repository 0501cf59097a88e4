"""Read notes of ActivityPub outside an archive: an object, a list, or JSON Lines.

Notes are read in the same way as the activities of an archive.
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
    """Tell whether a file has an ActivityPub note, alone or in an activity."""
    return any(map(_is_note, first_objects(file)))


def _is_note(value: JsonObject) -> bool:
    note = get_obj(value, "object") if get_str(value, "type") in _ACTIVITIES else value
    is_note = get_str(note, "type") in _NOTES and get_str(note, "id") is not None
    return is_note and any(_CONTEXT in str(each.get("@context")) for each in (value, note))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the notes in file order; records of other types are counted."""
    yield from ActivityReader(Container.of_file(file), file, documents(file)).records()


raw = read.original
"""Return the record of a post; None if the file has no such post."""
