"""Members of an X archive: each is read, or named with what it is and how many records it holds."""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.loaders.captures import FIXTURES, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tests.loaders.test_x_archive import tweet
from tui_feed.ingest import open_feed
from tui_feed.loaders import Container, open_inputs
from tui_feed.loaders.x import archive as x_archive
from tui_feed.models import Record
from tui_feed.query import Query

HARBOR = FIXTURES / "x_archive" / "harbor"
SECRET = "zeppelin"


def js(kind: str, values: object) -> str:
    return f"window.YTD.{kind}.part0 = {json.dumps(values, indent=2)}"


def records(count: int, key: str = "record") -> list[dict]:
    return [{key: {"text": SECRET, "list": [{}, {"a": [1]}]}} for _ in range(count)]


def read(files: Mapping[str, str], root: str = "data/", **manifest: object) -> list[Record]:
    whole = {"tweets.js": js("tweets", [tweet("1")])} | dict(files)
    if manifest:
        whole["manifest.js"] = f"window.__THAR_CONFIG = {json.dumps({'dataTypes': manifest})}"
    found = {
        name if name.startswith("/") else root + name: file_of(text.encode(), name)
        for name, text in whole.items()
    }
    found = {name.removeprefix("/"): file for name, file in found.items()}
    return list(x_archive.read(Container("an archive", found)))


def told(files: Mapping[str, str], **manifest: object) -> list[str]:
    problems = problems_of(read(files, **manifest))
    assert all(SECRET not in str(problem) for problem in problems)
    assert not any(problem.skipped for problem in problems)
    return [problem.reason for problem in problems]


def listed(name: str, count: int) -> dict:
    return {"files": [{"fileName": f"data/{name}", "count": str(count)}]}


def test_members_are_named_with_what_they_are_and_how_many_records_they_hold():
    files = {
        "direct-messages.js": js("direct_messages", records(2)),
        "direct-messages-group.js": js("direct_messages_group", records(7)),
        "follower.js": js("follower", records(1)),
        "ad-impressions.js": js("ad_impressions", records(1200)),
        "tweet-headers.js": js("tweet_headers", records(3)),
        "mute.js": js("mute", []),
        "moment.js": js("moment", records(4)),
        "direct_messages_media/1-a.jpg": "x",
        "direct_messages_media/1-b.jpg": "x",
        "tweets_media/1-c.jpg": "x",
        "/assets/js/main.js": "x",
        "/Your archive.html": "x",
        "/tweets.csv": "x",
        "/.DS_Store": "x",
    }
    assert told(files) == [
        (
            "not shown, private: direct-messages-group.js (7 records), "
            "direct-messages.js (2 records), direct_messages_media/ (2 files)"
        ),
        "not shown, accounts: follower.js (1 record)",
        "not shown, advertising: ad-impressions.js (1,200 records)",
        "not shown, ids and dates without texts: tweet-headers.js (3 records)",
        "not shown, other records of the account: moment.js (4 records)",
        "pages of the archive for a browser, not read: Your archive.html, assets/ (1 file)",
        "not read, beside the data of the archive: tweets.csv",
        "files without a record: mute.js",
    ]


def test_many_members_of_a_kind_take_one_line():
    files = {f"ad-{number}.js": js("ad", records(number)) for number in range(1, 20)}
    (reason,) = told(files)
    assert reason.startswith("not shown, advertising: ad-19.js (19 records), ad-18.js (18 records)")
    assert reason.endswith("ad-12.js (12 records) and 11 more files (66 records)")


def test_counts_of_a_manifest_are_compared():
    files = {"follower.js": js("follower", records(2)), "like.js": js("like", [])}
    found = told(files, follower=listed("follower.js", 5), like=listed("like.js", 3))
    assert found == [
        "3 likes listed, 0 there",
        "not shown, accounts: follower.js (2 records, 5 listed)",
    ]
    assert told({"follower.js": js("follower", [])}, follower=listed("follower.js", 5)) == [
        "not shown, accounts: follower.js (0 records, 5 listed)"
    ]


