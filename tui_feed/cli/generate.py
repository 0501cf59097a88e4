"""Invented timelines of any length, the same at every run, for trials and measurements.

Volunteers of Port Ellery write about late trams in several scripts: on busy days much, in some
weeks nothing. All accounts and links use `example` domains.
"""

import random
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from msgspec.structs import replace

from tui_feed.cli import invented_words as words
from tui_feed.models import Link, Media, Metrics, Poll, PollOption, Post, Profile
from tui_feed.models.lines import native_line, post_line
from tui_feed.text.dates import IsoDate

_SITE = "https://harborriders.example"
_LOG = "harborriders.example/log"
_LATEST = datetime(2026, 11, 14, tzinfo=UTC)
_YEARS = 3
"""Years of a timeline; a longer one has more years rather than more posts a day."""
_A_DAY = 144
"""Mean number of posts a day of a long timeline."""
_BUSY = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.7, 0.8, 1, 1.2, 1.5, 2.05, 6)
"""Days by their posts, as parts of the mean."""
_LATEST_ID = 1_990_000_000_000_000_000
_ID_STEP = 2_516_582_400  # ten minutes in ids of X
_BLOCK = 30
"""Posts after which the pattern of replies begins anew."""
_ANSWERS = {10: 1, 11: 1, 12: 1, 21: 2, 22: 3, 23: 1, 24: 1}
"""Replies by their place in a block: a thread of four, and a conversation of five."""
_ROOTS = {**dict.fromkeys((10, 11, 12), 13), **dict.fromkeys((21, 22, 23, 24), 25)}
"""First posts of threads, by the places of their replies."""
_BY_OTHERS = (21, 22, 24)
"""Places of posts by other accounts."""
_SEEN_BACK = 40
"""Posts back to a quoted post of the timeline itself."""


def invented(count: int) -> Iterator[bytes]:
    """Yield the lines of a profile and of `count` posts, newest first.

    The first post says `first post` and the last post `last post`. Of twenty posts one has the tag
    `#Bells`, four quote a post, three show a picture, three have a link; of thirty, four are in a
    thread of the account and five in a conversation of several accounts.
    """
    profile = Profile(
        name=words.HARBOR.name,
        handle=words.HARBOR.handle,
        bio="Volunteers who measure every late tram of Port Ellery.",
        joined=IsoDate("2001-03"),
        post_count=count,
    )
    yield native_line(profile).encode() + b"\n"
    for post in _quoting(_Inventor(count).posts(), count):
        yield post_line(post) + b"\n"


def _quoting(posts: Iterator[Post], count: int) -> Iterator[Post]:
    """Let some posts quote an earlier post of the timeline, which comes later in the file."""
    ahead = deque(islice(posts, _SEEN_BACK))
    for number in range(count):
        ahead.extend(islice(posts, 1))
        post = ahead.popleft()
        if number % 100 == 8 and len(ahead) >= _SEEN_BACK:
            post = replace(post, quote=replace(ahead[-1], quote=None))
        yield post


