"""What collectors save of X: API v2, API v1.1, web responses, snscrape, twscrape, gallery-dl."""

import json

import pytest
from msgspec.structs import replace

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders import Container
from tui_feed.loaders.x import api_v1, api_v2, gallery_dl, scrapers, web
from tui_feed.models import Post, Profile, Record


def posts(name: str) -> dict[str, Post]:
    return {post.id[-2:]: post for post in posts_of(load(FIXTURES / name))}


def read(module, *values: object) -> list[Record]:
    text = "".join(json.dumps(value) + "\n" for value in values)
    return list(module.read(file_of(text.encode(), "x.jsonl")))


# API v2


def test_a_page_joins_authors_pictures_and_polls():
    found = posts("twarc/page.jsonl")
    first = found["01"]
    assert first.text == "🚋 & #LateTrams for @ElleryWorks $ELWK https://harborriders.example/late"
    assert (first.hashtags, first.mentions, first.cashtags) == (
        ("LateTrams",), ("ElleryWorks",), ("ELWK",),
    )  # fmt: skip
    assert (first.author.name, first.author.handle) == ("Harbor Riders", "HarborRiders")
    assert [(each.kind, each.alt) for each in first.media] == [("photo", "A tram in the rain.")]
    assert first.card
    assert (first.card.title, first.card.domain) == ("How late is late", "harborriders.example")
    assert (first.metrics.views, first.metrics.bookmarks) == (120, None)
    poll = found["04"].poll
    assert poll
    assert [option.label for option in poll.options] == ["Chain bridge", "Swing bridge"]
    assert (poll.closed, poll.total_votes) == (True, None)


def test_a_repost_is_whole_though_its_own_text_is_cut():
    post = posts("twarc/page.jsonl")["02"]
    assert post.text.endswith("and for once on time.")
    assert (post.author.handle, post.reposted_by) == ("ElleryWorks", "HarborRiders")
    assert str(post.reposted_at).startswith("2023-01-31")
    assert str(post.created_at).startswith("2023-01-28")


def test_a_quote_is_nested_and_its_link_removed_and_one_that_is_gone_is_named():
    found = posts("twarc/page.jsonl")
    assert found["03"].text == "Look at this"
    assert found["03"].quote
    assert found["03"].quote.author.handle == "ElleryWorks"
    gone = found["06"].quote
    assert gone
    assert (gone.id, gone.unavailable) == ("1600000000000000009", "not in this archive")


def test_replies_threads_long_posts_and_edits():
    found = posts("twarc/page.jsonl")
    assert found["05"].reply_to == ("ElleryWorks",)
    assert found["05"].conversation_id == "1619000000000000001"
    assert found["10"].text.endswith("ends here. #Whole")
    assert found["10"].hashtags == ("Whole",)
    edited = found["08"]
    assert edited.edited
    assert [version.text for version in edited.versions] == ["The brige is open."]


def test_the_three_shapes_give_the_same_posts():
    page, flat = posts("twarc/page.jsonl"), posts("twarc/flattened.jsonl")
    stream = posts("twarc/stream.jsonl")
    assert stream["01"].text == page["01"].text == flat["01"].text
    for key in flat:
        assert replace(flat[key], source=None) == replace(page[key], source=None)


def test_the_author_comes_once_with_links_resolved():
    records = load(FIXTURES / "twarc/page.jsonl")
    (profile,) = (record for record in records if isinstance(record, Profile))
    assert profile.website == "https://harborriders.example"
    assert profile.bio.endswith("https://harborriders.example")
    assert (profile.followers, profile.following, profile.post_count) == (1200, 412, 3912)


def test_an_error_of_the_stream_is_said_in_the_words_of_the_service():
    (problem,) = problems_of(load(FIXTURES / "twarc/stream.jsonl"))
    assert "X answered: This stream has been disconnected" in problem.reason


def test_a_place_where_no_link_stands_is_not_believed():
    url = {"start": 3, "end": 12, "url": "https://t.co/x", "expanded_url": "https://a.example"}
    text = "No link here at all."
    tweet = {"id": "1", "text": text, "author_id": "2", "entities": {"urls": [url]}}
    assert posts_of(read(api_v2, tweet))[0].text == "No link here at all."


