"""Copies of a post in a feed: one post, whatever the order, the sources and the batches."""

from itertools import permutations

import pytest

from tui_feed.feed import Feed
from tui_feed.feed.build.batch_builder import BatchBuilder
from tui_feed.models import Author, Media, Metrics, Post
from tui_feed.models.admission import admit
from tui_feed.query import Query

DAY = Post(
    id="1", created_at="2024-01-05", text="The wheel tur…", media=(Media(kind="photo"),),
    metrics=Metrics(likes=3),
)  # fmt: skip
SECOND = Post(
    id="1", created_at="2024-01-05T17:03:22Z", text="The wheel turns #mill", hashtags=("mill",),
    media=(Media(kind="photo", alt="A wheel."),), metrics=Metrics(views=9000),
)  # fmt: skip
QUOTING = Post(id="2", text="Look", quote=Post(id="1", text="The whe…"))


def feed_of(*sources: list[Post], at_once: bool) -> Feed:
    """Return a feed of some sources; posts come one by one, or all in one update."""
    feed, builder = Feed(), BatchBuilder()
    for number, posts in enumerate(sources, 1):
        if at_once:
            builder.begin(f"file-{number}")
        else:
            feed.begin(f"file-{number}")
        for post in posts:
            (builder if at_once else feed).add(admit(post))
    if at_once:
        feed.take(builder.take())
    return feed


def ids(feed: Feed, query: str) -> list[str]:
    return sorted(feed.post(row).id for row in feed.select(Query.parse(query)))


at_once = pytest.mark.parametrize("at_once", [True, False], ids=["in one update", "one by one"])


@at_once
@pytest.mark.parametrize("apart", [True, False], ids=["two files", "one file"])
def test_copies_are_one_post_with_the_best_of_each_field(at_once: bool, apart: bool) -> None:
    for one, other in ((DAY, SECOND), (SECOND, DAY)):
        files = [[one], [other]] if apart else [[one, other]]
        feed = feed_of(*files, at_once=at_once)
        (post,) = feed
        assert len(feed) == len(feed.select()) == 1
        assert (post.created_at, post.text) == (SECOND.created_at, SECOND.text)
        assert post.media[0].alt == "A wheel."
        assert post.metrics == Metrics(likes=3, views=9000)
        assert ids(feed, "has:alt min_faves:3 min_views:9000 #mill turns") == ["1"]
        assert ids(feed, "in:file-1") == ["1"]
        assert ids(feed, "in:file-2") == (["1"] if apart else [])
        assert feed.problems == []
        assert feed.disagreements("1") == []


@at_once
def test_a_post_and_its_quoted_copy_are_merged_both_ways(at_once: bool) -> None:
    rich = Post(id="2", quote=Post(id="1", text="The wheel turns.", metrics=Metrics(likes=3)))
    for posts in permutations((DAY, QUOTING)):
        feed = feed_of(list(posts), at_once=at_once)
        quote = feed.post(feed.row_of("2")).quote
        assert quote is not None
        assert (quote.text, quote.created_at) == (DAY.text, DAY.created_at)
        assert len(feed) == 2
        assert list(feed.quoted_by("1")) == [feed.row_of("2")]
    for posts in permutations((QUOTING, SECOND)):
        feed = feed_of(list(posts), at_once=at_once)
        assert ids(feed, "turns") == ["1", "2"]
    for posts in permutations((DAY, rich)):
        feed = feed_of(list(posts), at_once=at_once)
        assert feed.post(feed.row_of("1")).text == "The wheel turns."


@at_once
def test_a_quote_in_a_quote_is_merged_too(at_once: bool) -> None:
    deep = Post(id="3", quote=Post(id="4", quote=Post(id="1", text="The whe…")))
    for posts in permutations((SECOND, deep)):
        feed = feed_of(list(posts), at_once=at_once)
        assert ids(feed, "turns") == ["1", "3"]
        assert ids(feed, "depth:2") == ["3"]


