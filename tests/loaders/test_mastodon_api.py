"""Statuses of the Mastodon API, as lists, lines, threads and backups hold them."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders import InputError, open_inputs
from tui_feed.loaders.mastodon import api
from tui_feed.models import NOBODY, Post


def posts(name: str) -> dict[str, Post]:
    return {post.id.rpartition("/")[2][-2:]: post for post in posts_of(load(FIXTURES / name))}


def read(*statuses: object) -> list[Post]:
    return posts_of(list(api.read(file_of(json.dumps(statuses).encode()))))


def status(**more: object) -> dict[str, object]:
    account = {"id": "1", "acct": "piercafe", "url": "https://social.example/@piercafe"}
    address = "https://social.example/users/piercafe/statuses/10"
    return {"id": "10", "uri": address, "account": account, "content": "<p>Hello</p>", **more}


def test_a_quote_is_nested_without_the_link_to_it_and_one_that_is_gone_says_why():
    found = posts("mastodon_api/statuses.jsonl")
    first = found["10"]
    assert first.text == "Look at the #tide & the pier"
    assert (first.hashtags, first.edited, first.client) == (("tide",), True, "Web")
    assert first.quote
    assert (first.quote.author.handle, first.quote.text) == ("quay@other.example", "The tide turns")
    assert first.quote.quote
    assert first.quote.quote.unavailable == "not in this archive"
    gone = found["11"].quote
    assert gone
    assert gone.unavailable == "its author withdrew the quote"


def test_a_boost_is_the_post_of_somebody_else():
    post = posts("mastodon_api/statuses.jsonl")["12"]
    assert (post.author.handle, post.reposted_by) == (
        "quay@other.example",
        "piercafe@social.example",
    )
    assert str(post.created_at).startswith("2026-01-30")
    assert str(post.reposted_at).startswith("2026-02-03")
    assert [(each.kind, each.alt) for each in post.media] == [
        ("photo", "A tide gauge"),
        ("gif", None),
    ]


def test_polls_cards_warnings_and_audiences_are_read():
    found = posts("mastodon_api/statuses.jsonl")
    post = found["13"]
    assert post.poll
    assert [(each.label, each.votes) for each in post.poll.options] == [("Tea", 6), ("Coffee", 4)]
    assert (post.poll.closed, post.poll.total_votes) == (True, 10)
    assert post.card
    assert (post.card.title, post.card.domain) == ("Menu", "piercafe.example")
    assert post.content_warning == "a poll"
    assert found["14"].visibility == "followers"
    assert found["16"].visibility == "unlisted"


def test_an_answer_names_its_account_and_the_address_of_its_post_where_it_can_be_told():
    found = posts("mastodon_api/statuses.jsonl")
    assert found["16"].reply_to == ("piercafe@social.example",)
    address = "https://social.example/users/piercafe/statuses/115000000000000007"
    assert found["16"].reply_to_id == address
    assert (found["17"].reply_to, found["17"].reply_to_id) == (("quay@other.example",), None)
    answer = posts("mastodon_api/thread.json")["9"]
    assert answer.reply_to_id == "https://other.example/users/quay/statuses/7"


def test_a_backup_shows_the_statuses_of_its_owner_and_counts_those_of_others():
    records = load(FIXTURES / "mastodon_api/backup.json")
    assert [post.text for post in posts_of(records)] == ["Which?", "Quiet"]
    assert [each.reason for each in problems_of(records)] == [
        "posts of others are not shown: favourites 1, mentions 1"
    ]
    profile = profile_of(records)
    assert profile
    assert (profile.handle, profile.joined) == ("piercafe@social.example", "2017-04-05")
    assert (profile.bio, profile.website) == ("We pour & pull.", "https://piercafe.example/")


def test_what_pixelfed_does_not_count_is_not_stated():
    (post,) = posts_of(load(FIXTURES / "mastodon_api/pixelfed.json"))
    assert post.text == "The #pier\nat night"
    assert (post.metrics.reposts, post.metrics.replies, post.metrics.likes) == (None, 2, 4)
    assert (post.hashtags, post.links, post.reply_to_id) == (("pier",), (), None)


def test_a_text_without_its_tags_is_shown_as_it_is():
    line = {"source_platform": "truthsocial.com", "data": status(content="1 &lt; 2\n3")}
    (post,) = posts_of(list(api.read(file_of(json.dumps(line).encode()))))
    assert post.text == "1 &lt; 2\n3"


@pytest.mark.parametrize(
    ("stated", "audience"),
    [("public", "public"), ("private", "followers"), ("local", "followers"), ("list", "followers")],
)
def test_an_audience_that_is_not_known_is_taken_for_a_private_one(stated, audience):
    (post,) = read(status(visibility=stated))
    assert post.visibility == audience


@pytest.mark.parametrize("key", ["quote", "pleroma"])
def test_other_servers_state_a_quote_as_a_whole_status(key):
    quoted = status(id="9", uri="https://other.example/objects/9", content="<p>Before</p>")
    (post,) = read(status(**{key: quoted if key == "quote" else {"quote": quoted}}))
    assert post.quote
    assert post.quote.text == "Before"


def test_a_boost_of_a_post_for_followers_is_not_public():
    boosted = status(id="9", uri="https://social.example/9", visibility="private")
    (post,) = read(status(reblog=boosted, visibility="public"))
    assert post.visibility == "followers"


def test_attachments_of_unknown_kinds_are_links_and_gallery_dl_states_one_a_record():
    paper = {"type": "unknown", "remote_url": "https://other.example/plan.pdf"}
    picture = {"type": "image", "url": "https://social.example/1.png", "description": "A plan"}
    (post,) = read(status(media_attachments=[paper, picture]))
    assert [each.url for each in post.links] == ["https://other.example/plan.pdf"]
    assert [each.alt for each in post.media] == ["A plan"]
    (alone,) = read(status(media=picture, tags=["pier", "tide"]))
    assert [each.alt for each in alone.media] == ["A plan"]
    assert alone.hashtags == ("pier", "tide")


@pytest.mark.parametrize(
    "strange",
    [
        {"poll": 3},
        {"poll": {"options": [3]}},
        {"card": []},
        {"media_attachments": [{"type": "image"}, 3]},
        {"media_attachments": [{"type": "video", "meta": {"original": {"duration": "x"}}}]},
        {"mentions": [{"acct": 3}]},
        {"created_at": "yesterday"},
        {"quote": {"quoted_status": 3}},
        {"reblog": {"content": 3}},
        {"pleroma": {"quote": 3}},
    ],
    ids=str,
)
def test_strange_values_are_absent_and_nothing_more(strange):
    (post,) = read(status(**strange))
    assert post.text == "Hello"


def test_notes_outside_of_an_archive_are_posts_of_their_authors():
    first, closed, answer = posts_of(load(FIXTURES / "mastodon_api/notes.jsonl"))
    assert (first.author.handle, first.text) == ("piercafe@notes.example", "Low tide now")
    assert [each.alt for each in first.media] == ["A tide gauge"]
    assert (closed.author.handle, closed.visibility) == ("quay@other.example", "followers")
    assert answer.reply_to_id == first.id


def test_a_list_of_accounts_is_refused_with_its_own_words(tmp_path):
    with pytest.raises(InputError, match="accounts of the Mastodon API, which hold no timeline"):
        open_inputs([str(FIXTURES / "mastodon_api/accounts.json")])


@pytest.mark.parametrize("account", [None, {}, {"id": "1"}])
def test_a_status_without_its_account_is_shown_with_an_unknown_author(account, tmp_path):
    usual = {"visibility": "public", "media_attachments": [], "reblogs_count": 2}
    bare = status(account=account, **usual)
    (post,) = read(bare)
    assert (post.text, post.author, post.metrics.reposts) == ("Hello", NOBODY, 2)
    (boost,) = read(status(id="11", uri="https://social.example/11", reblog=bare, content=""))
    assert (boost.text, boost.author) == ("Hello", NOBODY)
    assert boost.reposted_by == "piercafe@social.example"
    path = tmp_path / "statuses.json"
    path.write_text(json.dumps([bare]))
    assert [each.text for each in posts_of(load(path))] == ["Hello"]
