import json
from inspect import getsource, isclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Optional, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BeforeValidator

from tui_feed import models
from tui_feed.models import (
    Author,
    Link,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Profile,
    SafeText,
    derived_id,
)
from tui_feed.models.record import Checked, RecordError
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import LARGEST_COUNT

MODELS = [
    thing
    for thing in vars(models).values()
    if isclass(thing) and issubclass(thing, Checked) and thing.__module__ == models.__name__
    if not thing.__name__.startswith("_")
]
HARMLESS = (bool, int, float, NoneType, Moment)
"""Types that hold no text from outside."""


def read_back(record: Post | Profile) -> Post | Profile:
    return type(record)(**json.loads(record.native_line()))


def unclean(annotation: Any) -> list[Any]:
    """Return the parts of a field's type that let a string in without cleaning it."""
    if annotation == SafeText or annotation in HARMLESS:
        return []
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return []
    if origin is Annotated:
        return unclean(parts[0])
    if origin in (Union, UnionType, tuple):
        return [bad for part in parts if part is not Ellipsis for bad in unclean(part)]
    if isclass(annotation) and issubclass(annotation, Checked):
        return [] if annotation in MODELS else [annotation]
    return [annotation]


def fields(kind: type[Checked]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in kind.names()}


@pytest.mark.parametrize("kind", MODELS)
def test_no_field_of_any_model_takes_a_string_past_the_door(kind):
    assert {name: unclean(hint) for name, hint in fields(kind).items() if unclean(hint)} == {}


def test_the_walk_meets_every_model_and_its_strings():
    assert {Author, Link, Media, Poll, PollOption, Metrics, Post, Profile, Problem} <= set(MODELS)
    assert sum(SafeText in (hint, *get_args(hint)) for hint in fields(Post).values()) > 10


@pytest.mark.parametrize(
    "annotation",
    [
        str,
        str | None,
        Optional[str],  # noqa: UP045 - the other spelling is another type
        tuple[str, ...],
        tuple[SafeText, str],
        tuple[int | str, ...],
        tuple[tuple[str, ...], ...] | None,
        SafeText | str,
        Annotated[str, "a note"],
        Annotated[str, BeforeValidator(str.strip)],
        Annotated[str | None, "a note"],
        list[SafeText],
        dict[str, SafeText],
        Any,
        object,
        bytes,
        type("Stranger", (Checked,), {}),
    ],
)
def test_the_walk_would_notice_a_string_that_is_not_cleaned(annotation):
    assert unclean(annotation)


def test_every_string_is_cleaned_wherever_it_stands():
    dirty, clean = "a\x1b\u202eb", "a\ufffdb"
    post = Post(
        id=dirty,
        author=Author(name=dirty, handle=dirty),
        text=dirty,
        reply_to=(dirty,),
        links=(Link(display=dirty),),
        poll=Poll(options=(PollOption(label=dirty),)),
        quote=Post(id="2", text=dirty),
    )
    assert (post.id, post.author.name, post.text, post.reply_to) == (clean, clean, clean, (clean,))
    assert post.links[0].display == post.poll.options[0].label == post.quote.text == clean
    assert "\x1b" not in post.native_line()


def test_surrogates_are_joined_before_anything_refuses_them():
    assert Post(id="1", text="\ud83d\ude00 \ud83d").text == "\U0001f600 \ufffd"


def test_a_post_counts_what_was_hidden_in_its_text():
    assert Post(id="1", text="a\x1b\u202eb").hidden == 2
    assert Post(id="1", text="ab").hidden == 0
    assert Post(id="1", text="a\ufffdb", hidden=2).hidden == 2
    again = read_back(Post(id="1", text="a\x1b\u202eb"))
    assert again.hidden == 2
    assert Post(id="1", quote=Post(id="2", text="\x1b")).quote.hidden == 1


@pytest.mark.parametrize("kind", MODELS)
def test_a_model_never_changes(kind):
    thing = kind.known()
    for name in kind.names():
        with pytest.raises(AttributeError, match=f"{name} does not change"):
            setattr(thing, name, None)
        with pytest.raises(AttributeError, match=f"{name} does not change"):
            delattr(thing, name)


def test_a_post_can_be_a_key():
    post = Post(id="1", text="x", reply_to=("a",), metrics=Metrics(views=3))
    assert {post: 1}[read_back(post)] == 1


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_says_what_it_is(kind):
    source = getsource(kind)
    for name in kind.__annotations__:
        line = source.index(f"    {name}: ")
        assert source[line:].split("\n", 1)[1].lstrip().startswith('"""'), name


