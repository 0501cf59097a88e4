"""Invented timelines of any length, the same at every run, for trials and measurements.

Volunteers of Port Ellery write in several scripts, with emoji, about late trams. All accounts and
links use `example` domains.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tui_feed.models import Author, Link, Media, Metrics, Post, Profile
from tui_feed.models.lines import native_line, post_line
from tui_feed.text.dates import IsoDate

NAME, HANDLE = "Harbor Riders", "HarborRiders"
_SITE = "https://harborriders.example"
_WORDS = (
    "tram", "late", "signal", "harbor", "night", "bell", "platform", "rain", "the", "a", "of",
    "was", "we", "ten", "minutes", "again", "and", "measured", "ferry", "driver", "waiting",
    "timetable",
    "bridge", "winter", "電車", "遅れ", "橋の上", "قطار", "متأخر", "❤️", "🚋", "👩‍👩‍👧",
    "#LateTrams", "#Line4", "@ElleryWorks",
)  # fmt: skip
_LATEST = datetime(2026, 11, 14, 22, 13, 20, tzinfo=UTC)
_EVERY = timedelta(minutes=10)
_LATEST_ID = 1_990_000_000_000_000_000
_ID_STEP = 2_516_582_400  # ten minutes in ids of X


def invented(count: int) -> Iterator[bytes]:
    """Yield the lines of a profile and of `count` posts, newest first, ten minutes apart.

    The first post says `first post` and the last post `last post`. Of twenty posts one has the tag
    `#Bells`, four quote another account, three show a picture, three have a link; some are threads.
    """
    dice = random.Random(4)  # noqa: S311 - the same numbers at every run
    profile = Profile(name=NAME, handle=HANDLE, joined=IsoDate("2001-03"), post_count=count)
    yield native_line(profile).encode() + b"\n"
    for number in range(count):
        yield post_line(_post(dice, number, count)) + b"\n"


def _post(dice: random.Random, number: int, count: int) -> Post:
    words = dice.choices(_WORDS, k=dice.randint(4, 36))
    if number % 20 == 7:
        words.append("#Bells")
    ends = ["first post"] * (number == 0) + ["last post"] * (number == count - 1)
    post_id = _id(number)
    views = dice.randint(10, 99_999)
    thread = number // 11 * 11 + 5  # two replies follow it
    links = _SITE.partition("//")[2] + "/log"
    has_link = number % 20 in (2, 9, 16)
    text = " ".join([*ends, *words, *([links] if has_link else [])])
    return Post(
        id=post_id,
        url=f"{_SITE}/{HANDLE}/{post_id}",
        author=_AUTHOR,
        created_at=IsoDate((_LATEST - number * _EVERY).strftime("%Y-%m-%dT%H:%M:%SZ")),
        text=text,
        lang=("en", "en", "ja", "ar")[number % 4],
        reply_to=(HANDLE,) if number % 11 in (3, 4) else (),
        reply_to_id=_id(number + 1) if number % 11 in (3, 4) else None,
        conversation_id=_id(thread) if number % 11 in (3, 4) else post_id,
        quote=_quote(dice, number) if number % 5 == 3 else None,
        hashtags=_named("#", words),
        mentions=_named("@", words),
        cashtags=(),
        links=(Link(url=f"{_SITE}/log/{number}", display=links),) if has_link else (),
        media=(_PICTURE,) if number % 7 == 2 else (),
        metrics=Metrics(views=views, likes=views // 40, reposts=views // 300, replies=views % 7),
    )


def _quote(dice: random.Random, number: int) -> Post:
    words = dice.choices(_WORDS, k=18)
    return Post(
        id=str(_LATEST_ID // 2 - number),
        author=Author(name="Ellery Works", handle="ElleryWorks"),
        created_at=IsoDate((_LATEST - number * _EVERY).strftime("%Y-%m-%d")),
        text=" ".join(words),
        hashtags=_named("#", words),
        mentions=_named("@", words),
        cashtags=(),
        links=(),
    )


def _named(sign: str, words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[1:] for word in words if word[0] == sign))


def _id(number: int) -> str:
    return str(_LATEST_ID - number * _ID_STEP)


_AUTHOR = Author(name=NAME, handle=HANDLE)
_PICTURE = Media(kind="photo", alt="A signal box at dusk, seen from the bridge.")
