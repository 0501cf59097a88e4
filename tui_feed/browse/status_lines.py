"""Status of the feed in words: results, reading progress, reasons for an empty timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

from tui_feed.browse.commands import key_for
from tui_feed.browse.source import FeedSource
from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.feed.source_report import Progress
from tui_feed.models import CountName, Post, Profile
from tui_feed.query import Query
from tui_feed.text.numbers import counted

if TYPE_CHECKING:
    from tui_feed.browse.filtering.empty_result import EmptyReason


@dataclass(frozen=True)
class FileStatus:
    """Status of the files, as shown in the header."""

    file: str
    """Names of the files."""
    status: str = ""
    """Progress or notices; always shown."""
    span: str = ""
    """Dates of the first and last post."""
    brief_span: str = ""
    """Months of the first and last post; shown if space allows."""
    saved: int = 0
    """Number of posts."""
    labels: tuple[str, ...] = ()
    """Labels of the sources, if there are several."""
    is_shared: bool = False
    """True with several accounts: the header's height must then not depend on the account."""
    brief: str = ""
    """Progress or notices for a narrow header."""
    is_read: bool = True
    """True at the end of reading; before it, a profile may still arrive."""


class TimelinePlace(NamedTuple):
    """Reader's place in a timeline, with the result of the filter."""

    found: int
    """Posts in the timeline."""
    total: int | None
    """Posts before filtering; None without a filter."""
    at: int
    """Position of the selected post, from 0."""
    order: str
    """Label of the order; empty if there is no other."""
    unknown: str
    """Values the archive does not state, with counts: `likes unknown for 28`."""
    not_judged: int
    """Number of posts left out for such values."""
    progress: str
    """Work still going on: `searching`, `sorting`; empty if it is done."""
    asides: tuple[str, ...]
    """Number of picked posts, match of a search, progress of other work."""
    source: int | None
    """Number of the source of the selected post; None for a single source."""
    unread: int
    """Number of unread posts of the whole timeline; 0 with a filter."""
    scope: str = ""
    """Part of the timeline in view: `in this thread`; empty for all of it."""


def timeline_place(
    selection: Selection,
    feed: Feed,
    query: Query,
    order: Order,
    at: int,
    asides: Sequence[str] = (),
    unread: int | None = None,
) -> TimelinePlace:
    """Return the place of the post at a position of a selection, with other words as `asides`.

    The number of unread posts is told without a filter only: it is of the whole timeline.
    """
    progress = ""
    if not selection.is_whole:
        progress = "searching" if selection.order == order and query.root else "sorting"
    has_sources = len(feed.sources) > 1 and at < len(selection)
    return TimelinePlace(
        found=len(selection),
        total=None if query.root is None else feed.count(query),
        at=at,
        order=ORDERS[order].removesuffix(" first"),
        unknown=unknown_words(selection).removeprefix(", "),
        not_judged=selection.unknown,
        progress=progress,
        asides=tuple(filter(None, map(str.strip, asides))),
        source=feed.source_of(selection[at]) if has_sources else None,
        unread=(unread or 0) if query.root is None else 0,
    )


def unknown_words(selection: Selection) -> str:
    """Return values the archive does not state, with counts: `, likes unknown for 28`."""
    facts = (f"{name} unknown for {count:,}" for name, count in selection.unstated.items())
    return "".join(f", {fact}" for fact in facts)


def file_status(source: FeedSource, *, reading: bool) -> FileStatus:
    """Return the status of the files: progress or notices, and the dates of the posts."""
    feed = source.feed
    status = ""
    if reading:
        status = reading_words(source.progress, len(feed))
    elif feed.problems:
        status = f"{counted(len(feed.problems), 'notices')}: press {key_for('notices')}"
    if source.trouble:
        status = source.trouble
    brief = f"reading, {counted(len(feed), 'posts')}" if reading else status
    is_shared = len(feed.profiles) > 1
    span, brief_span = span_words(feed)
    return FileStatus(
        source.name,
        status,
        span,
        brief_span,
        len(feed),
        tuple(feed.sources) if len(feed.sources) > 1 else (),
        is_shared,
        brief,
        is_read=not reading,
    )


