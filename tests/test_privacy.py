"""Posts outside the public stay hidden unless the reader asks for them.

Every text of such a post here is a unique word, to be searched for in all output.
"""

import asyncio
import json
from io import StringIO
from itertools import permutations
from pathlib import Path

import pytest

from tests.printers.printing import printed
from tests.ui.harbor import shown
from tui_feed.browse.source import find_record
from tui_feed.cli.generate import invented
from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import REFUSED
from tui_feed.ingest import Loading, open_feed
from tui_feed.models import Post
from tui_feed.models.admission import admit_object
from tui_feed.models.lines import native_line
from tui_feed.printers import FORMATS
from tui_feed.printers.report import print_report
from tui_feed.query import Query
from tui_feed.query.operators import all_facets
from tui_feed.ui.app import FeedApp

WORD = "zeppelin"
"""Part of every secret text."""


def secret(post_id: str, visibility: str | None = "direct", **more: object) -> dict:
    """Return a post with secret texts only."""
    return {
        "id": post_id,
        "url": f"https://{WORD}.example/post",
        "author": {"id": f"{WORD}-0", "name": f"{WORD} One", "handle": f"{WORD}1"},
        "created_at": "1999-09-09",
        "text": f"{WORD} two #{WORD}3 @{WORD}4 ${WORD} {WORD}.example/5",
        "lang": f"{WORD}6",
        "client": f"{WORD} seven",
        "reply_to": [f"{WORD}8"],
        "reply_to_id": "100",
        "conversation_id": f"{WORD}9",
        "reposted_by": f"{WORD}10",
        "versions": [{"text": f"{WORD} eleven"}],
        "content_warning": f"{WORD} twelve",
        "hashtags": [f"{WORD}13"],
        "mentions": [f"{WORD}14"],
        "cashtags": [f"{WORD}"],
        "links": [{"url": f"https://{WORD}.example/15", "display": f"{WORD}.example/15"}],
        "media": [{"kind": "photo", "alt": f"{WORD} 16", "file": f"{WORD}17.jpg"}],
        "card": {"title": f"{WORD} 18", "description": f"{WORD} 19", "domain": f"{WORD}.example"},
        "poll": {"options": [{"label": f"{WORD} 20"}]},
        "source": f"{WORD} 21",
    } | ({"visibility": visibility} if visibility else {}) | more  # fmt: skip


def public(post_id: str, **more: object) -> dict:
    return {"id": post_id, "text": f"tram {post_id}", "created_at": "2024-02-02"} | more


def as_written(posts: list[dict]) -> str:
    """Return canonical lines, which are read by the hundred."""
    return "".join(native_line(admit_object(Post, post)) + "\n" for post in posts)


def by_hand(posts: list[dict]) -> str:
    """Return lines in another form, which are read singly."""
    return "".join(json.dumps({"type": "post"} | post) + "\n" for post in posts)


def outbox(posts: list[dict]) -> str:
    """Return a Mastodon archive; its posts 3 and 4 are for some people only."""
    actor = "https://social.example/users/ida"
    notes = [
        {
            "type": "Create",
            "object": {
                "type": "Note",
                "id": f"{actor}/statuses/{number}",
                "content": f"<p>{WORD}</p>" if number in (3, 4) else f"<p>tram {number}</p>",
                "summary": WORD if number in (3, 4) else None,
                "attributedTo": actor,
                "published": "2024-01-01T10:00:00Z",
                "to": [f"{actor}/followers"] if number in (3, 4) else ["as:Public"],
                "quote": f"{actor}/statuses/{number + 2}" if number == 2 else None,
                "inReplyTo": f"{actor}/statuses/1" if number == 3 else None,
                "tag": [{"type": "Hashtag", "name": f"#{WORD}"}] if number in (3, 4) else [],
            },
        }
        for number in range(1, 6)
    ]
    context = "https://www.w3.org/ns/activitystreams"
    return json.dumps({"@context": context, "type": "OrderedCollection", "orderedItems": notes})


