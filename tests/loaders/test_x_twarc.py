"""API v2: what a post refers to is found wherever the file holds it."""

import json

from tests.loaders.captures import posts_of
from tests.loaders.damage import file_of
from tui_feed.loaders.x import api_v2
from tui_feed.models import Post

USERS = [
    {"id": "4001", "username": "HarborRiders", "name": "Harbor Riders"},
    {"id": "4002", "username": "ElleryWorks", "name": "Ellery Works"},
]
ORIGINAL = {"id": "1", "author_id": "4002", "created_at": "2021-06-14T09:32:42.000Z",
            "text": "Building a mill is slow work"}  # fmt: skip


def tweet(post_id: str, text: str, kind: str | None = None, **more: object) -> dict:
    references = {"referenced_tweets": [{"type": kind, "id": "1"}]} if kind else {}
    return {"id": post_id, "author_id": "4001", "text": text,
            "created_at": "2021-06-14T10:00:00.000Z", **references, **more}  # fmt: skip


def read(*pages: dict) -> dict[str, Post]:
    text = "".join(json.dumps(page) + "\n" for page in pages)
    return {
        post.id: post for post in posts_of(list(api_v2.read(file_of(text.encode(), "x.jsonl"))))
    }


def page(*tweets: dict, **more: object) -> dict:
    return {"data": list(tweets), "includes": {"users": USERS, **more}}


REPOST, QUOTE = tweet("2", "RT @ElleryWorks: Building…", "retweeted"), tweet("3", "Look", "quoted")


def test_a_post_of_the_same_page_is_what_others_pass_on_and_quote():
    found = read(page(REPOST, ORIGINAL, QUOTE))
    assert (found["2"].text, found["2"].author.handle) == (ORIGINAL["text"], "ElleryWorks")
    assert (found["2"].created_at, found["2"].reposted_by) == (
        "2021-06-14T09:32:42Z",
        "HarborRiders",
    )
    assert found["3"].quote
    assert found["3"].quote.text == ORIGINAL["text"]


def test_a_post_of_another_page_is_found_before_and_after():
    for pages in ([page(REPOST, QUOTE), page(ORIGINAL)], [page(ORIGINAL), page(REPOST, QUOTE)]):
        found = read(*pages)
        assert len(found) == 3
        assert found["2"].text == ORIGINAL["text"]
        assert found["3"].quote
        assert found["3"].quote.author.handle == "ElleryWorks"


def test_a_post_that_is_nowhere_is_a_stub_or_its_cut_words():
    found = read(page(REPOST, QUOTE))
    assert (found["2"].text, found["2"].author.handle) == ("Building…", "ElleryWorks")
    assert found["3"].quote
    assert found["3"].quote.unavailable == "not in this archive"


def test_a_link_is_what_its_author_linked_to():
    url = {"start": 6, "end": 20, "url": "https://t.co/q", "expanded_url": "https://pics.example/p/B",
           "unwound_url": "https://pics.example/login/"}  # fmt: skip
    post = read(page(tweet("5", "photo https://t.co/q", entities={"urls": [url]})))["5"]
    assert post.text == "photo https://pics.example/p/B"
    assert [link.url for link in post.links] == ["https://pics.example/p/B"]


def test_a_picture_whose_object_is_not_in_the_file_is_one_all_the_same():
    attached = {"media_keys": ["3_17", "7_18", "16_19"]}
    url = {"url": "https://t.co/p", "expanded_url": "https://x.com/a/status/6/photo/1",
           "display_url": "pic.twitter.com/p", "start": 2, "end": 16}  # fmt: skip
    post = read(
        page(tweet("6", "x https://t.co/p", attachments=attached, entities={"urls": [url]}))
    )["6"]
    assert [item.kind for item in post.media] == ["photo", "video", "gif"]
    assert post.media[0].url is None
    assert (post.text, post.links) == ("x", ())


def test_a_flattened_post_has_empty_objects_for_media_that_are_not_in_the_file():
    attached = {"media_keys": ["3_17", "7_18"], "media": [{}, {}]}
    post = read(tweet("6", "x", attachments=attached, author=USERS[0]))["6"]
    assert [item.kind for item in post.media] == ["photo", "video"]


def test_whom_a_post_answers_is_known_by_a_mention_of_the_account():
    named = {"mentions": [{"start": 0, "end": 10, "username": "maraquill", "id": "7"}]}
    answer = tweet("7", "@maraquill yes", "replied_to", in_reply_to_user_id="7", entities=named)
    assert read(page(answer))["7"].reply_to == ("maraquill",)


def test_posts_that_quote_in_a_circle_end_where_it_closes():
    def quoting(post_id: str, quoted: str) -> dict:
        return {**tweet(post_id, "x"), "referenced_tweets": [{"type": "quoted", "id": quoted}]}

    found = read(page(quoting("2", "3"), quoting("3", "2")))["2"]
    assert found.quote
    assert found.quote.quote
    assert found.quote.quote.unavailable == "it quotes the post that quotes it"
