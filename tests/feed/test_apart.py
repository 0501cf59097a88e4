"""Posts set apart: likes and bookmarks are left out until a query asks for them."""

import json
from pathlib import Path

import pytest

from tests.printers.printing import printed
from tests.records import made_post
from tui_feed.browse.filtering.completions import completions
from tui_feed.browse.moving.jump_history import JumpHistory
from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.browse.status_lines import timeline_place
from tui_feed.feed import Feed
from tui_feed.ingest import open_feed
from tui_feed.models import Post
from tui_feed.models.lines import native_line
from tui_feed.query import Query


def own(post_id: str, **more: object) -> Post:
    return made_post(
        **{"id": post_id, "text": "tram", "created_at": "2024-02-02", "hashtags": ["own"]} | more
    )


def like(post_id: str, **more: object) -> Post:
    stated = {"id": post_id, "text": "tram and ferry", "created_at": "2012-01-01"}
    return made_post(**stated | {"liked": True, "apart": True, "hashtags": ["theirs"]} | more)


def feed_of(*posts: Post) -> Feed:
    feed = Feed()
    feed.begin("one")
    for post in posts:
        feed.add(post)
    return feed


def found(feed: Feed, text: str = "") -> list[str]:
    return [feed.post(row).id for row in feed.select(Query.parse(text), "captured")]


FEED = (own("1"), like("2"), own("3"), like("4", liked=False, bookmarked=True))


def test_they_are_left_out_of_everything():
    feed = feed_of(*FEED)
    assert (len(feed), [post.id for post in feed]) == (2, ["1", "3"])
    assert found(feed) == found(feed, "tram") == ["1", "3"]
    assert found(feed, "-tram") == []
    assert feed.values("tag") == [("own", 2)]
    assert (feed.tag_count("own"), feed.tag_count("theirs")) == (2, 0)
    assert feed.dates().years() == [(2024, 2)]
    span = feed.span()
    assert span
    assert span[0].iso == "2024-02-02"
    assert [feed.post(row).id for row in feed.select()] == ["1", "3"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is:liked", ["2"]),
        ("is:bookmarked", ["4"]),
        ("is:liked OR is:bookmarked", ["2", "4"]),
        ("ferry is:liked", ["2"]),
        ("tram OR is:liked", ["1", "2", "3"]),
        ("-is:liked", ["1", "3"]),
        ("-is:bookmarked", ["1", "3"]),
        ("filter:liked since:2012 until:2013", ["2"]),
    ],
)
def test_a_query_asks_for_them(text, ids):
    assert found(feed_of(*FEED), text) == ids


def test_results_are_counted_among_what_was_looked_through():
    feed = feed_of(*FEED)
    for text, counts in (("tram", (2, 2)), ("is:liked", (1, 3))):
        query = Query.parse(text)
        place = timeline_place(feed.select(query), feed, query, "newest", 0)
        assert (place.found, place.total) == counts


def test_lists_and_completion_offer_them():
    feed = feed_of(*FEED)
    kinds = dict(feed.values("is"))
    assert (kinds["liked"], kinds["bookmarked"]) == (1, 1)
    assert dict(feed.values("is", feed.select()))["liked"] == 1
    assert "liked" not in dict(feed.values("is", feed.select(Query.parse("#own since:2025"))))
    (offer,) = completions(feed, "is:lik", 6)
    assert offer.label == "liked"
    assert offer.note.startswith("1 ")
    assert [each.label for each in completions(feed, "#th", 3)] == []


@pytest.mark.parametrize("order", [1, -1])
def test_a_like_of_a_post_that_is_here_marks_it_and_leaves_it_there(order):
    short = "https://t.co/aaaaaaaaaa"
    feed = Feed()
    for number, post in enumerate(
        [own("1", text="tram"), like("1", text=f"tram {short}", created_at="2024"), like("2")][
            ::order
        ]
    ):
        feed.begin(f"file{number}")
        feed.add(post)
    assert found(feed) == ["1"]
    (post,) = feed
    assert (post.liked, post.apart, post.text) == (True, False, "tram")
    assert sorted(found(feed, "is:liked")) == ["1", "2"]
    assert not feed.problems
    assert feed.span() is not None


def test_a_like_of_a_quoted_post_gives_the_quote_its_words_and_stays_apart():
    stub = {"id": "2", "unavailable": "not in this archive"}
    feed = feed_of(own("1", quote=stub), like("2"))
    (post,) = feed
    assert post.quote
    assert (post.quote.text, post.quote.unavailable, post.quote.apart) == (
        "tram and ferry", None, False,
    )  # fmt: skip
    assert found(feed, "is:liked") == ["2"]


def test_where_nothing_else_is_there_they_are_the_timeline():
    feed = feed_of(like("2"), like("5"))
    assert (len(feed), found(feed)) == (2, ["2", "5"])
    span = feed.span()
    assert span
    assert span[0].iso == "2012-01-01"
    feed.add(own("1"))
    assert (len(feed), found(feed)) == (1, ["1"])


def test_a_jump_asks_for_them():
    feed = feed_of(*FEED)
    row = feed.row_of("2")
    assert row is not None
    assert (feed.asking_for(row), feed.asking_for(0)) == ("is:liked", "")


class _Reader:
    """Timeline with a filter, to jump in."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.timeline = self
        self.row: int | None = 0
        self.filter_query = Query.parse("")
        self.thread: ShownThread | None = None
        self.copy_read: Post | None = None
        self.told: list[str] = []

    def show_thread(self, thread: ShownThread | None, row: int) -> None:
        self.thread, self.row = thread, row

    def read_copy(self, post: Post | None) -> None:
        self.copy_read = post

    def filter_changed(self, before: str) -> None:
        self.told.append(before)

    def set_filter(self, text: str) -> None:
        self.filter_query = Query.parse(text)

    def choose_row(self, row: int) -> bool:
        if row not in self.feed.select(self.filter_query):
            return False
        self.row = row
        return True


def test_a_jump_to_one_of_them_sets_the_filter_and_the_way_back_clears_it():
    feed = feed_of(*FEED)
    reader = _Reader(feed)
    history = JumpHistory(reader)
    assert history.jump_to("2")
    assert (reader.row, reader.filter_query.text) == (feed.row_of("2"), "is:liked")
    assert reader.told == [""]
    assert history.back()
    assert (reader.row, reader.filter_query.text) == (0, "")


def test_they_are_printed_where_they_are_asked_for_and_read_back(tmp_path: Path):
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(native_line(post) + "\n" for post in FEED))
    feed = open_feed(str(path))
    assert found(feed, "is:liked") == ["2"]
    rows = feed.select(Query.parse("is:liked"))
    (line,) = printed("jsonl", feed, rows, query="is:liked").splitlines()
    assert (json.loads(line)["liked"], json.loads(line)["apart"]) == (True, True)
    assert "liked" in printed("text", feed, rows, query="is:liked")
    assert "ferry" not in printed("text", feed, feed.select())


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize("facet", ["tag", "is", "from", "lang", "mention"])
def test_whether_a_feed_has_values_agrees_with_the_list_of_them(facet: str, least: int) -> None:
    for feed in (feed_of(own("1"), like("2")), feed_of(like("1")), feed_of(own("1")), feed_of()):
        assert feed.has_values(facet, least) == (len(feed.values(facet)) >= least)
