"""JSON of Bluesky's API: feeds, threads, and posts that are not there."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of
from tests.loaders.mutation import file_of
from tui_feed.loaders import bluesky_json


def test_a_feed_knows_pins_reposts_replies_and_quotes():
    pinned, tagged, quoting, repost, reply, gone = posts_of(
        load(FIXTURES / "bluesky/author_feed.json")
    )
    assert pinned.pinned
    assert (tagged.hashtags, tagged.mentions) == (("Weichen",), ("ellery.bsky.example",))
    assert tagged.links[0].url == "https://harborriders.example/weichen-2024"
    assert tagged.url.endswith("/post/3kr5aaaaaaa22")
    assert (tagged.metrics.likes, tagged.metrics.views) == (3, None)
    assert quoting.quote
    assert quoting.quote.media[0].alt == "A signal box at dusk."
    assert (repost.reposted_by, repost.author.name) == ("harbor.bsky.example", "Ellery Works")
    assert str(repost.reposted_at).startswith("2024-05-03")
    assert repost.id != reply.reply_to_id
    assert repost.card
    assert repost.card.domain == "elleryworks.example"
    assert (reply.reply_to, reply.text) == (("ellery.bsky.example",), "Thank you!")
    assert gone.quote
    assert gone.quote.unavailable == "deleted, or never there"
    assert gone.content_warning == "graphic-media"


def test_a_thread_is_read_from_its_beginning():
    posts = posts_of(load(FIXTURES / "bluesky/thread.json"))
    assert posts[0].text == "Who we are and what we count."
    assert posts[-1].unavailable == "blocked"
    assert len(posts) == 4


@pytest.mark.parametrize(
    "strange",
    [
        {"author": 3}, {"author": None}, {"record": {"text": 3}}, {"embed": {"$type": 3}},
        {"embed": {"$type": "app.bsky.embed.images#view", "images": 3}}, {"likeCount": "many"},
        {"record": {"text": "é", "facets": [{"index": {"byteStart": 1, "byteEnd": 9}}]}},
        {"record": {"text": "é", "facets": [{"index": {"byteStart": 1, "byteEnd": 2},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "x"}]}]}},
        {"labels": ["x"]}, {"record": {"createdAt": "never"}},
    ],
    ids=str,
)  # fmt: skip
def test_strange_values_never_end_the_reading(strange):
    base = {"uri": "at://did:plc:x/app.bsky.feed.post/1", "author": {"did": "did:plc:x"},
            "record": {"$type": "app.bsky.feed.post", "text": "fine"}}  # fmt: skip
    feed = {"feed": [{"post": {**base, **strange}}, {"post": {**base, "uri": "at://a/b/2"}}]}
    records = list(bluesky_json.read(file_of(json.dumps(feed).encode())))
    assert posts_of(records)[-1].text == "fine"


def test_a_thread_of_ten_thousand_posts_inside_each_other_is_refused_not_followed():
    deep = '{"post":' * 10_000
    records = list(bluesky_json.read(file_of(deep.encode())))
    assert posts_of(records) == []
