"""Posts admitted together: the result is the one of each post by itself."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders.damage import file_of
from tests.records import made_post, raw_posts
from tui_feed.loaders.common import record_reader as reading
from tui_feed.loaders.common.record_reader import Read, RecordReader
from tui_feed.models import (
    NOBODY,
    NOT_STATED,
    NOTHING_COUNTED,
    Author,
    Media,
    Metrics,
    Poll,
    Post,
    Problem,
    Record,
    Version,
)
from tui_feed.models.admission import admitted
from tui_feed.models.bulk_admission import admit_posts
from tui_feed.models.lines import LineBatch, post_line
from tui_feed.sources.errors import InputError
from tui_feed.sources.file import File
from tui_feed.text.plain import first_special
from tui_feed.text.timestamps import date_interval

PLAIN = Post(id="1", text="tram", hashtags=("tram",), mentions=(), cashtags=(), links=())
POSTS: tuple[Any, ...] = (
    PLAIN,
    Post(id="2", text="no names"),
    Post(id="3", hashtags=(), mentions=(), cashtags=(), links=()),
    Post(id="4", hashtags=("a",)),
    Post(id="5", text="a\x1b[2J\u202eb"),
    Post(id="6", text="\ud83d\ude00 \ud83d"),
    Post(id="7", text="Été \u00ad"),
    Post(id="8", text="ÉTÉ"),
    Post(id="9", text="a\tb\r\nc"),
    Post(id="10", author=Author(), metrics=Metrics()),
    Post(id="11", author=Author(name="A\u202e"), quote=Post(id="12", text="\x1b", author=Author())),
    Post(id="13", metrics=Metrics(views=-1), source="posts.json, item 4"),
    Post(id="14", created_at="yesterday"),  # type: ignore[arg-type]
    Post(id="15", created_at="2024-01-05T10:00:00Z", reposted_at="2025-01"),  # type: ignore[arg-type]
    Post(id="16", quote=Post(id="17", created_at="2024-00")),  # type: ignore[arg-type]
    Post(id="18", poll=Poll(options=(), ends="soon")),  # type: ignore[arg-type]
    Post(id="19", versions=(Version(created_at="once"),)),  # type: ignore[arg-type]
    Post(id="20", created_at="2024-01-05 17:03:22,5+00:00"),  # type: ignore[arg-type]
    Post(id="21", hashtags=None, author=None),  # type: ignore[arg-type]
    Post(id="22", reply_to=["a"]),  # type: ignore[arg-type]
    Post(id="23", media=(Media(kind="video", duration=5),)),
    Post(id="24", media=(Media(kind="video", duration=float("nan")),)),
    Post(id="25", text='{"author":{},"metrics":{}}\n{"type":"post"}', source='a", "'),
    Post(id="26", text="e" + "\u0301" * 40),
    Post(id=None),  # type: ignore[arg-type]
    Post(id="27", deleted=True, deleted_at="2024-01-05T10:00:00Z"),  # type: ignore[arg-type]
    Post(id="28", deleted_at="2024-13"),  # type: ignore[arg-type]
    Post(id="29", quote=Post(id="30", deleted_at="never")),  # type: ignore[arg-type]
)


def nested(depth: int) -> Post:
    post = Post(id="0")
    for number in range(depth):
        post = Post(id=str(number), quote=post)
    return post


def records_of(found: Sequence[LineBatch | Record]) -> list[Record]:
    records: list[Record] = []
    for each in found:
        records += each.dated.posts if isinstance(each, LineBatch) else [each]
    return records


def check(posts: Sequence[Post]) -> None:
    """Compare posts admitted together with each admitted singly: the same to the last byte."""
    found = admit_posts(posts)
    records = records_of(found)
    expected = [admitted(post) for post in posts]
    assert records == expected
    for one, other in zip(records, expected, strict=True):
        if isinstance(one, Post) and isinstance(other, Post):
            for a, b in zip(chain_of(one), chain_of(other), strict=True):
                assert (a.links is NOT_STATED) is (b.links is NOT_STATED)
                assert (a.author is NOBODY) is (b.author is NOBODY)
                assert (a.metrics is NOTHING_COUNTED) is (b.metrics is NOTHING_COUNTED)
    for batch in found:
        if isinstance(batch, LineBatch):
            dated = batch.dated
            assert batch.data == b"".join([post_line(post) + b"\n" for post in dated.posts])
            dates = [date_interval(post.reposted_at or post.created_at) for post in dated.posts]
            assert list(zip(dated.starts, dated.spans, strict=True)) == dates
            assert not dated.are_steady or first_special(batch.data, 0) < 0


def chain_of(post: Post | None) -> Iterator[Post]:
    while post:
        yield post
        post = post.quote


def test_each_kind_of_post_is_admitted_as_by_itself_in_any_company() -> None:
    check(POSTS)
    for post in POSTS:
        check([post])
        check([PLAIN, post, PLAIN])


@given(st.lists(raw_posts | st.sampled_from(POSTS), max_size=8))
@settings(max_examples=200)
def test_posts_together_are_admitted_as_each_by_itself(posts: list[Post]) -> None:
    check(posts)


@pytest.mark.parametrize("depth", [99, 100, 101, 102, 5000])
def test_quotes_without_end_are_a_problem_of_their_post_alone(depth: int) -> None:
    deep = nested(depth)
    first, found, last = records_of(admit_posts([PLAIN, deep, PLAIN]))
    assert first == last == PLAIN
    assert type(found) is type(admitted(deep))


def test_plain_posts_come_as_lines_though_one_among_them_is_cleaned() -> None:
    posts = [PLAIN] * 50
    assert [type(each) for each in admit_posts(posts)] == [LineBatch]
    assert [type(each) for each in admit_posts([*posts, POSTS[4], *posts])] == [LineBatch]
    kinds = [type(each) for each in admit_posts([*posts, POSTS[11], *posts])]
    assert kinds == [LineBatch, Problem, LineBatch]


def reader_of(*found: Record | Read | Exception) -> RecordReader[File]:
    def read(_: File) -> Iterator[Record | Read]:
        for each in found:
            if isinstance(each, Exception):
                raise each
            yield each

    return RecordReader(read)


def test_records_keep_their_order_and_posts_before_a_failure_are_read() -> None:
    posts = [made_post(id=str(number), text="tram") for number in range(500)]
    problem = Problem(place="line 4", reason="not JSON")
    file = file_of(b"", "x.jsonl")
    read = reader_of(*posts[:250], problem, Read(posts[250], {}), *posts[251:])
    assert list(read(file)) == [*map(admitted, posts[:250]), problem, *map(admitted, posts[250:])]
    assert len(list(read.batches(file))) < 20
    records: list[Record] = []
    with pytest.raises(InputError):
        records.extend(reader_of(*posts[:3], InputError("the file ends early"))(file))
    assert records == [*map(admitted, posts[:3])]


def test_no_post_waits_for_one_that_comes_late(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(reading, "perf_counter", lambda: clock[0])
    given_on: list[str] = []

    def read(_: File) -> Iterator[Post]:
        for number in range(4):
            assert len(given_on) == number
            clock[0] += 1
            yield made_post(id=str(number), text="tram")

    for found in RecordReader(read)(file_of(b"", "x.jsonl")):
        assert isinstance(found, Post)
        given_on.append(found.id)


def test_posts_without_anything_to_show_get_a_reason_in_any_company() -> None:
    empty, warned = Post(id="2"), Post(id="3", content_warning="heat")
    found = list(reader_of(PLAIN, empty, warned).batches(file_of(b"", "x.jsonl")))
    assert [type(each) for each in found] == [LineBatch]
    first, second, third = records_of(found)
    assert isinstance(second, Post)
    assert second.unavailable
    assert (first, third) == (PLAIN, warned)
    assert isinstance(found[0], LineBatch)
    lines = [post_line(post) + b"\n" for post in found[0].dated.posts]
    assert found[0].data == b"".join(lines)
