"""Read the post of a single-post page: above the bullets, with date and counts below its text."""

from typing import NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.page_capture.heads import is_avatar, read_signature
from tui_feed.loaders.page_capture.printed_counts import read_count
from tui_feed.loaders.page_capture.printed_dates import PrintedDate, read_clock, read_date
from tui_feed.loaders.page_capture.sections import Block, Page
from tui_feed.loaders.page_capture.vocabulary import VIEWS, label, language_of
from tui_feed.models import CountName, Metrics, Post
from tui_feed.text.dates import Moment, iso
from tui_feed.text.numbers import PrintedCount

_COUNTS: tuple[CountName, ...] = ("replies", "reposts", "likes", "bookmarks")
"""Counts below a post, in X's order."""


class MainPost(NamedTuple):
    """Post at the top of its page."""

    block: Block
    """Lines of the post."""
    when: Moment | None
    """Date and time without a time zone."""
    metrics: Metrics
    """Counts."""
    lines: list[str]
    """All its lines as on the page."""


class _Stamp(NamedTuple):
    """Line such as `9:14 PM · Jan 9, 2024`."""

    clock: str
    date: PrintedDate
    views: PrintedCount | None


def take_main_post(page: Page) -> MainPost | None:
    """Remove the main post from the top of a page and return it; None on the page of an account."""
    lines = page.header
    begin = next((at for at, line in enumerate(lines) if _begins(lines, at)), None)
    if begin is None:
        return None
    language = language_of(lines[:begin])
    for at in range(begin + 3, len(lines)):
        if stamp := _stamp(lines[at], language):
            end, metrics = _metrics(lines, at + 1, stamp, language)
            signature = read_signature(lines, begin + 1)
            head = signature.end if signature else begin + 1
            inside = [*lines[begin + 1 : head], stamp.date.text, *lines[head:at]]
            block = Block(0, "", lines[begin], 0, 0, [], inside)  # in the order of a timeline
            day = stamp.date.resolve(page.year)
            when = Moment.parse(f"{day.iso}T{stamp.clock}") if day else None
            taken = lines[begin:end]
            page.header = lines[:begin] + lines[end:]
            return MainPost(block, when, metrics, taken)
    return None


def with_stamp(post: Post, main: MainPost) -> Post:
    """Return a post with the date and the counts from below its text."""
    views = post.metrics.views if main.metrics.views is None else main.metrics.views
    return replace(
        post,
        created_at=iso(main.when),
        metrics=replace(main.metrics, views=views),
        source=(post.source or "").replace("post 0", "the post at its top"),
    )


def _begins(lines: list[str], at: int) -> bool:
    return is_avatar(lines[at]) and read_signature(lines, at + 1) is not None


def _stamp(line: str, language: str | None) -> _Stamp | None:
    parts = [part.strip() for part in line.split("·")]
    if not 1 < len(parts) <= len("tdv"):
        return None
    for clock, date in (parts[:2], parts[1::-1]):
        time, day = read_clock(clock), read_date(date)
        if time and day and not day.is_relative:
            views = _views(parts[2], language) if len(parts) > len("td") else None
            return _Stamp(time, day, views)
    return None


def _views(text: str, language: str | None) -> PrintedCount | None:
    word = next((word for word in VIEWS if label(text).endswith(word)), "")
    return read_count(text[: -len(word)], language) if word else None


def _metrics(lines: list[str], at: int, stamp: _Stamp, language: str | None) -> tuple[int, Metrics]:
    """Return the index of the first line after the counts, and the counts."""
    found: dict[CountName, PrintedCount] = {"views": stamp.views} if stamp.views else {}
    if at < len(lines) and lines[at] == "·":
        at += 1
    if at < len(lines) and not found and (views := _views(lines[at], language)):
        found["views"], at = views, at + 1
    for name in _COUNTS:
        if at < len(lines) and (count := read_count(lines[at], language)):
            found[name], at = count, at + 1
    return at, Metrics(
        views=_value(found, "views"),
        likes=_value(found, "likes"),
        reposts=_value(found, "reposts"),
        replies=_value(found, "replies"),
        bookmarks=_value(found, "bookmarks"),
        approximate=tuple(name for name, count in found.items() if count.approximate),
    )


def _value(found: dict[CountName, PrintedCount], name: CountName) -> int | None:
    return found[name].value if name in found else None
