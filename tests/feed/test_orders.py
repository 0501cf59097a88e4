"""The orders of a timeline: stable, and what is not stated comes last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.feed import ORDERS, Feed
from tui_feed.models import Metrics, Post
from tui_feed.query import Query

DATES = [None, "2019", "2020-06", "2020-06-07", "2020-06-07T10:00:00Z", "2020-06-07T09:00-02:00"]
VIEWS = [None, 0, 7, 7_000]

Stated = tuple[str | None, int | None]
stated = st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(VIEWS)), max_size=30)


def add(feed: Feed, posts: list[Stated]) -> None:
    for date, views in posts:
        feed.add(
            Post(id=str(len(feed)), created_at=date, metrics=Metrics(views=views, likes=views))
        )


def expected(posts: list[Stated], order: str) -> list[int]:
    """Arrange the rows by definition: `sorted` is stable."""

    def key(row: int) -> tuple[bool, int]:
        post = Post(id="0", created_at=posts[row][0])
        dated = order in ("newest", "oldest")
        counted = posts[row][1] if order in ("views", "likes") else None
        value = post.created_at and post.created_date.start if dated else counted
        return value is None, (value or 0) * (1 if order == "oldest" else -1)

    rows = list(range(len(posts)))
    return rows if order == "captured" else sorted(rows, key=key)


@pytest.mark.parametrize("order", ORDERS)
@given(posts=stated, more=stated)
def test_every_order_is_stable_and_ends_with_what_is_not_stated(order, posts, more):
    feed = Feed()
    add(feed, posts)
    assert list(feed.select(order=order)) == expected(posts, order)
    add(feed, more)
    assert list(feed.select(order=order)) == expected(posts + more, order)
    everything = feed.select(Query.parse("-zebra"), order)
    assert list(everything) == expected(posts + more, order)


def test_newest_is_the_order_unless_another_is_asked_for():
    feed = Feed()
    add(feed, [("2019", None), ("2020-06", None), (None, None)])
    assert list(feed.select()) == [1, 0, 2]


def test_a_selection_stays_as_it_was_when_posts_are_added():
    feed = Feed()
    add(feed, [("2019", 1)])
    before = [feed.select(order=order) for order in ORDERS]
    add(feed, [("2020-06", 9)])
    assert [list(rows) for rows in before] == [[0]] * len(ORDERS)


def test_only_orders_that_some_post_states_something_for_are_offered():
    feed = Feed()
    assert feed.orders() == ["newest", "oldest", "captured"]
    feed.add(Post(id="1", metrics=Metrics(replies=0)))
    assert feed.orders() == ["newest", "oldest", "captured", "replies"]


def test_an_order_in_the_query_goes_before_the_given_one():
    feed = Feed()
    add(feed, [("2019", 1), ("2020-06", 3), (None, 2)])
    assert list(feed.select(Query.parse("sort:views"), "oldest")) == [1, 2, 0]


def test_an_order_that_is_none_is_an_error_for_the_programmer():
    with pytest.raises(KeyError):
        Feed().select(order="random")


def test_a_selection_knows_the_place_of_a_row():
    feed = Feed()
    add(feed, [("2019", 1), ("2020-06", 2), ("2020-06-07", 3)])
    found = feed.select()
    assert [found.index(row) for row in found] == [0, 1, 2]
    assert list(found[1:]) == [1, 0]
    assert 2 in found
    assert 3 not in found
    with pytest.raises(ValueError, match="not"):
        found.index(3)
