"""snscrape, twscrape, gallery-dl and API v1.1: what they state in ways of their own."""

import json

import pytest

from tests.loaders.captures import posts_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders.x import api_v1, gallery_dl, scrapers
from tui_feed.models import Post, Record
from tui_feed.models.lines import DEEPEST_QUOTE
from tui_feed.sources.container import Container

KIND = "snscrape.modules.twitter."


def scraped(text: str, **more: object) -> dict:
    user = {
        "username": "HarborRiders",
        "id": 4001,
        "followersCount": 3,
        "statusesCount": 4,
        "rawDescription": "Trams http://t.co/bbbbbbbb",
        "descriptionUrls": [{"url": "http://harbor.example", "tcourl": "http://t.co/bbbbbbbb"}],
    }
    return {"_type": f"{KIND}Tweet", "url": "https://twitter.com/HarborRiders/status/95622519943467008",
            "id": 95622519943467008, "date": "2011-07-25T22:32:37+00:00", "rawContent": text,
            "user": user, "likeCount": 0, **more}  # fmt: skip


def read(module, *values: dict) -> list[Record]:
    text = "".join(json.dumps(value) + "\n" for value in values)
    return list(module.read(file_of(text.encode(), "x.jsonl")))


def only(module, *values: dict) -> Post:
    (post,) = posts_of(read(module, *values))
    return post


def test_short_links_of_before_https_are_replaced_in_posts_and_bios():
    links = [{"url": "http://example.org/page", "tcourl": "http://t.co/zNYuSLt"}]
    records = read(scrapers, scraped("read http://t.co/zNYuSLt", links=links))
    (post,) = posts_of(records)
    assert (post.text, post.links[0].url) == (
        "read http://example.org/page",
        "http://example.org/page",
    )
    profile = profile_of(records)
    assert profile
    assert profile.bio == "Trams http://harbor.example"


def test_a_notice_in_place_of_a_post_keeps_its_reason():
    notice = {"_type": f"{KIND}Tombstone", "id": 16, "text": "This Tweet is gone. Learn more"}
    post = only(scrapers, notice)
    assert (post.id, post.unavailable) == ("16", "This Tweet is gone.")
    quote = only(scrapers, scraped("x", quotedTweet=notice)).quote
    assert quote
    assert quote.unavailable == "This Tweet is gone."
    quote = only(scrapers, scraped("x", quotedTweet={"_type": f"{KIND}TweetRef", "id": 17})).quote
    assert quote
    assert (quote.id, quote.unavailable) == ("17", "not in this archive")


def test_the_short_link_of_a_card_is_replaced_by_its_target():
    links = [{"url": "https://quay.example/tides", "tcourl": "https://t.co/a"}]
    page = {"_type": f"{KIND}SummaryCard", "title": "Tides", "url": "https://t.co/a"}
    found = only(scrapers, scraped("Read https://t.co/a", card=page, links=links)).card
    assert found
    assert (found.url, found.domain) == ("https://quay.example/tides", "quay.example")


def test_a_poll_says_whether_it_is_over():
    card = {"_type": f"{KIND}PollCard", "options": [{"label": "Big", "count": 6}, {"label": "No"}],
            "endDate": "2023-05-06T10:00:00+00:00", "finalResults": True}  # fmt: skip
    poll = only(scrapers, scraped("Which?", card=card)).poll
    assert poll
    assert (poll.closed, poll.ends, poll.total_votes) == (True, "2023-05-06T10:00:00Z", None)


# gallery-dl


def pictures(*records: dict) -> dict[str, Post]:
    about = {"category": "twitter", "subcategory": "tweet",
             "author": {"id": 4002, "name": "ElleryWorks"},
        "user": {"id": 4001, "name": "HarborRiders"},
             "date": "2023-06-17 10:00:00"}  # fmt: skip
    text = json.dumps([{**about, **record} for record in records])
    found = gallery_dl.read(Container.of_file(file_of(text.encode(), "1.json")))
    return {post.id: post for post in posts_of(list(found))}


def test_what_a_post_quotes_is_not_what_quotes_it():
    found = pictures(
        {"tweet_id": 3, "content": "Quoting", "quoted_id": 9, "quote_id": 0, "pinned": True},
        {"tweet_id": 9, "content": "Quoted", "quoted_id": 0, "quote_id": 3, "quote_by": "x"},
    )
    assert found["3"].quote
    assert (found["3"].quote.text, found["3"].pinned) == ("Quoted", True)
    assert found["9"].quote is None


def test_in_older_files_the_only_id_is_what_is_quoted():
    quote = pictures({"tweet_id": 3, "content": "x", "quote_id": 9})["3"].quote
    assert quote
    assert (quote.id, quote.unavailable) == ("9", "not in this archive")


