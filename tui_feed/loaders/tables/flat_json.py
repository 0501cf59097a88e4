"""Read flat JSON of scrapers: an object for each post, with column names of tables as keys."""

from collections.abc import Iterator

from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.tables.columns import Columns, values_of
from tui_feed.loaders.tables.table_kinds import Table, is_posts, notices, row_reader
from tui_feed.models import Problem, Record
from tui_feed.sources.file import File

_OTHER_TOOLS = ("category", "subcategory")


def sniff(file: File) -> bool:
    """Tell whether a file holds flat JSON of posts, by keys and values of the first objects."""
    return _table_of(file) is not None


def _table_of(file: File) -> Table | None:
    records = first_records(file)
    objects = [each for each in records if isinstance(each, dict)]
    if not objects or len(objects) < len(records) or any(map(_is_of_other_tool, objects)):
        return None
    names = dict.fromkeys(name for each in objects for name in each)
    table = Table("", Columns(tuple(names)), tuple(map(values_of, objects)))
    texts = [row for row in table.first if isinstance(row.get("text"), str)]
    return table if texts and is_posts(table.columns.fields, texts) else None


def _is_of_other_tool(record: JsonObject) -> bool:
    """Tell whether a record is of gallery-dl or snscrape, which use these keys for all networks."""
    is_of_gallery_dl = all(key in record for key in _OTHER_TOOLS)
    return is_of_gallery_dl or (get_str(record, "_type") or "").startswith("snscrape.")


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the post of each object; objects without a post and unknown keys are problems."""
    table = _table_of(file)
    if table is None:
        yield file.problem("no posts of a scraper; nothing was read")
        return
    reader = row_reader(table)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
            continue
        place = document.where
        value = document.value
        post = None
        if isinstance(value, dict):
            post = reader.post(values_of(value), f"{file.name}, {place}")
        if post:
            yield Read(post, value)
        else:
            yield file.problem("no post: no text, no id; it is left out", place, skipped=True)
    yield from notices(file, table, reader)


raw = read.original
