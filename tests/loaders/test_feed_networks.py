"""Feeds that networks' own sites and their mirrors write: nobody's words in another's mouth."""

import json

from tests.loaders.captures import posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders import feeds
from tui_feed.models import Post, Record


def read(channel: str, *items: str) -> list[Record]:
    written = "".join(f"<item>{item}</item>" for item in items)
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    text = f'<rss version="2.0" {itunes}><channel>{channel}{written}</channel></rss>'
    return list(feeds.read(file_of(text.encode(), "feed.xml")))


def nitter(html: str, title: str = "Look", number: int = 1) -> list[Record]:
    link = f"<link>https://nitter.example/HarborRiders/status/{number}#m</link>"
    item = f"<title>{title}</title>{link}<description><![CDATA[{html}]]></description>"
    return read("<title>Harbor Riders / @HarborRiders</title>", item)


def quoted(handle: str, html: str, number: int) -> str:
    link = f"https://nitter.example/{handle}/status/{number}#m"
    return (
        f"<hr/>\n<blockquote>\n<b>The {handle} (@{handle})</b>\n<p>\n{html}\n</p>\n<footer>\n"
        f'— <cite><a href="{link}">{link}</a>\n</footer>\n</blockquote>'
    )


def test_links_of_tags_and_accounts_in_nitter_are_no_links_of_the_post():
    tag = '<a href="https://nitter.example/search?f=tweets&q=%23LateTrams">#LateTrams</a>'
    account = '<a href="https://nitter.example/QuayNews" title="Quay News">@QuayNews</a>'
    page = '<a href="https://quay.example/@QuayNews">#LateTrams</a>'
    (post,) = posts_of(nitter(f"<p>{tag} {account} $ELWK {page}</p>"))
    assert [link.url for link in post.links] == ["https://quay.example/@QuayNews"]
    assert (post.hashtags, post.mentions) == (("LateTrams",), ("QuayNews",))


def test_nitter_quotes_are_posts_of_their_authors_with_their_own_pictures_and_quotes():
    inner = quoted("QuayNews", "<p>Once more</p>", 3)
    picture = '<img src="https://nitter.example/pic/x.jpg" />'
    (post,) = posts_of(
        nitter("<p>Look</p>" + quoted("Ellery", f"<p>It turns</p>{picture}{inner}", 2))
    )
    assert (post.text, post.media, post.quote.id) == ("Look", (), "2")
    assert (post.quote.author.handle, post.quote.author.name) == ("Ellery", "The Ellery")
    assert (post.quote.text, len(post.quote.media)) == ("It turns", 1)
    assert (post.quote.quote.id, post.quote.quote.text) == ("3", "Once more")


def test_nitter_polls_previews_films_and_notes_are_no_words_of_the_author():
    poll = (
        "<p>Which?</p><hr/>\n<b>Poll</b>\n<p>\n60% — The big one<br>\n"
        "40% — The &lt;small&gt; one<br>\n<i>1,234 votes • Final results</i>\n</p>"
        "<p><b>Community note:</b> There are three.</p>"
    )
    records = nitter(poll, "Which one is the lo...")
    (post,) = posts_of(records)
    assert post.text == "Which?"
    assert [(each.label, each.percent) for each in post.poll.options] == [
        ("The big one", 60), ("The <small> one", 40),
    ]  # fmt: skip
    assert (post.poll.total_votes, post.poll.closed) == (1234, True)
    assert [problem.reason for problem in problems_of(records)] == [
        "a note of the community stands below it: There are three."
    ]
    card = (
        '<p>Read</p><hr/>\n<b>Link</b><br>\n<a href="https://mill.example/a?b=1&amp;c=2">\n<img '
        'src="https://nitter.example/pic/c.jpg" />\n<br>\n<b>How mills work</b>\n</a>\n'
        '<p>On mills</p>\n<small><a href="https://mill.example/a">mill.example</a></small>'
    )
    (post,) = posts_of(nitter(card, "Read"))
    assert (post.text, post.media, post.card.title) == ("Read", (), "How mills work")
    assert (post.card.url, post.card.domain) == ("https://mill.example/a?b=1&c=2", "mill.example")
    film = (
        '<video poster="p" autoplay muted loop><source src="https://nitter.example/v.mp4"></video>'
    )
    assert [each.kind for each in posts_of(nitter(film, "Gif"))[0].media] == ["gif"]


