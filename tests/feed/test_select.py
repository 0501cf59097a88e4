"""What a query selects: by examples, and against a reader who looks at every post."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_feed.feed import ORDERS, Feed
from tui_feed.models import Author, Link, LinkCard, Media, Metrics, Poll, PollOption, Post
from tui_feed.query import (
    And,
    CountRange,
    Dates,
    Facet,
    Ids,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    QueryError,
    Recurring,
    Sort,
)
from tui_feed.query.folding import fold, searchable

POSTS = {
    "plain": Post(id="plain", text="The late\ntram, Again"),
    "named": Post(id="named", author=Author(name="Ellery Works", handle="ElleryWorks")),
    "tagged": Post(id="tagged", text="#Été", hashtags=("Été",), cashtags=("ELWK",)),
    "reply": Post(id="reply", reply_to=("HarborRiders",), mentions=("Ferryman", "ferryman")),
    "link": Post(
        id="link", links=(Link(url="https://x.example/deep/page", display="x.example/de…"),)
    ),
    "picture": Post(id="picture", media=(Media(kind="photo"), Media(kind="gif", alt="A red TRAM"))),
    "card": Post(id="card", card=LinkCard(title="Timetable", domain="lines.example")),
    "poll": Post(id="poll", poll=Poll(options=(PollOption(label="Four"), PollOption(label="Six")))),
    "warned": Post(id="warned", content_warning="steep stairs"),
    "quote": Post(
        id="quote",
        author=Author(handle="HarborRiders"),
        created_at="2020-06-07",
        quote=Post(
            id="inner",
            text="signal #Lost @nobody",
            author=Author(name="Old Pier", handle="oldpier"),
            created_at="2019",
            hashtags=("Lost",),
            mentions=("nobody",),
            media=(Media(kind="photo", alt="Fog"),),
            quote=Post(id="innermost", text="lighthouse"),
        ),
    ),
    "year": Post(id="year", created_at="2020"),
    "month": Post(id="month", created_at="2020-06"),
    "second": Post(id="second", created_at="2020-06-30T23:59:59-01:00"),
}


@pytest.fixture(scope="module")
def feed() -> Feed:
    feed = Feed()
    for post in POSTS.values():
        feed.add(post)
    return feed


def names(feed: Feed, text: str) -> set[str]:
    return {feed.post(row).id for row in feed.select(Query.parse(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tram", {"plain", "picture"}),
        ("RAM", {"plain", "picture"}),
        ("late tram", {"plain"}),
        ('"late tram"', {"plain"}),
        ('"tram late"', set()),
        ('"again ellery"', set()),
        ("tram -red", {"plain"}),
        ("timetable OR six", {"card", "poll"}),
        ("lines.example", {"card"}),
        ("https://x.example/deep", {"link"}),
        ("x.example/de…", {"link"}),
        ("stairs", {"warned"}),
        ("works", {"named"}),
        ("elleryworks", {"named"}),
        ("e\u0301té", {"tagged"}),
        ("#été", {"tagged"}),
        ("#été $elwk", {"tagged"}),
        ("#ét", set()),
        ("@HARBORRIDERS", {"reply"}),
        ("@ferryman", {"reply"}),
        ("signal", {"quote"}),
        ('fog "old pier" oldpier', {"quote"}),
        ("lighthouse", {"quote"}),
        ("#lost", set()),
        ("@nobody", set()),
        ("from:oldpier", set()),
        ("from:harborriders", {"quote"}),
        ("year:2019", set()),
        ("(tram OR signal) (again OR fog)", {"plain", "quote"}),
    ],
)
def test_words_look_everywhere_and_tags_people_and_dates_only_at_the_post_itself(
    feed, text, expected
):
    assert names(feed, text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "unknown"),
    [
        ("year:2020", {"quote", "year", "month", "second"}, 9),
        ("on:2020-06", {"quote", "month"}, 10),
        ("on:2020-06-07", {"quote"}, 11),
        ("on:2020-07", {"second"}, 10),
        ("since:2020-06-07", {"quote", "second"}, 11),
        ("until:2020-06-07", set(), 11),
        ("since:2020-06 until:2020-07", {"quote", "month"}, 10),
        ("-on:2020-06", {"second"}, 10),
        ("-year:2021", {"quote", "year", "month", "second"}, 9),
        ("year:2021 OR -year:2021", {"quote", "year", "month", "second"}, 9),
        ("since:2020 tram", set(), 2),
        ("since:2020 -tram", {"quote", "year", "month", "second"}, 7),
        ("since:2020 OR tram", {"quote", "year", "month", "second", "plain", "picture"}, 7),
        ("from:elleryworks", {"named"}, 11),
        ("-from:elleryworks", {"quote"}, 11),
        ("tram", {"plain", "picture"}, 0),
    ],
)
def test_what_is_not_stated_matches_neither_a_term_nor_its_negation_and_is_counted(
    feed, text, expected, unknown
):
    assert names(feed, text) == expected
    assert feed.select(Query.parse(text)).unknown == unknown


WORDS = ["tram", "Ferry", "été", "E\u0301TE\u0301", "#Late", "電車", "🚋", "line\n4", "x", "İ"]
HANDLES = ["Rider", "RIDER", "été", "x"]
WHEN = ["2019", "2020", "2020-06", "2020-06-07", "2020-06-07T10:00Z", "2020-06-07T23:59:59-05:00"]

LINKS = [
    Link(url="https://x.example/deep/tram", display="x.example/de…"),
    Link(url=None, display="www.news.x.example/page"),
    Link(url="https://lines.example/?q=ferry", display="lines.example/?q=f…"),
]

texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
handles = st.sampled_from(HANDLES)
few_handles = st.lists(handles, max_size=2).map(tuple)
authors = st.builds(Author, name=st.none() | texts, handle=st.none() | handles)
alts = st.lists(st.builds(Media, kind=st.just("photo"), alt=st.none() | texts), max_size=2)


def posts_with(quotes: st.SearchStrategy[Post | None]) -> st.SearchStrategy[Post]:
    return st.builds(
        Post,
        id=st.uuids().map(str) | st.integers(0, 10**19).map(str),
        author=authors,
        text=texts,
        created_at=st.none() | st.sampled_from(WHEN),
        hashtags=few_handles,
        mentions=few_handles,
        reply_to=few_handles,
        cashtags=few_handles,
        media=alts.map(tuple),
        metrics=st.builds(
            Metrics, views=st.none() | st.integers(0, 3), likes=st.none() | st.integers(0, 3)
        ),
        lang=st.sampled_from([None, "en", "en-GB", "EN", "fr"]),
        client=st.sampled_from([None, "Web App", "web app", "Phone"]),
        links=st.lists(st.sampled_from(LINKS), max_size=2).map(tuple),
        card=st.sampled_from([None, LinkCard(title="x", domain="lines.example")]),
        pinned=st.booleans(),
        conversation_id=st.sampled_from([None, "7", "8"]),
        reply_to_id=st.sampled_from([None, "7"]),
        quote=quotes,
    )


posts = st.lists(posts_with(st.none() | posts_with(st.none())), max_size=12)

ABOUT_WORDS = [
    "tram",
    "FERRY",
    '"ferry tram"',
    '"line 4"',
    "été",
    "車",
    "🚋",
    "x",
    "zebra",
    "#12",
    "+tram",
]
ABOUT_THE_POST = ["#Rider", "#ÉTÉ", "@rider", "@x", "$RIDER", "from:rider", "from:été"]
ABOUT_DATES = ["year:2020", "since:2020", "until:2020-06-07", "on:2020-06", "on:2020-06-07"]
ABOUT_CYCLES = ["on:06-07", "month:jun", "month:1", "day:sun", "day:weekend", "on:12-31"]
ABOUT_COUNTS = ["min_views:2", "min_faves:1", "-min_faves:3", "depth:>0", "depth:0", "depth:1..2"]
ABOUT_PLACES = [
    "domain:x.example",
    "domain:lines.example",
    "url:tram",
    "url:_tram",
    "url:ferry",
    "lang:en",
]
ABOUT_KINDS = [
    "is:reply", "has:alt", "has:images", "has:links", "is:pinned", "exclude:quotes", "has:card",
    "source:web_app", "conversation_id:7", "to:rider", "since_id:500", "max_id:5000000000000000000",
    "/tr[ae]m/", "/^ferry$/", "/ferry.*tram/", "/./", "/x*/",
]  # fmt: skip
queries = st.recursive(
    st.sampled_from(
        ABOUT_WORDS
        + ABOUT_THE_POST
        + ABOUT_DATES
        + ABOUT_CYCLES
        + ABOUT_COUNTS
        + ABOUT_PLACES
        + ABOUT_KINDS
    ),
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.tuples(inner, inner).map("({0[0]}) ({0[1]})".format),
        st.tuples(inner, inner).map("({0[0]} OR {0[1]})".format),
    ),
    max_leaves=6,
)


def is_query(text: str) -> bool:
    """Tell whether dates that were drawn by chance leave room for a day."""
    try:
        return Query.parse(text).root is not None
    except QueryError:
        return False


def fields(post: Post) -> list[str]:
    """Return what a post says and shows, and what those say that it quotes."""
    own = [post.text, post.author.name, post.author.handle, *(media.alt for media in post.media)]
    quoted = fields(post.quote) if post.quote else []
    return [searchable(field) for field in own if field] + quoted


def addresses(post: Post) -> list[str]:
    links = [part for link in post.links for part in (link.display, link.url)]
    card = [post.card.domain] if post.card else []
    return [searchable(part) for part in links + card if part]


def title(post: Post) -> list[str]:
    return [searchable(post.card.title)] if post.card else []


def says(post: Post, needle: str) -> bool:
    return any(needle in field for field in fields(post) + addresses(post) + title(post))


def says_whole(post: Post, needle: str) -> bool:
    """Compare words with words; every field is one or more of them, with signs between."""
    wanted = needle.split()
    for field in fields(post) + addresses(post) + title(post):
        words = re.findall(r"\w+|🚋", field)
        if wanted in [words[at : at + len(wanted)] for at in range(len(words))]:
            return True
    return False


def meets(post: Post, pattern: str) -> bool:
    """Search with the other engine; the patterns above mean the same to both."""
    return any(re.search(pattern, each) for each in fields(post) + addresses(post) + title(post))


SITES = {"x.example": {"x.example", "news.x.example"}, "lines.example": {"lines.example"}}


def sites(post: Post) -> set[str]:
    found = {part.split("//")[-1].split("/")[0].removeprefix("www.") for part in addresses(post)}
    return {site for site in found if "…" not in site}


def has(post: Post, facet: Facet) -> bool | None:
    match facet.kind:
        case "from":
            handle = post.author.handle
            return fold(handle) == facet.value if handle else None
        case "to":
            if post.reply_to_id and not post.reply_to:
                return None
            return facet.value in map(fold, post.reply_to)
        case "lang":
            return post.lang.lower().startswith("en") if post.lang else None
        case "app":
            return post.client.lower() == facet.value if post.client else None
        case "conversation":
            own = post.id == facet.value or post.conversation_id == facet.value
            return own or (False if post.conversation_id else None)
        case "domain":
            return bool(sites(post) & SITES[facet.value])
        case "is":
            return is_a(post, facet.value)
    values = {
        "tag": post.hashtags,
        "mention": post.mentions + post.reply_to,
        "cashtag": post.cashtags,
    }
    return facet.value in map(fold, values[facet.kind])


def is_a(post: Post, kind: str) -> bool:
    return {
        "reply": bool(post.reply_to or post.reply_to_id),
        "quote": post.quote is not None,
        "alt": any(media.alt for media in post.media),
        "images": bool(post.media),
        "links": bool(post.links or post.card),
        "card": post.card is not None,
        "pinned": post.pinned,
    }[kind]


def counts(post: Post, asked: CountRange) -> bool | None:
    if asked.kind == "depth":
        value = 0 if post.quote is None else 2 if post.quote.quote else 1
    else:
        value = getattr(post.metrics, asked.kind)
    if value is None:
        return None
    return asked.least <= value and (asked.most is None or value <= asked.most)


def numbered(post: Post, asked: Ids) -> bool | None:
    if not post.id.isdecimal() or int(post.id) >= 2**63:  # more than networks count to
        return None
    if asked.above is not None and int(post.id) <= asked.above:
        return False
    return asked.most is None or int(post.id) <= asked.most


def comes_round(post: Post, asked: Recurring) -> bool | None:
    """Look at every day of a post's stretch; all of them, some, or none."""
    if post.created_at is None:
        return None
    first = datetime.fromtimestamp(post.created_date.start / 1000, UTC).date()
    last = datetime.fromtimestamp(post.created_date.stop / 1000 - 0.001, UTC).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    met = {
        "date": lambda day: (day.month, day.day) == asked.values,
        "month": lambda day: day.month in asked.values,
        "weekday": lambda day: day.weekday() in asked.values,
    }[asked.cycle]
    found = set(map(met, days))
    return None if len(found) > 1 else found.pop()