# API v1.1


def test_v1_reposts_quotes_and_pictures():
    found = posts("x_v1/list.json")
    assert found["01"].text == "Rush hour <3"
    assert found["01"].media[0].alt == "People on a platform."
    assert found["02"].author.handle == "ElleryWorks"
    assert (found["02"].id, found["02"].reposted_by) == ("859000000000000002", "HarborRiders")
    assert found["03"].text == "As they say"
    assert found["03"].quote
    assert found["03"].quote.text == "Points replaced at Quay Street."
    assert found["04"].quote
    assert found["04"].quote.unavailable == "not in this archive"
    profile = profile_of(load(FIXTURES / "x_v1/list.json"))
    assert profile
    assert profile.bio == "Late trams: https://harborriders.example"
    assert profile.joined.endswith("Z")


def test_v1_posts_of_the_stream_are_whole():
    (post,) = posts_of(load(FIXTURES / "x_v1/stream.jsonl"))
    assert post.text == "The beginning of a longer story, told to its end."


# Web


def test_web_posts_know_pins_polls_cards_and_views():
    found = posts_of(load(FIXTURES / "x_web/user_tweets.json"))
    pinned, poll, card, repost, long, _, gone = found
    assert (pinned.pinned, pinned.metrics.views) == (True, 4321)
    assert poll.poll
    assert [(option.label, option.votes) for option in poll.poll.options] == [
        ("Chain bridge", 7), ("Swing bridge", 3),
    ]  # fmt: skip
    assert (poll.poll.total_votes, poll.poll.closed) == (10, True)
    assert card.card
    assert (card.card.title, card.quote and card.quote.text) == (
        "How late is late", "Points replaced.",
    )  # fmt: skip
    assert (repost.author.handle, repost.reposted_by) == ("ElleryWorks", "HarborRiders")
    assert (long.text, long.hashtags) == ("A long one that is cut nowhere. #Whole", ("Whole",))
    assert gone.quote
    assert gone.quote.unavailable == "This post was deleted by its author."


def test_web_notices_stand_in_place_of_posts_and_advertisements_are_left_out_and_counted():
    records = load(FIXTURES / "x_web/user_tweets.json")
    (notice,) = (post for post in posts_of(records) if post.unavailable)
    assert (notice.id, notice.unavailable) == (
        "1650000000000000005", "This post is from a suspended account.",
    )  # fmt: skip
    assert [problem.reason for problem in problems_of(records)] == ["1 advertisement left out"]
    assert "Buy trams now" not in {post.text for post in posts_of(records)}


# snscrape and twscrape


def test_scrapes_replace_short_links_and_drop_those_of_pictures():
    found = posts("scrapes/snscrape.jsonl")
    assert found["01"].text == "Tram & ferry #LateTrams https://harborriders.example/late"
    assert found["01"].media[0].alt == "A tram in the rain."
    assert found["02"].text == "Points replaced at Quay Street."
    assert found["02"].reposted_by == "HarborRiders"
    assert found["03"].text == "They said so"
    assert found["05"].quote
    assert found["05"].quote.unavailable == "deleted or hidden"


def test_an_id_that_was_rounded_is_read_from_the_address_and_said_once():
    records = load(FIXTURES / "scrapes/snscrape.jsonl")
    assert "1530000000000000004" in {post.id for post in posts_of(records)}
    (problem,) = problems_of(records)
    assert (problem.place, problem.skipped) == ("line 4", False)


def test_twscrape_lists_photos_and_videos_apart():
    (post,) = posts_of(load(FIXTURES / "scrapes/twscrape.jsonl"))
    assert post.text == "A ride https://harborriders.example/ride"
    photo, video = post.media
    assert (photo.kind, video.kind, video.url) == (
        "photo",
        "video",
        "https://video.example/high.mp4",
    )
    assert video.duration == 10.5
    assert post.metrics.likes == post.metrics.bookmarks == 0


# gallery-dl


