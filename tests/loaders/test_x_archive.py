"""X's data archive: every era of its layout, and what a naive loader gets wrong."""

import json
import shutil
from pathlib import Path

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tests.loaders.test_json_stream import Pieces
from tests.records import stated
from tui_feed.loaders import Container, File, InputError, open_inputs
from tui_feed.loaders.x import archive
from tui_feed.models import Post, Record

HARBOR = FIXTURES / "x_archive" / "harbor"


def posts() -> dict[str, Post]:
    return {post.id[-2:]: post for post in posts_of(load(HARBOR))}


def read_tweets(*tweets: dict, name: str = "tweets") -> list[Record]:
    text = f"window.YTD.{name}.part0 = {json.dumps(tweets)}"
    return list(archive.read(Container.of_file(file_of(text.encode(), "tweets.js"))))


def tweet(tweet_id: str, text: str = "x", **more: object) -> dict:
    date = "Sat Nov 09 12:14:18 +0000 2024"
    return {"tweet": {"id_str": tweet_id, "full_text": text, "created_at": date, **more}}


def test_the_account_is_read_without_its_mail_address_and_telephone():
    records = load(HARBOR)
    profile = profile_of(records)
    assert profile
    assert (profile.id, profile.name, profile.handle) == ("4001", "Harbor Riders", "HarborRiders")
    assert (profile.bio or "").startswith("Volunteers")
    assert str(profile.joined) == "2015-03-09T08:00:00Z"
    assert profile.followers is None
    everything = "".join(json.dumps(stated(record)) for record in records)
    assert "private.example" not in everything
    assert "15550100" not in everything


def test_places_count_code_points_of_the_escaped_text():
    post = posts()["01"]
    assert post.text == (
        "🚋 Trams & ferries: #LateTrams measured by @ElleryWorks https://harborriders.example/late"
    )
    assert post.hashtags == ("LateTrams",)
    assert post.mentions == ("ElleryWorks",)
    assert post.links[0].url == "https://harborriders.example/late"
    assert (post.metrics.likes, post.metrics.reposts, post.metrics.views) == (3, 1, None)
    assert str(post.created_at) == "2023-09-08T05:00:00Z"
    assert post.url == "https://x.com/HarborRiders/status/1700000000000000001"


def test_pictures_share_one_link_that_is_removed_once_and_are_found_in_the_archive():
    post = posts()["02"]
    assert post.text == "Two pictures of the new signal."
    first, second = post.media
    assert first.file == "data/tweets_media/1690000000000000002-sig1.jpg"
    assert (second.file, second.url) == (None, "https://pbs.example/media/sig2.jpg")
    assert first.alt is None


def test_of_a_video_the_best_version_and_its_length_are_kept():
    (video,) = posts()["11"].media
    assert (video.kind, video.duration) == ("video", 10.5)
    assert video.url == "https://video.example/high/cross.mp4?tag=1"
    assert video.file == "data/tweets_media/1715000000000000011-cross.mp4"


def test_own_posts_are_quoted_whole_and_those_of_others_named():
    own, other = posts()["03"], posts()["04"]
    assert own.text == "Worth repeating:"
    assert own.quote
    assert own.quote.hashtags == ("LateTrams",)
    assert other.quote
    assert other.quote.unavailable == "not in this archive"
    assert (other.quote.id, other.quote.author.handle) == ("1699999999999999999", "ElleryWorks")
    assert other.quote.url == "https://x.com/ElleryWorks/status/1699999999999999999"


def test_a_repost_is_its_authors_and_says_who_passed_it_on_and_when():
    post = posts()["05"]
    assert post.author.name == "Mara Quill"
    assert post.author.handle == "maraquill"
    assert post.text.startswith("The line 4 tram came early today")
    assert (post.reposted_by, post.created_at) == ("HarborRiders", None)
    assert str(post.reposted_at) == "2023-10-08T13:30:00Z"


