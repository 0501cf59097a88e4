import bz2
import gzip
import json
import lzma
import resource
import shutil
import zipfile

import pytest

from tests.loaders.captures import FIXTURES, PAGES, load, posts_of, problems_of
from tests.loaders.damage import file_of
from tests.sources.test_container import tarred, zipped
from tui_feed.loaders import InputError, open_inputs
from tui_feed.loaders.left_out import count_records

PAGE = (PAGES / "cards.txt").read_bytes()


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"7z\xbc\xaf\x27\x1c....", "a 7z archive"),
        (gzip.compress(b"Dear all."), "plain text without posts"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (bytes(range(256)) * 10, "binary data"),
        (bytes(1000), "binary data"),
        (b"\n <!DOCTYPE html><html>", "a web page (HTML), not the text of one"),
        (b"<html lang=en>", "a web page (HTML), not the text of one"),
        (b"From: <Saved by Blink>\r\n", "a web page saved as MHTML, not the text of one"),
        (b'<?xml version="1.0"?><note/>', "an XML document"),
        (b'[{"full_text": "x"}]', "JSON of X or of a collector"),
        (b"<div><article>x</article></div>", "a web page (HTML), not the text of one"),
        (b'{"log": {"version": "1.2", "entries": [{}]}}', "a log of a browser's network (HAR)"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n" + PAGE, "a web archive (WARC)"),
        (b'{"a": 1}', "JSON of another kind"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON Lines of another kind"),
        (b'{"type": "Note", "id": "1"}\n{"type": "Note"}\n', "JSON Lines of another kind"),
        (b"[ ]\n", "JSON that says nothing ([ ])"),
        (b"\xef\xbb\xbf{}", "JSON that says nothing ({ })"),
        (b'{"feed": [], "cursor": "x"}', "JSON with nothing in its lists (feed)"),
        (b'{"data": [], "meta": {"result_count": 0}}', "JSON with nothing in its lists (data)"),
        (b'{"meta": {"result_count": 0}}\n', "a page of results of X's API with nothing in it"),
        (b"{ not JSON at all", "JSON of another kind"),
        (b"  \n\t\n", "an empty page: it holds nothing but white space"),
        (b"Dear all,\nthe tram was late.\n@HarborRiders\n", "plain text without posts"),
        ("• Ärger mit der Linie 4".encode("latin-1", "replace"), "plain text without posts"),
        ("Dear all, the tram was late.".encode("utf-16"), "plain text without posts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_anything_else_is_named_for_what_it_looks_like(tmp_path, content, seems):
    path = tmp_path / "timeline.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        open_inputs([str(path)])
    message = str(raised.value)
    assert message.startswith(f"{path}: it looks like {seems}")
    assert "what can be opened are archives of X, Mastodon and Bluesky" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ((PAGES / "login_wall.txt").read_text(encoding="utf-8"), "it asks to log in"),
        ("Log inSign up\nDon’t miss what’s happening\n", "it asks to log in"),
        ("JavaScript is not available.\nSwitch it on.\n", "saved without JavaScript"),
        ("Something went wrong. Try reloading.\nRetry\n", "failed to load its posts"),
        ("Hmm...this page doesn’t exist. Try searching.\nSearch\n", "the page did not exist"),
        ("Log in\nSign up\nProfile\nAccount suspended\n", "the account was suspended"),
    ],
    ids=range(6),
)
def test_a_page_of_x_without_a_timeline_says_exactly_that(tmp_path, text, reason):
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="a page of X without a timeline: ") as raised:
        open_inputs([str(path)])
    assert reason in str(raised.value)


def test_of_several_files_those_that_can_be_read_are_and_the_others_are_named(tmp_path):
    native = str(FIXTURES / "native" / "by_hand.jsonl")
    page = str(PAGES / "cards.txt")
    assert [len(list(opened.read())) for opened in open_inputs([native, page])] == [4, 8]
    whole, unread = open_inputs([native, str(tmp_path / "gone")])
    assert len(list(whole.read())) == 4
    (problem,) = unread.read()
    assert unread.is_unread
    assert not whole.is_unread
    assert (problem.source, problem.skipped) == ("gone", True)
    assert problem.reason == "no such file; check the name"
    with pytest.raises(InputError, match=r"one: no such file.*; .*two: no such file"):
        open_inputs([str(tmp_path / "one"), str(tmp_path / "two")])


def test_files_in_a_folder_that_are_no_timelines_are_named_after_the_posts(tmp_path):
    for name, content in (("b.jsonl", '{"type":"post","id":"1"}'), ("notes.txt", "x"), ("a", "")):
        (tmp_path / name).write_text(content)
    (opened,) = open_inputs([str(tmp_path)])
    post, *problems = opened.read()
    assert post.id == "1"
    assert [(each.place, each.reason) for each in problems] == [
        ("a", "not read: it is empty"),
        ("notes.txt", "not read: it looks like plain text without posts"),
    ]
    assert {each.source for each in problems} == {tmp_path.name}


def test_a_folder_without_a_timeline_says_what_its_first_file_looks_like(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Dear all.")
    with pytest.raises(InputError, match=r"none of its 2 files is a timeline; the first: .*a.txt"):
        open_inputs([str(tmp_path)])


# Told by the structure of the first records


USER = {"username": "MillStreet", "id": 5001, "followersCount": 5, "statusesCount": 9}
SCRAPED = {
    "url": "https://twitter.com/MillStreet/status/1530000000000000001",
    "date": "2022-06-01T10:00:00+00:00",
    "rawContent": "Grinding",
    "id": 1530000000000000001,
    "user": USER,
    "likeCount": 3,
    "retweetedTweet": None,
}
V1 = {"id_str": "1", "created_at": "Fri Sep 08 05:00:00 +0000 2023", "full_text": "Grinding"}
V2 = {"id": "1", "text": "Grinding", "author_id": "5001"}
WEB = {"rest_id": "1", "legacy": V1, "core": {"user_results": {"result": {"rest_id": "5001"}}}}
TOMBSTONE = {"action": "Unavailable", "reason": "Suspended", "id": "9"}
BLUESKY = {
    "uri": "at://did:plc:a/app.bsky.feed.post/3l3qo2vuowo2b",
    "author": {"did": "did:plc:a", "handle": "mill.example", "followersCount": 2},
    "record": {"$type": "app.bsky.feed.post", "text": "Grinding", "createdAt": "2024-01-05"},
}
PICTURE = {"category": "twitter", "subcategory": "user", "tweet_id": 1, "content": "Grinding"}


def as_json(value: object) -> str:
    return json.dumps(value, indent=1)


@pytest.mark.parametrize(
    ("content", "module"),
    [
        (json.dumps(SCRAPED), "x.scrapers"),
        (json.dumps({**SCRAPED, "date": "2022-06-01 10:00:00+00:00", "links": []}), "x.scrapers"),
        (as_json([{"username": "first", "followersCount": 1}, SCRAPED]), "x.scrapers"),
        (as_json({"data": {"tweetResult": {"result": {**WEB, "media": TOMBSTONE}}}}), "x.web"),
        (as_json([WEB]), "x.web"),
        (as_json([V1, {"a": [1] * 20_000}]), "x.api_v1"),
        (as_json({"statuses": [V1]}), "x.api_v1"),
        (json.dumps(V2), "x.api_v2"),
        (as_json({"data": [V2], "includes": {"users": [{"username": "a"}]}}), "x.api_v2"),
        (json.dumps({"errors": []}) + "\n" + json.dumps({"data": V2}), "x.api_v2"),
        (as_json({"posts": [BLUESKY]}), "bluesky.api"),
        (as_json({"likes": [], "feed": [{"post": BLUESKY}]}), "bluesky.api"),
        (json.dumps({"did": "did:plc:a", "time_us": 1, "kind": "identity"}), "bluesky.jetstream"),
        (as_json(PICTURE), "x.gallery_dl"),
        (as_json([[2, PICTURE], [3, "https://pbs.example/x.jpg", PICTURE]]), "x.gallery_dl"),
        (
            as_json({"home_page_url": "/", "items": [], "version": "https://jsonfeed.org/version/1"}),
            "feeds",
        ),
        (as_json({"type": "OrderedCollection", "orderedItems": [{"type": "Create"}]}), "mastodon"),
    ],
)  # fmt: skip
def test_a_format_is_told_by_the_structure_of_its_records(tmp_path, content, module):
    path = tmp_path / "timeline"
    path.write_text(content, encoding="utf-8")
    (opened,) = open_inputs([str(path)])
    assert opened.format.module == module


WORDS = (
    '"tweet_id" "category" "subcategory" "extension" "activitystreams" "orderedItems" "id_str" '
    '"username" "followersCount" "statusesCount" "tweet_results" "rest_id" "full_text" '
    '"redacted_at" "action" "reason" "tweet_count" "start" "end" app.bsky. at://did: eroots '
    '<rss <feed jsonfeed.org/ window.ytd. "rawContent" "date" "likeCount" "text" "author_id"'
)


@pytest.mark.parametrize(
    "value",
    [
        {"note": WORDS},
        [{"tweet_id": 5, "label": "positive", "text": WORDS}],
        {"tweet_id": "5", "category": "sport", "text": "x"},
        {"id": 1, "username": "Ann", "comment": WORDS},
        {"notes": {"content": "x", "date": "2024-01-05", "likeCount": 3}},
        {"type": "Note", "text": WORDS},
        {"text": WORDS, "id": "1"},
    ],
)
def test_words_somewhere_in_a_strangers_json_do_not_make_it_a_format(tmp_path, value):
    for content in (json.dumps(value), as_json(value)):
        path = tmp_path / "x.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match="it looks like JSON of another kind"):
            open_inputs([str(path)])


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (USER, "a list of users, which holds no timeline"),
        ({"id": "1", "action": "delete", "redacted_at": "x"}, "the result of a compliance job"),
        ({"start": "a", "end": "b", "tweet_count": 3}, "a list of counts"),
        ({"id_str": "1", "screen_name": "a"}, "a list of users, which holds no timeline"),
        (
            {"_type": "snscrape.modules.telegram.Channel", "username": "x"},
            "records of telegram by snscrape (Channel), which hold no timeline",
        ),
        ({"account": {"acct": "mill"}, "content": "<p>x"}, "looks like posts or accounts of the"),
        ({"category": "tumblr", "subcategory": "user", "extension": "jpg"}, "data of tumblr"),
        ({"text_post_app_text_posts": []}, "JSON with nothing in its lists (text_post_app_text"),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_refusal_is_true(tmp_path, value, reason):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        open_inputs([str(path)])
    assert reason in str(raised.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n\n"])
@pytest.mark.parametrize("head", ["name,price", "name;price", "name,price,shop,note"])
def test_a_table_without_rows_is_not_called_plain_text(tmp_path, head, end):
    path = tmp_path / "x.csv"
    path.write_text(head + end)
    with pytest.raises(InputError, match=r"it looks like a table without rows \(name, price"):
        open_inputs([str(path)])
    text = path.rename(tmp_path / "x.txt")
    with pytest.raises(InputError, match="it looks like plain text without posts"):
        open_inputs([str(text)])


def test_a_table_is_named_by_its_columns(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("name,price,shop,note\nbread,3,Quay,x\n")
    with pytest.raises(InputError, match=r"it looks like a table \(name, price, shop…\)"):
        open_inputs([str(path)])


def test_every_format_is_asked_before_any_refuses(tmp_path):
    users = json.dumps(USER)
    path = tmp_path / "x.jsonl"
    path.write_text(f"{users}\n{json.dumps({'type': 'post', 'id': '1'})}\n")
    (opened,) = open_inputs([str(path)])
    assert opened.format.module == "native"


# Folders and archives: packed files in them, and files that nobody reads


def line(number: int) -> bytes:
    return b'{"type":"post","id":"%d"}\n' % number


def ids_of(path) -> list[str]:
    (opened,) = open_inputs([str(path)])
    return [post.id for post in posts_of(list(opened.read()))]


def test_a_folder_of_packed_files_is_read(tmp_path):
    for number, (ending, pack) in enumerate(
        {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}.items()
    ):
        (tmp_path / f"{number}.jsonl.{ending}").write_bytes(pack(line(number)))
    assert ids_of(tmp_path) == ["0", "1", "2"]


def test_a_folder_of_archives_is_read_each_by_its_own_loader(tmp_path):
    for name in ("x_archive/harbor", "mastodon"):
        folder = FIXTURES / name
        with zipfile.ZipFile(tmp_path / f"{folder.name}.zip", "w") as archive:
            for file in sorted(folder.rglob("*")):
                archive.write(file, str(file.relative_to(folder)))
    tarred(tmp_path / "c.tgz", ("c.jsonl", line(7)), mode="w:gz")
    tarred(tmp_path / "d.tar", ("c.jsonl", line(8)))
    (opened,) = open_inputs([str(tmp_path)])
    assert [form.module for _, form in opened.archives] == ["x.archive", "mastodon"]
    ids = [post.id for post in posts_of(list(opened.read()))]
    assert ids[-2:] == ["7", "8"]
    assert len(ids) > 10
    assert all(opened.raw(each) for each in ids)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_archives_inside_each_other_are_opened_to_a_depth(tmp_path, depth):
    path = zipped(tmp_path / "0.zip", ("a.jsonl", line(1)))
    for number in range(depth):
        write, name = (tarred, "x.tar") if number % 2 else (zipped, "x.zip")
        path = write(tmp_path / f"{number + 1}", (name, path.read_bytes()))
    if depth <= 2:
        assert ids_of(path) == ["1"]
    else:
        with pytest.raises(InputError, match="it looks like a zip archive"):
            open_inputs([str(path)])


def test_packed_files_in_an_archive_are_read_without_being_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("tui_feed.sources.packed.limits.MOST_IN_MEMORY", 10)
    path = zipped(tmp_path / "x.zip", ("a.jsonl.gz", gzip.compress(line(1))))
    assert ids_of(path) == ["1"]
    inner = zipped(tmp_path / "y.zip", ("a.jsonl", line(1))).read_bytes()
    path = zipped(tmp_path / "z.zip", ("y.zip", inner), ("b.jsonl", line(2)))
    (opened,) = open_inputs([str(path)])
    post, problem = opened.read()
    assert (post.id, problem.place) == ("2", "y.zip")
    assert "archives in it hold more than 0 MiB; unpack it first" in problem.reason


def test_every_member_that_nobody_reads_is_named_with_what_it_holds(tmp_path):
    contents = {
        "a.jsonl": line(1),
        "friends.json": json.dumps([{"name": "Ann"}, {"name": "Ben"}]).encode(),
        "log.jsonl": b'{"at": 1}\n{"at": 2}\n\n{"at": 3}\n',
        "chats.json": json.dumps({"title": "x", "chats": [1, 2]}).encode(),
        "notes.txt": b"Dear all.",
        ".DS_Store": b"x",
        "inner.zip": zipped(tmp_path / "i", ("b.jsonl", line(2)), ("c.txt", b"c")).read_bytes(),
        **{f"p{number}.png": b"\x89PNG\r\n\x1a\n\0\0" for number in range(9)},
    }
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    told = {}
    for path in (folder, zipped(tmp_path / "x.zip", *contents.items())):
        (opened,) = open_inputs([str(path)])
        records = list(opened.read())
        assert [post.id for post in posts_of(records)] == ["1", "2"]
        told[path.name] = {each.place: each.reason for each in problems_of(records)}
    assert told["folder"] == told["x.zip"] == {
        "friends.json": "not read: it looks like JSON of another kind (name) (2 records)",
        "log.jsonl": "not read: it looks like JSON Lines of another kind (at) (3 records)",
        "chats.json": "not read: it looks like JSON of another kind (title, chats) (2 records)",
        "notes.txt": "not read: it looks like plain text without posts",
        "inner.zip/c.txt": "not read: it looks like plain text without posts",
        "the whole archive": "9 other files shown only with posts that name them, such as p0.png: "
        "it looks like a PNG picture",
    }  # fmt: skip


def test_records_of_many_files_of_a_kind_are_counted_together(tmp_path):
    chat = {"participants": [{"name": "Ann"}, {"name": "Ben"}], "messages": [{"content": "x"}] * 3}
    for number in range(7):
        (tmp_path / f"message_{number}.json").write_text(json.dumps(chat))
        (tmp_path / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "a.jsonl").write_bytes(line(1))
    (tmp_path / "empty.json").write_bytes(b"[]")
    (tmp_path / "lists.json").write_bytes(b'{"feed": [], "cursor": "x"}')
    (opened,) = open_inputs([str(tmp_path)])
    told = [problem.reason for problem in problems_of(list(opened.read()))]
    assert told == [
        (
            "7 other files shown only with posts that name them, such as 0.png: it looks like a "
            "PNG picture"
        ),
        "not read: it looks like JSON that says nothing ([ ])",
        "not read: it looks like JSON with nothing in its lists (feed)",
        (
            "7 other files not read, such as message_0.json: private messages, which are never "
            "shown (21 records)"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[]", 0), ("[{}, {}]", 2), ("[1, 2, 3]", 3), ("[{}, 1, [2]]", 3), ("[{}, {", 1),
        ("window.YTD.like.part0 = [ {}, {} ];\n", 2), ('{"a": [1], "b": [{}, {}]}', 2),
        ('{"b": [], "b": [{}, {}]}', 2), ("{}\n{}\n\n{}", 3), ("{}", None), ("x", None),
        ("[" * 2000, 0), ("\ufeff[{}]", 1), ('{"a": [{"b": [1, 2, 3]}]} x', 1),
    ],
)  # fmt: skip
def test_records_are_counted_whatever_they_are(text, count):
    assert count_records(file_of(text.encode(), "x")) == count


def test_counting_gives_up_on_large_files_that_are_not_sound(monkeypatch):
    monkeypatch.setattr("tui_feed.loaders.left_out.MOST_READ", 10_000)
    assert count_records(file_of(b"[" + b"{}, " * 10_000 + b"x", "x")) is None


def test_a_cut_archive_inside_a_folder_says_so(tmp_path):
    data = zipped(tmp_path / "x.zip", ("a.jsonl", line(1))).read_bytes()
    (tmp_path / "x.zip").write_bytes(data[: data.index(b"PK\x01\x02")])
    (opened,) = open_inputs([str(tmp_path)])
    problem, post = opened.read()
    assert (problem.source, post.id) == ("x.zip", "1")
    assert problem.reason.startswith("files may be missing")


def test_archives_that_lie_beside_each_other_in_a_folder_are_all_read(tmp_path):
    shutil.copytree(FIXTURES / "x_archive" / "harbor", tmp_path / "one")
    shutil.copytree(FIXTURES / "x_archive" / "old", tmp_path / "two")
    shutil.copytree(FIXTURES / "mastodon", tmp_path / "three")
    (tmp_path / "four.jsonl").write_bytes(line(4))
    (opened,) = open_inputs([str(tmp_path)])
    assert [form.module for _, form in opened.archives] == ["x.archive", "x.archive", "mastodon"]
    records = list(opened.read())
    alone = [
        post.id
        for name in ("x_archive/harbor", "x_archive/old", "mastodon")
        for post in posts_of(load(FIXTURES / name))
    ]
    assert sorted(post.id for post in posts_of(records)) == sorted([*alone, "4"])
    assert "one/" in [problem.place for problem in problems_of(records)]
    assert not any("another archive" in str(problem) for problem in problems_of(records))


def test_pictures_of_a_collector_take_no_other_timeline_with_them(tmp_path):
    shutil.copytree(FIXTURES / "gallery_dl", tmp_path / "x")
    (tmp_path / "a.json").write_text(as_json([V1]), encoding="utf-8")
    (tmp_path / "b.json").write_text(as_json({"tweet_id": 1, "label": "x"}), encoding="utf-8")
    (opened,) = open_inputs([str(tmp_path)])
    records = list(opened.read())
    assert "Grinding" in [post.text for post in posts_of(records)]
    assert [problem.place for problem in problems_of(records)] == ["b.json"]


def test_more_packed_files_than_may_be_open_are_read(tmp_path):
    for number in range(200):
        (tmp_path / f"{number}.jsonl.gz").write_bytes(gzip.compress(line(number)))
        zipped(tmp_path / f"{number}.zip", ("a.jsonl", line(1000 + number)))
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, limit[1]))
    try:
        assert len(ids_of(tmp_path)) == 400
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limit)


def test_archives_in_an_archive_hold_no_more_files_together_than_one_may(tmp_path, monkeypatch):
    monkeypatch.setattr("tui_feed.loaders.recognition.MOST_MEMBERS", 25)
    for number in range(4):
        members = ((f"{member}.jsonl", line(100 * number + member)) for member in range(10))
        zipped(tmp_path / f"{number}.zip", *members)
    (opened,) = open_inputs([str(tmp_path)])
    records = list(opened.read())
    assert len(posts_of(records)) == 20
    assert [(problem.place, problem.reason) for problem in problems_of(records)] == [
        ("2.zip", "not read: archives in it hold too many files; unpack it first"),
        ("3.zip", "not read: archives in it hold too many files; unpack it first"),
    ]


def test_two_archives_of_mastodon_in_a_folder_keep_their_own_pictures(tmp_path):
    for name in ("one", "two"):
        shutil.copytree(FIXTURES / "mastodon", tmp_path / name)
    (opened,) = open_inputs([str(tmp_path)])
    first, second = (container.files for container, _ in opened.archives)
    assert {name.partition("/")[0] for name in first} == {"one"}
    assert {name.partition("/")[0] for name in second} == {"two"}
    assert any("media_attachments/" in name for name in second)


def test_a_part_of_an_x_archive_at_the_top_takes_no_other_timeline_with_it(tmp_path):
    tweets = (FIXTURES / "x_archive" / "harbor" / "data" / "tweets.js").read_bytes()
    (tmp_path / "tweets.js").write_bytes(tweets)
    (tmp_path / "a.jsonl").write_bytes(line(1))
    (opened,) = open_inputs([str(tmp_path)])
    assert [form.module for _, form in opened.archives] == ["x.archive"]
    assert [form.module for _, form in opened.files] == ["native"]
