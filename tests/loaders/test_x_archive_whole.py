"""X's data archive as a whole: layouts, quotes, edits, long posts, what must never be shown."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of, mutations
from tests.loaders.test_json_stream import Pieces
from tests.records import stated
from tui_feed.loaders import Container, File, InputError, open_inputs
from tui_feed.loaders.x import archive as x_archive
from tui_feed.loaders.x.archive import post_stream
from tui_feed.models import Post, Problem, Profile

HARBOR = FIXTURES / "x_archive" / "harbor"
SHORT = "https://t.co/aaaaaaaaaa"
FIRST, SECOND, THIRD = (f"170000000000000000{number}" for number in (1, 2, 3))
SECRETS = ("private.example", "15550100")
ACCOUNT = {
    "email": "someone@private.example", "phoneNumber": "+15550100", "username": "HarborRiders",
    "accountId": "4001", "accountDisplayName": "Harbor Riders",
}  # fmt: skip


def tweet(post_id: str, text: str = "x", leads_to: str | None = None, **more: object) -> dict:
    urls = [{"url": SHORT, "expanded_url": leads_to}] if leads_to else []
    date = "Fri Sep 08 05:00:00 +0000 2023"
    named = {"urls": urls, "hashtags": [], "user_mentions": [], "symbols": []}
    return {"id_str": post_id, "full_text": text, "created_at": date, "entities": named, **more}


def quoting(post_id: str, quoted: str, handle: str = "HarborRiders") -> dict:
    return tweet(post_id, f"q {SHORT}", f"https://twitter.com/{handle}/status/{quoted}?s=20")


def written(*tweets: object, kind: str = "tweets") -> str:
    return f"window.YTD.{kind}.part0 = " + json.dumps([{"tweet": each} for each in tweets])


def archive_of(*tweets: object, **texts: str) -> Container:
    """Return an archive of tweets; further files by their names, `_` for `-`."""
    account = f"window.YTD.account.part0 = {json.dumps([{'account': ACCOUNT}])}"
    named = {"account": account, "tweets": written(*tweets)}
    named |= {name.replace("_", "-"): text for name, text in texts.items()}
    files = {
        f"data/{name}.js": file_of(text.encode(), f"{name}.js") for name, text in named.items()
    }
    return Container("archive", files)


def read(*tweets: object, **texts: str) -> list:
    return list(x_archive.read(archive_of(*tweets, **texts)))


def posts(*tweets: object, **texts: str) -> list[Post]:
    return posts_of(read(*tweets, **texts))


def test_the_archive_may_be_a_zip_with_a_folder_of_its_own_and_its_pictures_are_found(tmp_path):
    path = tmp_path / "mine.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(HARBOR.rglob("*")):
            packed.write(file, f"twitter-2024/{file.relative_to(HARBOR)}")
    found = [item.file for post in posts_of(load(path)) for item in post.media if item.file]
    assert "twitter-2024/data/tweets_media/1690000000000000002-sig1.jpg" in found
    with zipfile.ZipFile(path) as packed:
        assert set(found) <= set(packed.namelist())


def test_posts_in_communities_come_last():
    text = written(tweet("9", "c"), kind="community_tweet")
    assert [post.text for post in posts(tweet("8", "t"), community_tweet=text)] == ["t", "c"]


def manifest(*names: str) -> str:
    files = {"files": [{"fileName": name} for name in names]}
    return f"window.__THAR_CONFIG = {json.dumps({'dataTypes': {'tweets': files}})};"


def test_parts_come_in_the_order_of_the_manifest():
    listed = manifest("data/tweets-part1.js", "data/tweets.js")
    more = {"tweets_part1": written(tweet("2")), "manifest": listed}
    assert [post.id for post in posts(tweet("1"), **more)] == ["2", "1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (manifest("data/tweets.js", "data/tweets-part1.js"), "which is not there"),
        (manifest("../../etc/passwd"), "which is not there"),
        (manifest("data/account.js"), "which holds no posts"),
        ("window.__THAR_CONFIG = {", "found by their names"),
        ("", "found by their names"),
        (manifest() + "1" * 5000, "found by their names"),
    ],
)
def test_a_wrong_manifest_is_told_of_and_nothing_is_lost(text, said):
    records = read(tweet("1"), manifest=text)
    assert [post.id for post in posts_of(records)] == ["1"]
    assert said in problems_of(records)[0].reason


@pytest.mark.parametrize("content", [[7], 7, {"dataTypes": [1]}, {"dataTypes": {"tweets": 3}}])
def test_a_manifest_of_another_shape_lists_nothing(content):
    text = f"window.__THAR_CONFIG = {json.dumps(content)}"
    assert [post.id for post in posts(tweet("1"), manifest=text)] == ["1"]


def test_of_several_archives_in_a_folder_one_is_read_and_the_others_are_told_of():
    files = {f"{name}/tweets.js": file_of(written(tweet("1", name)).encode()) for name in "ab"}
    records = list(x_archive.read(Container("both", files)))
    assert [post.text for post in posts_of(records)] == ["a"]
    assert problems_of(records)[0].place == "b/"


def test_the_owner_of_a_lone_file_is_known_by_the_pictures_of_the_posts():
    leads_to = f"https://twitter.com/HarborRiders/status/{FIRST}/photo/1"
    address = "https://pbs.example/a.jpg"
    picture = {"url": SHORT, "type": "photo", "media_url_https": address, "expanded_url": leads_to}
    text = written(tweet(FIRST, f"p {SHORT}", extended_entities={"media": [picture]}))
    (post,) = posts_of(list(x_archive.read(Container.of_file(file_of(text.encode())))))
    assert (post.author.handle, post.text) == ("HarborRiders", "p")


def test_before_2019_the_account_and_reposted_posts_are_there_and_old_dates_are_days():
    user = {"screen_name": "HarborRiders", "name": "Harbor", "id_str": "4001"}
    original = {"id_str": "575", "text": "whole", "created_at": "2015-03-09 07:00:00 +0000",
                "user": {"screen_name": "maraquill", "name": "Mara Quill"}}  # fmt: skip
    month = [
        {"id_str": "1800000000", "text": "a", "created_at": "2009-05-14 00:00:00 +0000",
         "user": user},
        {"id_str": "576", "text": "RT @maraquill: wh…", "created_at": "2015-03-09 08:00:00 +0000",
         "user": user, "retweeted_status": original},
    ]  # fmt: skip
    details = {"screen_name": "HarborRiders", "full_name": "Harbor", "bio": "Trams &amp; ferries"}
    files = {
        "data/js/user_details.js": file_of(f"var user_details = {json.dumps(details)}".encode()),
        "data/js/tweets/2015_03.js": file_of(
            f"Grailbird.data.tweets_2015_03 = \n {json.dumps(month)}".encode()
        ),
    }
    records = list(x_archive.read(Container("old", files)))
    profile, (day, repost) = profile_of(records), posts_of(records)
    assert (profile.handle, profile.bio) == ("HarborRiders", "Trams & ferries")
    assert str(day.created_at) == "2009-05-14"
    assert (repost.text, repost.author.name, repost.id) == ("whole", "Mara Quill", "576")
    assert str(repost.created_at) == "2015-03-09T07:00:00Z"


def test_a_status_link_quotes_only_at_the_end_of_the_text():
    leads_to = "https://x.com/maraquill/status/9"
    inside, end = posts(tweet("1", f"a {SHORT} b", leads_to), tweet("2", f"a {SHORT}", leads_to))
    assert (inside.text, inside.quote) == (f"a {leads_to} b", None)
    assert [link.url for link in inside.links] == [leads_to]
    assert (end.text, end.links, end.quote.id) == ("a", (), "9")


def test_a_post_that_quotes_itself_keeps_its_link():
    (post,) = posts(quoting(FIRST, FIRST))
    assert post.quote is None
    assert post.text.endswith(f"/status/{FIRST}?s=20")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
@pytest.mark.parametrize("seen", [True, False], ids=["first look", "no first look"])
def test_own_posts_are_quoted_whole_wherever_they_stand(order, seen, monkeypatch):
    if not seen:
        monkeypatch.setattr("tui_feed.loaders.x.archive.first_look.LENGTH", 0)
    chain = [tweet(FIRST, "first"), quoting(SECOND, FIRST), quoting(THIRD, SECOND)]
    found = {post.id: post for post in posts(*(chain[at] for at in order))}
    assert len(found) == 3
    assert found[THIRD].quote == found[SECOND]
    assert found[SECOND].quote == found[FIRST]


def test_posts_that_quote_in_a_circle_end_where_it_closes():
    for post in posts(quoting(FIRST, SECOND), quoting(SECOND, FIRST)):
        assert post.quote.quote.id == post.id
        assert post.quote.quote.unavailable == "it quotes the post that quotes it"


def test_an_own_post_that_is_gone_is_named():
    (post,) = posts(quoting(FIRST, SECOND))
    assert (post.quote.id, post.quote.unavailable) == (SECOND, "not in this archive")
    assert post.quote.url == f"https://x.com/HarborRiders/status/{SECOND}"


def test_however_little_may_wait_nothing_is_lost(monkeypatch):
    ids = [str(1_700_000_000_000_000_000 + number) for number in range(60)]
    tweets = [quoting(each, ids[(at * 7 + 1) % 60]) for at, each in enumerate(ids)]
    tweets += [tweet(f"18{each[2:]}", "plain") for each in ids]
    plain = {post.id: post for post in posts(*tweets)}
    monkeypatch.setattr(post_stream, "MOST_WAITING", 1000)
    monkeypatch.setattr("tui_feed.loaders.x.archive.first_look.LENGTH", 0)
    assert {post.id: post for post in posts(*tweets)}.keys() == plain.keys()


def test_counts_of_a_repost_are_not_those_of_the_post_and_its_author_is_no_mention():
    who = [
        {"screen_name": "MaraQuill", "name": "Mara Quill", "id_str": "7", "indices": ["3", "13"]}
    ]
    text = "RT @maraquill: thanks"
    named = {"user_mentions": who, "hashtags": [], "urls": [], "symbols": []}
    (post,) = posts(tweet(FIRST, text, entities=named, favorite_count="0", retweet_count="9"))
    assert (post.text, post.mentions) == ("thanks", ())
    assert (post.author.handle, post.author.name, post.author.id) == (
        "MaraQuill",
        "Mara Quill",
        "7",
    )
    assert (post.metrics.likes, post.metrics.reposts) == (None, None)


def edited(post_id: str, text: str, initial: str, *listed: str) -> dict:
    kind = {"initial": {"editTweetIds": list(listed)}}
    if post_id != initial:
        kind = {"edit": {"initialTweetId": initial, "editControlInitial": kind["initial"]}}
    return tweet(post_id, text, edit_info=kind)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("listed", [(FIRST, SECOND, THIRD), ()], ids=["listed", "unlisted"])
def test_of_versions_the_last_is_shown_in_whatever_order_they_stand(order, listed):
    ids = (FIRST, SECOND, THIRD)
    versions = [edited(each, each[-1], FIRST, *listed) for each in ids]
    (post,) = posts(*(versions[at] for at in order))
    assert (post.id, post.text, post.edited) == (THIRD, "3", True)
    assert [(each.id, each.text) for each in post.versions] == [(FIRST, "1"), (SECOND, "2")]


def test_a_first_version_that_did_not_say_so_is_told_of_where_it_was_shown_already(monkeypatch):
    monkeypatch.setattr("tui_feed.loaders.x.archive.first_look.LENGTH", 0)
    records = read(edited(FIRST, "1", FIRST, FIRST), edited(SECOND, "2", FIRST))
    assert [post.id for post in posts_of(records)] == [FIRST, SECOND]
    assert FIRST in problems_of(records)[0].reason


def note(text: str, made: str = "2023-09-08T05:00:00.000Z", **named: object) -> str:
    core = {"text": text, "urls": [], "hashtags": [], "mentions": [], **named}
    stated = [{"noteTweet": {"createdAt": made, "core": core}}]
    return f"window.YTD.note_tweet.part0 = {json.dumps(stated)}"


def cut(text: str) -> dict:
    return tweet(FIRST, f"{text}… {SHORT}", f"https://twitter.com/i/web/status/{FIRST}")


def test_a_long_post_is_not_unescaped_twice_and_its_names_are_those_of_the_note():
    tags = [{"text": "Trams", "fromIndex": "0", "toIndex": "6"}]
    whole = "#Trams &amp; ferries run late"
    (post,) = posts(cut("#Trams &amp;amp; fer"), note_tweet=note(whole, hashtags=tags))
    assert (post.text, post.hashtags, post.quote) == (whole, ("Trams",), None)


@pytest.mark.parametrize(
    "text",
    [
        note("Other words altogether"),
        note("Long words go on", "2023-09-09T05:00:00.000Z"),
        "broken",
    ],
)
def test_a_cut_post_without_its_note_stays_cut_and_quotes_nothing(text):
    (post,) = posts(cut("Long words"), note_tweet=text)
    assert post.text == f"Long words… https://twitter.com/i/web/status/{FIRST}"
    assert post.quote is None


def test_a_long_reply_keeps_the_handles_that_its_note_lacks():
    (post,) = posts(cut("@maraquill Long words"), note_tweet=note("Long words that go on"))
    assert post.text == "@maraquill Long words that go on"


def test_a_long_post_may_quote():
    urls = [{"shortUrl": SHORT, "expandedUrl": "https://x.com/maraquill/status/9",
             "fromIndex": "20", "toIndex": "43"}]  # fmt: skip
    (post,) = posts(cut("Long words"), note_tweet=note(f"Long words that go {SHORT}", urls=urls))
    assert (post.text, post.quote.id) == ("Long words that go", "9")


def test_a_reply_to_an_account_that_is_only_a_number_is_to_the_owner_where_it_is_his():
    (post,) = posts(tweet(FIRST, in_reply_to_user_id_str="4001", in_reply_to_status_id_str=SECOND))
    assert (post.reply_to, post.reply_to_id) == (("HarborRiders",), SECOND)


def test_posts_that_reply_in_a_circle_are_read():
    first = tweet(FIRST, in_reply_to_status_id_str=SECOND)
    assert len(posts(first, tweet(SECOND, in_reply_to_status_id_str=FIRST))) == 2


@pytest.mark.parametrize("bad", ['"id": ' + "9" * 5000, '"x": NaN', '"x": ' + "[" * 400])
def test_a_record_that_cannot_be_trusted_is_left_out_and_named(bad):
    text = f'window.YTD.tweets.part0 = [{{"tweet": {{"id_str": "1", {bad}, "full_text": ""}}}}, '
    text += json.dumps({"tweet": tweet("2")}) + "]"
    records = read(tweets=text)
    left = [problem for problem in problems_of(records) if problem.skipped]
    assert left or "[" * 400 in bad
    assert [post.id for post in posts_of(records)] == ["2"] or "[" * 400 in bad


@pytest.mark.parametrize("bad", [7, [], {}, {"id_str": "5"}, {"full_text": 5}, None])
def test_a_record_without_a_text_is_no_post(bad):
    records = read(bad, tweet("2"))
    assert [post.id for post in posts_of(records)] == ["2"]
    assert [problem.place for problem in problems_of(records) if problem.skipped] == ["item 1"]


def test_an_id_that_is_no_number_is_none_and_its_record_can_be_shown():
    archive = archive_of(tweet("abc", "words"))
    (post,) = posts_of(list(x_archive.read(archive)))
    assert (post.id[0], post.url) == ("~", None)
    assert '"abc"' in x_archive.raw(archive, post.id)


@pytest.mark.parametrize(
    "account",
    [
        json.dumps([{"account": ACCOUNT}]),
        '[{"account": {"someone@private.example": 1, "someone@private.example": 2}}]',
        '[{"account": {"email": "someone@private.example", "phoneNumber": "+15550100"',
        '[{"account": ["someone@private.example"]}]',
        '["someone@private.example"]',
    ],
)
def test_mail_address_and_telephone_are_in_no_record(account):
    text = f"window.YTD.account.part0 = {account}"
    for more in ({}, {"tweets_part1": text}, {"manifest": manifest("data/account.js")}):
        records = read(tweet("1"), account=text, **more)
        everything = "".join(json.dumps(stated(record)) for record in records)
        assert not any(secret in everything for secret in SECRETS)


def test_damage_to_any_file_never_shows_them_nor_raises():
    names = ("account", "profile", "manifest", "note-tweet", "tweets")
    whole = {name: (HARBOR / "data" / f"{name}.js").read_bytes() for name in names}
    for at, name in enumerate(names):
        for damaged in mutations(whole[name], 100, at):
            files = {
                f"data/{each}.js": file_of(damaged if each == name else data, f"{each}.js")
                for each, data in whole.items()
            }
            records = list(x_archive.read(Container("harbor", files)))
            assert all(isinstance(record, Post | Profile | Problem) for record in records)
            messages = "".join(map(str, problems_of(records)))
            assert not any(secret in messages for secret in SECRETS)


def test_the_first_post_of_twenty_megabytes_comes_before_they_are_read():
    tweets = [quoting(str(10**18 + n), str(10**18 + n * 7 % 9000)) if n % 9 == 1
              else tweet(str(10**18 + n), "w" * 2000) for n in range(10_000)]  # fmt: skip
    data = written(*tweets).encode()
    source = Pieces(data, 65_536)
    files = dict(archive_of().files) | {"data/tweets.js": File("t", "tweets.js", source)}
    found = (r for r in x_archive.read(Container("large", files)) if isinstance(r, Post))
    next(found)
    assert source.given < 12
    rest = list(found)
    assert len(rest) == 9999
    assert not [
        post.id for post in rest if post.quote and post.quote.unavailable == "not in this archive"
    ]


@pytest.mark.parametrize("kind", ["follower", "note_tweet", "direct_messages"])
def test_a_lone_file_of_something_else_says_what_it_is(kind, tmp_path: Path):
    path = tmp_path / "x.js"
    path.write_text(f"window.YTD.{kind}.part0 = [ ]")
    with pytest.raises(InputError, match="no timeline; give its tweets") as raised:
        open_inputs([str(path)])
    assert kind.split("_")[0] in str(raised.value)


def test_parts_that_are_empty_lists_are_whole_and_those_without_a_byte_are_called_empty():
    records = read(
        tweet("1"), profile="window.YTD.profile.part0 = [ ]", community_tweet="",
    )  # fmt: skip
    assert [post.id for post in posts_of(records)] == ["1"]
    assert not any("cannot be read" in str(each) for each in records)


LONG = (
    "The wheel has turned ten thousand times and nobody counted until a clerk came with a ledger "
)


def notes(*texts: str) -> str:
    made = "2023-09-08T05:00:00.000Z"
    stated = [
        {"noteTweet": {"noteTweetId": str(number), "createdAt": made, "core": {"text": text}}}
        for number, text in enumerate(texts)
    ]
    return f"window.YTD.note_tweet.part0 = {json.dumps(stated)}"


def test_a_whole_text_is_given_to_one_post():
    cut = f"{LONG}…"
    found = posts(tweet(FIRST, cut), tweet(SECOND, cut), note_tweet=notes(f"{LONG}A", f"{LONG}B"))
    assert [post.text[-1] for post in found] == ["A", "B"]


def test_a_whole_text_of_no_post_is_named():
    records = read(
        tweet(FIRST, "x"), tweet(SECOND, LONG * 3), note_tweet=notes("Gone", LONG * 3, "Gone too")
    )
    assert [post.text for post in posts_of(records)] == ["x", LONG * 3]
    (problem,) = problems_of(records)
    assert (problem.source, problem.place) == ("note-tweet.js", "item 1")
    assert problem.reason == "2 long texts of no post that is here; not shown"