def test_nitter_names_a_film_by_its_post_and_an_old_quote_by_its_address():
    post_link = "https://nitter.example/HarborRiders/status/1#m"
    film = f'<a href="{post_link}">\n<br>Video<br>\n<img src="https://nitter.example/t.jpg" /></a>'
    (post,) = posts_of(nitter(film, "Video"))
    assert (post.text, [(each.kind, each.url) for each in post.media]) == (
        "",
        [("video", post_link)],
    )
    link = "nitter.example/QuayNews/status/7#m"
    (post,) = posts_of(nitter(f'<p>See</p><p><a href="https://{link}">{link}</a></p>', "See"))
    assert (post.text, post.links, post.quote.id) == ("See", (), "7")
    assert (post.quote.author.handle, post.quote.unavailable) == ("QuayNews", "not in this feed")


HUB = (
    "<title>Twitter @Harbor Riders</title><link>https://x.com/HarborRiders</link>"
    "<description>We ride. - Powered by RSSHub</description>"
)


def hub(title: str, html: str) -> Post:
    link = "<link>https://x.com/HarborRiders/status/1</link>"
    text = f"<description><![CDATA[{html}]]></description><author>Harbor Riders</author>"
    date = "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>"
    (post,) = posts_of(read(HUB, f"<title>{title}</title>{link}{text}{date}"))
    return post


def test_rsshub_quotes_reposts_and_answers_are_told_apart():
    post = hub(
        "Look",
        "Look<hr style='border:0;'><div class=\"rsshub-quote\">Quay News:&ensp;It turns<br><br>"
        '<img src="https://pbs.example/a?format=jpg"></div>',
    )
    assert (post.text, post.media, post.author.handle) == ("Look", (), "HarborRiders")
    assert (post.quote.text, post.quote.author.name) == ("It turns", "Quay News")
    assert len(post.quote.media) == 1
    repost = hub("RT Quay News: Tides", "RT Quay News&ensp;Tides")
    assert (repost.text, repost.author.name, repost.author.handle) == ("Tides", "Quay News", None)
    assert (repost.reposted_by, repost.created_at) == ("HarborRiders", None)
    assert repost.reposted_at == "2026-01-05T10:00:00Z"
    assert hub("Re Thanks", "Re Thanks").text == "Thanks"


def test_a_link_in_a_quote_of_rsshub_names_its_author():
    link = "https://x.com/QuayNews/status/9"
    small = f'<small>Link: <a href="{link}">{link}</a></small>'
    post = hub("Look", f'Look<div class="rsshub-quote">Quay News:&ensp;It turns<br>{small}</div>')
    assert (post.quote.id, post.quote.author.handle) == ("9", "QuayNews")
    assert (post.quote.text, post.quote.url) == ("It turns", link)


def test_mastodons_warnings_in_any_language_and_its_polls_without_votes():
    html = (
        "&lt;p&gt;&lt;strong&gt;Inhaltswarnung:&lt;/strong&gt; wheels&lt;/p&gt;&lt;hr&gt;"
        "&lt;p&gt;Which?&lt;/p&gt;&lt;p&gt;"
        "&lt;radio disabled&gt;A&lt;/radio&gt;&lt;br&gt;"
        "&lt;radio disabled&gt;B&lt;/radio&gt;&lt;/p&gt;"
    )
    link = "<link>https://social.example/@mill/115000000000000010</link>"
    (post,) = posts_of(read("<title>T</title>", f"{link}<description>{html}</description>"))
    assert (post.text, post.content_warning) == ("Which?", "wheels")
    assert [option.label for option in post.poll.options] == ["A", "B"]