@at_once
def test_a_disagreement_names_both_values_with_their_sources(at_once: bool) -> None:
    one = Post(id="1", text="a", metrics=Metrics(likes=3), source="x, post 1")
    other = Post(id="1", text="a", metrics=Metrics(likes=50))
    third = Post(id="1", text="a", metrics=Metrics(likes=3))
    for files in permutations(([one], [other], [third])):
        feed = feed_of(*files, at_once=at_once)
        (post,) = feed
        assert post.metrics.likes == 50
        (found,) = feed.disagreements("1")
        assert found.field == "likes"
        assert [value for value, _ in found.statements] == ["50", "3"]
        label = f"file-{files.index([other]) + 1}"
        assert found.statements[0].sources == (label,)
        assert found.statements[1].sources  # of those that say the same, the first one
        (problem,) = feed.problems
        assert "1 post is stated differently by its copies" in problem.reason
        assert not problem.skipped


@at_once
def test_a_repetition_is_only_one_more_source(at_once: bool) -> None:
    feed = feed_of([SECOND], [SECOND], [SECOND], at_once=at_once)
    assert len(feed) == len(feed._posts) == 1
    assert ids(feed, "in:file-1 in:file-2 in:file-3") == ["1"]


@at_once
def test_the_place_in_its_file_makes_no_other_copy(at_once: bool) -> None:
    copies = [
        Post(id="1", text="a", source=f"x, post {n}", quote=Post(id="2", source=f"y, post {n}"))
        for n in (1, 2)
    ]
    feed = feed_of([copies[0]], [copies[1]], at_once=at_once)
    assert len(feed._posts) == 1


@at_once
def test_a_copy_that_was_not_public_hides_the_post_with_what_was_merged(at_once: bool) -> None:
    private = Post(id="1", text="a secret", visibility="followers")
    for files in permutations(([DAY], [SECOND], [private])):
        feed = feed_of(*files, at_once=at_once)
        assert len(feed) == len(feed.select()) == 0
        assert feed.disagreements("1") == []
        assert ids(feed, "wheel") == ids(feed, "secret") == []


@at_once
def test_posts_keep_their_places_when_they_are_merged(at_once: bool) -> None:
    other = Post(id="1", text="The wheel", lang="en")
    posts = [Post(id="0", text="z"), DAY, Post(id="9", text="y"), SECOND, QUOTING]
    feed = feed_of(posts, [other, Post(id="8")], at_once=at_once)
    order = ["0", "1", "9", "2", "8"]
    rows = feed.select(order="captured")
    assert [feed.post(row).id for row in rows] == order
    assert [post.id for post in feed] == [feed[place].id for place in range(5)] == order
    assert [rows.index(row) for row in rows] == [0, 1, 2, 3, 4]
    assert ids(feed, "lang:en") == ["1"]


def test_copies_in_one_batch_take_one_row() -> None:
    feed = feed_of([Post(id="0", text="z"), DAY, SECOND, QUOTING], at_once=True)
    assert len(feed) == len(feed._posts) == 3


def test_more_copies_than_there_is_room_for_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_feed.feed.merging.ROOM", 0)
    posts = [Post(id=str(n), text="a") for n in range(3)]
    feed = feed_of(posts, [Post(id=post.id, text="b") for post in posts], at_once=False)
    assert [feed.post(row).text for row in feed.select(order="captured")].count("a") == 2
    assert any("2 more copies" in problem.reason for problem in feed.problems)


def test_an_author_is_known_from_either_copy() -> None:
    one = Post(id="1", text="a", author=Author(name="Mill Street"))
    other = Post(id="1", text="a", author=Author(handle="MillStreet"))
    feed = feed_of([one], [other], at_once=True)
    assert ids(feed, "from:millstreet") == ["1"]


def test_many_merged_posts_are_kept_packed_and_shown_as_they_are() -> None:
    posts = [Post(id=str(n), text=f"post {n}", lang="en") for n in range(1500)]
    copies = [Post(id=post.id, text=post.text, client="Web") for post in posts]
    feed = feed_of(posts, copies, at_once=True)
    assert [(post.id, post.lang, post.client) for post in feed] == [
        (str(n), "en", "Web") for n in range(1500)
    ]
    assert any(piece.is_packed for piece in feed._posts._pieces)
