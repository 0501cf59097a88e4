"""A feed keeps what was read and finds it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import made_post
from tui_feed.feed import Feed
from tui_feed.feed.build.batch_builder import BatchBuilder
from tui_feed.models import Author, Metrics, Post, Problem, Profile
from tui_feed.query import Query


def feed_of(*records: Post | Profile | Problem) -> Feed:
    feed = Feed()
    for record in records:
        feed.add(record)
    return feed


def test_an_empty_feed_answers_everything_with_nothing():
    feed = Feed()
    assert len(feed) == 0
    assert feed.profiles == feed.problems == []
    assert feed.values("tag") == []
    assert feed.values("tag", []) == []
    assert feed.span() is None
    assert feed.row_of("1") is None
    assert list(feed.quoted_by("1")) == []
    for text in ("", "tram", "-tram", "since:2020", "-from:x OR #tag"):
        found = feed.select(Query.parse(text))
        assert (list(found), found.unknown) == ([], 0)
    with pytest.raises(IndexError):
        feed.post(0)


def test_profiles_posts_and_problems_each_have_their_place():
    profile, post, problem = Profile(name="Harbor Riders"), Post(id="1"), Problem(
        place="line 2", reason="not JSON"
    )  # fmt: skip
    feed = feed_of(profile, post, problem)
    assert feed.profiles == [profile]
    assert feed.problems == [problem]
    assert len(feed) == 1
    assert feed.post(0) == post


def test_a_post_comes_back_as_it_was_however_many_came_after_it():
    posts = [
        Post(
            id=str(n),
            author=Author(name="Harbor Riders"),
            text=f"Line {n}",
            created_at="2020-06",
            quote=Post(id=f"q{n}", text="quoted"),
            metrics=Metrics(views=0),
        )
        for n in range(1200)
    ]
    feed = feed_of(*posts)
    for row in (0, 1199, 0, 600, *range(1200), 0):
        assert feed.post(row) == posts[row]
    assert feed.post(0) is feed.post(0)
    assert feed.row_of("600") == 600
    for row in (-1, 1200):
        with pytest.raises(IndexError):
            feed.post(row)


def test_a_post_met_twice_is_one_post_and_a_problem_that_names_its_place():
    feed = feed_of(
        Post(id="1", text="first"),
        Post(id="1", text="first", source="capture.txt, post 4"),
        Post(id="1", text="first"),
    )
    assert [feed.post(row).text for row in feed.select()] == ["first"]
    assert [str(problem) for problem in feed.problems] == [
        "capture.txt, post 4 (id 1): it was read before; this copy is left out",
        "one more post (id 1): it was read before; this copy is left out",
    ]


def test_a_chain_of_quotes_too_deep_to_be_kept_is_a_problem():
    def chain(quotes: int) -> Post:
        post = Post(id="0")
        for n in range(quotes):
            post = Post(id=f"{quotes}/{n}", quote=post)
        return post

    feed = feed_of(chain(100), chain(101), chain(2000))
    assert len(feed) == 1
    assert feed.post(0) == chain(100)
    assert ["100 quotes inside each other" in problem.reason for problem in feed.problems] == [
        True,
        True,
    ]


def test_who_quotes_a_post_is_known_even_where_the_post_is_not_here():
    feed = feed_of(
        Post(id="1"),
        Post(id="2", quote=Post(id="1")),
        Post(id="3", quote=Post(id="9", quote=Post(id="8"))),
        Post(id="4", quote=Post(id="1")),
    )
    before = feed.quoted_by("1")
    assert list(before) == [1, 3]
    assert list(feed.quoted_by("9")) == [2]
    assert list(feed.quoted_by("8")) == []
    feed.add(Post(id="5", quote=Post(id="1")))
    assert list(feed.quoted_by("1")) == [1, 3, 4]
    assert list(before) == [1, 3]


def test_tags_are_counted_by_post_and_shown_as_most_posts_write_them():
    feed = feed_of(
        Post(id="1", hashtags=("latetrams", "Line4")),
        Post(id="2", hashtags=("LateTrams", "LateTrams", "été")),
        Post(id="3", hashtags=("LateTrams",)),
        Post(id="4", hashtags=("zoo",)),
        Post(id="5", hashtags=("Zoo",)),
        Post(id="6"),
    )
    assert feed.values("tag") == [("LateTrams", 3), ("zoo", 2), ("été", 1), ("Line4", 1)]
    assert feed.values("tag", [0, 4, 4]) == [("LateTrams", 1), ("Line4", 1), ("zoo", 1)]
    assert feed.values("tag", feed.select(Query.parse("-#latetrams"))) == [("zoo", 2)]
    assert feed.values("tag", []) == []


def test_the_span_reaches_from_the_first_beginning_to_the_last_end():
    feed = feed_of(Post(id="1"), Post(id="2", created_at="2020-06-07"))
    assert list(map(str, feed.span())) == ["2020-06-07", "2020-06-07"]
    for n, when in enumerate(("2020", "2020-12-30", "2019-05-01T10:00Z")):
        feed.add(Post(id=f"more{n}", created_at=when))
    assert list(map(str, feed.span())) == ["2019-05-01T10:00Z", "2020"]


@given(
    stretches=st.lists(st.lists(st.integers(0, 12), max_size=6), max_size=6),
    turn=st.integers(0, 6),
    half=st.integers(0, 6),
)
def test_a_feed_in_stretches_is_the_feed_that_was_read_at_once(stretches, turn, half):
    """Some posts come twice; the second source begins inside a stretch."""
    whole, parts, builder = Feed(), Feed(), BatchBuilder()
    label = None
    for number, stretch in enumerate(stretches):
        for at, post in enumerate(map(post_number, stretch)):
            wanted = "b" if (number, at) >= (turn, half) else "a"
            for begins in (whole, builder) if label != wanted else ():
                begins.begin(wanted)
            label = wanted
            whole.add(post)
            builder.add(post)
        parts.take(builder.take())
    assert parts.problems == whole.problems
    assert len(parts) == len(whole)
    assert [parts.post(row) for row in range(len(parts))] == [
        whole.post(row) for row in range(len(whole))
    ]
    assert parts.span() == whole.span()
    for text in (
        "word",
        "#odd",
        "since:2020",
        "min_views:3",
        "in:a",
        "-in:b",
        "is:quote",
        "depth:1",
    ):
        for order in ("newest", "captured", "views"):
            one = parts.select(Query.parse(text), order)
            other = whole.select(Query.parse(text), order)
            assert (list(one), one.unstated) == (list(other), other.unstated)
    assert parts.values("tag") == whole.values("tag")


def post_number(number: int) -> Post:
    return made_post(
        id=str(number),
        text="a word" if number % 3 else "another one",
        created_at=["2019", "2020-05", None, "2021-01-01T10:00Z"][number % 4],
        hashtags=("odd",) if number % 2 else (),
        metrics={"views": number} if number % 5 else {},
        quote={"id": f"q{number}", "text": "quoted"} if number % 4 == 1 else None,
    )