def test_posts_that_quote_in_a_circle_end_where_it_closes():
    found = pictures(
        {"tweet_id": 3, "content": "a", "quoted_id": 9},
        {"tweet_id": 9, "content": "b", "quoted_id": 3},
    )
    assert found["3"].quote
    assert found["3"].quote.quote
    assert found["3"].quote.quote.unavailable == "it quotes the post that quotes it"


def test_a_repost_has_the_date_and_words_of_its_author():
    post = pictures({
        "tweet_id": 2, "retweet_id": 1, "content": "RT @ElleryWorks: RT @maraquill: Whole",
        "date_original": "2023-06-14 15:46:16", "view_count": 0, "favorite_count": 0,
    })["2"]  # fmt: skip
    assert (post.text, post.author.handle, post.reposted_by) == (
        "RT @maraquill: Whole", "ElleryWorks", "HarborRiders",
    )  # fmt: skip
    assert (post.created_at, post.reposted_at) == ("2023-06-14T15:46:16Z", "2023-06-17T10:00:00Z")
    assert (post.metrics.views, post.metrics.likes) == (None, 0)


# API v1.1


def v1(text: str, **more: object) -> dict:
    user = {"id_str": "4001", "screen_name": "HarborRiders", "name": "Harbor Riders"}
    named = {"hashtags": [], "urls": [], "user_mentions": [], "symbols": []}
    return {"id_str": "95622519943467008", "full_text": text, "user": user, "entities": named,
            "created_at": "Mon Jul 25 22:32:37 +0000 2011", "retweeted": False, **more}  # fmt: skip


def test_links_that_stand_in_the_text_as_they_are_are_links():
    assert only(api_v1, v1("Map: http://is.gd/mill2.")).links[0].url == "http://is.gd/mill2"


def test_a_post_that_says_that_it_quotes_and_has_only_the_link():
    url = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/maraquill/status/18"}
    post = only(api_v1, v1("Look https://t.co/q", is_quote_status=True, entities={"urls": [url]}))
    assert post.quote
    assert (post.text, post.quote.id, post.quote.unavailable) == (
        "Look",
        "18",
        "not in this archive",
    )


def test_what_is_passed_on_without_its_account_is_by_whom_the_repost_names():
    original = {"id_str": "18", "full_text": "RT @QuayNews: The wheel"}
    post = only(api_v1, v1("RT @maraquill: RT @QuayNews: The…", retweeted_status=original))
    assert (post.text, post.author.handle) == ("RT @QuayNews: The wheel", "maraquill")
    assert post.reposted_by == "HarborRiders"


def test_a_repost_by_nobody_that_is_named_is_one_all_the_same():
    original = v1("The wheel")
    passed_on = {"id_str": "19", "full_text": "RT", "retweeted_status": original}
    assert only(api_v1, passed_on).reposted_by == "somebody"


def test_rt_typed_by_hand_is_the_authors_own_words_where_a_repost_would_say_so():
    post = only(api_v1, v1("RT @maraquill: The wheel"))
    assert (post.text, post.reposted_by) == ("RT @maraquill: The wheel", None)


def test_handles_that_are_not_shown_are_answered():
    hidden = {"display_text_range": [11, 14], "in_reply_to_screen_name": "maraquill"}
    post = only(api_v1, v1("@maraquill yes", **hidden))
    assert (post.text, post.reply_to) == ("yes", ("maraquill",))


def test_a_chain_of_quotes_ends_in_a_stub_where_it_is_too_deep():
    post = v1("innermost", id_str="1000")
    for number in range(1001, 1151):
        quoted = post["id_str"]
        post = v1("x", id_str=str(number), quoted_status_id_str=quoted, quoted_status=post)
    found: Post | None = only(api_v1, post)
    chain = []
    while found:
        chain.append(found)
        found = found.quote
    assert len(chain) == DEEPEST_QUOTE + 1
    assert chain[-1].unavailable == "it is quoted too deep inside other quotes"


OLD_LINE = {
    "url": "https://twitter.com/MillStreet/status/1388500000000000001", "id": 1388500000000000001,
    "date": "2021-05-01T10:00:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"username": "MillStreet"}, {"user": {"id": 5}}])
def test_an_early_line_names_its_author_by_name_or_address(more):
    (post,) = posts_of(list(scrapers.read(line_file({**OLD_LINE, "content": "Grinding", **more}))))
    assert post.author.handle == "MillStreet"


def test_short_links_are_found_whatever_their_scheme_and_each_time():
    link = {"url": "https://mill.example/p", "tcourl": "https://t.co/a"}
    said = {**OLD_LINE, "rawContent": "One http://t.co/a two https://t.co/a", "links": [link]}
    (post,) = posts_of(list(scrapers.read(line_file(said))))
    assert post.text == "One https://mill.example/p two https://mill.example/p"
    assert [each.url for each in post.links] == ["https://mill.example/p"]


def line_file(value: object):
    return file_of(json.dumps(value).encode() + b"\n", "lines.jsonl")