SOME = [
    public("100", hashtags=["bells"]),
    secret("1"),
    secret("2", "followers"),
    public("3", reply_to_id="1"),
    public("4", quote=secret("5")),
    public("6", quote=public("7", quote=secret("8", "followers"))),
    public("9", quote=secret("10", "followers", quote=public("11"))),
    public("12", quote=secret("1", None)),  # a copy that does not say so
    secret("13", None),
    secret("13"),
]
"""Public posts and others; 12 and the first 13 state no audience themselves."""
PUBLIC = ["100", "12", "3", "4", "6", "9"]


@pytest.fixture(params=[as_written, by_hand, outbox], ids=["as written", "by hand", "Mastodon"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "outbox.json"
    path.write_text(request.param(SOME), encoding="utf-8")
    return path


def everything(feed: Feed) -> str:
    """Return all output of a feed, by every way."""
    out = StringIO()
    for form in FORMATS:
        out.write(printed(form, feed, feed.select()))
    for facet in all_facets():
        out.write(f"{facet}: {feed.values(facet)}\n")
    for row in range(len(feed)):
        post = feed.post(row)
        out.write(f"{post!r} {feed.thread(post.id)} {list(feed.quoted_by(post.id))}\n")
        out.write(str([feed.post(other).id for other in feed.thread(post.id)]))
    out.write(str(feed.problems))
    return out.getvalue()


def is_silent(feed: Feed) -> None:
    assert WORD not in everything(feed)
    for query in (WORD, f"#{WORD}13", f"from:{WORD}1", f"domain:{WORD}.example", f"/{WORD[:-1]}/"):
        assert list(feed.select(Query.parse(query))) == []
    assert feed.tag_count(f"{WORD}13") == 0
    assert 1999 not in dict(feed.dates().years())
    assert len(feed) == len(feed.select()) == sum(n for _, n in feed.dates().years())


def ids(feed: Feed) -> list[str]:
    return sorted(feed.post(row).id for row in feed.select())


def test_nothing_of_them_is_in_a_feed_of_any_format(path: Path) -> None:
    is_silent(open_feed(str(path)))
    whole = open_feed(str(path), include_private=True)
    assert WORD in everything(whole)
    assert len(whole.select(Query.parse(WORD))) > 1


def test_what_quotes_one_is_there_and_says_what_it_does_not_show(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(as_written(SOME))
    feed = open_feed(str(path))
    assert ids(feed) == PUBLIC
    for post_id, depth in (("4", 1), ("6", 2), ("9", 1), ("12", 1)):
        row = feed.row_of(post_id)
        post = feed.post(row)
        for _ in range(depth):
            post = post.quote
        assert "not public" in post.unavailable
        assert post.quote is None


@pytest.mark.parametrize("write", [as_written, by_hand])
@pytest.mark.parametrize("in_background", [False, True])
def test_a_large_file_that_several_processes_read_is_no_exception(
    tmp_path: Path, write, in_background: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.ingest.workers.BLOCK", 2**14)
    monkeypatch.setattr("tui_feed.ingest.workers.SMALLEST_FILE", 2**14)
    lines = [line.decode() for line in invented(300)]
    lines[10:10] = write(SOME[:4]).splitlines(keepends=True)
    lines[250:250] = write(SOME[4:]).splitlines(keepends=True)
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    loading = Loading((str(path),), in_background=in_background)
    while not loading.step(0.1):
        pass
    assert WORD not in everything(loading.feed)
    assert len(loading.feed.select()) == 300 + len(PUBLIC)
    assert loading.reports[0].hidden == 4
    loading.end()


def test_of_two_copies_the_stricter_decides_whatever_the_order(tmp_path: Path) -> None:
    files = {
        "says.jsonl": [secret("1"), public("2")],
        "silent.jsonl": [secret("1", None), public("3", reply_to_id="1")],
        "quotes.jsonl": [public("4", quote=secret("1", None)), public("2")],
        "deep.jsonl": [public("5", quote=public("6", quote=secret("1", "public")))],
    }
    for name, posts in files.items():
        (tmp_path / name).write_text(as_written(posts))
    for names in permutations(files):
        feed = open_feed(*(str(tmp_path / name) for name in names))
        assert ids(feed) == ["2", "3", "4", "5"]
        is_silent(feed)
        assert feed.row_of("1") is None
        assert not feed.has_thread(feed.post(feed.row_of("3")))
        assert list(feed.select(Query.parse("is:thread"))) == []
        assert [list(feed.quoted_by(post_id)) for post_id in "46"] == [[], [feed.row_of("5")]]
        both = {feed.post(row).id for row in feed.select(Query.parse("in:quotes"))}
        assert both == {"2", "4"}
        assert feed.span()[0].day == "2 Feb 2024"


def test_a_private_copy_that_comes_late_is_counted_with_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(as_written([secret("1", None), public("2")]))
    (tmp_path / "b.jsonl").write_text(as_written([secret("1")]))
    loading = Loading((str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")))
    loading.step(float("inf"))
    assert [report.hidden for report in loading.reports] == [1, 1]
    out = StringIO()
    print_report(loading.reports, loading.feed.problems, out)
    assert WORD not in out.getvalue()
    assert out.getvalue().count("1 not public, hidden") == 2


def test_so_many_posts_that_quote_one_are_left_out_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_feed.feed.withdrawing.MOST", 3)
    quoting = [public(str(10 + number), quote=secret("1", None)) for number in range(8)]
    (tmp_path / "a.jsonl").write_text(as_written(quoting))
    (tmp_path / "b.jsonl").write_text(as_written([secret("1")]))
    feed = open_feed(str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"))
    assert len(ids(feed)) == 3
    is_silent(feed)
    assert any("5 more posts are left out" in problem.reason for problem in feed.problems)


def test_a_file_that_changes_under_the_reader_shows_nothing_either(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(before := as_written([public("1", text=f"tram{' ' * 40}x")]))
    loading = Loading((str(path),), in_background=True)
    while not loading.step(0.1):
        pass
    after = as_written([public("1", text=WORD, visibility="direct")])
    path.write_text(after.rstrip("\n").ljust(len(before) - 1) + "\n")
    assert WORD not in repr(loading.feed.post(0))
    loading.end()


@pytest.mark.parametrize("word", ["mutuals", "Direct", "", 3, ["direct"]])
def test_an_unknown_word_for_whom_it_was_is_a_problem(tmp_path: Path, word: object) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(by_hand([secret("1", word), public("2", quote=secret("3", word)), public("4")]))
    if word == "":
        path.write_text(path.read_text().replace('"id": "1"', '"visibility": "", "id": "1"'))
    feed = open_feed(str(path))
    if word != "":
        assert ids(feed) == ["4"]
        assert [problem.skipped for problem in feed.problems] == [True, True]
        is_silent(feed)
    else:
        assert "1" not in ids(feed)


def test_a_line_that_cannot_be_used_repeats_nothing_that_was_not_public(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    wrong = {"created_at": WORD, "edited": WORD, "metrics": {"likes": WORD}}
    lines = [secret("1", "direct", **{key: value}) for key, value in wrong.items()]
    lines += [public("2", quote=secret("3", "followers", **{k: v})) for k, v in wrong.items()]
    path.write_text(by_hand([*lines, public("4")]))
    feed = open_feed(str(path))
    assert ids(feed) == ["4"]
    assert len(feed.problems) == 6
    assert WORD not in str(feed.problems)


def test_the_record_of_a_post_has_nothing_of_what_it_quotes(path: Path) -> None:
    loading = Loading((str(path),))
    loading.step(float("inf"))
    for row in loading.feed.select():
        post = loading.feed.post(row)
        record = asyncio.run(find_record(loading, post.id, post.id))
        assert WORD not in record
        assert "tram" in record
        if post.quote and loading.feed.hides(post.quote.id):
            assert asyncio.run(find_record(loading, post.quote.id, post.id)) == REFUSED
    whole = Loading((str(path),), include_private=True)
    whole.step(float("inf"))
    found = [whole.feed.post(row).id for row in range(len(whole.feed))]
    assert any(WORD in asyncio.run(find_record(whole, post_id, post_id)) for post_id in found)


def test_a_record_with_an_embedded_note_for_followers_does_not_show_it() -> None:
    feed = Feed()
    note = {"type": "Note", "content": WORD, "to": ["https://social.example/ida/followers"]}
    activity = {"type": "Create", "to": ["as:Public"], "object": {"content": "tram", "quote": note}}
    assert WORD not in feed.public_record(json.dumps(activity))
    assert "tram" in feed.public_record(json.dumps(activity))
    assert feed.public_record(json.dumps(note)) == REFUSED
    assert WORD not in feed.public_record(json.dumps(note)[:-1])
    assert feed.public_record(f"no {WORD} in JSON") == f"no {WORD} in JSON"


def test_what_was_printed_with_them_stays_marked_and_asks_again(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text(by_hand(SOME))
    whole = open_feed(str(first), include_private=True)
    second.write_text(printed("jsonl", whole, whole.select()))
    assert whole.post(whole.row_of("13")).visibility == "direct"
    assert '"visibility":"direct"' in second.read_text()
    is_silent(open_feed(str(second)))
    again = open_feed(str(second), include_private=True)
    for one, other in zip(whole.select(), again.select(), strict=True):
        assert again.post(other) == whole.post(one)


def test_what_was_printed_without_them_reads_back_as_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text(by_hand(SOME))
    feed = open_feed(str(first))
    second.write_text(printed("jsonl", feed, feed.select(order="captured")))
    again = open_feed(str(second))
    assert ids(again) == ids(feed)
    for post_id in ids(feed):
        assert again.post(again.row_of(post_id)) == feed.post(feed.row_of(post_id))


WALK = ("enter", "Q", "escape", "t", "escape", "w", "escape")
"""Keys into a post, its quote, its thread and its record."""
LISTS = ("!", "escape", "#", "tab", "tab", "escape", "@", "escape", "d", "escape", "/", "z", "#")
"""Keys of every dialog, and words for completion."""


async def walk(app: FeedApp, pilot, seen: list[str], keys: tuple[str, ...]) -> None:
    """Press keys, and return the terminal's content after each."""
    for key in keys:
        await pilot.press(key)
        seen.append(shown(app))
    while len(app.screen_stack) > 1:
        app.pop_screen()
    await pilot.pause()


@pytest.mark.parametrize(
    ("write", "include_private"), [(by_hand, False), (outbox, False), (as_written, True)]
)
async def test_nothing_of_them_is_on_the_screen_wherever_one_goes(
    tmp_path: Path, write, include_private: bool
) -> None:
    path = tmp_path / "outbox.json"
    path.write_text(write(SOME), encoding="utf-8")
    loading = Loading((str(path),), include_private=include_private)
    app = FeedApp(loading, Query.parse(""), "newest", theme="dark", plain=False)
    seen = []
    async with app.run_test(size=(120, 50)) as pilot:
        for _ in range(len(loading.feed)):
            await walk(app, pilot, seen, WALK)
            await pilot.press("j")
        await walk(app, pilot, seen, LISTS)
    loading.end()
    assert "tram" in "\n".join(seen)
    assert (WORD in "\n".join(seen)) is include_private


async def test_what_was_not_public_is_marked_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(as_written([public("1", quote=public("2", visibility="direct")),
                                public("3", visibility="followers")]))  # fmt: skip
    loading = Loading((str(path),), include_private=True)
    app = FeedApp(loading, Query.parse(""), "captured", theme="dark", plain=False)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert "direct message" in shown(app)
        assert "followers only" in shown(app)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "not public: followers only" in shown(app)
    loading.end()


def test_posts_are_found_by_whom_they_were_for(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    words = ("unlisted", "public", "followers", "direct", None)
    path.write_text(by_hand([public(str(n), visibility=word) for n, word in enumerate(words)]))

    def found(query: str, *, include_private: bool) -> list[str]:
        feed = open_feed(str(path), include_private=include_private)
        return sorted(feed.post(row).id for row in feed.select(Query.parse(query)))

    assert found("is:unlisted", include_private=False) == ["0"]
    assert found("is:private", include_private=False) == []
    assert found("is:private", include_private=True) == ["2", "3"]
    assert found("-is:private -is:unlisted", include_private=True) == ["1", "4"]