def test_listed_members_that_are_missing_are_named():
    found = told(
        {},
        tweets={"files": [{"fileName": "data/tweets.js", "count": "1"}]},
        like=listed("like.js", 30),
        directMessages=listed("direct-messages.js", 4),
        mute=listed("mute.js", 0),
    )
    assert found == [
        'it lists "data/like.js", which is not there (30 records)',
        'it lists "data/direct-messages.js", which is not there (4 records)',
    ]


@pytest.mark.parametrize("text", ["", "x", "window.YTD.follower.part0 = [{", "[1, 2", "\0"])
def test_a_damaged_member_is_named_all_the_same(text):
    (reason,) = told({"follower.js": text})
    assert "follower.js" in reason


def test_a_large_member_is_not_counted_but_named(monkeypatch):
    monkeypatch.setattr("tui_feed.loaders.x.archive.unshown.MOST_COUNTED", 100)
    monkeypatch.setattr("tui_feed.loaders.x.archive.unshown.LEAST_COUNTED", 100)
    files = {"follower.js": js("follower", records(9)), "mute.js": js("mute", records(9))}
    assert told(files, mute=listed("mute.js", 9)) == [
        "not shown, accounts: mute.js (9 records listed), follower.js (less than 1 MiB)"
    ]


def packed(folder: Path, inside: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.write(path, inside + str(path.relative_to(folder)))
    return data.getvalue()


@pytest.mark.parametrize("how", ["folder", "zip", "zip in a zip", "zip with a folder"])
def test_the_same_is_told_of_a_folder_and_of_any_packing(how, tmp_path):
    path = HARBOR
    if how != "folder":
        data = packed(HARBOR, "my archive/" if how == "zip with a folder" else "")
        if how == "zip in a zip":
            outer = io.BytesIO()
            with zipfile.ZipFile(outer, "w") as made:
                made.writestr("twitter.zip", data)
            data = outer.getvalue()
        path = tmp_path / "a.zip"
        path.write_bytes(data)
    feed = open_feed(str(path))
    assert [problem.reason for problem in feed.problems] == [
        "not shown, private: direct-messages.js (1 record)",
        "not shown, accounts: follower.js (3 records)",
        "files without a record: ad-engagements.js",
        (
            "5 liked, bookmarked or deleted, left out of the timeline; "
            "is:liked OR is:bookmarked OR is:deleted shows them"
        ),
    ]
    advised = str(feed.problems[-1]).partition("timeline; ")[2].removesuffix(" shows them")
    assert len(feed.select(Query.parse(advised))) == 5
    assert len(feed.select(Query.parse("is:liked"))) == 4
    assert len(feed.select(Query.parse("is:deleted"))) == 1


def test_the_archive_shows_likes_only_where_they_are_asked_for():
    feed = open_feed(str(HARBOR))
    whole = {post.id for post in feed}
    likes = [feed.post(row) for row in feed.select(Query.parse("is:liked"), "captured")]
    assert whole.isdisjoint(post.id for post in likes)
    words, stub, notice, old = likes
    assert (words.text.startswith("The ferry is back & the bell"), words.author.handle) == (
        True, None,
    )  # fmt: skip
    assert (stub.text, stub.unavailable) == ("", "text not in the archive")
    assert (notice.unavailable or "").startswith("You’re unable to view this Post")
    assert (words.created_at, old.created_at) == ("2023-10-11T06:59:42Z", None)
    (opened,) = open_inputs([str(HARBOR)])
    assert '"tweetId": "1712000000000000091"' in (opened.raw(words.id) or "")


def test_deleted_posts_are_shown_when_asked_for_and_are_marked():
    feed = open_feed(str(HARBOR))
    (row,) = feed.select(Query.parse("is:deleted"))
    post = feed.post(row)
    assert row not in feed.select()
    assert post.apart
    assert (post.text, post.deleted_at) == ("Line 5 is off #WrongLine", "2023-10-03T07:21:00Z")
    assert (post.author.handle, post.unavailable) == ("HarborRiders", None)


LIKES = [{"like": {"tweetId": "1", "fullText": "x"}}, {"like": {"fullText": "y", "tweetId": "2"}}]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("like.json", json.dumps(LIKES)),
        ("like.js", "module.exports = " + json.dumps(LIKES, indent=1)),
        ("likes.jsonl", "\n".join(map(json.dumps, LIKES))),
        ("likes.txt", "\ufeff\n" + "\n".join(map(json.dumps, LIKES))),
        ("likes.json", "\n".join(json.dumps(each, indent=1) for each in LIKES)),
    ],
)
def test_likes_without_the_beginning_of_an_archive_are_read(name, text, tmp_path):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    feed = open_feed(str(path))
    liked = [feed.post(row) for row in feed.select(Query.parse("is:liked"))]
    assert {(post.id, post.text) for post in liked} == {("1", "x"), ("2", "y")}
    (opened,) = open_inputs([str(path)])
    assert json.loads(opened.raw("2") or "") == LIKES[1]


