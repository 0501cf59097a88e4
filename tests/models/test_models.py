"""The models as their users see them: typed, immutable, documented."""

from inspect import getsource
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from mypy import api as mypy

from tests.models.test_admission import models
from tests.records import texts
from tui_feed.models import Author, Metrics, Post, Problem, Profile, derived_id
from tui_feed.models.part import Part

REPOSITORY = Path(__file__).resolve().parents[2]
MISTAKES = """
from tui_feed import Post
from tui_feed.models import Metrics
Post(id="1", texxt="hi")
Post(id="1", reply_to=["a"])
Post(id="1", metrics=Metrics(views="3"))
Post(id="1", created_at="2024-01-05")
Post(text="no id")
Post("1")
Post(id="1").txt
Post(id="1").text = "changed"
"""


def test_a_type_checker_sees_every_field_and_constructor(tmp_path: Path) -> None:
    program = tmp_path / "mistakes.py"
    program.write_text(MISTAKES)
    options = ["--config-file", str(REPOSITORY / "pyproject.toml"), "--no-error-summary"]
    options += ["--cache-dir", str(REPOSITORY / ".mypy_cache")]
    told, _, _ = mypy.run([*options, str(program)])
    lines = {int(line.split(":")[1]) for line in told.splitlines() if "error" in line}
    assert lines == set(range(4, 12)), told


def test_an_unknown_name_raises() -> None:
    with pytest.raises(TypeError, match="texxt"):
        Post(id="1", texxt="hi")  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", sorted(models(), key=lambda kind: kind.__name__))
def test_a_model_never_changes(kind: type[Part]) -> None:
    needed = {field.name: "x" for field in msgspec.structs.fields(kind) if field.required}
    thing = kind(**needed)
    for field in msgspec.structs.fields(kind):
        with pytest.raises(AttributeError):
            setattr(thing, field.name, None)


@pytest.mark.parametrize("kind", sorted(models(), key=lambda kind: kind.__name__))
def test_every_field_says_what_it_is(kind: type[Part]) -> None:
    source = getsource(kind)
    for field in msgspec.structs.fields(kind):
        line = source.index(f"    {field.name}: ")
        assert source[line:].split("\n", 1)[1].lstrip().startswith('"""'), field.name


def test_a_post_can_be_a_key() -> None:
    post = Post(id="1", text="x", reply_to=("a",), metrics=Metrics(views=3))
    again = Post(id="1", text="x", reply_to=("a",), metrics=Metrics(views=3))
    assert {post: 1}[again] == 1


def test_what_the_archive_does_not_say_is_none() -> None:
    post, profile = Post(id="1"), Profile()
    assert post.created_at is post.created_date is post.appeared_date is None
    assert post.author == Author(name=None, handle=None)
    assert {profile.following, profile.followers, profile.post_count, profile.joined} == {None}


def test_a_problem_reads_as_one_line() -> None:
    assert str(Problem(place="post 4", reason="no date")) == "post 4: no date"
    assert str(Problem(source="a.txt", place="post 4", reason="x")) == "a.txt: post 4: x"


def test_a_derived_id_is_the_same_for_the_same_statement_for_ever() -> None:
    assert derived_id("HarborRiders", "2023-05-09", "Line 4 again.") == "~638514cd27dc3675"
    assert derived_id(None, None, "") == "~96a296d224f285c6"


def test_a_derived_id_knows_what_is_the_same() -> None:
    first = derived_id("HarborRiders", "2023-05-09", "a\r\nb")
    assert derived_id("harborriders", "2023-05-09", "a\nb") == first


def test_a_derived_id_knows_what_is_another() -> None:
    statements = [
        ("a", "2023-05-09", "x"),
        ("b", "2023-05-09", "x"),
        ("a", "2023-05-09T00:00:00Z", "x"),
        ("a", "2023-05", "x"),
        ("a", None, "x"),
        (None, None, "x"),
        ("a", "2023-05-09", "y"),
        ("a", "2023-05-09", ""),
        ("", "a2023-05-09", "x"),
    ]
    assert len({derived_id(*statement) for statement in statements}) == len(statements)


@given(texts, texts)
def test_a_derived_id_is_made_of_any_text(handle: str, body: str) -> None:
    made = derived_id(handle, None, body)
    assert made[0] == "~"
    assert len(made) == 17
    assert int(made[1:], 16) >= 0