ANCHOR = '<a href="https://app.example" rel="nofollow">Trams for All</a>'


def test_the_app_is_named_without_its_anchor_and_not_for_what_is_passed_on():
    user = {"screen_name": "maraquill"}
    original = {"id_str": "7", "full_text": "Early", "user": user, "source": "web"}
    found = posts_of(
        read_tweets(
            tweet("1", source=ANCHOR),
            tweet("2", source='<a href="x"></a>'),
            tweet("3", source="<a \x1b]8;;x\x07 href='y'>\x1b[2JApp</a>"),
            tweet("4", "RT @maraquill: Early", source=ANCHOR),
            tweet("5", "RT @maraquill: Early", source=ANCHOR, retweeted_status=original),
            tweet("6", source=["x"]),
        )
    )
    clients = {post.id: post.client for post in found}
    assert clients == {
        "1": "Trams for All", "2": None, "3": "\ufffd[2JApp", "4": None, "5": "web", "6": None,
    }  # fmt: skip
    assert posts_of(load(FIXTURES / "x_archive" / "old"))[0].client == "web"


def test_own_threads_are_linked_by_their_replies():
    post = posts()["06"]
    assert (post.reply_to, post.reply_to_id) == (("HarborRiders",), "1700000000000000001")


def test_a_reply_may_state_the_post_without_its_author():
    post = posts_of(read_tweets(tweet("1", in_reply_to_status_id_str="9")))[0]
    assert (post.reply_to, post.reply_to_id) == ((), "9")


def test_long_posts_are_joined_from_the_file_of_notes():
    post = posts()["07"]
    assert post.text.endswith("see https://harborriders.example/report & the rest. #HarborReport")
    assert post.hashtags == ("HarborReport",)


def test_of_an_edited_post_the_last_version_is_shown_and_the_rest_kept():
    post = posts()["09"]
    assert post.text == "The bridge is open from Monday."
    assert post.edited
    assert [version.text for version in post.versions] == ["The brige is open from Monday."]
    assert "08" not in posts()


def test_what_was_escaped_is_shown_as_it_was_and_symbols_are_kept():
    post = posts()["10"]
    assert post.text == "Price of a day ticket in $ELWK terms: <5 > 4"
    assert post.cashtags == ("ELWK",)


def test_an_archive_of_before_2019_is_read():
    (post,) = posts_of(load(FIXTURES / "x_archive" / "old"))
    assert post.text == "Hello world #FirstDay"
    assert str(post.created_at).startswith("2015-03-")


def test_before_2020_posts_stood_without_a_wrapper():
    text = f"window.YTD.tweet.part0 = {json.dumps([tweet('7')['tweet']])};"
    records = list(archive.read(Container.of_file(file_of(text.encode(), "tweet.js"))))
    assert [post.id for post in posts_of(records)] == ["7"]


def test_parts_are_read_in_the_order_of_their_numbers(tmp_path):
    for number in (0, 1, 2, 10):
        part = f"-part{number}" if number else ""
        text = f"window.YTD.tweets.part{number} = {json.dumps([tweet(str(number + 1))])}"
        (tmp_path / f"tweets{part}.js").write_text(text)
    assert [post.id for post in posts_of(load(tmp_path))] == ["1", "2", "3", "11"]


def test_a_date_that_is_missing_is_taken_from_the_id_and_else_is_absent():
    new, old = tweet("1855229034679931034"), tweet("20")
    del new["tweet"]["created_at"], old["tweet"]["created_at"]
    first, second = posts_of(read_tweets(new, old))
    assert str(first.created_at).startswith("2024-11-09T")
    assert second.created_at is None


