"""Posts of ActivityPub that were saved by themselves: an object or an activity a document."""

from collections.abc import Iterator

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.activities import ActivityReader
from tui_feed.models import Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_POSTS = ("Note", "Question", "Article")


def sniff(file: File) -> bool:
    """Tell by the type of the first objects, and their context."""
    return any(map(_is_post, first_objects(file)))


def _is_post(value: JsonObject) -> bool:
    kinds = get_str(value, "type"), get_str(get_obj(value, "object"), "type")
    is_whole = "content" in value or "content" in get_obj(value, "object")
    has_post = any(kind in _POSTS for kind in kinds)
    return has_post and is_whole and "activitystreams" in str(value.get("@context"))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts in their order."""
    yield from ActivityReader(Container.of_file(file), file, documents(file)).records()


raw = read.original
"""Return the object of a post, JSON indented; None where the file has none."""
