"""An X data archive in one JSON has the posts of the archive, and says what is not shown."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders.x import community_archive


def test_it_holds_the_same_as_the_archive_itself():
    whole = posts_of(load(FIXTURES / "x_archive/harbor"))
    records = load(FIXTURES / "community_archive/archive.json")
    shown = {post.id: post for post in posts_of(records)}
    (liked,) = [shown.pop(post.id) for post in posts_of(records) if post.apart]
    assert (liked.id, liked.liked) == ("1650000000000000003", True)
    assert shown
    texts = {post.id: post.text for post in whole}
    assert {each: post.text for each, post in shown.items()} == {
        each: texts[each] for each in shown
    }
    profile = profile_of(records)
    assert profile
    assert profile.handle == "HarborRiders"
    assert not problems_of(records)


def test_every_other_list_is_named_with_its_records():
    value = {
        "account": [{"account": {"username": "HarborRiders", "accountId": "1"}}],
        "tweets": [{"tweet": {"id_str": "1655000000000000001", "full_text": "Hello"}}],
        "follower": [{"follower": {"accountId": str(number)}} for number in range(3)],
        "upload-options": [{}],
        "mute": [],
    }
    file = file_of(json.dumps(value).encode(), "archive.json")
    (problem,) = problems_of(list(community_archive.read(file)))
    assert problem.reason == "records that are not shown: follower 3, upload-options 1"


def test_a_post_in_a_list_that_is_cut_is_read_and_the_cut_is_told():
    account = {"account": {"username": "HarborRiders", "accountId": "1"}}
    tweet = {"tweet": {"id_str": "1655000000000000001", "full_text": "Hello"}}
    text = json.dumps({"account": [account], "tweets": [tweet, tweet]})[:-30]
    file = file_of(text.encode(), "archive.json")
    assert community_archive.sniff(file)
    records = list(community_archive.read(file))
    assert [post.text for post in posts_of(records)][:1] == ["Hello"]
    assert any("may have been cut" in each.reason for each in problems_of(records))


def test_a_deleted_long_post_has_its_whole_text():
    words = "The harbor line is late again, and here is why: "
    tweet = {
        "id_str": "1655000000000000001", "full_text": f"{words}… https://t.co/aaaaaaaaaa",
        "created_at": "Fri May 05 10:00:00 +0000 2023",
        "deleted_at": "Fri May 05 11:00:00 +0000 2023",
    }  # fmt: skip
    note = {"createdAt": "2023-05-05T10:00:00.000Z", "core": {"text": f"{words}no driver came."}}
    value = {
        "account": [{"account": {"username": "HarborRiders", "accountId": "1"}}],
        "tweets": [],
        "deleted-tweets": [{"tweet": tweet}],
        "deleted-note-tweet": [{"noteTweet": note}],
    }
    records = list(community_archive.read(file_of(json.dumps(value).encode(), "archive.json")))
    (post,) = posts_of(records)
    assert (post.text, post.deleted) == (f"{words}no driver came.", True)
    assert not problems_of(records)


@pytest.mark.parametrize("key", ["account", "tweets", "follower", "upload-options"])
def test_bytes_that_are_no_text_are_told_wherever_they_stand(key):
    account = {"account": {"username": "HarborRiders", "accountId": "1"}}
    tweet = {"tweet": {"id_str": "1655000000000000001", "full_text": "Hello"}}
    held = {
        "account": [account],
        "tweets": [tweet],
        "follower": [{"follower": {"accountId": "2"}}],
        "upload-options": {"keepPrivate": False},
    }
    held[key] = [*held[key], {"x": "QQ"}] if isinstance(held[key], list) else {"x": "QQ"}
    data = json.dumps(held).encode().replace(b"QQ", b"\xff\xfe")
    records = list(community_archive.read(file_of(data, "archive.json")))
    assert [post.text for post in posts_of(records)][:1] == ["Hello"]
    told = [each.reason for each in problems_of(records)]
    assert told.count("not UTF-8 in places, which show as \ufffd") == 1