def reading_words(progress: Progress, posts: int) -> str:
    """Return the reading progress: `34%, 120,000 posts, 14,000 a second, 12 s left`."""
    part = progress.taken / progress.total if progress.total else 0
    facts = [f"{min(99, int(100 * part))}%"] if part else []
    facts.append(counted(posts, "posts"))
    if progress.seconds > 1:
        facts.append(f"{round(posts / progress.seconds):,} a second")
    if part and progress.seconds > 1:
        facts.append(f"{_clock(progress.seconds / part - progress.seconds)} left")
    return f"reading {', '.join(facts)}; {key_for('stop')} stops"


def _clock(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 90 else f"{round(whole / 60)} min"


def span_words(feed: Feed) -> tuple[str, str]:
    """Return the dates of the first and last post, and their months; empty without dated posts.

    Dates within a month have no months.
    """
    span = feed.span()
    if span is None:
        return "", ""
    first, last = (moment.day for moment in span)
    months = [moment.month for moment in span]
    days = first if first == last else f"{first} – {last}"
    return days, days if months[0] == months[1] else f"{months[0]} – {months[1]}"


def empty_words(
    source: FeedSource, reason: "EmptyReason | None" = None, *, reading: bool, filtered: bool
) -> Sequence[str]:
    """Return the reason for an empty timeline, and keys to press next."""
    feed = source.feed
    if filtered and len(feed):
        if reason:
            return (
                reason.reason,
                f"Enter: {reason.offer}",
                _filter_keys(),
            )
        return (
            "No post matches.",
            _filter_keys(),
        )
    if reading:
        return (f"Reading {source.name} ...",)
    again, leave = key_for("reload"), key_for("app.quit")
    if source.failure:
        return (
            "This file could not be read.",
            source.failure,
            f"{again} tries again, {leave} quits.",
        )
    reasons = [problem.reason for problem in feed.problems[:3]]
    return (
        "There is no post in this file.",
        *reasons,
        f"{again} reads it again, {leave} quits. Was the page saved before its posts had loaded?",
    )


def _filter_keys() -> str:
    last, clear, change = map(key_for, ("remove_last", "escape", "filter"))
    return f"{last} removes the last part, {clear} clears the filter, {change} changes it."


EMPTY_RELOAD = "There is no post in the file now; the posts read before stay."
"""Sentence about a file that has lost all its posts."""


def reload_words(more: int) -> str:
    """Return the result of reading again, by the number of posts more than before."""
    if not more:
        return "Read again: as many posts as before."
    what = counted(abs(more), "posts")
    return f"Read again: {what} {'more' if more > 0 else 'fewer'}."


def title_words(profiles: Sequence[Profile], file: str) -> str:
    """Return the title of the window: the account, if it is a single one, and the files."""
    name = (profiles[0].name or f"@{profiles[0].handle}") if len(profiles) == 1 else ""
    return " - ".join(filter(None, (name, file, "tui-feed")))


def count_words(profile: Profile, *, posts: bool = True) -> list[str]:
    """Return the counts of a profile: `412 following`, `1.2M followers`, with `posts` all."""
    counts = (
        ("following", "following", profile.following),
        ("followers", "followers", profile.followers),
        ("post_count", "posts", profile.post_count),
    )
    return [
        counted(value, things, approximate=name in profile.approximate)
        for name, things, value in counts
        if value is not None and (posts or name != "post_count")
    ]


def metric_words(post: Post, *, zeros: bool = True) -> list[str]:
    """Return the counts of a post: `453K views`, `1 like`; without `zeros`, only those above 0."""
    metrics = post.metrics
    counts = ((name, getattr(metrics, name)) for name in get_args(CountName))
    return [
        counted(value, name, approximate=name in metrics.approximate)
        for name, value in counts
        if value or (zeros and value is not None)
    ]