def test_a_broken_line_of_likes_is_named(tmp_path):
    path = tmp_path / "likes.jsonl"
    path.write_text(json.dumps(LIKES[0]) + '\n{"like": {x}}\n{"like": {}}\n' + json.dumps(LIKES[1]))
    feed = open_feed(str(path))
    assert len(feed.select(Query.parse("is:liked"))) == 2
    assert [problem.place for problem in feed.problems if problem.skipped] == [
        "line 2, column 11", "line 3",
    ]  # fmt: skip


CHANGED = ("%s (1)", "%s copy", "%s copy 2", "%s - Copy", "%s (2) (1)")


@pytest.mark.parametrize("changed", CHANGED)
def test_a_second_download_without_the_first_is_read(changed, tmp_path):
    def told_of(folder: Path) -> tuple[list[str], list[str]]:
        feed = open_feed(str(folder))
        return [str(post) for post in feed], [problem.reason for problem in feed.problems]

    named, usual = tmp_path / "named" / "my", tmp_path / "usual" / "my"
    for folder in (named, usual):
        shutil.copytree(HARBOR, folder)
    for path in list((named / "data").glob("*.js")):
        if path.stem in ("tweets", "account", "profile", "manifest", "like", "note-tweet"):
            path.rename(path.with_name(changed % path.stem + ".js"))
    (posts, reasons), (expected, _) = told_of(named), told_of(usual)
    names = str(posts).replace(changed % "tweets", "tweets").replace(changed % "like", "like")
    assert names == str(expected)
    assert not [each for each in reasons if "tweets" in each and "which is not there" not in each]


@pytest.mark.parametrize("name", ["TWEETS.JS", "Tweets.js", "tweets (1).JS"])
def test_a_name_in_other_letters_is_the_same(name):
    files = {"account.js": "x", name: js("tweets", [tweet("2")])}
    container = Container("an archive", {f"Data/{name}": file_of(files[name].encode(), name)})
    assert x_archive.sniff(container)
    assert [post.id for post in posts_of(list(x_archive.read(container)))] == ["2"]


@pytest.mark.parametrize("name", ["tweets (1).js", "tweets copy.js", "Tweets.js"])
def test_a_second_download_beside_the_first_is_named(name):
    assert told({name: js("tweets", [tweet("2"), tweet("3")])}) == [
        f"not read, further copies of what is read: {name} (2 records)"
    ]


def test_the_account_is_known_whatever_the_case_of_its_name():
    account = js("account", [{"account": {"username": "PierCafe", "accountId": "7"}}])
    profile = profile_of(read({"Account.js": account}, "Data/"))
    assert profile
    assert profile.handle == "PierCafe"


def test_likes_in_parts_are_all_read_and_those_of_own_posts_are_not_hidden():
    liked = [{"like": {"tweetId": "1", "fullText": "x"}}, {"like": {"tweetId": "2"}}]
    files = {"like.js": js("like", liked[:1]), "like-part1.js": js("like", liked[1:])}
    found = read(files)
    assert [(post.id, post.liked, post.apart) for post in posts_of(found)] == [
        ("1", False, False), ("1", True, True), ("2", True, True),
    ]  # fmt: skip
    assert not problems_of(found)


def test_an_archive_without_posts_shows_its_likes(tmp_path):
    path = tmp_path / "data"
    path.mkdir()
    (path / "like.js").write_text(js("like", [{"like": {"tweetId": "1", "fullText": "x"}}]))
    (path / "account.js").write_text(js("account", [{"account": {"accountId": "4001"}}]))
    feed = open_feed(str(tmp_path))
    assert [post.id for post in feed] == ["1"]