def test_the_pictures_of_one_post_are_put_together_in_their_order():
    post = posts("gallery_dl")["01"]
    assert [(each.file, each.alt) for each in post.media] == [
        ("1670000000000000001_1.jpg", "A tram, seen from the quay."),
        ("1670000000000000001_2.jpg", None),
    ]
    assert (post.author.handle, post.author.name) == ("HarborRiders", "Harbor Riders")
    assert post.hashtags == ("LateTrams",)
    assert str(post.created_at) == "2023-06-17T10:00:00Z"
    assert post.quote is None


def test_gallery_dl_states_the_app_of_who_passed_a_post_on():
    about = {"category": "twitter", "tweet_id": 1, "content": "x", "source": "Trams &amp; All"}
    (own, passed_on, silent) = (
        posts_of(read_gallery_dl({**about, **more}))[0]
        for more in ({}, {"retweet_id": 5}, {"source": ""})
    )
    assert (own.client, passed_on.client, silent.client) == ("Trams & All", None, None)


def read_gallery_dl(record: dict) -> list[Record]:
    text = json.dumps({"subcategory": "tweet", "extension": "jpg", **record})
    return list(gallery_dl.read(Container.of_file(file_of(text.encode(), "1.json"))))


# All of them


ANCHOR = '<a href="https://app.example" rel="nofollow">Trams for All</a>'
LONG_AGO = {"id_str": "7", "full_text": "Early", "source": "web"}


@pytest.mark.parametrize(
    ("module", "stated", "client"),
    [
        (api_v2, {"source": "Trams for All"}, "Trams for All"),
        (api_v2, {"source": ANCHOR}, ANCHOR),
        (api_v2, {"source": " "}, None),
        (api_v2, {}, None),
        (api_v1, {"source": ANCHOR}, "Trams for All"),
        (api_v1, {"source": '<a href="x"><img src="y" onerror="z"></a>'}, None),
        (api_v1, {"source": ""}, None),
        (api_v1, {"source": ANCHOR, "full_text": "RT @maraquill: Early"}, None),
        (api_v1, {"source": ANCHOR, "retweeted_status": LONG_AGO}, "web"),
        (web, {"source": ANCHOR}, "Trams for All"),
        (web, {"legacy": {"full_text": "fine", "source": ANCHOR}}, "Trams for All"),
        (web, {"source": ""}, None),
        (scrapers, {"sourceLabel": "Trams &amp; All", "source": ANCHOR}, "Trams & All"),
        (scrapers, {"sourceLabel": None, "source": ANCHOR}, "Trams for All"),
        (scrapers, {"source": "web"}, "web"),
    ],
)
def test_the_app_that_wrote_a_post_is_named(module, stated, client):
    value = {**BASES[module], **stated}
    wrapped = {"tweet_results": {"result": value}} if module is web else value
    (post,) = posts_of(read(module, wrapped))
    assert post.client == client


STRANGE = [
    {"entities": 3}, {"entities": {"urls": [3]}}, {"entities": {"urls": [{"indices": ["x", {}]}]}},
    {"user": 3}, {"user": []}, {"author": "x"}, {"media": {"photos": 3}}, {"created_at": 3},
    {"created_at": "Foo Bar 99 99:99:99 +0000 9999"}, {"date": "never"}, {"public_metrics": []},
    {"quotedTweet": 3}, {"retweeted_status": "x"}, {"quoted_status": {}},
    {"legacy": {"full_text": 3}},
    {"referenced_tweets": [{"type": "quoted"}]}, {"referenced_tweets": {"type": "retweeted"}},
    {"extended_entities": {"media": [{"type": "photo", "indices": [1]}]}},
    {"source": 3}, {"source": {}}, {"sourceLabel": []}, {"source": "<a " * 9999},
    {"favorite_count": -1}, {"likeCount": 10**40}, {"lang": ["en"]},
    {"attachments": {"media_keys": 3}},
]  # fmt: skip
BASES = {
    api_v2: {"id": "1", "text": "fine", "author_id": "2"},
    api_v1: {"id_str": "1", "full_text": "fine"},
    web: {"__typename": "Tweet", "rest_id": "1", "legacy": {"full_text": "fine"}},
    scrapers: {
        "id": 1,
        "rawContent": "fine",
        "date": "2024-01-05",
        "url": "https://x.com/a/status/1",
    },
}


