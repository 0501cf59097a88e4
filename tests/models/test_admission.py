"""Everything from outside is cleaned and checked once, whatever field it stands in."""

from contextlib import suppress
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import raw_posts, raw_profiles
from tui_feed.feed import Feed
from tui_feed.loaders import ARCHIVES, FILES
from tui_feed.loaders.common.record_reader import RecordReader
from tui_feed.models import (
    NOT_STATED,
    Author,
    Link,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Profile,
    Version,
)
from tui_feed.models.admission import RecordError, admit, admit_object
from tui_feed.models.part import Part
from tui_feed.text.dates import IsoDate
from tui_feed.text.numbers import LARGEST_COUNT
from tui_feed.text.sanitize import clean

DIRTY, CLEAN = "a\x1b\u202eb", "a\ufffdb"


def models() -> set[type[Part]]:
    """Return every class of the models."""
    found, waiting = set(), [Part]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.add(kind)
            waiting.append(kind)
    return found


def kinds_of(hint: Any) -> set[Any]:
    inner = get_args(hint)
    return {hint} if not inner else {kind for each in inner for kind in kinds_of(each)}


def holds(kind: type[Part]) -> set[Any]:
    return {k for hint in get_type_hints(kind).values() for k in kinds_of(hint)}


def dirty(kind: type[Part], depth: int = 0) -> Part:
    """Return a record that says something unclean wherever a string may stand."""
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        inner = kinds_of(hints[field.name]) - {type(None), ...}
        part = next((k for k in inner if isinstance(k, type) and issubclass(k, Part)), None)
        is_list = "tuple" in str(hints[field.name])
        value: Any = None
        if part is not None and (part is not kind or depth < 2):
            value = dirty(part, depth + (part is kind))
        elif str in inner:
            value = DIRTY
        if value is not None:
            fields[field.name] = (value,) if is_list else value
    if kind is Media:
        fields["kind"] = "photo"
    return kind(**fields)


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    return [text for each in value for text in strings(each)] if isinstance(value, list) else []


@pytest.mark.parametrize("kind", [Post, Profile, Problem])
def test_no_string_of_any_model_gets_in_as_it_is(kind: type[Part]) -> None:
    record = dirty(kind)
    assert set(strings(msgspec.to_builtins(record))) <= {DIRTY, "photo"}
    assert set(strings(msgspec.to_builtins(admit(record)))) <= {CLEAN, "photo"}


def test_the_walk_over_the_models_meets_all_of_them() -> None:
    assert {Author, Link, Media, Poll, PollOption, Metrics, Version, Post, Profile} <= models()
    reached, waiting = set(), [Post, Profile, Problem]
    while waiting:
        kind = waiting.pop()
        if kind not in reached:
            reached.add(kind)
            waiting += [k for k in holds(kind) if isinstance(k, type) and issubclass(k, Part)]
    assert reached == models()


def test_models_hold_nothing_that_could_hide_a_string() -> None:
    known = {str, int, float, bool, type(None), ..., *models()}
    odd = {k for kind in models() for k in holds(kind) if k not in known and not isinstance(k, str)}
    assert {k.__name__ for k in odd} == {"IsoDate"}


@given(raw_posts)
@settings(max_examples=50)
def test_whatever_a_post_says_is_clean_once_it_is_admitted(post: Post) -> None:
    told = strings(msgspec.to_builtins(admit(post)))
    assert [clean(text) for text in told] == told


@given(raw_posts | raw_profiles)
def test_admitting_again_changes_nothing(record: Post | Profile) -> None:
    once = admit(record)
    assert admit(once) == once


def test_every_loader_has_what_it_yields_admitted() -> None:
    for form in (*ARCHIVES, *FILES):
        read = (form.archive if form in ARCHIVES else form.file).read
        # Lines are admitted one by one, to name the column; the others are read as another format.
        admits_itself = form.module in (
            "native", "x.community_archive", "mastodon.lone_notes", "bluesky.gallery_dl"
        )  # fmt: skip
        assert isinstance(read, RecordReader) or admits_itself, form.name


def test_surrogates_are_joined_before_anything_refuses_them() -> None:
    assert admit(Post(id="1", text="\ud83d\ude00 \ud83d")).text == "\U0001f600 \ufffd"


def test_a_post_counts_what_was_hidden_in_its_text() -> None:
    assert admit(Post(id="1", text=DIRTY)).hidden == 2
    assert admit(Post(id="1", text="ab")).hidden == 0
    assert admit(Post(id="1", text=CLEAN, hidden=2)).hidden == 2
    quoting = admit(Post(id="1", quote=Post(id="2", text="\x1b")))
    assert quoting.quote
    assert quoting.quote.hidden == 1


@pytest.mark.parametrize("count", [-1, LARGEST_COUNT + 1, True, "3", 3.5, 3.0])
def test_what_is_not_a_count_is_refused(count: Any) -> None:
    with pytest.raises(RecordError, match="metrics"):
        admit(Post(id="1", metrics=Metrics(views=count)))


