"""Words of an X archive's posts: long ones, hidden handles, reposts by hand, what is missing."""

import json

import pytest

from tests.loaders.captures import posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tests.loaders.test_x_archive_whole import FIRST, SECOND, SHORT, note, posts, read, tweet
from tui_feed.loaders.x import archive as x_archive
from tui_feed.models import Post, Record
from tui_feed.sources.container import Container

LONG = "The wheel has turned ten thousand times"
SUSPENDED = "This Post is from a suspended account."
HIDDEN = {"display_text_range": ["11", "40"], "in_reply_to_screen_name": "maraquill"}


@pytest.mark.parametrize(
    "cut",
    [
        f"{LONG}…",
        f"{LONG}… {SHORT}",
        f"{LONG}… {SHORT} {SHORT}",
        f"{LONG}…{SHORT}",
        f"{LONG}...",
        f"{LONG}, and we read {SHORT}… {SHORT}",
    ],
)
def test_a_long_post_is_whole_however_its_beginning_is_cut(cut):
    whole = f"{LONG}, and we read https://t.co/bbbbbbbbbb in the log."
    (post,) = posts(tweet(FIRST, cut), note_tweet=note(whole))
    assert post.text.endswith("in the log.")


def test_a_short_post_of_the_same_second_keeps_its_own_words():
    other = tweet(SECOND, "The wheel")
    found = posts(tweet(FIRST, f"{LONG}…"), other, note_tweet=note(f"{LONG}, and more."))
    assert [post.text for post in found] == [f"{LONG}, and more.", "The wheel"]


def test_a_long_text_that_is_cut_in_nothing_is_whole_too():
    beginning = "and we measured the tram again " * 8
    (post,) = posts(tweet(FIRST, beginning.strip()), note_tweet=note(f"{beginning}. End."))
    assert post.text.endswith("End.")


def test_of_two_long_posts_of_one_second_each_has_its_own_words():
    both = json.loads(note("One and the first.").partition("=")[2])
    both += json.loads(note("Two and the second.").partition("=")[2])
    text = f"window.YTD.note_tweet.part0 = {json.dumps(both)}"
    found = posts(tweet(FIRST, "Two and…"), tweet(SECOND, "One and…"), note_tweet=text)
    assert [post.text for post in found] == ["Two and the second.", "One and the first."]


def test_handles_in_front_that_are_not_shown_are_answered():
    (post,) = posts(tweet(FIRST, "@maraquill @QuayNews Thanks", **HIDDEN | {
        "display_text_range": ["21", "27"], "in_reply_to_screen_name": "QuayNews",
    }))  # fmt: skip
    assert (post.text, post.reply_to) == ("Thanks", ("QuayNews", "maraquill"))


def test_a_reply_of_a_picture_alone_hides_its_handle():
    link = {"url": "https://t.co/ppp", "media_url_https": "https://pbs.example/p.jpg",
            "type": "photo", "indices": ["11", "27"]}  # fmt: skip
    (post,) = posts(tweet(FIRST, "@maraquill https://t.co/ppp", **HIDDEN | {
        "display_text_range": ["10", "10"], "entities": {"media": [link]},
    }))  # fmt: skip
    assert (post.text, post.reply_to) == ("", ("maraquill",))
    (cut,) = posts(tweet(FIRST, "@maraquill yes", **HIDDEN | {"display_text_range": ["5", "14"]}))
    assert cut.text == "@maraquill yes"


def test_handles_in_front_that_are_shown_stay_in_the_text():
    shown = tweet(FIRST, "@maraquill Thanks", display_text_range=["0", "17"])
    wrong = tweet(SECOND, "Thanks, all", display_text_range=["3", "11"])
    assert [post.text for post in posts(shown, wrong)] == ["@maraquill Thanks", "Thanks, all"]


def test_a_long_reply_lists_the_handles_that_its_note_lacks():
    cut = tweet(FIRST, "@maraquill Long words…", **HIDDEN)
    (post,) = posts(cut, note_tweet=note("Long words that go on"))
    assert (post.text, post.reply_to) == ("Long words that go on", ("maraquill",))
    (post,) = posts(tweet(FIRST, "@maraquill Long words…"), note_tweet=note("Long words go on"))
    assert (post.text, post.mentions) == ("@maraquill Long words go on", ("maraquill",))


def test_links_of_before_2011_are_found_in_the_text():
    (post,) = posts(
        tweet("1710003448", "Map: http://is.gd/mill2 and http://mill.example/a_(c)?x=1&amp;y")
    )
    assert [link.url for link in post.links] == [
        "http://is.gd/mill2", "http://mill.example/a_(c)?x=1&y",
    ]  # fmt: skip


def test_before_there_were_reposts_what_begins_with_rt_is_the_owners_own_words():
    old = tweet("1710003448", "RT @maraquill: hello")
    old["created_at"] = "Thu May 07 10:00:00 +0000 2009"
    own, passed_on = posts(old, tweet(FIRST, "RT @maraquill: hello"))
    assert (own.text, own.reposted_by, own.author.handle) == (
        "RT @maraquill: hello", None, "HarborRiders",
    )  # fmt: skip
    assert (passed_on.text, passed_on.reposted_by) == ("hello", "HarborRiders")


# Archives of before 2019

OWNER = {"screen_name": "HarborRiders", "name": "Harbor Riders", "id_str": "4001"}
MARA = {"screen_name": "maraquill", "name": "Mara Quill", "id_str": "7"}


