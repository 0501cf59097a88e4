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