def test_a_post_that_quotes_itself_and_two_that_quote_each_other_are_read(tmp_path):
    def quoting(tweet_id: str, quoted: str) -> dict:
        text = "See https://t.co/aaaaaaaaaa"
        url = {"url": "https://t.co/aaaaaaaaaa", "indices": ["4", "27"],
               "expanded_url": f"https://twitter.com/HarborRiders/status/{quoted}"}  # fmt: skip
        return tweet(tweet_id, text, entities={"urls": [url]})

    shutil.copytree(HARBOR, tmp_path / "a")
    tweets = [quoting("1", "1"), quoting("2", "3"), quoting("3", "2")]
    path = tmp_path / "a" / "data" / "tweets.js"
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps(tweets)}")
    found = posts_of(load(tmp_path / "a"))
    assert [post.id for post in found[:3]] == ["1", "2", "3"]
    assert found[1].quote
    assert found[1].quote.id == "3"


@pytest.mark.parametrize(
    "bad", ["3", '"x"', '{"tweet": {"id_str": "1", "favorite_count": [], "entities": 3}}', "null"]
)
def test_an_item_of_another_shape_is_a_problem_or_a_post_and_never_the_end(bad):
    text = f"window.YTD.tweets.part0 = [{bad}, {json.dumps(tweet('2'))}]"
    records = list(archive.read(Container.of_file(file_of(text.encode(), "tweets.js"))))
    assert posts_of(records)[-1].id == "2"


def test_a_cut_file_gives_what_is_whole():
    text = f"window.YTD.tweets.part0 = {json.dumps([tweet('1'), tweet('2')])}"[:-30]
    records = list(archive.read(Container.of_file(file_of(text.encode(), "tweets.js"))))
    assert [post.id for post in posts_of(records)] == ["1"]
    assert "cut" in problems_of(records)[0].reason


def test_the_first_post_comes_before_a_large_file_has_been_read():
    tweets = [tweet(str(number), "x" * 2000) for number in range(10_000)]
    source = Pieces(f"window.YTD.tweets.part0 = {json.dumps(tweets)}".encode(), 65_536)
    container = Container.of_file(File("tweets.js", "tweets.js", source))
    next(record for record in archive.read(container) if isinstance(record, Post))
    assert source.given < 10


@pytest.mark.parametrize("name", ["account.js", "profile.js"])
def test_another_file_of_the_archive_says_what_it_is(name):
    with pytest.raises(InputError, match=r"hold no timeline; give its tweets\.js"):
        open_inputs([str(HARBOR / "data" / name)])


def test_an_archive_without_posts_says_so(tmp_path):
    shutil.copytree(HARBOR, tmp_path / "a")
    for name in ("tweets.js", "like.js", "deleted-tweets.js"):
        Path(tmp_path / "a" / "data" / name).unlink()
    with pytest.raises(InputError, match=r"without tweets\.js"):
        open_inputs([str(tmp_path / "a")])


@pytest.mark.parametrize("name", ["module.exports", "const tweets", "export const posts", "tweets"])
def test_a_list_under_another_name_is_read(tmp_path, name):
    path = tmp_path / "tweets.js"
    path.write_text(f"{name} = {json.dumps([tweet('1', 'Under another name')])};\n")
    assert [post.text for post in posts_of(load(path))] == ["Under another name"]


def test_parts_that_were_put_together_are_all_read():
    parts = (f"window.YTD.tweets.part{n} = {json.dumps([tweet(str(n + 1))])}\n" for n in (0, 1))
    found = archive.read(Container.of_file(file_of("".join(parts).encode(), "all.js")))
    assert [post.id for post in posts_of(list(found))] == ["1", "2"]


@pytest.mark.parametrize(
    "content",
    ["", " \n", "\ufeff", "window.YTD.profile.part0 = [ ]", "window.YTD.profile.part0 = null;"],
)
def test_a_profile_that_says_nothing_is_no_damage(tmp_path, content):
    shutil.copytree(HARBOR, tmp_path / "a")
    Path(tmp_path / "a" / "data" / "profile.js").write_text(content)
    assert not [each for each in problems_of(load(tmp_path / "a")) if each.source == "profile.js"]
