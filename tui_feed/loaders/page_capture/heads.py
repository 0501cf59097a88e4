"""Read the head of a post: the lines with author and date at its top."""

import re
from functools import lru_cache
from typing import NamedTuple

from tui_feed.loaders.page_capture.printed_counts import is_count
from tui_feed.loaders.page_capture.printed_dates import PrintedDate, read_date
from tui_feed.loaders.page_capture.vocabulary import AVATAR, BADGES, VERIFIED, is_context, label
from tui_feed.models import Author

_HANDLE = re.compile(
    r"[\u200e\u200f\u2066-\u2069]*@(?P<handle>[A-Za-z0-9_]{1,20})[\u200e\u200f\u2066-\u2069]*"
    r"(?:\s*[·•]\s*(?P<date>\S.*))?"
)
_LONGEST_DATE = 24
_MOST_BADGES = 4


class Signature(NamedTuple):
    """Name and handle at the top of a post or a page."""

    author: Author
    """Author; the name is None if the line is missing."""
    is_verified: bool
    """True if a badge marks the account as verified."""
    date: str | None
    """Text after the handle on the same line, as in `@handle · 5h`."""
    end: int
    """Index of the first line after it."""


class Head(NamedTuple):
    """Lines between the avatar and the text of a post."""

    author: Author
    """Author."""
    date: PrintedDate | None
    """Date; None if it is missing or not understood."""
    unread_date: str | None
    """Line in the place of the date with an unknown form."""
    context: tuple[str, ...]
    """`Pinned` and `NAME reposted` below the avatar."""
    end: int
    """Index of the first line after it."""


def is_avatar(line: str) -> bool:
    """Tell whether a line stands for an avatar."""
    return len(line) < 16 and label(line) in AVATAR


def read_signature(lines: list[str], at: int) -> Signature | None:
    """Return name and handle at line `at`; None without a handle in its place."""
    name, is_verified = None, False
    # A name may look like a handle: then the real handle follows on the next line.
    if at < len(lines) and (not _is_handle(lines, at) or _is_handle(lines, at + 1)):
        name, at = lines[at], at + 1
    for line in lines[at : at + _MOST_BADGES]:
        if (badge := label(line)) not in BADGES:
            break
        is_verified, at = is_verified or badge in VERIFIED, at + 1
    found = _HANDLE.fullmatch(lines[at]) if at < len(lines) else None
    if not found:
        return None
    return Signature(_author(name, found["handle"]), is_verified, found["date"], at + 1)


def read_head(lines: list[str], at: int) -> Head | None:
    """Return the head of a post whose avatar is the line before `at`; None without a handle."""
    context = []
    signature = read_signature(lines, at)
    while signature is None and at < len(lines) and is_context(lines[at]):
        context.append(lines[at])
        at += 1
        signature = read_signature(lines, at)
    if signature is None:
        return None
    printed, end = signature.date, signature.end
    if printed is None:
        while end < len(lines) and lines[end] == "·":
            end += 1
        printed = lines[end].removeprefix("·").strip() if end < len(lines) else ""
        end += 1
    date = read_date(printed)
    unread = printed if date is None and _is_like_date(printed) else None
    if date is None and unread is None and signature.date is None:
        end -= 1
    return Head(signature.author, date, unread, tuple(context), end)


def read_quote_head(lines: list[str], at: int) -> Head | None:
    """Return the head of a quote at line `at`; None unless it has avatar, name and handle.

    So a text with the words `user avatar` is not split. The date is optional: it may be in an
    unknown language.
    """
    head = read_head(lines, at + 1) if is_avatar(lines[at]) else None
    return head if head and head.author.name is not None else None


@lru_cache(maxsize=256)
def _author(name: str | None, handle: str) -> Author:
    return Author(name=name, handle=handle)


def _is_handle(lines: list[str], at: int) -> bool:
    return at < len(lines) and _HANDLE.fullmatch(lines[at]) is not None


def _is_like_date(line: str) -> bool:
    """Tell whether a line in the place of the date looks more like a date than like text."""
    short = 0 < len(line) <= _LONGEST_DATE and not line.startswith(("@", "#", "IMAGE:"))
    return short and any(map(str.isdecimal, line)) and not is_count(line)
