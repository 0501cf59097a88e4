"""Feeds: what stands in RSS, Atom and JSON Feed, and what must not happen with hostile ones."""

import json
import time
import tracemalloc

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders import feeds
from tui_feed.loaders.feeds.feed_dates import feed_date
from tui_feed.models import Post, Record


def read(text: str | bytes) -> list[Record]:
    data = text if isinstance(text, bytes) else text.encode()
    file = file_of(data, "feed.xml")
    assert feeds.sniff(file)
    return list(feeds.read(file))


def rss(items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    )


def test_nitters_habits_are_understood():
    records = load(FIXTURES / "feeds/nitter.xml")
    profile = profile_of(records)
    assert profile
    assert (profile.name, profile.handle) == ("Harbor Riders", "HarborRiders")
    pinned, repost, reply = posts_of(records)
    assert (pinned.pinned, pinned.id, pinned.text) == (
        True, "575000000000000001", "Who we are and what we count.",
    )  # fmt: skip
    assert (repost.reposted_by, repost.author.handle) == ("HarborRiders", "ElleryWorks")
    assert repost.media[0].url == "https://nitter.example/pic/points.jpg"
    assert (reply.reply_to, reply.hashtags) == (("ElleryWorks",), ("LateTrams",))
    assert reply.author.name == "Harbor Riders"


def test_mastodons_habits_are_understood():
    records = load(FIXTURES / "feeds/mastodon.xml")
    profile = profile_of(records)
    assert profile
    assert profile.handle == "maraquill@social.example"
    canvas, soup = posts_of(records)
    assert canvas.text == "First drawing of the #OldHarbor is up."
    assert [(each.kind, each.alt) for each in canvas.media] == [
        ("photo", "Ink drawing of a harbor.")
    ]
    assert canvas.hashtags == ("OldHarbor",)  # and not once more as its category writes it
    assert (soup.content_warning, soup.text) == ("food", "The soup was too hot.")


def test_an_entry_of_a_journal_is_its_title_and_its_text():
    entry, undated = posts_of(load(FIXTURES / "feeds/atom.xml"))
    assert entry.text == "The new timetable\n\nFewer trams, more promises.\n\n• Line 4\n• Line 7"
    assert (entry.author.name, entry.edited) == ("Ida Moor", True)
    assert str(entry.created_at) == "2024-03-01T09:00:00+01:00"
    assert [each.kind for each in entry.media] == ["audio"]
    assert entry.links[0].url == "https://elleryworks.example/plan"
    assert undated.created_at is None


def atom(entries: str, before: str = "") -> str:
    thread = 'xmlns:thr="http://purl.org/syndication/thread/1.0"'
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {thread} xml:lang="fr"><title>Harbor notes'
        f"</title>{before}{entries}</feed>"
    )


IDA = "<author><name>Ida Moor</name><email>ida@private.example</email></author>"
BO = "<author><name>Bo</name></author>"


@pytest.mark.parametrize(
    ("feed", "name"),
    [
        (atom(f"<entry>{IDA}<title>x</title></entry>"), "Ida Moor"),
        (atom(f"<entry>{IDA}{BO}<title>x</title></entry>"), "Ida Moor, Bo"),
        (atom("<entry><title>x</title></entry>", IDA), "Ida Moor"),
        (atom(f"<entry>{BO}<title>x</title></entry>", IDA), "Bo"),
        (atom("<entry><title>x</title></entry>"), "Harbor notes"),
        (rss("<item><author>ida@private.example (Ida Moor)</author></item>"), "Ida Moor"),
    ],
)
def test_an_author_is_named_without_a_mail_address_and_may_be_that_of_the_whole_feed(feed, name):
    assert [post.author.name for post in posts_of(read(feed))] == [name]


def test_a_plain_text_is_no_html():
    text = (
        '<title>Use &lt;br> for lines</title><content type="text">if a &lt;b> c\n  then</content>'
    )
    (post,) = posts_of(read(atom(f"<entry>{text}</entry>")))
    assert post.text == "Use <br> for lines\n\nif a <b> c\n  then"
    (title,) = posts_of(read(rss("<item><title>AT&amp;amp;T &lt;b>is&lt;/b> here</title></item>")))
    assert title.text == "AT&T is here"


