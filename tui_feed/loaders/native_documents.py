"""Read JSON of tui-feed in other forms than a record a line: a list, or indented records.

`jq` and other tools write it when they are given JSON Lines.
"""

import json
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents, read_each
from tui_feed.loaders.common.json_text import JsonError
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.native import record_of
from tui_feed.models import Post, Profile, Record
from tui_feed.sources.file import File

_KEYS: Final = {
    "post": {"type", *Post.__struct_fields__},
    "profile": {"type", *Profile.__struct_fields__},
}


def sniff(file: File) -> bool:
    """Tell by objects whose type is profile or post, with no keys but theirs."""
    return any(map(_is_record, first_objects(file)))


def _is_record(value: JsonObject) -> bool:
    kind = get_str(value, "type")
    return kind in _KEYS and value.keys() <= _KEYS[kind]


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the records of a file in its order, and a problem for each value that is none."""
    identities = Identities()

    def read_value(document: Document) -> Iterator[Record | Read]:
        try:
            record = record_of(json.dumps(document.value), identities)
        except JsonError as error:
            reason = f"{error.reason}; the record is left out"
            yield file.problem(reason, document.where, skipped=True)
        else:
            yield Read(record, document.value)

    yield from read_each(documents(file), read_value)


raw = read.original
"""Return the record of a post, indented; None where the file has none."""