def test_blueskys_text_is_plain_and_what_hangs_on_it_is_named():
    channel = (
        "<title>@mill.example - Mill Street</title>"
        "<link>https://bsky.app/profile/mill.example</link>"
    )
    words = "It turns&#xA;a &amp;lt;b&amp;gt; [contains quote post or other embedded content]"
    guid = "<guid>at://did:plc:mill/app.bsky.feed.post/3l3</guid>"
    records = read(channel, f"{guid}<description>{words}</description>")
    profile, (post,) = profile_of(records), posts_of(records)
    assert (profile.name, profile.handle) == ("Mill Street", "mill.example")
    assert (post.text, post.author.handle) == ("It turns\na &lt;b&gt;", "mill.example")
    assert "the feed does not hold" in problems_of(records)[-1].reason


def test_a_sound_is_as_long_as_its_entry_says():
    sound = '<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="3"/>'
    item = f"<title>x</title>{sound}<itunes:duration>1:02:03</itunes:duration>"
    (post,) = posts_of(read("<title>T</title>", item))
    assert [each.duration for each in post.media] == [3723]


def test_signs_of_a_network_without_their_ends_take_little_time():
    signs = ("<hr/><b>Poll</b><p>", '<a href="x"><br>Video<br>', "<hr/>\n<blockquote>", "<hr/>")
    for sign in signs:
        (post,) = posts_of(nitter(sign * 20_000))
        assert post.id == "1"
    hub("x", '<div class="rsshub-quote"><hr ' * 20_000)


def test_words_that_look_like_signs_of_nitter_are_the_authors():
    (post,) = posts_of(nitter("<p>Pinned: by whom?</p>", "Pinned: by whom?"))
    assert (post.text, post.pinned) == ("Pinned: by whom?", False)
    (post,) = posts_of(nitter("<p>Pinned: by whom?</p>", "Pinned: Pinned: by whom?"))
    assert (post.text, post.pinned) == ("Pinned: by whom?", True)
    (post,) = posts_of(nitter("<p>RT by @x: no</p>", "RT by @x: no"))
    assert (post.text, post.reposted_by) == ("RT by @x: no", None)


def test_a_title_of_a_page_keeps_words_that_are_signs_elsewhere():
    link = "<link>https://mill.example/guide</link><description>How to begin</description>"
    (post,) = posts_of(read("<title>Mill</title>", f"<title>Pinned: our guide</title>{link}"))
    assert (post.text, post.pinned) == ("Pinned: our guide\n\nHow to begin", False)


def test_rsshub_says_the_same_in_json():
    def item(number: int, html: str) -> dict:
        link = f"https://x.com/HarborRiders/status/{number}"
        when, by = "2026-01-05T10:00:00.000Z", [{"name": "Harbor Riders"}]
        return {"id": link, "url": link, "title": html, "content_html": html} | {
            "date_published": when,
            "authors": by,
        }

    quote = 'Look<br><div class="rsshub-quote"><br><br>Quay News:&ensp;It turns</div>'
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Twitter @Harbor Riders",
        "home_page_url": "https://x.com/HarborRiders",
        "description": "We ride. - Powered by RSSHub",
        "items": [item(1, quote), item(2, "RT Quay News<br>Tides")],
    }
    records = list(feeds.read(file_of(json.dumps(feed).encode(), "feed.json")))
    profile = profile_of(records)
    assert profile
    assert (profile.name, profile.handle) == ("Harbor Riders", "HarborRiders")
    post, repost = posts_of(records)
    assert (post.text, post.author.handle) == ("Look", "HarborRiders")
    assert (post.quote.text, post.quote.author.name) == ("It turns", "Quay News")
    assert (repost.text, repost.author.name, repost.author.handle) == ("Tides", "Quay News", None)
    assert (repost.reposted_by, repost.created_at) == ("HarborRiders", None)


def test_an_id_of_a_feed_is_no_address_of_a_page():
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill</title><id>urn:mill</id></feed>'
    profile = profile_of(list(feeds.read(file_of(text.encode(), "feed.xml"))))
    assert profile
    assert profile.website is None