def test_an_entry_states_its_language_and_what_it_answers():
    answer = '<thr:in-reply-to ref="tag:a.example,2024:1" href="https://a.example/1"/>'
    entry = f'<entry xml:lang="de"><title>x</title>{answer}</entry><entry><title>y</title></entry>'
    first, second = posts_of(read(atom(entry)))
    assert (first.lang, first.reply_to_id) == ("de", "tag:a.example,2024:1")
    assert (second.lang, second.reply_to_id) == ("fr", None)


def test_a_picture_without_a_type_is_told_by_its_address():
    (post,) = posts_of(read(picture("/").replace("a.example/a", "a.example/a.JPG?w=140")))
    assert [(each.kind, each.url) for each in post.media] == [
        ("photo", "https://a.example/a.JPG?w=140")
    ]
    assert posts_of(read(picture("/")))[0].media == ()


def test_nitter_says_image_where_a_post_has_no_words():
    link = "https://bird.example/HarborRiders/status/575000000000000001#m"
    body = '<![CDATA[<p></p><img src="https://bird.example/pic/a.jpg" />]]>'
    title = "<title>R to @bo: Image</title>"
    item = f"<item>{title}<link>{link}</link><description>{body}</description></item>"
    (post,) = posts_of(read(rss(item)))
    assert (post.text, post.id, post.reply_to) == ("", "575000000000000001", ("bo",))
    assert [each.kind for each in post.media] == ["photo"]


def test_json_feed_is_read():
    first, second = posts_of(load(FIXTURES / "feeds/feed.json"))
    assert (first.text, first.hashtags) == ("Fewer trams.", ("timetable",))
    assert [(each.kind, each.duration) for each in first.media] == [("photo", None), ("audio", 61)]
    assert (second.text, str(second.created_at)) == ("Short\n\nPlain words.", "2024-02-01")


def json_posts(*items: object, **feed: object) -> list[Post]:
    version = "https://jsonfeed.org/version/1.1"
    text = json.dumps({"version": version, "title": "Harbor notes", "items": items, **feed})
    return posts_of(read(text))


def test_json_feed_states_authors_and_language_for_all_its_items():
    own = {"id": "1", "authors": [{"name": "Bo"}, {"name": "Cy"}], "language": "de"}
    first, second = json_posts(own, {"id": "2"}, authors=[{"name": "Ida Moor"}], language="en")
    assert (first.author.name, first.lang) == ("Bo, Cy", "de")
    assert (second.author.name, second.lang) == ("Ida Moor", "en")
    assert json_posts({"id": "1"})[0].author.name == "Harbor notes"


def test_json_feed_is_edited_where_its_dates_differ_and_may_be_about_another_page():
    day = "2024-03-01T09:00:00Z"
    same = {"id": "1", "date_published": day, "date_modified": day}
    later = {**same, "date_modified": "2024-03-02T09:00:00Z"}
    assert [post.edited for post in json_posts(same, later)] == [False, True]
    about = {"id": "1", "url": "https://a.example/1", "external_url": "https://b.example/x"}
    (post,) = json_posts(about)
    assert post.card
    assert (post.url, post.card.url) == ("https://a.example/1", "https://b.example/x")


