"""JSON of Bluesky's API: feeds, threads, and posts that are not there."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed.loaders import InputError
from tui_feed.loaders.bluesky import api
from tui_feed.models import Post, Problem, Record


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
    records = list(api.read(file_of(json.dumps(feed).encode())))
    assert posts_of(records)[-1].text == "fine"


def test_a_thread_of_ten_thousand_posts_inside_each_other_is_refused_not_followed():
    deep = '{"post":' * 10_000
    records = list(api.read(file_of(deep.encode())))
    assert posts_of(records) == []


URI = "at://did:plc:maraquill/app.bsky.feed.post/3kr5aaaaaaa22"
VIEW = {
    "uri": URI,
    "author": {"did": "did:plc:maraquill", "handle": "mara.example"},
    "record": {"$type": "app.bsky.feed.post", "text": "fine", "createdAt": "2024-05-01T09:00:00Z"},
}


def read(value: object) -> list[Record]:
    return list(api.read(file_of(json.dumps(value).encode(), "feed.json")))


def embedded(**embed: object) -> Post:
    (post,) = posts_of(read([{**VIEW, "embed": embed}]))
    return post


@pytest.mark.parametrize("key", ["feed", "posts"])
@pytest.mark.parametrize("indent", [None, 1])
def test_pages_lists_and_lines_all_give_their_posts(key, indent):
    item = {"post": VIEW} if key == "feed" else VIEW
    for value in ({"cursor": "c", key: [item, item]}, [item, item], {key: [item, item]}):
        data = json.dumps(value, indent=indent).encode()
        assert api.sniff(file_of(data))
        assert [post.text for post in posts_of(list(api.read(file_of(data))))] == [
            "fine", "fine",
        ]  # fmt: skip
    lines = (json.dumps({key: [item]}) + "\n") * 3 + json.dumps(item)
    assert len(posts_of(list(api.read(file_of(lines.encode()))))) == 4


def test_a_feed_of_many_megabytes_on_one_line_is_read_as_it_comes():
    long = {**VIEW, "record": {**VIEW["record"], "text": "x" * 2000}}
    data = json.dumps({"feed": [{"post": long}] * 2500, "cursor": "c"}).encode()
    assert len(data) > 4 * 2**20
    assert len(posts_of(list(api.read(file_of(data))))) == 2500


def test_a_feed_that_was_cut_gives_what_is_before_the_cut():
    data = json.dumps({"feed": [{"post": VIEW}] * 3}, indent=1).encode()[:-20]
    records = list(api.read(file_of(data)))
    assert len(posts_of(records)) == 2
    assert problems_of(records)


def test_what_is_no_post_is_named_with_its_place():
    like = {**VIEW, "record": {"$type": "app.bsky.feed.like"}}
    items = [{"post": {"uri": 3}}, {"post": VIEW}, 7, {"post": {**VIEW, "record": 4}}, like, {}]
    items += [{"$type": "app.bsky.feed.defs#notFoundPost", "notFound": True}]
    records = read({"feed": items})
    assert len(posts_of(records)) == 1
    assert [(problem.place, problem.skipped) for problem in problems_of(records)] == [
        (f"line 1, item {number}", True) for number in (1, 3, 4, 5, 6, 7)
    ]


def test_replies_that_are_no_posts_are_named_too():
    records = read({"thread": {"post": VIEW, "replies": [3, {"post": VIEW}, "x"]}})
    assert len(posts_of(records)) == 2
    assert [problem.skipped for problem in problems_of(records)] == [True, True]


def test_a_thread_says_whom_its_replies_answer():
    answer = {**VIEW, "uri": URI + "x",
              "record": {**VIEW["record"], "reply": {"parent": {"uri": URI}}}}  # fmt: skip
    below = posts_of(read({"thread": {"post": VIEW, "replies": [{"post": answer}]}}))
    above = posts_of(read({"thread": {"post": answer, "parent": {"post": VIEW}}}))
    assert [post.reply_to for post in below] == [post.reply_to for post in above]
    assert [post.reply_to for post in above] == [(), ("mara.example",)]


def test_the_record_of_a_post_in_a_thread_is_shown_without_the_thread():
    shown = json.loads(
        api.raw(
            file_of(json.dumps({"thread": {"post": VIEW, "replies": [{"post": VIEW}]}}).encode()),
            URI,
        )
    )
    assert list(shown) == ["post"]


def test_posts_of_a_repository_that_were_listed_are_posts():
    listed = {"records": [{"uri": URI, "cid": "x", "value": VIEW["record"]}], "cursor": "c"}
    assert api.sniff(file_of(json.dumps(listed).encode()))
    (post,) = posts_of(read(listed))
    assert (post.text, post.author.id) == ("fine", "did:plc:maraquill")


def test_a_repost_without_an_address_is_named_after_who_passed_it_on():
    by = {"did": "did:plc:harbor", "handle": "harbor.example"}
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": by, "indexedAt": "2024-05-02"}
    (post,) = posts_of(read({"feed": [{"post": VIEW, "reason": reason}]}))
    assert post.id == f"{URI}#reposted-by-did:plc:harbor"
    assert (post.reposted_by, str(post.reposted_at)) == ("harbor.example", "2024-05-02")
    assert str(post.created_at) == "2024-05-01T09:00:00Z"


@pytest.mark.parametrize(
    ("kind", "why"),
    [("viewNotFound", "deleted"), ("viewBlocked", "blocked"), ("viewDetached", "taken out")],
)
def test_a_quote_that_is_not_shown_says_why(kind, why):
    held = {"$type": f"app.bsky.embed.record#{kind}", "uri": URI}
    quote = embedded(**{"$type": "app.bsky.embed.record#view", "record": held}).quote
    assert (quote.id, quote.text, quote.created_at) == (URI, "", None)
    assert why in quote.unavailable


def test_a_quote_with_pictures_keeps_both():
    held = {"$type": "app.bsky.embed.record#viewRecord", "uri": URI, "author": VIEW["author"],
            "value": VIEW["record"]}  # fmt: skip
    images = [
        {"alt": "A boat.", "thumb": "https://cdn.example/t", "fullsize": "https://cdn.example/f"}
    ]
    media = {"$type": "app.bsky.embed.images#view", "images": images}
    post = embedded(**{"$type": "app.bsky.embed.recordWithMedia#view", "media": media,
                       "record": {"record": held}})  # fmt: skip
    assert (post.quote.text, post.quote.author.handle) == ("fine", "mara.example")
    assert [(each.alt, each.url) for each in post.media] == [("A boat.", "https://cdn.example/f")]


def test_a_video_is_where_its_playlist_is():
    (film,) = embedded(**{"$type": "app.bsky.embed.video#view", "playlist": "https://v.example/1",
                          "alt": "A tram."}).media  # fmt: skip
    assert (film.kind, film.alt, film.url) == ("video", "A tram.", "https://v.example/1")


@pytest.mark.parametrize(
    ("collection", "stated", "page"),
    [
        ("app.bsky.feed.generator", {"displayName": "Trams"}, "profile/did:plc:x/feed/1"),
        ("app.bsky.graph.list", {"name": "Trams"}, "profile/did:plc:x/lists/1"),
        ("app.bsky.graph.starterpack", {"record": {"name": "Trams"}}, "starter-pack/did:plc:x/1"),
    ],
)
def test_a_feed_a_list_and_a_starter_pack_are_cards(collection, stated, page):
    held = {"$type": "x#someView", "uri": f"at://did:plc:x/{collection}/1", **stated}
    post = embedded(**{"$type": "app.bsky.embed.record#view", "record": held})
    assert (post.quote, post.card.title) == (None, "Trams")
    assert post.card.url == f"https://bsky.app/{page}"


def test_what_hangs_on_a_record_counts_where_no_view_of_it_was_saved():
    embed = {"$type": "app.bsky.embed.images", "images": [{"alt": "A boat."}]}
    (post,) = posts_of(read([{**VIEW, "record": {**VIEW["record"], "embed": embed}}]))
    assert [(each.alt, each.url) for each in post.media] == [("A boat.", None)]


def test_attachments_of_unknown_kinds_are_counted_in_one_problem():
    strange = {**VIEW, "embed": {"$type": "app.bsky.embed.hologram#view"}}
    (problem,) = problems_of(read([strange, strange]))
    assert problem.reason.startswith("2 attachments of kinds that are not known")
    assert not problem.skipped


def test_labels_that_were_taken_back_or_ask_to_log_in_are_no_warning():
    labels = [{"val": "porn", "neg": True}, {"val": "!no-unauthenticated"}, {"val": "spoiler"}]
    (post,) = posts_of(read([{**VIEW, "labels": labels}]))
    assert post.content_warning == "spoiler"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ({"did": "did:plc:x", "followersCount": 3, "pinnedPost": {"uri": URI}}, "a profile"),
        ({"subject": VIEW["author"], "followers": [{"x": "at://did:plc:x"}]}, "followers"),
        ({"uri": URI, "likes": [{"actor": VIEW["author"]}]}, "likes"),
        ({"notifications": [{**VIEW, "record": {"$type": "app.bsky.feed.like"}}]}, "notifications"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_answers_of_the_api_hold_no_timeline(value, what):
    with pytest.raises(InputError, match=f"{what} of Bluesky, which holds no timeline; give"):
        api.sniff(file_of(json.dumps(value).encode(), "answer.json"))


def test_text_that_could_touch_the_terminal_is_clean_wherever_it_stands():
    bad = "\x1b[31m\u202e"
    by = {"did": bad, "handle": bad, "displayName": bad}
    reason = {"$type": "x#reasonRepost", "by": by, "uri": URI + bad}
    view = {**VIEW, "uri": URI + bad, "author": by, "labels": [{"val": bad}]}
    records = read({"feed": [{"post": view, "reason": reason}, {"post": {**view, "record": 3}}]})
    for record in records:
        assert isinstance(record, Post | Problem)
        assert "\x1b" not in repr(record).replace("\\x1b", "\x1b")


@pytest.mark.parametrize(
    ("written", "indexed", "shown", "is_told"),
    [
        ("2050-01-01T00:00:00.000Z", "2024-03-02T10:00:00Z", "2024-03-02T10:00:00Z", True),
        ("0001-01-01T00:00:00.000Z", "2024-03-02T10:00:00Z", "2024-03-02T10:00:00Z", True),
        ("2024-03-02T23:00:00Z", "2024-03-02T10:00:00Z", "2024-03-02T23:00:00Z", False),
        ("2009-05-07T10:00:00Z", "2024-03-02T10:00:00Z", "2009-05-07T10:00:00Z", False),
        ("yesterday", "2024-03-02T10:00:00Z", "2024-03-02T10:00:00Z", False),
        ("2050-01-01T00:00:00Z", None, "2050-01-01T00:00:00Z", False),
        (None, None, "2024-05-01T09:39:00Z", False),
    ],
)
def test_a_date_that_lies_after_its_post_was_seen_is_told_and_not_shown(
    written, indexed, shown, is_told
):
    record = {**VIEW["record"], "createdAt": written}
    records = read({"feed": [{"post": {**VIEW, "record": record, "indexedAt": indexed}}]})
    (post,) = posts_of(records)
    if written is None:  # the key holds a time
        assert post.created_at
    else:
        assert str(post.created_at) == shown
    told = [problem.reason for problem in problems_of(records)]
    assert bool(told) == is_told
    if told:
        assert told == [f"its app dates it {written}; shown is {indexed}, when it was indexed"]
