"""Who is in a thread is found out a piece at a time, while more posts arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.feed import Feed
from tui_feed.feed.index import threads
from tui_feed.models import Post
from tui_feed.query import Query

THREADS = Query.parse("is:thread")
answered = st.none() | st.integers(0, 30)
arrivals = st.lists(st.lists(answered, min_size=1, max_size=9), max_size=6)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(threads, "_STEP", 4)


@given(arrivals)
def test_what_is_found_meanwhile_stays_and_in_the_end_it_is_all(parts):
    feed, parents = Feed(), []
    for part in parts:
        for parent in part:
            answers = None if parent is None else str(parent)
            feed.add(Post(id=str(len(parents)), reply_to_id=answers))
            parents.append(parent)
        early = feed.select(THREADS, "captured", 0)
        assert set(early) <= _in_threads(parents)
        assert early.is_whole <= (set(early) == _in_threads(parents))
    while not feed.look(THREADS, "captured", 0):
        pass
    assert set(feed.select(THREADS, "captured", 0)) == _in_threads(parents)
    others = feed.select(Query.parse("-is:thread"), "captured")
    assert set(others) == set(range(len(parents))) - _in_threads(parents)


def _in_threads(parents):
    links = [(row, parent) for row, parent in enumerate(parents) if parent is not None]
    return {row for link in links if link[1] < len(parents) for row in link}


# The thread of a post


def thread_of(posts, post_id):
    feed = Feed()
    for post in posts:
        feed.add(post)
    search = feed.find_thread(post_id)
    search.advance()
    thread = search.thread
    return [(feed.post(row).id, thread.depths[row]) for row in thread.rows], thread, feed


def test_a_thread_is_in_reading_order_whatever_the_order_of_the_file():
    posts = (
        Post(id="d", reply_to_id="b", created_at="2024-01-04"),
        Post(id="c", reply_to_id="a", created_at="2024-01-02T10:00Z"),
        Post(id="b", reply_to_id="a", created_at="2024-01-03"),
        Post(id="a", created_at="2024-01-01"),
        Post(id="e", reply_to_id="a"),
    )
    for start in "abcde":
        found, _, _ = thread_of(posts, start)
        assert found == [("a", 0), ("c", 1), ("b", 1), ("d", 2), ("e", 1)]


def test_answers_to_a_post_that_no_file_has_belong_together():
    posts = (Post(id="b", reply_to_id="a"), Post(id="c", reply_to_id="a"), Post(id="x"))
    for start in "abc":
        found, thread, feed = thread_of(posts, start)
        assert found == [("b", 1), ("c", 1)]
        assert thread.missing == {feed.row_of("b"): "a"}
        assert feed.has_thread(posts[0])
    assert thread_of(posts, "x")[0] == [("x", 0)]
    assert thread_of(posts, "nobody")[0] == []


def test_posts_of_a_conversation_belong_together_without_the_posts_between():
    posts = (
        Post(id="a"),
        Post(id="b", reply_to_id="a", conversation_id="a"),
        Post(id="d", reply_to_id="c", conversation_id="a"),
    )
    for start in "abd":
        found, thread, feed = thread_of(posts, start)
        assert {post_id for post_id, _ in found} == {"a", "b", "d"}
        assert list(thread.missing.values()) == ["c"]
        assert feed.has_thread(feed.post(feed.row_of(start)))


def test_an_author_who_goes_on_stays_at_a_level_until_somebody_else_answers():
    own, other = {"handle": "Own"}, {"handle": "Other"}
    posts = [Post(id="0", author=own)]
    posts += [Post(id=str(n), author=own, reply_to_id=str(n - 1)) for n in range(1, 4)]
    posts += [Post(id="4", author=other, reply_to_id="3")]
    found, thread, _ = thread_of(posts, "0")
    assert [depth for _, depth in found] == [0, 1, 2, 3, 4]
    assert [thread.levels[row] for row in thread.rows] == [0, 0, 0, 0, 1]


@given(st.lists(st.none() | st.integers(0, 12), max_size=12), st.integers(0, 11))
def test_each_post_of_a_thread_is_met_once_also_in_circles(parents, start):
    posts = [
        Post(id=str(n), reply_to_id=None if parent is None else str(parent))
        for n, parent in enumerate(parents)
    ]
    found, _, feed = thread_of(posts, str(start))
    ids = [post_id for post_id, _ in found]
    assert len(ids) == len(set(ids))
    if start < len(posts):
        assert str(start) in ids
        assert feed.has_thread(posts[start]) == (len(ids) > 1)


def test_a_long_search_stops_for_keys_and_goes_on():
    feed = Feed()
    for n in range(2_000):
        feed.add(Post(id=str(n), reply_to_id=str(n - 1) if n else None))
    search, steps = feed.find_thread("1999"), 1
    while not search.advance(0):
        steps += 1
    assert steps > 10
    assert [feed.post(row).id for row in search.thread.rows] == [str(n) for n in range(2_000)]


def test_an_answered_post_is_known_from_a_copy_at_any_depth_of_a_quote():
    deepest = Post(id="1", text="deepest")
    feed = Feed()
    feed.add(Post(id="3", quote=Post(id="2", text="between", quote=deepest)))
    assert feed.quoted_copy("1").text == "deepest"
    assert feed.quoted_copy("2").text == "between"
    assert feed.quoted_copy("4") is None