@pytest.mark.parametrize("module", BASES, ids=lambda module: module.__name__.rpartition(".")[2])
@pytest.mark.parametrize("strange", STRANGE, ids=lambda strange: str(strange)[:40])
def test_strange_values_never_end_the_reading(module, strange):
    wrapped = {"tweet_results": {"result": {**BASES[module], **strange}}}
    first = wrapped if module is web else {**BASES[module], **strange}
    last = {"tweet_results": {"result": BASES[web]}} if module is web else BASES[module]
    records = read(module, first, last)
    assert posts_of(records)[-1].text == "fine"
    assert len(records) >= 2


@pytest.mark.parametrize("module", BASES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_broken_line_is_left_out_and_named(module):
    good = {"tweet_results": {"result": BASES[web]}} if module is web else BASES[module]
    text = json.dumps(good) + '\n{"id": NaN}\n' + "[" * 100_000 + "\n" + json.dumps(good) + "\n"
    records = list(module.read(file_of(text.encode(), "x.jsonl")))
    assert len(posts_of(records)) == 2
    assert [problem.place.split(",")[0] for problem in problems_of(records)] == ["line 2", "line 3"]


# Posts in other wrappings


def _of_an_archive(tweet_id: str, text: str) -> dict:
    date = "Sat Nov 09 12:14:18 +0000 2024"
    return {"id_str": tweet_id, "full_text": text, "created_at": date, "retweeted": False}


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda found: "".join(json.dumps({"tweet": each}) + "\n" for each in found),
        lambda found: "\n".join(json.dumps({"tweet": each}, indent=2) for each in found),
        lambda found: "\n".join(json.dumps(each, indent=2) for each in found),
        lambda found: "\n".join(json.dumps([each]) for each in found),
        lambda found: json.dumps({"tweets": found}),
        lambda found: json.dumps({"data": found}, indent=1),
    ],
)
def test_posts_taken_out_of_an_archive_are_read_in_any_wrapping(tmp_path, wrapped):
    found = [_of_an_archive("1", "RT @QuayNews: Tides"), _of_an_archive("2", "Own words")]
    path = tmp_path / "tweets.json"
    path.write_text(wrapped(found))
    first, second = posts_of(load(path))
    assert (first.author.handle, first.text, first.reposted_by) == ("QuayNews", "Tides", "somebody")
    assert (second.text, second.reposted_by) == ("Own words", None)


def test_a_whole_post_that_begins_with_rt_is_typed():
    user = {"id_str": "5", "screen_name": "MillStreet"}
    found = read(api_v1, {**_of_an_archive("1", "RT @QuayNews: Tides"), "user": user})
    (post,) = posts_of(found)
    assert (post.author.handle, post.reposted_by) == ("MillStreet", None)


def test_names_of_accounts_are_read_as_texts_are():
    named = {"id": "1", "username": "mill", "name": "Mill &amp; Co", "location": "Quay &amp; Pier"}
    page = {"data": [{"id": "5", "text": "x", "author_id": "1"}], "includes": {"users": [named]}}
    records = read(api_v2, page)
    assert [post.author.name for post in posts_of(records)] == ["Mill & Co"]
    profile = profile_of(records)
    assert profile
    assert (profile.name, profile.location) == ("Mill & Co", "Quay & Pier")


MOMENT, SECONDS = "2023-09-08T05:00:00Z", 1_694_149_200


@pytest.mark.parametrize("date", [SECONDS, SECONDS * 1000, float(SECONDS), f"{MOMENT[:-1]}+00:00"])
def test_dates_are_read_as_numbers_too(tmp_path, date):
    """As tables of pandas become JSON."""
    user = {"id": 1, "username": "mill"}
    address = "https://x.com/mill/status/1700000000000000001"
    scraped = {"url": address, "date": date, "rawContent": "x", "id": 1700000000000000001}
    status = {
        "id": "1", "uri": "https://a.example/1", "content": "<p>x", "visibility": "public",
        "account": {"acct": "mill", "url": "https://a.example/@mill"}, "created_at": date,
    }  # fmt: skip
    picture = {"tweet_id": 1700000000000000001, "category": "twitter", "content": "x"}
    author = {"author": {"id": 1, "name": "mill"}}
    for value in ({**scraped, "user": user}, status, {**picture, **author, "date": date}):
        path = tmp_path / "x.jsonl"
        path.write_text(json.dumps(value))
        (post,) = posts_of(load(path))
        assert post.created_at == MOMENT, value