def lies(post: Post, asked: Dates) -> bool | None:
    if post.created_at is None:
        return None
    start = post.created_date.start if asked.start is None else asked.start
    stop = post.created_date.stop if asked.stop is None else asked.stop
    if start <= post.created_date.start and post.created_date.stop <= stop:
        return True
    return None if start < post.created_date.stop and post.created_date.start < stop else False


def truth(post: Post, node: Node) -> bool | None:
    """Judge one post by Kleene's logic: True, False, or None where it cannot be known."""
    match node:
        case Phrase() if node.in_links:
            wanted = re.escape(node.needle).replace("_", "[-_]")
            return any(re.search(wanted, address) for address in addresses(post))
        case Phrase() if node.whole:
            return says_whole(post, node.needle)
        case Phrase():
            return says(post, node.needle)
        case Pattern():
            return meets(post, node.source)
        case Facet():
            return has(post, node)
        case CountRange():
            return counts(post, node)
        case Ids():
            return numbered(post, node)
        case Recurring():
            return comes_round(post, node)
        case Sort():
            return True
        case Dates():
            return lies(post, node)
        case Not():
            inner = truth(post, node.node)
            return None if inner is None else not inner
        case And():
            parts = [truth(post, part) for part in node.nodes]
            return False if False in parts else None if None in parts else True
        case Or():
            parts = [truth(post, part) for part in node.nodes]
            return True if True in parts else None if None in parts else False