class _Inventor:
    """Invents posts with dice that fall the same at every run."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._dice = random.Random(4)  # noqa: S311 - the same numbers at every run
        self._sentences = words.sentences(self._dice, min(4_000, 40 + 4 * count))
        self._answers = [words.filled(line, self._dice) for line in words.ANSWERS for _ in range(9)]
        self._tags = words.hashtags()

    def posts(self) -> Iterator[Post]:
        """Yield the posts, newest first."""
        return map(self._post, range(self._count), self._moments())

    def _moments(self) -> Iterator[str]:
        """Yield dates, latest first: busy days, quiet days, and weeks without a post."""
        dice, day = self._dice, _LATEST
        mean = min(_A_DAY, max(0.3, self._count / (365 * _YEARS)))
        left = self._count
        while left > 0:
            silent = day.toordinal() // 7 * 7_919 % 11 == 0
            many = 0 if silent else int(mean * dice.choice(_BUSY) + dice.random())
            many = min(many, left)
            left -= many
            begin = day.strftime("%Y-%m-%dT")
            for minute in sorted(int(300 + 1_140 * dice.random()) for _ in range(many))[::-1]:
                yield f"{begin}{minute // 60:02}:{minute % 60:02}:{minute * 7 % 60:02}Z"
            day -= timedelta(days=1)

    def _post(self, number: int, moment: str) -> Post:
        place = number % _BLOCK
        post_id = _id(number)
        answered = number + _ANSWERS[place] if place in _ANSWERS else self._count
        is_reply = answered < self._count
        author = words.HARBOR
        if is_reply and place in _BY_OTHERS:
            author = words.OTHERS[(number // _BLOCK + place) % len(words.OTHERS)]
        text, lang, tags, mentions = self._text(number, is_reply=is_reply)
        has_link = number % 20 in (2, 9, 16)
        root = number - place + _ROOTS[place] if is_reply else number
        views = int(10 ** (1 + 4 * self._dice.random()))
        return Post(
            id=post_id,
            url=f"{_SITE}/{author.handle}/{post_id}",
            author=author,
            created_at=IsoDate(moment),
            text=f"{text} {_LOG}" if has_link else text,
            lang=lang,
            reply_to=(self._answered_handle(answered),) if is_reply else (),
            reply_to_id=_id(answered) if is_reply else None,
            conversation_id=_id(min(root, self._count - 1)) if is_reply else post_id,
            quote=self._quote(number, moment) if number % 5 == 3 else None,
            hashtags=tags,
            mentions=mentions,
            cashtags=(),
            links=(Link(url=f"{_SITE}/log/{number}", display=_LOG),) if has_link else (),
            media=_MEDIA[number // 7 % len(_MEDIA)] if number % 7 == 2 else (),
            poll=self._poll(number) if number % 50 == 31 else None,
            metrics=Metrics(
                views=views, likes=views // 40, reposts=views // 300, replies=views % 7
            ),
        )

    def _answered_handle(self, answered: int) -> str:
        place = answered % _BLOCK
        if place in _BY_OTHERS:
            author = words.OTHERS[(answered // _BLOCK + place) % len(words.OTHERS)]
            return author.handle or ""
        return words.HARBOR.handle or ""

    def _text(
        self, number: int, *, is_reply: bool
    ) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
        """Return text, language, hashtags and mentions of a post."""
        dice = self._dice
        chance = dice.random()
        if number % 50 == 31:
            text, lang = words.QUESTIONS[number // 50 % len(words.QUESTIONS)][0], "en"
        elif number % 8 == 5:
            lang, text = words.foreign(int(chance * 1_000))
        elif is_reply:
            text, lang = dice.choice(self._answers), "en"
        else:
            text, lang = " ".join(dice.choices(self._sentences, k=int(1 + 2.6 * chance))), "en"
        tags: list[str] = ["Bells"] if number % 20 == 7 else []
        if chance < 0.55:
            tags.append(self._tags[int(len(self._tags) ** dice.random()) - 1])
        mentions = (words.ELLERY.handle or "",) if chance > 0.7 else ()
        if number == self._count - 1:
            text = f"last post {text}"
        if number == 0:
            text = f"first post {text}"
        if mentions:
            text = f"{text} @{mentions[0]}"
        if tags:
            text = f"{text} #{' #'.join(tags)}"
        return text, lang, tuple(tags), mentions

    def _quote(self, number: int, moment: str) -> Post:
        return Post(
            id=str(_LATEST_ID // 2 - number),
            author=words.ELLERY,
            created_at=IsoDate(moment[:10]),
            text=self._dice.choice(self._sentences),
            hashtags=(),
            mentions=(),
            cashtags=(),
            links=(),
        )

    def _poll(self, number: int) -> Poll:
        _, labels = words.QUESTIONS[number // 50 % len(words.QUESTIONS)]
        votes = [int(1 + 900 * self._dice.random() ** 2) for _ in labels]
        options = zip(labels, votes, strict=True)
        return Poll(
            options=tuple(PollOption(label=label, votes=each) for label, each in options),
            total_votes=sum(votes),
            closed=number > 200,
        )


def _id(number: int) -> str:
    return str(_LATEST_ID - number * _ID_STEP)


def _picture(alt: str | None) -> Media:
    return Media(kind="photo", alt=alt)


_MEDIA = (
    (_picture(words.ALTS[0]),),
    (_picture(None),),
    (_picture(words.ALTS[1]), _picture(words.ALTS[2])),
    (_picture(words.ALTS[3]), _picture(None)),
    (Media(kind="video", alt=None, duration=42.0),),
)
