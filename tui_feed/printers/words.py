"""Facts about posts and profiles in words, shared by the printers; unstated facts have none."""

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.models import Author, CountName, LinkCard, Media, Poll, PollOption, Post, Profile
from tui_feed.models.facts import is_dated_by_id, marks_of, undescribed
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import counted

_MEDIA: Final = {"photo": "picture", "video": "video", "gif": "GIF", "audio": "sound"}
_POLL_STATES: Final = {True: "poll closed", False: "poll open", None: None}


def one_line(text: str) -> str:
    """Return a text on a single line, without repeated spaces."""
    return " ".join(text.split())


def author_words(author: Author | Profile) -> str:
    """Return the name and the handle of an account; empty if neither is stated."""
    handle = f"@{author.handle}" if author.handle else ""
    return one_line(f"{author.name or ''} {handle}")


def date_words(when: Moment | None) -> str | None:
    """Return a date with its time of day, if stated."""
    if when is None:
        return None
    clock = when.in_full.partition(", ")[2]
    return f"{when.day}, {clock}" if clock else when.day


def post_marks(post: Post) -> Iterator[str]:
    """Yield the marks of a post: pinned, reposted, edited, deleted, its audience."""
    if post.pinned:
        yield "pinned"
    if post.reposted_by:
        when = date_words(post.reposted_date)
        yield f"reposted by {one_line(post.reposted_by)}" + (f" on {when}" if when else "")
    if post.edited:
        yield "edited"
    yield from marks_of(post)
    if is_dated_by_id(post):
        yield "time from its id"
    if audience := AUDIENCES.get(post.visibility or ""):
        yield audience


def reply_words(post: Post) -> str | None:
    """Return the accounts replied to."""
    if not post.reply_to:
        return None
    return one_line("replying to " + " ".join(f"@{handle}" for handle in post.reply_to))


def media_words(media: Media) -> str:
    """Return the kind of a medium, and its length: `video, 1:02`."""
    words = _MEDIA[media.kind]
    if media.duration is None:
        return words
    minutes, seconds = divmod(int(media.duration), 60)
    return f"{words}, {minutes}:{seconds:02}"


def description_words(media: Media, post: Post) -> str:
    """Return the description of a medium; empty if its author wrote none.

    The words differ for an archive without any descriptions.
    """
    if media.alt:
        return one_line(media.alt)
    return undescribed(post) if "alt" in post.unstated else ""


def card_words(card: LinkCard) -> tuple[str, ...]:
    """Return the stated parts of a card: title, description, address."""
    parts = (card.title, card.description, card.url or card.domain)
    return tuple(one_line(part) for part in parts if part)


def option_words(option: PollOption) -> tuple[str, ...]:
    """Return an answer of a poll, with its share and votes."""
    share = () if option.percent is None else (f"{option.percent:g}%",)
    return (one_line(option.label), *share, *_counts([("votes", option.votes)]))


def poll_words(poll: Poll) -> tuple[str, ...]:
    """Return the facts of a poll as a whole."""
    voters = None if poll.voters == poll.total_votes else poll.voters
    state = _POLL_STATES[poll.closed]
    counts = _counts([("votes", poll.total_votes), ("voters", voters)])
    return (*counts, *([state] if state else []))


def count_words(post: Post) -> tuple[str, ...]:
    """Return the counts of a post: `453K views`, `1 like`."""
    counts = ((name, getattr(post.metrics, name)) for name in get_args(CountName))
    return tuple(_counts(counts, post.metrics.approximate))


def profile_facts(profile: Profile) -> tuple[str, ...]:
    """Return place, website and date of registration of a profile."""
    joined = f"joined {profile.joined_date.day}" if profile.joined_date else None
    parts = (profile.location, profile.website, joined)
    return tuple(one_line(part) for part in parts if part)


def profile_counts(profile: Profile) -> tuple[str, ...]:
    """Return the counts of a profile."""
    counts = (
        ("following", profile.following),
        ("followers", profile.followers),
        ("posts", profile.post_count),
    )
    rounded = {"posts" if name == "post_count" else name for name in profile.approximate}
    return tuple(_counts(counts, rounded))


def _counts(counts: Iterable[tuple[str, int | None]], rounded: Iterable[str] = ()) -> Iterator[str]:
    """Yield stated counts with their names; counts in `rounded` are printed as approximate."""
    for name, value in counts:
        if value is not None:
            yield counted(value, name, approximate=name in rounded)
