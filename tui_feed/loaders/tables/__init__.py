"""Read tables of posts: CSV of collectors, spreadsheets and old archives of X.

`columns` maps the column names of every tool to the fields of a post.
"""

from collections.abc import Iterator

from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.tables.columns import Columns, plain
from tui_feed.loaders.tables.row_posts import RowReader
from tui_feed.loaders.tables.rows import Row, is_header, rows_of
from tui_feed.loaders.tables.table_kinds import PRIVATE, Table, notices, row_reader, table_of
from tui_feed.models import Problem, Record
from tui_feed.sources.file import File, InputError


def sniff(file: File) -> bool:
    """Tell whether a file is a table of posts, by its column names and first rows.

    Raises `InputError` for a table of accounts, counts or anything else without posts.
    """
    return table_of(file) is not None


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the post of each row; rows without a post and unknown columns are problems."""
    try:
        table = table_of(file)
    except InputError as error:
        yield file.problem(str(error).removeprefix(f"{file.path}: "))
        return
    if table is None:
        yield file.problem("no table of posts; nothing was read")
        return
    reader = row_reader(table)
    yield from _posts(file, table, reader)
    yield from notices(file, table, reader)


raw = read.original


def _posts(file: File, table: Table, reader: RowReader) -> Iterator[Record | Read]:
    columns, has_begun = table.columns, False
    for row in rows_of(file, table.delimiter):
        if isinstance(row, Problem):
            yield row
        elif not has_begun and is_header(row, columns.names):
            has_begun = row.cells == columns.names
        elif fault := _fault(row, columns):
            yield file.problem(fault, f"line {row.line:,}", skipped=True)
        else:
            place = f"line {row.line:,}"
            post = reader.post(columns.values(row.cells), f"{file.name}, {place}")
            if post:
                yield Read(post, _original(columns, row))
            else:
                yield file.problem("no post: no text, no id; it is left out", place, skipped=True)


def _fault(row: Row, columns: Columns) -> str | None:
    expected, found = len(columns.names), len(row.cells)
    if found > expected and any(cell.strip() for cell in row.cells[expected:]):
        return f"{found:,} cells, not {expected:,} as the header has; the row is left out"
    if found * 2 < expected and expected > 2:
        return f"only {found:,} of {expected:,} cells; the row is left out"
    return None


def _original(columns: Columns, row: Row) -> dict[str, str]:
    """Return a row with the names of its columns, without private cells."""
    pairs = zip(columns.names, row.cells, strict=False)
    return {name or "row": cell for name, cell in pairs if plain(name) not in PRIVATE}