def test_what_the_archive_does_not_say_is_none():
    post, profile = Post(id="1"), Profile()
    assert post.created_at is None
    assert post.author == Author(name=None, handle=None)
    assert post.metrics.stated() == {}
    assert {profile.following, profile.followers, profile.post_count, profile.joined} == {None}


@pytest.mark.parametrize("count", [-1, LARGEST_COUNT + 1, True, "3", 3.5, 3.0, float("nan")])
def test_what_is_not_a_count_is_refused(count):
    with pytest.raises(RecordError):
        Metrics(views=count)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), "0:42"])
def test_what_is_not_a_duration_is_refused(seconds):
    with pytest.raises(RecordError):
        Media(kind="video", duration=seconds)


@pytest.mark.parametrize("percent", [-1, 101, float("nan")])
def test_what_is_not_a_share_is_refused(percent):
    with pytest.raises(RecordError):
        PollOption(label="Yes", percent=percent)


@pytest.mark.parametrize("date", ["yesterday", "2024-02-30", "2024-00", 2024, 1717000000, True, {}])
def test_what_is_not_a_date_is_refused_where_a_date_is_stated(date):
    with pytest.raises(RecordError):
        Post(id="1", created_at=date)


def test_null_is_the_same_as_left_out():
    bare = {name: None for name in Post.names() if name != "id"}
    assert Post(id="1", **bare) == Post(id="1")
    assert Post(id="1", quote={"id": "2", **bare}) == Post(id="1", quote=Post(id="2"))
    assert Profile(**dict.fromkeys(Profile.names())) == Profile()


def test_a_post_needs_an_identity():
    with pytest.raises(RecordError, match="id"):
        Post(id=None)


def test_unknown_keys_are_left_out():
    assert Post(type="post", id="1", colour="red", self=0, cls=0) == Post(id="1")


def test_a_native_line_says_its_type_first_and_only_what_is_stated():
    assert Profile().native_line() == '{"type":"profile"}'
    assert Post(id="1").native_line() == '{"type":"post","id":"1"}'
    post = Post(id="1", created_at="2020-06-07", metrics=Metrics(views=0))
    assert json.loads(post.native_line()) == {
        "type": "post",
        "id": "1",
        "created_at": "2020-06-07",
        "metrics": {"views": 0},
    }


def test_a_native_line_is_one_line():
    post = Post(id="1", text="a\r\nb\u2028c\x85d")
    line = post.native_line()
    assert line.splitlines() == [line]
    assert read_back(post).text == "a\nb\nc\nd"


text = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
dates = st.dates().map(lambda day: day.isoformat())
counts = st.none() | st.integers(0, LARGEST_COUNT)
posts = st.recursive(
    st.builds(Post, id=text, text=text, created_at=st.none() | dates),
    lambda quoted: st.builds(
        Post,
        id=text,
        url=st.none() | text,
        author=st.builds(Author, name=st.none() | text, handle=st.none() | text),
        text=text,
        created_at=st.none() | dates,
        reply_to=st.lists(text, max_size=2).map(tuple),
        links=st.lists(st.builds(Link, url=st.none() | text, display=text), max_size=2).map(tuple),
        quote=st.none() | quoted,
        pinned=st.booleans(),
        metrics=st.builds(Metrics, views=counts, likes=counts),
    ),
    max_leaves=3,
)


@given(posts)
def test_a_post_is_read_back_from_its_line_as_it_was(post):
    again = read_back(post)
    assert again == post
    assert again.native_line() == post.native_line()


def test_a_profile_is_read_back_from_its_line_as_it_was():
    profile = Profile(
        name="Harbor Riders",
        handle="HarborRiders",
        joined="2015-03",
        following=412,
        followers=1_200_000,
        approximate=("followers",),
        verified=False,
    )
    assert read_back(profile) == profile


def test_a_problem_reads_as_one_line():
    assert str(Problem(place="post 4", reason="no date")) == "post 4: no date"
    assert str(Problem(source="a.txt", place="post 4", reason="x")) == "a.txt: post 4: x"


def test_a_derived_id_is_the_same_for_the_same_statement_for_ever():
    assert derived_id("HarborRiders", "2023-05-09", "Line 4 again.") == "~638514cd27dc3675"
    assert derived_id(None, None, "") == "~96a296d224f285c6"


def test_a_derived_id_knows_what_is_the_same():
    first = derived_id("HarborRiders", "2023-05-09", "a\r\nb")
    assert derived_id("harborriders", Moment.parse("2023-05-09"), "a\nb") == first


def test_a_derived_id_knows_what_is_another():
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


@given(st.none() | text, text)
def test_a_derived_id_is_made_of_any_text(handle, body):
    made = derived_id(handle, None, body)
    assert made[0] == "~"
    assert len(made) == 17
    assert int(made[1:], 16) >= 0