@settings(max_examples=300, deadline=None)
@given(posts=posts, text=queries.filter(is_query), order=st.sampled_from(list(ORDERS)))
def test_a_selection_is_what_a_reader_of_every_post_would_pick_in_the_same_order(
    posts, text, order
):
    feed = Feed()
    posts = list({post.id: post for post in posts}.values())
    for post in posts:
        feed.add(post)
    query = Query.parse(text)
    rows = feed.select(order=order)  # some are merged with what others quote of them
    verdicts = {row: truth(feed.post(row), query.root) for row in rows}
    found = feed.select(query, order)
    assert list(found) == [row for row in rows if verdicts[row]]
    assert found.unknown == list(verdicts.values()).count(None)
    assert all(0 < count <= found.unknown for count in found.unstated.values())
    assert bool(found.unstated) == bool(found.unknown)


def test_words_are_found_wherever_they_stand_among_many_posts():
    feed = Feed()
    for n in range(3000):
        text = "電車 " * 20 + f"line {n} " + ("zebra zebra" if n % 700 == 0 else "horse")
        feed.add(Post(id=str(n), text=text))
    assert list(feed.select(Query.parse("zebra"), "captured")) == [0, 700, 1400, 2100, 2800]
    assert list(feed.select(Query.parse('"line 2999 horse"'))) == [2999]
    assert len(feed.select(Query.parse("電車"))) == 3000
    assert len(feed.select(Query.parse("-zebra"))) == 2995
    feed.add(Post(id="last", text="zebra"))
    assert list(feed.select(Query.parse("zebra"), "captured"))[-1] == 3000


def test_the_most_a_query_can_hold_is_answered():
    feed = Feed()
    for post in POSTS.values():
        feed.add(post)
    assert len(feed.select(Query.parse("tram " * 1999))) == 2
    assert len(feed.select(Query.parse("-(" * 50 + "tram" + ")" * 50))) == 2


@pytest.mark.parametrize(
    ("when", "matching", "unknown"),
    [
        ("2020-06-07T10:00:00.001Z", 0, 1),
        ("2020-06-07T10:00:01.000Z", 1, 0),
        ("2020-06-07T10:00:00.000Z", 0, 0),
    ],
)
def test_a_stretch_is_compared_to_the_millisecond(when, matching, unknown):
    feed = Feed()
    feed.add(Post(id="1", created_at=when))
    found = feed.select(Query.parse("since:2020-06-07T10:00:01Z"))
    assert (len(found), found.unknown) == (matching, unknown)
