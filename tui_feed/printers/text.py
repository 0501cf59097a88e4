"""Printer for plain text, for `less` and `grep`; each line of a post stays a line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, get_args

from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.models import CountName, LinkCard, Media, Poll, Post, Profile
from tui_feed.models.facts import is_dated_by_id, marks_of, undescribed
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import counted

_MEDIA = {"photo": "picture", "video": "video", "gif": "GIF", "audio": "sound"}


def print_feed(
    feed: Feed, rows: Sequence[int], out: TextIO, *, plain: bool = False, filtered: bool
) -> None:
    """Write the profiles, then the posts of `rows`, separated by empty lines.

    Text of a post is indented under its header, so no text can imitate a header; it is not wrapped.
    `plain` draws in ASCII; texts stay as they are. A `filtered` selection without rows writes
    nothing: no match is an empty answer.
    """
    if filtered and not rows:
        return
    gap = ""
    for block in _blocks(feed, rows, _Writer(plain=plain)):
        out.write(gap + "".join(f"{line}\n" for line in block))
        gap = "\n"


def _blocks(feed: Feed, rows: Sequence[int], writer: "_Writer") -> Iterator[list[str]]:
    for profile in feed.profiles:
        yield list(writer.profile(profile))
    for row in rows:
        yield list(writer.post(feed.post(row)))


class _Writer:
    """Turns profiles and posts into lines, without lines for unstated facts."""

    def __init__(self, *, plain: bool) -> None:
        self._between = " - " if plain else " · "
        self._bar = "| " if plain else "│ "

    def profile(self, profile: Profile) -> Iterator[str]:
        """Yield the lines of a profile."""
        yield self._row(_by(profile.name, profile.handle)) or "(unnamed account)"
        joined = f"joined {profile.joined_date.day}" if profile.joined_date else None
        counts = (
            ("following", profile.following),
            ("followers", profile.followers),
            ("posts", profile.post_count),
        )
        rounded = {"posts" if name == "post_count" else name for name in profile.approximate}
        yield from _indented(_lines(profile.bio))
        facts = (
            self._row(profile.location, profile.website, joined),
            self._row(*_counts(counts, rounded)),
        )
        yield from _indented(filter(None, facts))

    def post(self, post: Post) -> Iterator[str]:
        """Yield the lines of a post, with its quote behind a bar."""
        yield self._header(post) or f"post {_line(post.id)}"
        yield from _indented(self._notes(post))
        yield from _indented(_lines(post.text))
        yield from _indented(_picture(each, post) for each in post.media)
        if post.quote:
            yield from _indented(self._bar + line for line in self.post(post.quote))
        if post.card:
            yield from _indented(self._card(post.card))
        if post.poll:
            yield from _indented(self._poll(post.poll))
        counts = ((name, getattr(post.metrics, name)) for name in get_args(CountName))
        if counted := self._row(*_counts(counts, post.metrics.approximate)):
            yield from _indented([counted])

    def _header(self, post: Post) -> str:
        return self._row(
            _by(post.author.name, post.author.handle),
            _date(post.created_date),
            "pinned" if post.pinned else None,
            _reposted(post),
            "edited" if post.edited else None,
            *marks_of(post),
            "time from its id" if is_dated_by_id(post) else None,
            AUDIENCES.get(post.visibility or ""),
        )

    def _row(self, *parts: str | None) -> str:
        """Return the non-empty parts on a single line."""
        return self._between.join(_line(part) for part in parts if part)

    def _notes(self, post: Post) -> Iterator[str]:
        """Yield the lines before the text."""
        if post.reply_to:
            yield _line("replying to " + " ".join(f"@{handle}" for handle in post.reply_to))
        if post.content_warning:
            yield f"[content warning: {_line(post.content_warning)}]"
        if post.unavailable:
            yield f"[not available: {_line(post.unavailable)}]"
            if post.url:
                yield _line(post.url)

    def _card(self, card: LinkCard) -> Iterator[str]:
        if inside := self._row(card.title, card.description, card.url or card.domain):
            yield f"[link: {inside}]"

    def _poll(self, poll: Poll) -> Iterator[str]:
        for option in poll.options:
            share = None if option.percent is None else f"{option.percent:g}%"
            yield self._row(f"( ) {option.label}", share, *_counts([("votes", option.votes)]))
        state = {True: "poll closed", False: "poll open", None: None}[poll.closed]
        voters = None if poll.voters == poll.total_votes else poll.voters
        if whole := self._row(*_counts([("votes", poll.total_votes), ("voters", voters)]), state):
            yield whole


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines indented under a header; an empty line stays empty."""
    return (f"  {line}".rstrip() for line in lines)


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []


def _line(text: str) -> str:
    return " ".join(text.split())


def _by(name: str | None, handle: str | None) -> str:
    return " ".join(part for part in (name, handle and f"@{handle}") if part)


def _date(when: Moment | None) -> str | None:
    """Return a date with its time of day, if stated."""
    if when is None:
        return None
    clock = when.in_full.partition(", ")[2]
    return f"{when.day}, {clock}" if clock else when.day


def _reposted(post: Post) -> str | None:
    if not post.reposted_by:
        return None
    when = _date(post.reposted_date)
    return f"reposted by {post.reposted_by}" + (f" on {when}" if when else "")


def _picture(media: Media, post: Post) -> str:
    words = _MEDIA[media.kind]
    if media.duration is not None:
        minutes, seconds = divmod(int(media.duration), 60)
        words += f", {minutes}:{seconds:02}"
    if media.alt:
        return f"[{words}: {_line(media.alt)}]"
    return f"[{words}, {undescribed(post)}]" if "alt" in post.unstated else f"[{words}]"


def _counts(counts: Iterable[tuple[str, int | None]], rounded: Iterable[str] = ()) -> Iterator[str]:
    """Yield stated counts with their names; counts in `rounded` are printed as approximate."""
    for name, value in counts:
        if value is not None:
            yield counted(value, name, approximate=name in rounded)