@pytest.mark.parametrize("seconds", [-1, "0:42"])
def test_what_is_not_a_duration_is_refused(seconds: Any) -> None:
    with pytest.raises(RecordError, match="duration"):
        admit(Post(id="1", media=(Media(kind="video", duration=seconds),)))


@pytest.mark.parametrize("percent", [-1, 101])
def test_what_is_not_a_share_is_refused(percent: float) -> None:
    poll = Poll(options=(PollOption(label="Yes", percent=percent),))
    with pytest.raises(RecordError, match="percent"):
        admit(Post(id="1", poll=poll))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_without_end_is_not_stated(number: float) -> None:
    post = admit(Post(id="1", media=(Media(kind="video", duration=number),)))
    assert post.media[0].duration is None


@pytest.mark.parametrize("date", ["yesterday", "2024-02-30", "2024-00", 2024, True, {}])
def test_what_is_not_a_date_is_refused_where_a_date_is_stated(date: Any) -> None:
    for record in (
        Post(id="1", created_at=date),
        Post(id="1", reposted_at=date),
        Post(id="1", deleted_at=date),
        Post(id="1", text="\x1b", deleted_at=date),
        Post(id="1", quote=Post(id="2", created_at=date)),
        Post(id="1", poll=Poll(options=(), ends=date)),
        Post(id="1", versions=(Version(created_at=date),)),
        Profile(joined=date),
    ):
        with pytest.raises(RecordError, match=r"created_at|reposted_at|deleted_at|ends|joined"):
            admit(record)


def test_a_date_is_kept_in_one_form() -> None:
    written = "2024-01-05 17:03:22,5+00:00"
    assert admit_object(Post, {"id": "1", "created_at": written}).created_at == (
        "2024-01-05T17:03:22.5Z"
    )


@pytest.mark.parametrize("text", ["", "a\x1b"])
def test_every_date_of_a_model_is_kept_in_one_form(text: str) -> None:
    written: Any = "2024-01-05 17:03:22,5+00:00"
    for kind in models():
        dates = [name for name, hint in get_type_hints(kind).items() if IsoDate in kinds_of(hint)]
        for name in dates:
            said = holding(kind, **{name: written}, **({"text": text} if kind is Post else {}))
            assert "2024-01-05T17:03:22.5Z" in str(admit(said)), (kind, name)


def holding(kind: type[Part], **fields: Any) -> Any:
    """Return a record with a part of a kind somewhere in it."""
    if kind is Poll:
        return Post(id="1", poll=Poll(options=(), **fields))
    if kind is Version:
        return Post(id="1", versions=(Version(**fields),))
    return kind(**({"id": "1"} if kind is Post else {}), **fields)


def test_null_is_the_same_as_left_out() -> None:
    bare = {field.name: None for field in msgspec.structs.fields(Post) if field.name != "id"}
    assert admit_object(Post, {"id": "1", **bare}) == Post(id="1")
    quoting = admit_object(Post, {"id": "1", "quote": {"id": "2", **bare}})
    assert quoting == Post(id="1", quote=Post(id="2"))
    assert admit(Post(id="1", hashtags=None, author=None)) == Post(id="1")  # type: ignore[arg-type]


def test_a_list_in_the_place_of_a_tuple_does_no_harm() -> None:
    post = admit(Post(id="1", reply_to=["a"]))  # type: ignore[arg-type]
    assert post.reply_to == ("a",)


def test_a_post_needs_an_identity() -> None:
    with pytest.raises(RecordError, match="id"):
        admit_object(Post, {"text": "x"})


def test_quotes_inside_each_other_end_somewhere() -> None:
    post = Post(id="0")
    for number in range(102):
        post = Post(id=str(number), quote=post)
    with pytest.raises(RecordError, match="more than 100 quotes"):
        admit(post)


def test_a_text_comes_with_what_it_names_and_no_text_names_anything() -> None:
    said = admit(Post(id="1", text="x", hashtags=("a",)))
    assert said.links is not NOT_STATED
    assert said.hashtags == ("a",)
    silent = admit(Post(id="1", hashtags=(), mentions=(), cashtags=(), links=()))
    assert silent.hashtags is NOT_STATED


def test_what_is_added_to_a_feed_by_hand_is_admitted() -> None:
    feed = Feed()
    feed.add(Post(id="1", text=DIRTY))
    feed.add(Profile(name=DIRTY))
    feed.add(Problem(place=DIRTY, reason=DIRTY))
    assert feed.post(0).text == feed.profiles[0].name == feed.problems[0].reason == CLEAN
    feed.add(Post(id="2", metrics=Metrics(views=-1), source="posts.jsonl, line 4"))
    assert len(feed) == 1
    assert str(feed.problems[1]).startswith("posts.jsonl: line 4: metrics.views: ")


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists)))
def test_no_object_is_anything_but_a_record_or_an_error(stated: dict[str, Any]) -> None:
    for kind in (Post, Profile):
        with suppress(RecordError):
            assert admit_object(kind, stated)
