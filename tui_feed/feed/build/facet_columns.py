"""Read the facets of posts: values, and the rows of a batch with each value.

Functions of the standard library process whole columns, in 10 to 30 ns for each post; only rows
with a value are examined singly.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple, assert_never

from msgspec.structs import astuple

from tui_feed.models import Fact, Post
from tui_feed.query.operators import all_facets
from tui_feed.query.post_facts.facets import (
    DerivedValues,
    FacetType,
    KindValues,
    LinkedPost,
    OneValue,
    ReaderValue,
    SeveralValues,
    SourceLabel,
)
from tui_feed.query.post_facts.kinds import KINDS, PostKind, unstated_kind

Columns = Mapping[str, Sequence[Any]]
"""Columns of posts, by name of field."""
Rows = list[int]
"""Rows of a batch, rising and distinct."""


class FacetTable(NamedTuple):
    """Facets of some posts."""

    facets: dict[str, dict[str, Rows]]
    """Facet -> value in its form for look-up -> rows."""
    spellings: dict[str, dict[str, int]]
    """Facet -> value as written -> number of posts with this spelling, in order of appearance."""
    unstated: dict[str, Rows]
    """Facet -> rows without a stated value."""


def columns_from(posts: Sequence[Post]) -> Columns:
    """Return posts as columns."""
    return dict(zip(Post.__struct_fields__, zip(*map(astuple, posts), strict=True), strict=True))


def rows_with(column: Sequence[object]) -> Rows:
    """Return the rows with a value in a column, neither None nor empty."""
    if not any(column):  # most columns, in a third of the time
        return []
    return list(compress(range(len(column)), column))


def rows_with_either(one: Sequence[object], other: Sequence[object]) -> Rows:
    """Return the rows with a value in either column."""
    return sorted({*rows_with(one), *rows_with(other)})


def facet_table(columns: Columns, lacks: Sequence[Fact] = ()) -> FacetTable:
    """Return the facets of posts, read by the descriptions of the facets.

    `lacks` has the facts missing from the format of the posts altogether.
    """
    table = FacetTable({}, {}, {})
    for name, facet in all_facets().items():
        written = _values(facet, columns)
        if facet.unknown:
            table.unstated[name] = _unstated(facet, columns, written.pop(None, []))
        written.pop(None, None)
        if not written:
            continue
        if facet.stored is None:
            table.facets[name] = written
            continue
        table.facets[name] = _as_looked_up(facet.stored, written)
        table.spellings[name] = {value: len(rows) for value, rows in written.items()}
    table.unstated.update(_unstated_kinds(columns, lacks, table.facets.get("is", {})))
    return table


def _unstated_kinds(
    columns: Columns, lacks: Sequence[Fact], kinds: dict[str, Rows]
) -> dict[str, Rows]:
    """Return the rows possibly of a kind, because their archive never states it; by kind."""
    stated = rows_with(columns["unstated"])
    if not lacks and not stated:
        return {}
    found = {}
    pictureless = set(_lacking("media", columns, lacks, stated))
    for kind in KINDS:
        rows = _lacking(kind.fact, columns, lacks, stated)
        if kind.fact == "alt":  # a post without pictures has no descriptions
            rows = [row for row in rows if columns["media"][row] or row in pictureless]
        if rows:
            sure = set(kinds.pop(kind.name, ()))
            doubtful = set(rows) - sure
            if kind.is_lack:
                doubtful = sure.intersection(rows) | pictureless.intersection(doubtful)
            if left := sorted(sure - doubtful):
                kinds[kind.name] = left
            found[unstated_kind(kind.name)] = sorted(doubtful)
    return found


def _lacking(
    fact: Fact | None, columns: Columns, lacks: Sequence[Fact], stated: Rows
) -> Sequence[int]:
    """Return the rows that never state a fact; `stated` are those that name such facts."""
    if fact in lacks:
        return range(len(columns["id"]))
    return [row for row in stated if fact in columns["unstated"][row]]


def _values(facet: FacetType, columns: Columns) -> dict[Any, Rows]:
    """Return the rows of every value of a facet as written; under None, rows without a value."""
    stated_in = facet.stated_in
    match stated_in:
        case OneValue():
            column = columns[stated_in.field]
            if stated_in.attribute:
                column = list(map(attrgetter(stated_in.attribute), column))
            return _single(column)
        case SeveralValues():
            found: dict[str, Rows] = {}
            for field in stated_in.fields:
                found = _union(found, _several(columns[field]))
            return found
        case DerivedValues():
            return _derived(stated_in, columns)
        case KindValues():
            return _kinds(columns)
        case LinkedPost():  # its values are in a column of links
            column = columns[stated_in.field] if facet.unknown else ()
            return {None: [row for row, value in enumerate(column) if value is None]}
        case SourceLabel() | ReaderValue():
            return {}
    assert_never(stated_in)


def _unstated(facet: FacetType, columns: Columns, without: Rows) -> Rows:
    """Return the rows without a stated value of a facet; `without` are the rows without value."""
    if facet.implied_by is None:
        return without
    stated = [columns[field] for field in facet.fields]
    implied = rows_with(columns[facet.implied_by])
    return [row for row in implied if not any(column[row] for column in stated)]


@lru_cache(4096)
def _looked_up(form: Callable[[str], str], written: str) -> str:
    return form(written)


def _as_looked_up(form: Callable[[str], str], written: dict[str, Rows]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for value, rows in written.items():
        key = _looked_up(form, value)
        held = found.get(key)
        found[key] = rows if held is None else sorted({*held, *rows})
    return found


def _single(column: Sequence[Any]) -> dict[Any, Rows]:
    """Return the rows of every value in a column; usually all values are the same."""
    if len(set(column)) == 1:
        return {column[0]: list(range(len(column)))}
    found: dict[Any, Rows] = {}
    for row, value in enumerate(column):
        found.setdefault(value, []).append(row)
    return found


def _several(column: Sequence[Sequence[str]]) -> dict[str, Rows]:
    """Return the rows of every value in a column with several values per row."""
    found: dict[str, Rows] = {}
    for row in rows_with(column):
        for value in column[row]:
            rows = found.get(value)
            if rows is None:
                found[value] = [row]
            elif rows[-1] != row:
                rows.append(row)
    return found


def _union(one: dict[str, Rows], other: dict[str, Rows]) -> dict[str, Rows]:
    both = {value: sorted({*one[value], *other[value]}) for value in one.keys() & other.keys()}
    return {**one, **other, **both}


def _derived(stated_in: DerivedValues, columns: Columns) -> dict[str, Rows]:
    stated = [columns[field] for field in stated_in.fields]
    values: list[Sequence[str]] = [()] * len(stated[0])
    for row in sorted({row for column in stated for row in rows_with(column)}):
        values[row] = tuple(stated_in.values(*(column[row] for column in stated)))
    return _several(values)


def _kinds(columns: Columns) -> dict[str, Rows]:
    """Return the rows of every kind of post, by its name."""
    fields = {field for kind in KINDS for field in kind.fields}
    stated = {field: rows_with(columns[field]) for field in fields}
    kinds = {kind.name: _rows_of_kind(kind, columns, stated) for kind in KINDS if kind.fields}
    return {name: rows for name, rows in kinds.items() if rows}


def _rows_of_kind(kind: PostKind, columns: Columns, stated: dict[str, Rows]) -> Rows:
    rows = stated[kind.fields[0]]
    for field in kind.fields[1:]:
        rows = sorted({*rows, *stated[field]})
    if kind.test is None:
        return rows
    column = columns[kind.fields[0]]
    return [row for row in rows if kind.test(column[row])]