def test_json_feed_shows_a_picture_once_and_says_which_items_are_none():
    image = "https://a.example/x.png"
    item = {"id": "1", "image": image, "content_html": f'<img src="{image}" alt="A tram.">'}
    (post,) = json_posts(3, item)
    assert [(each.url, each.alt) for each in post.media] == [(image, "A tram.")]
    feed = {"version": "https://jsonfeed.org/version/1", "items": [3, item]}
    (problem,) = problems_of(read(json.dumps(feed)))
    assert (problem.place, problem.skipped) == ("entry 1", True)


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("Mon, 01 May 2017 10:00:00 GMT", "2017-05-01T10:00:00Z"),
        ("1 May 2017 9:05 +0200", "2017-05-01T09:05+0200"),
        ("Mon, 01 May 2017", "2017-05-01"),
        ("Mon, 01 May 17 10:00 GMT", "2017-05-01T10:00Z"),
        ("1 May 99", "1999-05-01"),
        ("Mon, 01 May 2017 10:00:00 CEST", "2017-05-01T10:00:00+0200"),
        ("Mon, 01 May 2017 10:00:00 XYZ", "2017-05-01T10:00:00"),
        ("Mon, 01 May 2017 10:00:00 +02:00", "2017-05-01T10:00:00+02:00"),
        ("2017-05", "2017-05"),
        ("2017-05-01T10:00:00+02:00", "2017-05-01T10:00:00+02:00"),
        ("Sat, 31 Feb 2017 10:00:00 GMT", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_dates_keep_the_precision_in_which_they_are_stated(stated, iso):
    found = feed_date(stated)
    assert (str(found) if found else None) == iso


@pytest.mark.parametrize(
    ("stated", "iso"),
    [("20170501", "2017-05-01"), ("Mon May  1 16:29:06 2017", "2017-05-01T16:29:06")],
)
def test_a_date_in_a_rare_form_gets_no_clock_and_no_zone(stated, iso):
    (post,) = posts_of(read(rss(f"<item><title>x</title><pubDate>{stated}</pubDate></item>")))
    assert str(post.created_at) == iso


def test_a_feed_without_entries_says_so():
    assert [problem.reason for problem in problems_of(read(rss("")))] == ["the feed has no entries"]


def test_an_ill_formed_feed_gives_what_can_be_read_and_the_place_of_the_fault():
    records = read(rss("<item><title>one & two</title></item><item><title>three</title></item>"))
    assert [post.text for post in posts_of(records)] == ["one & two", "three"]
    assert "line 1, column" in problems_of(records)[0].place


LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";"}{("&l" + str(n - 1) + ";") * 9}">'
    for n in range(1, 12)
)
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'


@pytest.mark.parametrize(
    "prologue",
    [
        BOMB,
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l11 "' + "x" * 50_000 + '">]>',
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
    ids=["laughs", "quadratic", "file", "dtd"],
)
def test_entities_are_never_expanded_nor_anything_fetched(prologue):
    body = rss(f"<item><title>{'&l11;' * 1000}</title></item>").partition("?>")[2]
    tracemalloc.start()
    start = time.perf_counter()
    records = read(prologue + body)
    seconds, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 5
    assert peak < 50 * 2**20
    assert all("root:" not in post.text and "haha" not in post.text for post in posts_of(records))


def test_elements_inside_each_other_without_end_are_refused():
    records = read(rss("<item>" + "<b>" * 100_000))
    assert posts_of(records) == []
    assert "more than 300 elements inside each other" in problems_of(records)[0].reason


def test_elements_that_a_post_writes_in_a_section_of_text_are_not_inside_each_other():
    body = "<![CDATA[" + "line<br>" * 400 + "<!ENTITY x>]]>"
    (post,) = posts_of(read(rss(f"<item><description>{body}</description></item>")))
    assert post.text.count("line") == 400


def test_a_declaration_after_the_prologue_is_refused_wherever_it_hides():
    hidden = '<!--\n<!ENTITY l11 "x">\n--><!DOCTYPE rss [<!ENTITY l11 "x">]>'
    assert posts_of(read(hidden + "<rss><item><title>&l11;</title></item></rss>")) == []
    second = '<!DOCTYPE rss []><!DOCTYPE rss [<!ENTITY l11 "x">]>'
    assert posts_of(read(second + "<rss><item><title>&l11;</title></item></rss>")) == []


@pytest.mark.parametrize(
    ("stated", "alt"),
    [
        ("A &amp; B &quot;C&quot;", 'A & B "C"'),
        ('<![CDATA[A & B "C" <d>]]>', 'A & B "C" <d>'),
        ("", None),
    ],
)
def test_what_describes_a_picture_may_hold_any_sign(stated, alt):
    records = read(picture(f'type="image/png">{MEDIA_WORDS.format(stated)}</media:content'))
    assert problems_of(records) == []
    assert posts_of(records)[0].media[0].alt == alt


MEDIA_WORDS = "<media:description>{}</media:description>"


def picture(stated: str) -> str:
    """Return a feed with one picture; `stated` is the end of its element without the last sign."""
    namespace = 'rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"'
    items = f'<item><media:content url="https://a.example/a" {stated}></item>'
    return rss(items).replace('rss version="2.0"', namespace)