def month(*tweets: dict, index: object = None) -> list[Record]:
    text = f"Grailbird.data.tweets_2012_08 = \n {json.dumps(tweets)}"
    files = {"data/js/tweets/2012_08.js": file_of(text.encode(), "2012_08.js")}
    if index is not None:
        listed = f"var tweet_index = {json.dumps(index)}"
        files["data/js/tweet_index.js"] = file_of(listed.encode(), "tweet_index.js")
    return list(x_archive.read(Container("old", files)))


def of_2012(text: str, **more: object) -> dict:
    named = {"user_mentions": [], "hashtags": [], "urls": [], "media": []}
    return {"id_str": "231803837768425472", "text": text, "user": OWNER, "entities": named,
            "created_at": "2012-08-04 17:28:36 +0000", **more}  # fmt: skip


def only(records: list[Record]) -> Post:
    (post,) = posts_of(records)
    return post


def test_in_monthly_files_an_rt_without_its_original_was_typed_by_the_owner():
    post = only(month(of_2012("RT @maraquill: The wheel, indeed")))
    assert (post.text, post.reposted_by) == ("RT @maraquill: The wheel, indeed", None)
    assert post.author.handle == "HarborRiders"


def test_a_repost_has_the_words_and_pictures_of_what_it_passes_on():
    picture = {"url": "http://t.co/aaaaaaaa", "media_url_https": "https://pbs.example/w.jpg"}
    named = {"user_mentions": [], "hashtags": [], "urls": [], "media": [picture]}
    original = {
        "id_str": "231797641078517760",
        "text": "RT @QuayNews: At dusk http://t.co/aaaaaaaa",
        "user": MARA,
        "entities": named,
        "created_at": "2012-08-04 17:03:59 +0000",
    }
    post = only(month(of_2012("RT @maraquill: RT @QuayNews: At ...", retweeted_status=original)))
    assert post.text == "RT @QuayNews: At dusk"
    assert [item.url for item in post.media] == ["https://pbs.example/w.jpg"]
    assert (post.author.name, post.reposted_by) == ("Mara Quill", "HarborRiders")
    assert post.url == f"https://x.com/{MARA['screen_name']}/status/231797641078517760"
    assert (post.created_at, post.reposted_at) == ("2012-08-04T17:03:59Z", "2012-08-04T17:28:36Z")


def test_months_that_are_listed_and_missing_are_named_and_counts_compared():
    index = [
        {"file_name": "data\\/js\\/tweets\\/2012_09.js", "tweet_count": 3},
        {"file_name": "data/js/tweets/2012_08.js", "tweet_count": 2},
    ]
    missing, fewer = problems_of(month(of_2012("x"), index=index))
    assert "2012_09" in missing.reason
    assert "3 posts" in missing.reason
    assert (fewer.source, fewer.reason) == ("2012_08.js", "2 posts listed, 1 there")


def test_a_part_with_fewer_posts_than_its_manifest_says_is_told_of():
    files = [{"fileName": "data/tweets.js", "count": "2"}]
    listed = f"window.__THAR_CONFIG = {json.dumps({'dataTypes': {'tweets': {'files': files}}})}"
    (problem,) = problems_of(read(tweet("1"), manifest=listed))
    assert problem.reason == "2 posts listed, 1 there"
    assert not problems_of(read(tweet("1"), tweet("2"), manifest=listed))


def test_a_manifest_says_whose_archive_it_is_where_nothing_else_does():
    info = {"userInfo": {"accountId": "4001", "userName": "HarborRiders"}}
    files = {
        "data/manifest.js": file_of(f"window.__THAR_CONFIG = {json.dumps(info)}".encode()),
        "data/tweets.js": file_of(
            f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet('1')}])}".encode()
        ),
    }
    records = list(x_archive.read(Container("a", files)))
    profile = profile_of(records)
    assert profile
    assert profile.handle == "HarborRiders"
    assert only(records).author.handle == "HarborRiders"


def test_a_profile_that_is_an_empty_list_is_no_trouble():
    assert not problems_of(read(tweet("1"), profile="window.YTD.profile.part0 = [ ]"))


# Files that are read where they are alone


def alone(kind: str, *values: dict) -> list[Record]:
    text = f"window.YTD.{kind}.part0 = {json.dumps(values)}"
    return list(x_archive.read(Container.of_file(file_of(text.encode(), "x.js"))))


def test_likes_are_read_by_themselves_with_what_is_known_of_them():
    ids = [f"165000000000000000{number}" for number in range(3)]
    records = alone(
        "like",
        {"like": {"tweetId": ids[0], "fullText": "mills &amp; #quays https://t.co/bbbbbbbbb1"}},
        {"like": {"tweetId": ids[1]}},
        {
            "like": {
                "tweetId": ids[2],
                "fullText": "This Post is from a suspended account. {learnmore}",
            }
        },
        {"like": {}},
    )
    words, silent, notice = posts_of(records)
    assert (words.text, words.hashtags) == ("mills & #quays https://t.co/bbbbbbbbb1", ("quays",))
    assert (words.author.handle, words.url) == (None, f"https://x.com/i/web/status/{ids[0]}")
    assert (words.created_at or "").startswith("2023-04-23")
    assert silent.unavailable == "text not in the archive"
    assert (notice.text, notice.unavailable) == ("", SUSPENDED)
    assert problems_of(records)[0].place == "item 4"


def test_deleted_posts_are_read_by_themselves_and_marked():
    deleted = tweet(FIRST, "taken back", deleted_at="Fri Sep 08 05:05:00 +0000 2023")
    (post,) = posts_of(alone("deleted_tweets", {"tweet": deleted}))
    assert (post.text, post.unavailable) == ("taken back", None)
    assert (post.deleted, post.deleted_at) == (True, "2023-09-08T05:05:00Z")
    assert [found.id for found in posts(tweet(SECOND), deleted_tweets="")] == [SECOND]
