"""A line says of a record what its model says, and nothing gets into a record past the door."""

import json

import pytest
from hypothesis import given

from tests.records import posts, profiles
from tui_feed import models
from tui_feed.models import Post, Problem, Profile, line
from tui_feed.models.line import LINES, WRITER, is_clean, line_of, read_record, record_of


@given(posts)
def test_a_post_is_its_line_again(post):
    assert record_of(line_of(post)) == post


@given(profiles)
def test_a_profile_is_its_line_again(profile):
    assert record_of(line_of(profile)) == profile


def test_a_problem_is_its_line_again():
    problem = Problem(place="line 2", reason="not JSON", source="x", skipped=True)
    assert record_of(line_of(problem)) == problem


@given(posts)
def test_a_written_line_is_the_native_line_of_the_post(post):
    written = WRITER.encode(line_of(post))
    assert json.loads(written) == json.loads(post.native_line())
    assert written == WRITER.encode(LINES.decode(post.native_line()))
    assert read_record(written) == post


@pytest.mark.parametrize("cls", [Post, Profile, Problem])
def test_a_line_has_every_field_of_its_model(cls):
    assert line_of(cls.known()).__struct_fields__ == cls.names()


def test_a_line_keeps_the_limits_of_its_model():
    for wrong in (
        '{"metrics":{"views":-1}}',
        '{"metrics":{"views":9223372036854775808}}',
        '{"media":[{"kind":"film"}]}',
        '{"poll":{"options":[{"label":"a","percent":101}]}}',
        '{"text":null}',
        '{"hashtags":[1]}',
    ):
        with pytest.raises(ValueError, match=r"\$"):
            LINES.decode(f'{{"type":"post","id":"1",{wrong[1:]}')


@pytest.mark.parametrize(
    "text", ['"a\\u001b"', '"a\\tb"', '"\\ud83d"', '"a\x1bb"', '"\u202e"', '"' + "\u0301" * 9 + '"']
)
def test_what_is_not_clean_never_becomes_a_record(text):
    data = f'{{"type":"post","id":"1","text":{text}}}'.encode()
    assert not is_clean(data.decode())
    with pytest.raises(ValueError, match="never looked through"):
        read_record(data)


def test_escapes_are_told_from_escaped_backslashes():
    assert is_clean('"a\\\\t \\" \\n \\/"')
    assert not is_clean('"a\\\\\\t"')


def test_every_model_has_a_type_of_line():
    made = set(line._RECORDS.values())
    missing = {
        thing
        for name, thing in vars(models).items()
        if isinstance(thing, type)
        and issubclass(thing, models.Checked)
        and thing.__module__ == models.__name__
        and not name.startswith("_")
        and thing not in made
    }
    assert missing == set()
