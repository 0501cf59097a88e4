"""Status of the feed in words: results, reading progress, reasons for an empty timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from tui_feed.browse.source import FeedSource
from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.feed.source_report import Progress
from tui_feed.models import CountName, Post, Profile
from tui_feed.query import Query
from tui_feed.text.numbers import counted

if TYPE_CHECKING:
    from tui_feed.browse.empty_result import EmptyReason


@dataclass(frozen=True)
class FileStatus:
    """Status of the files, as shown in the header."""

    file: str
    """Names of the files."""
    status: str = ""
    """Progress or notices; always shown."""
    span: str = ""
    """Dates of the first and last post; shown if space allows."""
    is_shared: bool = False
    """True with several accounts: the header's height must then not depend on the account."""
    brief: str = ""
    """Progress or notices for a narrow header."""
    is_read: bool = True
    """True at the end of reading; before it, a profile may still arrive."""


def result_words(
    selection: Selection, feed: Feed, query: Query, order: Order, unread: int | None = None
) -> str:
    """Return count, unknown values and order of a selection: `3 of 14, newest`.

    The number of unread posts is told without a filter only: it is of the whole timeline.
    """
    order_label = ORDERS[order]
    if not selection.is_whole:
        work = "searching" if selection.order == order and query.root else "sorting"
        return f"{len(selection):,} so far, {work}, {order_label} "
    filtered = query.root is not None
    left = (
        f"{len(selection):,} of {feed.count(query):,}" if filtered else counted(len(feed), "posts")
    )
    if unread and not filtered:
        left += f", {unread:,} unread"
    return f"{left}{unknown_words(selection)}, {order_label} "


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
        status = f"{counted(len(feed.problems), 'notices')}: press !"
    if source.trouble:
        status = source.trouble
    brief = f"reading, {counted(len(feed), 'posts')}" if reading else status
    is_shared = len(feed.profiles) > 1
    return FileStatus(source.name, status, span_words(feed), is_shared, brief, is_read=not reading)


def reading_words(progress: Progress, posts: int) -> str:
    """Return the reading progress: `34%, 120,000 posts, 14,000 a second, 12 s left`."""
    part = progress.taken / progress.total if progress.total else 0
    facts = [f"{min(99, int(100 * part))}%"] if part else []
    facts.append(counted(posts, "posts"))
    if progress.seconds > 1:
        facts.append(f"{round(posts / progress.seconds):,} a second")
    if part and progress.seconds > 1:
        facts.append(f"{_clock(progress.seconds / part - progress.seconds)} left")
    return f"reading {', '.join(facts)}; ctrl+c stops"


def _clock(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 90 else f"{round(whole / 60)} min"


def span_words(feed: Feed) -> str:
    """Return the dates of the first and last post; empty without dated posts."""
    span = feed.span()
    if span is None:
        return ""
    first, last = (moment.day for moment in span)
    return first if first == last else f"{first} – {last}"


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
                "Backspace removes the last part, Esc clears the filter, / changes it.",
            )
        return (
            "No post matches.",
            "Backspace removes its last part, Esc clears the filter, / changes it.",
        )
    if reading:
        return (f"Reading {source.name} ...",)
    if source.failure:
        return (
            "This file could not be read.",
            source.failure,
            "r tries again, q quits.",
        )
    reasons = [problem.reason for problem in feed.problems[:3]]
    return (
        "There is no post in this file.",
        *reasons,
        "r reads it again, q quits. Was the page saved before its posts had loaded?",
    )


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


def count_words(profile: Profile) -> list[str]:
    """Return the counts of a profile: `412 following`, `1.2M followers`."""
    counts = (
        ("following", "following", profile.following),
        ("followers", "followers", profile.followers),
        ("post_count", "posts", profile.post_count),
    )
    return [
        counted(value, things, approximate=name in profile.approximate)
        for name, things, value in counts
        if value is not None
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
