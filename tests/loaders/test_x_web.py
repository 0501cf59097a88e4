"""Responses of X's web pages: notices, advertisements, articles, notes, and the shape of 2026."""

import json

import pytest

from tests.loaders.captures import posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed.loaders.x import web
from tui_feed.models import Post, Record

USER = {"rest_id": "4001", "core": {"screen_name": "HarborRiders", "name": "Harbor Riders"}}
OTHER = {"rest_id": "4002", "core": {"screen_name": "ElleryWorks", "name": "Ellery Works"}}
ID = "1855000000000000101"


def result(text: str = "Late", post_id: str = ID, user: dict | None = None, **more: object) -> dict:
    legacy = {
        "full_text": text, "id_str": post_id, "user_id_str": "4001",
        "created_at": "Mon Nov 11 12:07:56 +0000 2024",
        "entities": {"hashtags": [], "urls": [], "user_mentions": [], "symbols": []},
    }  # fmt: skip
    more_of_legacy = more.pop("legacy", {})
    users = {"user_results": {"result": user or USER}}
    return {"__typename": "Tweet", "rest_id": post_id, "core": users,
            "legacy": {**legacy, **more_of_legacy}, **more}  # fmt: skip


def entry(found: dict | None, name: str = f"tweet-{ID}", **more: object) -> dict:
    results = {"result": found} if found else {}
    return {"entryId": name, "content": {"itemContent": {"tweet_results": results, **more}}}


def read(*entries: dict) -> list[Record]:
    value = {"instructions": [{"type": "TimelineAddEntries", "entries": list(entries)}]}
    return list(web.read(file_of(json.dumps(value).encode(), "x.json")))


def only(*entries: dict) -> Post:
    (post,) = posts_of(read(*entries))
    return post


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (None, "not in this archive"),
        ({"__typename": "TweetUnavailable", "reason": "Protected"},
         "this post is not available: Protected"),
        ({"__typename": "TweetTombstone", "tombstone": {"text": {"text": "Gone. Learn more"}}},
         "Gone."),
        ({"__typename": "TweetPreviewDisplay"}, "only subscribers of its author can read it"),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_post_says_why(found, reason):
    post = only(entry(found))
    assert (post.id, post.unavailable) == (ID, reason)


def test_advertisements_are_left_out_and_counted():
    records = read(
        entry(result("Buy"), "promoted-tweet-1"),
        entry(result("Buy"), promotedMetadata={"impressionId": "x"}),
        entry(result("Late", "1855000000000000102"), "tweet-1855000000000000102"),
    )
    assert [post.text for post in posts_of(records)] == ["Late"]
    assert [problem.reason for problem in problems_of(records)] == ["2 advertisements left out"]


def test_an_advertisement_in_the_lines_of_a_browser_collector_is_one():
    line = {"nav_index": "1", "data": {**result("Buy"), "promoted": True}}
    records = list(web.read(file_of(json.dumps(line).encode(), "x.ndjson")))
    assert not posts_of(records)


@pytest.mark.parametrize("kept", [{}, {"metadata": None}, {"metadata": {}}])
def test_a_row_of_an_export_without_its_record_is_not_called_empty(kept):
    row = {
        "id": "1",
        "created_at": "2024-11-11",
        "full_text": "Early",
        "screen_name": "HarborRiders",
    }
    whole = {**row, "metadata": result("Late")}
    records = list(web.read(file_of(json.dumps([whole, {**row, **kept}, {"x": 1}]).encode())))
    assert [post.text for post in posts_of(records)] == ["Late"]
    lacking, empty = problems_of(records)
    assert lacking.reason == "a post without its response of X (metadata); it is left out"
    assert (lacking.place, lacking.skipped) == ("item 2", True)
    assert (empty.place, empty.reason, empty.skipped) == ("item 3", "it holds no post", False)


def test_an_article_is_a_card_with_its_text():
    article = {
        "rest_id": "7",
        "title": "How the mill was saved",
        "preview_text": "It began",
        "content_state": {"blocks": [{"text": "It began."}, {"text": "It ended."}]},
    }
    card = only(entry(result(article={"article_results": {"result": article}}))).card
    assert card
    assert (card.title, card.description) == ("How the mill was saved", "It began.\n\nIt ended.")
    assert card.url == "https://x.com/i/article/7"


def test_what_readers_added_is_a_card_or_part_of_one():
    pivot = {"title": "Readers added context", "subtitle": {"text": "A larger one stands there."},
             "destinationUrl": "https://x.com/i/birdwatch/n/1"}  # fmt: skip
    card = only(entry(result(birdwatch_pivot=pivot))).card
    assert card
    assert card.description == "A larger one stands there."
    bound = [{"key": "title", "value": {"string_value": "Mills"}}]
    both = result(
        birdwatch_pivot=pivot, card={"legacy": {"name": "summary", "binding_values": bound}}
    )
    card = only(entry(both)).card
    assert card
    assert (card.title, card.description) == (
        "Mills", "Readers added context: A larger one stands there.",
    )  # fmt: skip


@pytest.mark.parametrize("is_long", [False, True])
def test_the_short_link_of_a_card_is_replaced_by_its_target(is_long):
    short, full = "https://t.co/aaaaaaaaaa", "https://quay.example/tides"
    entities = {"urls": [{"url": short, "expanded_url": full}]}
    note = {"note_tweet_results": {"result": {"text": "Long", "entity_set": entities}}}
    bound = [{"key": key, "value": {"string_value": value}}
             for key, value in (("title", "Tides"), ("card_url", short))]  # fmt: skip
    more = {"note_tweet": note} if is_long else {"legacy": {"entities": entities}}
    card = {"legacy": {"name": "summary", "binding_values": bound}}
    found = only(entry(result(card=card, **more))).card
    assert found
    assert found.url == full
    assert only(entry(result(card=card))).card.url == short


