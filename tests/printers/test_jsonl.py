"""A selection as native JSON Lines."""

import json

from tests.printers.printing import printed as feed_printed
from tui_feed.feed import Feed
from tui_feed.models import Author, Post, Profile
from tui_feed.models.admission import admit_object
from tui_feed.query import Query

RECORDS = (
    Profile(name="Harbor Riders", bio="Late\ntrams"),
    Post(id="1", author=Author(handle="rider"), text="tram\n電車", created_at="2020-06"),
    Post(id="2", text="ferry", created_at="2021", quote=Post(id="3", text="tram")),
    Profile(name="Old Pier"),
)


def printed(query: str = "", *, plain: bool = False) -> str:
    feed = Feed()
    for record in RECORDS:
        feed.add(record)
    rows = feed.select(Query.parse(query))
    return feed_printed("jsonl", feed, rows, query=query, plain=plain)


def test_profiles_come_first_and_then_the_posts_in_the_order_of_the_rows():
    lines = [json.loads(line) for line in printed().splitlines()]
    assert [line["type"] for line in lines] == ["profile", "profile", "post", "post"]
    assert [line["id"] for line in lines[2:]] == ["2", "1"]


def test_what_is_printed_can_be_read_back_as_it_was():
    back = []
    for line in printed().splitlines():
        model = Post if json.loads(line)["type"] == "post" else Profile
        back.append(admit_object(model, json.loads(line)))
    assert back == [RECORDS[0], RECORDS[3], RECORDS[2], RECORDS[1]]


def test_a_filter_keeps_the_profiles_and_the_posts_that_match():
    assert [json.loads(line).get("id") for line in printed("from:rider").splitlines()] == [
        None,
        None,
        "1",
    ]


def test_a_filter_without_a_match_prints_nothing_at_all():
    assert printed("zebra") == ""


def test_plain_makes_no_difference():
    assert printed(plain=True) == printed()
