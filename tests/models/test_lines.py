"""A native line says of a record what its model says, and reading it back is the identity."""

import json

import pytest
from hypothesis import given

from tests.loaders.damage import file_of
from tests.records import posts, profiles
from tui_feed.loaders import native
from tui_feed.models import Metrics, Post, Profile
from tui_feed.models.admission import admit
from tui_feed.models.lines import is_clean, native_line, post_line, read_post


def read_back(record: Post | Profile) -> object:
    (found,) = native.read(file_of(f"{native_line(record)}\n".encode()))
    return found


@given(posts)
def test_a_post_is_read_back_from_its_line_as_it_was(post: Post) -> None:
    assert read_back(post) == post
    assert read_post(post_line(post)) == post


@given(profiles)
def test_a_profile_is_read_back_from_its_line_as_it_was(profile: Profile) -> None:
    assert read_back(profile) == profile


def test_a_native_line_says_its_type_first_and_only_what_is_stated() -> None:
    assert native_line(Profile()) == '{"type":"profile"}'
    assert native_line(Profile(name="x")) == '{"type":"profile","name":"x"}'
    assert native_line(Post(id="1")) == '{"type":"post","id":"1"}'
    post = admit(Post(id="1", created_at="2020-06-07", metrics=Metrics(views=0)))  # type: ignore[arg-type]
    assert json.loads(native_line(post)) == {
        "type": "post",
        "id": "1",
        "created_at": "2020-06-07",
        "metrics": {"views": 0},
    }


def test_a_native_line_is_one_line() -> None:
    post = admit(Post(id="1", text="a\r\nb\u2028c\x85d"))
    line = native_line(post)
    assert line.splitlines() == [line]
    assert post.text == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "text", ['"a\\u001b"', '"a\\tb"', '"\\ud83d"', '"a\x1bb"', '"\u202e"', '"' + "\u0301" * 9 + '"']
)
def test_what_is_not_clean_never_becomes_a_record(text: str) -> None:
    data = f'{{"type":"post","id":"1","text":{text}}}'.encode()
    assert not is_clean(data.decode())
    with pytest.raises(ValueError, match=r"never sanitised|malformed|truncated"):
        read_post(data)


def test_a_line_of_something_else_is_no_post() -> None:
    with pytest.raises(ValueError, match="no post"):
        read_post(b'{"type":"profile","name":"x"}')


def test_escapes_are_told_from_escaped_backslashes() -> None:
    assert is_clean('"a\\\\t \\" \\n \\/"')
    assert not is_clean('"a\\\\\\t"')
