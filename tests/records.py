"""Profiles and posts of every shape, for properties."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from tui_feed.models import Author, Link, LinkCard, Media, Metrics, Poll, PollOption, Post, Profile
from tui_feed.models.admission import admit, admit_object
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import LARGEST_COUNT

PIECES = (
    "tram", " ", "\n", "#LateTrams", "#été", "@HarborRiders", "$TRAM", "trams.example.org/line4",
    "https://example.org/a?b=c", "…", "電車", "قطار", "❤️", "👩‍👩‍👧", "e\u0301", "\\", '"', "\x00",
    "\x1b[2J", "\u202e", "\ud83d", "\ude00", "\u2028", "\r\n", "{", "[bold]", "user avatar",
)  # fmt: skip
"""What texts are made of: words, everything that is found in them, and everything nasty."""

texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec=None, exclude_categories=()), max_size=5),
    max_size=8,
).map("".join)
"""Any text, unclean ones too."""

words = st.none() | texts
counts = st.none() | st.integers(0, LARGEST_COUNT)
names = st.lists(texts, max_size=3).map(tuple)
moments = st.none() | st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.datetimes().map(lambda when: when.isoformat(timespec="seconds")),
    st.datetimes().map(lambda when: when.isoformat(timespec="minutes") + "Z"),
).map(lambda text: Moment.parse(text).iso)

raw_profiles = st.builds(
    Profile,
    name=words,
    handle=words,
    bio=words,
    location=words,
    website=words,
    joined=moments,
    following=counts,
    followers=counts,
    post_count=counts,
    approximate=st.sets(st.sampled_from(("following", "followers", "post_count"))).map(tuple),
    verified=st.none() | st.booleans(),
    avatar=words,
    source=words,
)
"""Profiles that state anything from nothing to everything."""

profiles = raw_profiles.map(admit)
"""The same, as loaders yield them."""

_media = st.builds(
    Media,
    kind=st.sampled_from(("photo", "video", "gif", "audio")),
    alt=words,
    url=words,
    file=words,
    duration=st.none() | st.floats(0, 1e6),
)
_options = st.builds(PollOption, label=texts, votes=counts, percent=st.none() | st.floats(0, 100))
_polls = st.builds(
    Poll,
    options=st.lists(_options, max_size=3).map(tuple),
    total_votes=counts,
    voters=counts,
    closed=st.none() | st.booleans(),
    ends=moments,
)
_cards = st.builds(LinkCard, title=words, description=words, domain=words, url=words)
_metrics = st.builds(
    Metrics,
    views=counts,
    likes=counts,
    reposts=counts,
    replies=counts,
    quotes=counts,
    bookmarks=counts,
    approximate=st.sets(st.sampled_from(("views", "likes", "bookmarks"))).map(tuple),
)


def _posts(quotes: st.SearchStrategy[Post | None]) -> st.SearchStrategy[Post]:
    return st.builds(
        Post,
        id=texts.filter(bool),
        url=words,
        author=st.builds(Author, id=words, name=words, handle=words),
        created_at=moments,
        text=texts,
        lang=words,
        client=words,
        reply_to=names,
        reply_to_id=words,
        conversation_id=words,
        quote=quotes,
        reposted_by=words,
        reposted_at=moments,
        pinned=st.booleans(),
        edited=st.booleans(),
        deleted=st.booleans(),
        deleted_at=moments,
        liked=st.booleans(),
        bookmarked=st.booleans(),
        apart=st.booleans(),
        content_warning=words,
        visibility=st.sampled_from((None, "public", "unlisted", "followers", "direct")),
        unavailable=words,
        hashtags=names,
        mentions=names,
        cashtags=names,
        links=st.lists(st.builds(Link, url=words, display=texts), max_size=2).map(tuple),
        media=st.lists(_media, max_size=2).map(tuple),
        card=st.none() | _cards,
        poll=st.none() | _polls,
        metrics=_metrics,
        source=words,
    )


raw_posts = _posts(st.none() | _posts(st.none() | _posts(st.none())))
"""Posts with every field, and with quotes in quotes, as nobody has cleaned them."""

posts = raw_posts.map(admit)
"""The same, as loaders yield them."""


def made_post(**stated: Any) -> Post:
    """Return the post that an object of JSON states; what is a record in it stays one."""
    return admit_object(Post, {k: msgspec.to_builtins(v) for k, v in stated.items()})


def stated(record: object) -> Any:
    """Return what a record says, as JSON states it."""
    return msgspec.to_builtins(record)
