"""Several sources in one feed: each post once, found by every source that has it."""

from tui_feed.feed import Feed
from tui_feed.models import Author, Post, Profile
from tui_feed.query import Query


def feed_of_two() -> Feed:
    feed = Feed()
    feed.begin("posts")
    feed.add(Post(id="1", created_at="2024-01-01", text="first"))
    feed.add(Post(id="2", created_at="2024-01-02", text="second"))
    feed.begin("outbox")
    feed.add(Post(id="2", created_at="2024-01-02", text="second"))
    feed.add(Post(id="3", created_at="2024-01-03", text="third"))
    return feed


def ids(feed: Feed, query: str) -> list[str]:
    return [feed.post(row).id for row in feed.select(Query.parse(query), "captured")]


def test_a_post_that_is_in_two_sources_is_there_once_and_is_no_problem():
    feed = feed_of_two()
    assert len(feed) == 3
    assert feed.problems == []


def test_a_post_that_is_twice_in_one_source_is_a_record_that_was_left_out():
    feed = feed_of_two()
    feed.add(Post(id="3", created_at="2024-01-03", text="third"))
    assert len(feed) == 3
    assert [problem.skipped for problem in feed.problems] == [True]


def test_in_finds_a_post_by_every_source_that_has_it():
    feed = feed_of_two()
    assert ids(feed, "in:posts") == ["1", "2"]
    assert ids(feed, "in:OUTBOX") == ["2", "3"]
    assert ids(feed, "in:posts -in:outbox") == ["1"]
    assert ids(feed, "in:nowhere") == []


def test_every_row_knows_the_source_it_was_read_from_first():
    feed = feed_of_two()
    assert [feed.sources[feed.source_of(row)] for row in range(3)] == ["posts", "posts", "outbox"]


def test_the_profile_of_an_author_is_found_by_id_and_by_handle():
    feed = Feed()
    harbor = Profile(id="did:1", name="Harbor Riders", handle="HarborRiders")
    feed.add(harbor)
    feed.add(Profile(name="Ellery Works", handle="ElleryWorks"))
    assert feed.profile_of(Author(id="did:1")) == harbor
    assert feed.profile_of(Author(handle="harborriders")) == harbor
    assert feed.profile_of(Author(id="did:2", name="Harbor Riders")) is None
    assert feed.profile_of(Author()) is None


def test_a_repost_stands_where_it_was_passed_on():
    feed = Feed()
    feed.add(Post(id="1", created_at="2024-03-01"))
    feed.add(Post(id="2", created_at="2019-01-01", reposted_by="x", reposted_at="2024-03-02"))
    assert [feed.post(row).id for row in feed.select()] == ["2", "1"]
    assert ids(feed, "since:2024-03-02") == ["2"]
    assert ids(feed, "year:2019") == []


def thread() -> Feed:
    feed = Feed()
    links = (("c", "b"), ("a", None), ("b", "a"), ("d", "b"), ("x", None), ("y", "gone"))
    for post_id, answered in links:
        feed.add(Post(id=post_id, reply_to_id=answered))
    return feed


def test_a_thread_is_every_post_that_is_linked_by_replies_each_after_what_it_answers():
    feed = thread()
    for start in "abcd":
        assert [feed.post(row).id for row in feed.thread(start)] == ["a", "b", "c", "d"]
    assert [feed.has_thread(feed.post(row)) for row in range(6)] == [True] * 4 + [False, False]
    assert feed.thread("nobody") == []


def test_replies_that_lead_round_in_a_circle_are_each_there_once():
    feed = Feed()
    feed.add(Post(id="a", reply_to_id="b"))
    feed.add(Post(id="b", reply_to_id="a"))
    feed.add(Post(id="self", reply_to_id="self"))
    assert sorted(feed.post(row).id for row in feed.thread("a")) == ["a", "b"]
    assert len(feed.thread("self")) == 1
