"""A null in a record says as much as an absent key, also where a loader keeps nulls for speed."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.loaders.captures import FIXTURES, posts_of
from tests.loaders.damage import file_of
from tui_feed.loaders.x import api_v1, api_v2, scrapers, web
from tui_feed.models import Record

LOADERS = {
    "x_v1/list.json": api_v1,
    "x_v1/search.json": api_v1,
    "x_v1/stream.jsonl": api_v1,
    "scrapes/snscrape.jsonl": scrapers,
    "scrapes/twscrape.jsonl": scrapers,
    "twarc/flattened.jsonl": api_v2,
    "twarc/stream.jsonl": api_v2,
    "x_web/single.jsonl": web,
}


def records_of(name: str) -> list[Any]:
    """Return the records of a fixture, of its list or its lines."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    try:
        found = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return found if isinstance(found, list) else [found]


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each key in a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(value, dict):
            yield (*way, key)
        if isinstance(inner, dict | list):
            yield from ways(inner, (*way, key))


def changed(record: Any, way: tuple[Any, ...], *, to_null: bool) -> Any:
    """Return a record with a null at a key, or without the key."""
    copy = holder = deepcopy(record)
    for step in way[:-1]:
        holder = holder[step]
    if to_null:
        holder[way[-1]] = None
    else:
        del holder[way[-1]]
    return copy


def read(loader: Any, record: Any) -> tuple[list[Record], list[str | None]]:
    """Return what is read of a line with a record, and the originals of the posts."""
    file = file_of(json.dumps(record).encode() + b"\n", "x.jsonl")
    found = list(loader.read(file))
    return found, [loader.raw(file, post.id) for post in posts_of(found)[:1]]


@pytest.mark.parametrize("name", LOADERS)
def test_a_null_is_as_good_as_an_absent_key_wherever_it_stands(name):
    tried = 0
    for record in records_of(name):
        assert posts_of(read(LOADERS[name], record)[0]) or len(records_of(name)) > 1
        for way in ways(record):
            null, absent = (changed(record, way, to_null=each) for each in (True, False))
            assert read(LOADERS[name], null) == read(LOADERS[name], absent), way
            tried += 1
    assert tried > 10
