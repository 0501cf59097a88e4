"""Strangers wrote these files: nothing that they hold may get through, or stop the reading."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loaders.captures import PAGES, load, load_as, posts_of, problems_of
from tests.loaders.damage import file_of
from tests.records import stated, texts
from tui_feed.loaders import page_capture
from tui_feed.models import Post, Problem, Profile
from tui_feed.text.sanitize import clean

POST = "  • user avatar\n    Harbor Riders\n    @HarborRiders\n    Jan 12, 2024\n"


def strings(value):
    """Yield every string inside a dump."""
    if isinstance(value, dict):
        value = list(value.values())
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list | tuple):
            yield from strings(item)


def test_controls_are_gone_and_markup_is_text():
    records = load(PAGES / "hostile.txt")
    (post,) = posts_of(records)
    for record in records:
        assert all(clean(text) == text for text in strings(stated(record)))
    assert "[@click=app.quit]quit[/]" in post.text
    assert post.hashtags == ("LateTrams",)
    assert post.author.name == "\ufffd[31mRedRiders"
    assert post.card.title == "[bold]Title\ufffd[/bold]"
    assert (post.metrics.views, post.hidden) == (5120, 7)


def test_what_is_said_of_a_hostile_file_is_clean_too(tmp_path):
    text = POST.replace("Jan 12, 2024", "J\x1b[2J 12") + "    Hello.\n\nNew to X?\n"
    (problem,) = problems_of(load_as(tmp_path / "x\x1b.txt", text))[1:]
    assert all(clean(text) == text for text in strings(stated(problem)))
    assert "\x1b" not in str(problem)


def read(path, content):
    return list(page_capture.read(file_of(content, path.name)))


LINES = """\
  • user avatar
    user avatar
user avatar
    Harbor Riders
    @HarborRiders
    Jan 12, 2024
    Mar 3
    5h
    Replying to @a
    IMAGE: x
    GIF
    ALT
    0:42
    From example.org
    example.org
    14K
    Yes
    62%
    3 votes
    Show more
    Pinned
  • Pinned
    Ann reposted
    This Post is unavailable.
    Content warning: x
New to X?
© 2026 X Corp.
412
Following
9,515
Followers
3,912 posts
Joined March 2015
    ·
    Quote
  • This Post is unavailable.

	•
""".splitlines()


@given(st.lists(st.sampled_from(LINES) | texts, max_size=40), st.sampled_from("\n\r"))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_lines_in_any_order_are_read(tmp_path, lines, end):
    content = end.join(lines).encode("utf-8", "replace")
    if content:
        records = read(tmp_path / "x.txt", content)
        assert all(isinstance(record, Post | Profile | Problem) for record in records)
        ids = [post.id for post in posts_of(records)]
        assert len(set(ids)) == len(ids)


@given(st.data())
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_damaged_captures_are_read_as_far_as_they_can_be(tmp_path, data):
    name = data.draw(st.sampled_from(sorted(path.name for path in PAGES.iterdir())))
    content = bytearray((PAGES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        stop = at + data.draw(st.integers(0, 40))
        content[at:stop] = data.draw(st.binary(max_size=6) | st.just(bytes(content[stop:][:60])))
    records = read(tmp_path / name, bytes(content) or b"x")
    assert records
    assert all(isinstance(record, Post | Profile | Problem) for record in records)


@pytest.mark.parametrize(
    "unit",
    [
        POST + "    Line 4 again. #LateTrams\n    14K\n",
        "  • user avatar\n",
        "    user avatar\n",
        "    ·\n",
        "    Pinned\n",
        "    @a\n",
        "    Replying to @a\n",
        "    user avatar\n    Ellery\n    @E\n    Jan 1, 2024\n",
        "    x.y\n",
        "a",
        "a.",
        "@a ",
        "IMAGE: ",
        "\n",
        "• ",
        "Following\n1\n",
        "    IMAGE: https://a.example/?url=https://b.example/\n",
    ],
)
@pytest.mark.parametrize("start", ["", POST], ids=["header", "post"])
def test_a_long_capture_of_one_thing_is_read_to_its_end(tmp_path, start, unit):
    content = (start + unit * (160_000 // len(unit))).encode()
    records = read(tmp_path / "long.txt", content)
    assert all(isinstance(record, Post | Profile | Problem) for record in records)
    assert records
