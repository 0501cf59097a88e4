"""Pydantic agrees with the models, and names what is wrong in the line of a stranger."""

import json
from typing import Any

import pytest
from hypothesis import given

from tests.models.schema import SCHEMA, text
from tests.records import posts, stated
from tui_feed.models import Post, Profile
from tui_feed.models.admission import RecordError, admit_object
from tui_feed.models.schema import first_fault


def test_the_schema_in_the_docs_is_that_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == text(), "run python -m tests.models.schema"


def test_the_schema_describes_every_field() -> None:
    schema = json.loads(text())
    for name in ("Post", "PostLine", "ProfileLine", "Media", "Metrics"):
        fields = schema["$defs"][name]["properties"]
        assert all("description" in field for field in fields.values()), name


@given(posts)
def test_whatever_is_a_post_has_no_fault(post: Post) -> None:
    assert first_fault(Post, stated(post)) is None


FAULTS: dict[str, tuple[dict[str, Any], tuple[str | int, ...]]] = {
    "no id": ({"text": "x"}, ("id",)),
    "a number as id": ({"id": 1}, ("id",)),
    "a count below zero": ({"id": "1", "metrics": {"views": -1}}, ("metrics", "views")),
    "true as a count": ({"id": "1", "metrics": {"views": True}}, ("metrics", "views")),
    "a count too large": ({"id": "1", "metrics": {"views": 2**63}}, ("metrics", "views")),
    "an unknown kind": ({"id": "1", "media": [{"kind": "film"}]}, ("media", 0, "kind")),
    "no date": ({"id": "1", "created_at": "soon"}, ("created_at",)),
    "a fault in a quote": ({"id": "1", "quote": {"id": "2", "text": 3}}, ("quote", "text")),
    "a text as list": ({"id": "1", "hashtags": "a"}, ("hashtags",)),
    "a share over 100": (
        {"id": "1", "poll": {"options": [{"label": "a", "percent": 101}]}},
        ("poll", "options", 0, "percent"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_its_path_and_is_one_for_both(name: str) -> None:
    said, path = FAULTS[name]
    fault = first_fault(Post, said)
    assert fault
    assert fault.path == path
    with pytest.raises(RecordError):
        admit_object(Post, said)


def test_null_is_no_fault() -> None:
    assert first_fault(Post, {"id": "1", "text": None, "quote": {"id": "2", "media": None}}) is None
    assert first_fault(Profile, {"name": None}) is None


def test_a_fault_among_millions_is_found_without_noting_all() -> None:
    fault = first_fault(Post, {"id": "1", "links": [1] * 10_000})
    assert fault
    assert fault.path == ("links", 0)