@pytest.mark.parametrize("user", [None, "mill", "{'username': 'mill'}"])
def test_a_scraped_post_without_its_account_is_of_who_its_address_names(user):
    line = {"url": "https://x.com/mill/status/17", "date": MOMENT, "rawContent": "x", "user": user}
    (post,) = posts_of(read(scrapers, line))
    assert post.author.handle == "mill"


# Siblings: the same posts in other wrappers

OLD = {
    "id_str": "1700000000000000001", "created_at": "Fri Sep 08 05:00:00 +0000 2023",
    "full_text": "Grinding", "user": {"id_str": "5", "screen_name": "MillStreet", "name": "Mill"},
}  # fmt: skip


@pytest.mark.parametrize("key", ["statuses", "tweets"])
def test_a_page_with_a_list_of_posts_is_read(key):
    (_, post) = read(api_v1, {key: [OLD]})
    assert (post.id, post.author.handle) == ("1700000000000000001", "MillStreet")


def test_posts_of_old_web_pages_are_joined_by_their_ids():
    bare = {name: value for name, value in OLD.items() if name != "user"}
    quoting = {
        **bare, "id_str": "1700000000000000002", "user_id_str": "6", "full_text": "Look",
        "quoted_status_id_str": OLD["id_str"], "is_quote_status": True,
    }  # fmt: skip
    held = {
        "tweets": {"1": {**bare, "user_id_str": "5"}, "2": quoting},
        "users": {"5": OLD["user"], "6": {"id_str": "6", "screen_name": "QuayNews"}},
    }
    found = {each.id[-1]: each for each in posts_of(read(api_v1, {"globalObjects": held}))}
    assert found["1"].author.handle == "MillStreet"
    assert found["2"].author.handle == "QuayNews"
    assert found["2"].quote
    assert (found["2"].quote.text, found["2"].quote.author.handle) == ("Grinding", "MillStreet")


def test_a_post_that_was_embedded_keeps_its_pictures_and_its_quote():
    picture = {"type": "photo", "media_url_https": "https://pbs.example/a.jpg", "ext_alt_text": "A"}
    embedded = {
        **OLD,
        "text": "Wheel",
        "mediaDetails": [picture],
        "quoted_tweet": {**OLD, "id_str": "7"},
    }
    del embedded["full_text"]
    (post,) = posts_of(read(api_v1, embedded))
    assert [(each.url, each.alt) for each in post.media] == [("https://pbs.example/a.jpg", "A")]
    assert post.quote
    assert post.quote.text == "Grinding"


def test_the_link_of_a_quote_is_no_words_though_entities_do_not_state_it():
    link = {"url": "https://t.co/q", "expanded": "https://twitter.com/QuayNews/status/1699"}
    (post,) = posts_of(
        read(
            api_v1,
            {
                **OLD, "full_text": "Look https://t.co/q", "is_quote_status": True,
                "quoted_status_id_str": "1699", "quoted_status_permalink": link,
            },
        )
    )  # fmt: skip
    assert post.text == "Look"
    assert post.quote
    assert post.quote.url == link["expanded"]


@pytest.mark.parametrize("is_first", [True, False])
def test_accounts_of_another_page_are_authors_and_answered_as_well(is_first):
    wrote = {"created_at": "2023-01-30T09:32:42.000Z"}
    pages = [
        {
            "data": [{"id": "1620000000000000002", "author_id": "5", "text": "@QuayNews yes",
                      "in_reply_to_user_id": "6", **wrote}],
            "includes": {"users": [{"id": "9", "username": "PierCafe"}]},
        },
        {
            "data": [{"id": "1620000000000000001", "author_id": "6", "text": "Tides", **wrote}],
            "includes": {"users": [{"id": "6", "username": "QuayNews"},
                                   {"id": "5", "username": "MillStreet"}]},
        },
    ]  # fmt: skip
    found = {each.id[-1]: each for each in posts_of(read(api_v2, *pages[:: 1 if is_first else -1]))}
    assert (found["2"].author.handle, found["2"].reply_to) == ("MillStreet", ("QuayNews",))
