"""What is said about the feed as a whole: results, status, and why nothing is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from tui_feed.browse.source import Source
from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.feed.tally import Progress
from tui_feed.models import CountName, Post, Profile
from tui_feed.query import Query
from tui_feed.text.numbers import counted


@dataclass(frozen=True)
class Standing:
    """What the header says about the file beside the account."""

    file: str
    """Its name."""
    status: str = ""
    """Progress or notices; always shown."""
    span: str = ""
    """The time that the posts cover; shown where there is room."""
    is_shared: bool = False
    """Whether several accounts take turns here, so that its height must not depend on them."""
    brief: str = ""
    """Progress or notices, where there is little room."""
    is_read: bool = True
    """Whether all of it has been read: a profile may still come otherwise."""


def result_words(selection: Selection, feed: Feed, query: Query, order: Order) -> str:
    """Say how much a filter leaves, what it could not judge, and the order: `3 of 14, newest`."""
    order_label = ORDERS[order]
    if not selection.is_whole:
        work = "searching" if selection.order == order and query.root else "sorting"
        return f"{len(selection):,} so far, {work}, {order_label} "
    filtered = query.root is not None
    left = f"{len(selection):,} of {feed.count:,}" if filtered else counted(feed.count, "posts")
    return f"{left}{unknown_words(selection)}, {order_label} "


def unknown_words(selection: Selection) -> str:
    """Say what is not stated, and for how many posts: `, likes unknown for 28`."""
    facts = (f"{what} unknown for {count:,}" for what, count in selection.unstated.items())
    return "".join(f", {fact}" for fact in facts)


def standing_of(source: Source, *, reading: bool) -> Standing:
    """Say what the header says about the file: progress or notices, and the time it covers."""
    feed = source.feed
    status = ""
    if reading:
        status = reading_words(source.progress, feed.count)
    elif feed.problems:
        status = f"{counted(len(feed.problems), 'notices')}: press !"
    if source.trouble:
        status = source.trouble
    brief = f"reading, {counted(feed.count, 'posts')}" if reading else status
    is_shared = len(feed.profiles) > 1
    return Standing(source.name, status, span_words(feed), is_shared, brief, is_read=not reading)


def reading_words(progress: Progress, posts: int) -> str:
    """Say how far the reading has come: `34%, 120,000 posts, 14,000 a second, 12 s left`."""
    part = progress.taken / progress.total if progress.total else 0
    facts = [f"{min(99, int(100 * part))}%"] if part else []
    facts.append(counted(posts, "posts"))
    if progress.seconds > 1:
        facts.append(f"{round(posts / progress.seconds):,} a second")
    if part and progress.seconds > 1:
        facts.append(f"{_clock(progress.seconds / part - progress.seconds)} left")
    return f"reading {', '.join(facts)}; Esc stops"


def _clock(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 90 else f"{round(whole / 60)} min"


def span_words(feed: Feed) -> str:
    """Say from when to when the posts of a feed are; empty where none is dated."""
    span = feed.span()
    if span is None:
        return ""
    first, last = (moment.day for moment in span)
    return first if first == last else f"{first} – {last}"


def empty_words(source: Source, *, reading: bool, filtered: bool) -> Sequence[str]:
    """Say why there is no post to see, and what to do next."""
    feed = source.feed
    if filtered and feed.count:
        return (
            "No post matches.",
            "Backspace takes its last part out, Esc clears the filter, / changes it.",
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


def count_words(profile: Profile) -> list[str]:
    """Return what a profile states of its counts: `412 following`, `1.2M followers`."""
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


def metric_words(post: Post) -> list[str]:
    """Return what was counted about a post, in words: `453K views`, `1 like`."""
    metrics = post.metrics
    counts = ((name, getattr(metrics, name)) for name in get_args(CountName))
    return [
        counted(value, name, approximate=name in metrics.approximate)
        for name, value in counts
        if value is not None
    ]