@pytest.mark.parametrize(
    "piece",
    ["<?xml ?>", "<!-- -->", "<!DOCTYPE [", "<!DOCTYPE x>", "<media:content url='x'>",
     "<media:description>x</media:description>", "<media:description><![CDATA[", "<item>",
     "<![CDATA["],
)  # fmt: skip
def test_no_repetition_takes_more_than_its_length(piece):
    start = time.perf_counter()
    feeds.sniff(file_of((piece * 20_000).encode(), "feed.xml"))
    opened = f'<rss xmlns:media="m"><media:content url="x">{piece * 5_000}'
    list(feeds.read(file_of(opened.encode(), "feed.xml")))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_the_encoding_is_the_feeds_own(encoding):
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = rss("<item><title>Ärger über Weichen</title></item>").replace(
        'version="1.0"?', f'version="1.0" encoding="{name}"?'
    )
    assert posts_of(read(text.encode(encoding)))[0].text == "Ärger über Weichen"


@pytest.mark.parametrize(
    "text",
    ["<opml version='2.0'/>", "<html><body>rss</body></html>", "<urlset/>", '{"version": 1}'],
)
def test_other_documents_are_no_feeds(text):
    assert not feeds.sniff(file_of(text.encode()))


def json_feed(**more: object) -> str:
    items = [{"id": number, "content_text": f"entry {number}"} for number in ("1", 2)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, **more})


def test_ids_that_mean_something_in_their_feed_only_stand_after_its_address():
    one = posts_of(read(json_feed(title="One", home_page_url="https://one.example/")))
    two = posts_of(read(json_feed(title="Two", feed_url="https://two.example/feed.json")))
    assert [post.id for post in one] == ["https://one.example#1", "https://one.example#2"]
    assert [post.id for post in two] == [
        "https://two.example/feed.json#1", "https://two.example/feed.json#2",
    ]  # fmt: skip
    assert posts_of(read(json_feed(title="Three")))[0].id == "Three#1"
    assert posts_of(read(json_feed()))[0].id == "feed.xml#1"
    feed = "<link>https://four.example</link><item><guid>1</guid><title>a</title></item>"
    assert posts_of(read(rss(feed)))[0].id == "https://four.example#1"


@pytest.mark.parametrize(
    "stated",
    [
        "https://one.example/1", "tag:one.example,2024:1", "urn:uuid:1",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "at://did:plc:a/app.bsky.feed.post/1",
    ],
)  # fmt: skip
def test_ids_that_are_the_only_ones_of_their_kind_stay_as_they_are(stated: str):
    (post,) = posts_of(read(rss(f"<item><guid>{stated}</guid><title>a</title></item>")))
    assert post.id == stated


def test_the_record_of_an_entry_is_found_by_its_longer_id():
    text = json_feed(home_page_url="https://one.example")
    assert '"entry 2"' in (
        feeds.raw(file_of(text.encode(), "f.json"), "https://one.example#2") or ""
    )
    feed = rss("<item><guid>7</guid><title>a</title></item>").encode()
    assert "<guid>7</guid>" in (feeds.raw(file_of(feed, "f.xml"), "T#7") or "")


@pytest.mark.parametrize(
    "written",
    [
        "&#55357;&#56970;",
        "&#xD83D;&#xDE8A;",
        "<![CDATA[&#xD83D;&#xDE8A;]]>",
        "&amp;#55357;&amp;#56970;",
    ],
)
def test_halves_of_a_character_cost_no_entry(written):
    item = f"<item><title>Tram</title><description>{written} runs</description></item>"
    text = f'<rss version="2.0"><channel><title>T</title>{item}{item}</channel></rss>'
    first, second = posts_of(list(feeds.read(file_of(text.encode(), "feed.xml"))))
    assert first.text == second.text == "Tram\n\n\U0001f68a runs"


def test_half_a_character_costs_no_entry():
    item = "<item><title>a &#xD83D; b</title></item><item><title>c</title></item>"
    text = f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'
    found = posts_of(list(feeds.read(file_of(text.encode(), "feed.xml"))))
    assert [post.text for post in found] == ["a \ufffd b", "c"]
