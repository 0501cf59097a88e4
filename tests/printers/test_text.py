"""A timeline as text: all stated facts, no others, a line for each line."""

import pytest

from tests.printers.printing import printed as feed_printed
from tui_feed.feed import Feed
from tui_feed.models import Author, LinkCard, Media, Metrics, Poll, PollOption, Post, Profile
from tui_feed.query import Query

PROFILE = Profile(
    name="Harbor Riders",
    handle="HarborRiders",
    bio="Volunteers measuring every late tram.\nSince 2015.",
    location="Port Ellery",
    website="harborriders.example",
    joined="2015-03",
    following=412,
    followers=1,
    post_count=3900,
    approximate=("post_count",),
)
SIGNALS = Post(
    id="1",
    author=Author(name="Ellery Works", handle="ElleryWorks"),
    created_at="2024-01-11",
    text="New signals went live today.\n\nMore soon.",
    media=(
        Media(kind="photo", alt="A signal box\nat dusk."),
        Media(kind="video", duration=62.4),
        Media(kind="gif"),
    ),
)
REPORT = Post(
    id="2",
    author=Author(name="Harbor Riders", handle="HarborRiders"),
    created_at="2024-01-12T17:03:22Z",
    text="We wrote it up: #LateTrams",
    pinned=True,
    edited=True,
    reply_to=("ElleryWorks", "ferryman"),
    quote=SIGNALS,
    card=LinkCard(title="What the signals change", domain="harborriders.example"),
    metrics=Metrics(views=453_000, likes=1, replies=0, approximate=("views",)),
)


def printed(*records: Profile | Post, query: str = "", plain: bool = False) -> str:
    feed = Feed(include_private=True)
    for record in records:
        feed.add(record)
    rows = feed.select(Query.parse(query), "captured")
    return feed_printed("text", feed, rows, query=query, plain=plain)


def test_a_timeline_reads_from_the_account_to_the_last_post():
    assert printed(PROFILE, REPORT, SIGNALS) == (
        "Harbor Riders @HarborRiders\n"
        "  Volunteers measuring every late tram.\n"
        "  Since 2015.\n"
        "  Port Ellery · harborriders.example · joined Mar 2015\n"
        "  412 following · 1 follower · 3.9K posts\n"
        "\n"
        "Harbor Riders @HarborRiders · 12 Jan 2024, 17:03:22 UTC · pinned · edited\n"
        "  replying to @ElleryWorks @ferryman\n"
        "  We wrote it up: #LateTrams\n"
        "  │ Ellery Works @ElleryWorks · 11 Jan 2024\n"
        "  │   New signals went live today.\n"
        "  │\n"
        "  │   More soon.\n"
        "  │   [picture: A signal box at dusk.]\n"
        "  │   [video, 1:02]\n"
        "  │   [GIF]\n"
        "  [link: What the signals change · harborriders.example]\n"
        "  453K views · 1 like · 0 replies\n"
        "\n"
        "Ellery Works @ElleryWorks · 11 Jan 2024\n"
        "  New signals went live today.\n"
        "\n"
        "  More soon.\n"
        "  [picture: A signal box at dusk.]\n"
        "  [video, 1:02]\n"
        "  [GIF]\n"
    )


def test_plain_draws_with_ascii_alone():
    text = printed(PROFILE, REPORT, plain=True)
    assert text.isascii()
    assert "Harbor Riders @HarborRiders - 12 Jan 2024, 17:03:22 UTC - pinned - edited\n" in text
    assert "  | Ellery Works @ElleryWorks - 11 Jan 2024\n" in text
    assert "Été 電車" in printed(Post(id="1", text="Été 電車"), plain=True)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post(id="~4"), "post ~4\n"),
        (Post(id="1", author=Author(handle="rider")), "@rider\n"),
        (Post(id="1", author=Author(name="A\nRider")), "A Rider\n"),
        (Post(id="1", created_at="2012"), "2012\n"),
        (Post(id="1", created_at="2012-11"), "Nov 2012\n"),
        (
            Post(id="1", created_at="2012-11-02T08:05"),
            "2 Nov 2012, 08:05 (zone not stated)\n",
        ),
        (Post(id="1", created_at="2012", reposted_by="Old Pier"), "2012 · reposted by Old Pier\n"),
        (Post(id="1", created_at="2012", visibility="followers"), "2012 · followers only\n"),
        (Post(id="1", created_at="2012", visibility="public"), "2012\n"),
        (
            Post(id="1", content_warning="stairs", text="Steep."),
            "post 1\n  [content warning: stairs]\n  Steep.\n",
        ),
        (Post(id="1", unavailable="deleted"), "post 1\n  [not available: deleted]\n"),
        (
            Post(id="1", card=LinkCard(description="Of lines", url="https://x.example/a")),
            "post 1\n  [link: Of lines · https://x.example/a]\n",
        ),
        (Post(id="1", card=LinkCard()), "post 1\n"),
        (Post(id="1", metrics=Metrics(quotes=1, bookmarks=2)), "post 1\n  1 quote · 2 bookmarks\n"),
    ],
)
def test_only_what_is_stated_is_printed(post, expected):
    assert printed(post) == expected


def test_a_poll_shows_its_answers_and_what_is_known_of_the_votes():
    options = (PollOption(label="Four", percent=62.5, votes=5), PollOption(label="Nine"))
    assert printed(Post(id="1", poll=Poll(options=options, total_votes=8, closed=True))) == (
        "post 1\n  ( ) Four · 62.5% · 5 votes\n  ( ) Nine\n  8 votes · poll closed\n"
    )
    assert printed(Post(id="1", poll=Poll(options=options[1:]))) == "post 1\n  ( ) Nine\n"


def test_an_account_of_which_nothing_is_stated_has_one_line():
    assert printed(Profile()) == "(unnamed account)\n"


def test_a_filter_without_a_match_prints_nothing_at_all():
    assert printed(PROFILE, REPORT, query="zebra") == ""
    assert printed(PROFILE).startswith("Harbor Riders")
    assert printed() == ""


def test_a_filter_keeps_the_account_and_the_posts_that_match():
    text = printed(PROFILE, REPORT, SIGNALS, query="#latetrams OR wrote")
    headers = [line.split(" · ")[0] for line in text.split("\n") if line[:1].strip()]
    assert headers == ["Harbor Riders @HarborRiders"] * 2
    assert "3.9K posts" in text


def test_a_long_text_stays_on_one_line_for_grep():
    line = "tram " * 2000
    assert f"  {line}".rstrip() in printed(Post(id="1", text=line)).split("\n")


def test_no_text_can_pass_for_the_header_of_another_post():
    forged = Post(id="1", text="Nothing here\n\nHarbor Riders @HarborRiders · 12 Jan 2024\nFake")
    assert [line for line in printed(forged).split("\n") if line[:1].strip()] == ["post 1"]


def test_quotes_nest_as_deep_as_they_go():
    post = Post(id="0", text="the first")
    for n in range(1, 60):
        post = Post(id=str(n), quote=post)
    assert printed(post).split("\n")[-2] == "  │ " * 59 + "  the first"


def test_no_control_character_reaches_the_output():
    nasty = "\x1b[2J\x9b31m\x07\u202e"
    text = printed(
        Profile(name=nasty, bio=nasty),
        Post(id=nasty, author=Author(name=nasty), text=nasty, content_warning=nasty),
    )
    assert all(char == "\n" or char.isprintable() for char in text)