def test_a_broadcast_is_a_card():
    bound = [
        {"key": "broadcast_title", "value": {"string_value": "Trams, live"}},
        {"key": "broadcaster_display_name", "value": {"string_value": "Harbor Riders"}},
        {"key": "broadcast_url", "value": {"string_value": "https://x.com/i/broadcasts/1"}},
    ]
    card = only(
        entry(result(card={"legacy": {"name": "1:broadcast", "binding_values": bound}}))
    ).card
    assert card
    assert (card.title, card.url) == ("Trams, live", "https://x.com/i/broadcasts/1")


def test_a_quote_keeps_why_it_is_not_there_and_its_id():
    gone = {"__typename": "TweetTombstone", "tombstone": {"text": {"text": "Deleted. Learn more"}}}
    quoting = result(quoted_status_result={"result": gone}, legacy={"quoted_status_id_str": "18"})
    quote = only(entry(quoting)).quote
    assert quote
    assert (quote.id, quote.unavailable) == ("18", "Deleted.")


def test_of_a_quote_in_a_quote_only_the_id_is_stated():
    inner = result("The wheel", "18", OTHER, quotedRefResult={"result": {"rest_id": "17"}})
    quote = only(entry(result(quoted_status_result={"result": inner}))).quote
    assert quote
    assert quote.author.handle == "ElleryWorks"
    assert quote.quote
    assert (quote.quote.id, quote.quote.unavailable) == ("17", "not in this archive")


def test_a_link_is_a_quote_where_the_post_says_that_it_quotes_and_not_what():
    url = {"url": "https://t.co/q", "expanded_url": "https://x.com/ElleryWorks/status/18"}
    legacy = {"is_quote_status": True, "entities": {"urls": [url]}}
    post = only(entry(result("Look https://t.co/q", legacy=legacy)))
    assert post.quote
    assert (post.text, post.quote.id, post.quote.author.handle) == ("Look", "18", "ElleryWorks")


def test_views_that_are_not_counted_are_not_stated():
    assert only(entry(result(views={"state": "Enabled"}))).metrics.views is None
    counted = result(views={"state": "EnabledWithCount", "count": "410"})
    assert only(entry(counted)).metrics.views == 410


def test_a_repost_of_a_post_that_is_left_out_has_its_cut_words():
    legacy = {"retweeted_status_result": {"result": {"__typename": "TweetUnavailable"}}}
    post = only(entry(result("RT @ElleryWorks: The wheel…", legacy=legacy)))
    assert (post.text, post.author.handle, post.reposted_by) == (
        "The wheel…", "ElleryWorks", "HarborRiders",
    )  # fmt: skip


def test_the_handle_of_an_author_who_is_left_out_stands_in_the_addresses_of_pictures():
    picture = {"type": "photo", "url": "https://t.co/m", "media_url_https": "https://pbs.example/m.jpg",
               "expanded_url": f"https://x.com/HarborRiders/status/{ID}/photo/1"}  # fmt: skip
    found = result(legacy={"extended_entities": {"media": [picture]}})
    found["core"] = {"user_results": {}}
    assert only(entry(found)).author.handle == "HarborRiders"


def of_2026(text: str, post_id: str, **more: object) -> dict:
    return {
        "__typename": "Tweet",
        "rest_id": post_id,
        "core": {"user_results": {"result": USER}},
        "details": {"full_text": text, "created_at_ms": 1731326876000},
        "counts": {"favorite_count": 3, "retweet_count": 1, "reply_count": 2},
        **more,
    }


def test_the_shape_of_2026_is_read_as_the_older_one():
    media = {"url": "https://t.co/m", "media_results": {"result": {"media_info": {
        "__typename": "ApiImage", "original_img_url": "https://pbs.example/m.jpg",
        "alt_text": "A wheel"}}}}  # fmt: skip
    found = of_2026(
        "Look https://t.co/a https://t.co/m",
        ID,
        quotedPostResults={"result": of_2026("The wheel", "18")},
        media_entities=[media],
        url_entities=[{"url": "https://t.co/a", "expanded_url": "https://mill.example"}],
        reply_to_results={"rest_id": "16"},
        reply_to_user_results={"result": {"core": {"screen_name": "ElleryWorks"}}},
    )
    post = only(entry(found))
    assert (post.text, post.created_at) == ("Look https://mill.example", "2024-11-11T12:07:56Z")
    assert (post.author.handle, post.metrics.likes) == ("HarborRiders", 3)
    assert [(item.url, item.alt) for item in post.media] == [
        ("https://pbs.example/m.jpg", "A wheel")
    ]
    assert post.quote
    assert post.quote.text == "The wheel"
    assert (post.reply_to, post.reply_to_id) == (("ElleryWorks",), "16")


def test_a_repost_in_the_shape_of_2026_has_its_original():
    inner = {"repostedStatusResults": {"result": of_2026("The wheel", "18")}}
    post = only(entry(of_2026("RT", ID, legacy=inner)))
    assert (post.text, post.reposted_by, post.id) == ("The wheel", "HarborRiders", ID)


def test_the_original_of_a_notice_can_be_shown():
    value = {"entries": [entry({"__typename": "TweetUnavailable", "reason": "Protected"})]}
    assert "Protected" in (web.raw(file_of(json.dumps(value).encode(), "x.json"), ID) or "")
