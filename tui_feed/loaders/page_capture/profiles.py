"""Read the header of a page: the profile of its account.

Bio, location and website have no labels. They are between the handle and the first of `Joined` and
the counts, and are read backwards from the end:

- the last line is the website if it consists of a host and an optional path;
- the line before it (or the last line, without a website) is the location if it may be a place: at
  most 30 characters, X's limit, without signs of a sentence (a full stop, a colon or a question
  mark at the end, `@`, `#`, `|`, a link, words such as `views`, `opinions`, `DM`, `she`);
- all lines above are the bio. Captures lose line breaks, so a bio is mostly a single line: a line
  alone is the bio, unless it has the form `Town, Region` or begins with a pin.
"""

import re
from typing import NamedTuple

from tui_feed.loaders.page_capture.heads import Signature, is_avatar, read_signature
from tui_feed.loaders.page_capture.platform_notices import reasons
from tui_feed.loaders.page_capture.printed_counts import read_count
from tui_feed.loaders.page_capture.printed_dates import read_joined, read_month
from tui_feed.loaders.page_capture.vocabulary import (
    CHROME,
    FOLLOWERS,
    FOLLOWING,
    GATE,
    POSTS,
    SITE,
    label,
    language_of,
)
from tui_feed.models import Profile, ProfileCountName
from tui_feed.text.dates import Moment, iso
from tui_feed.text.numbers import PrintedCount

LONGEST_LOCATION = 30
"""X's maximum length of a location, in characters."""

_LONGEST_WEBSITE = 253
_LONGEST_COUNT = 40
_LONGEST_JOINED = 40
_LONGEST_WORD = 30
_MOST_WORDS_OF_JOINED = 4
_WEBSITE = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?:[/?#]\S*)?…?", re.IGNORECASE
)
_BORN = r"(?i)(?:born|geboren|naissance|fecha de nacimiento|nascid[oa])\b.*[0-9]"
_NO_PLACE = (
    r"(?i)[.:;?!…]$|[@#|=<>\"“”]|https?:"
    r"|\b(?:views?|opinions?|own|mine|dms?|rts?|tweets?|posts?|account|endorsements?|est|since"
    r"|she|he|they|her|him|them|official)\b"
)
_TOWN_AND_REGION = r"[^\W\d_][\w.'’ -]*, ?[^\W\d_][\w.'’ -]*"
_PINS = ("📍", "🌍", "🌎", "🌏")


class Header(NamedTuple):
    """Top of a page."""

    profile: Profile | None
    """Account; None if the header names none."""
    is_whole: bool
    """True if the counts at its end are present."""
    language: str | None = None
    """Language of the page; None if it is unknown."""
    unread: str | None = None
    """Line in the place of `Joined` with an unknown form."""

    @property
    def is_foreign(self) -> bool:
        """True for a complete header in an unknown language."""
        return self.language is None and self.is_whole


class _About(NamedTuple):
    """Lines of the profile without a label."""

    bio: str | None
    location: str | None
    website: str | None


class _Counted(NamedTuple):
    """Count and the index of its line."""

    at: int
    number: PrintedCount


def _count_of(counted: dict[ProfileCountName, _Counted], name: ProfileCountName) -> int | None:
    return counted[name].number.value if name in counted else None


def read_header(lines: list[str], source: str) -> Header:
    """Read the lines above the first post."""
    signature = _signature(lines)
    start = signature.end if signature else len(lines)
    language = language_of(lines)
    counted = _counts(lines, start, language)
    below = [found.at for found in counted.values() if found.at >= start]
    stop = min(below, default=len(lines))
    joined, end, unread = _joined(lines, start, stop, is_known=bool(below))
    about = _about(lines[start:end])
    name, handle = _names(lines, signature, counted.get("post_count"))
    if name is None and handle is None:
        return Header(None, is_whole=False, language=language)
    profile = Profile(
        name=name,
        handle=handle,
        bio=about.bio,
        location=about.location,
        website=about.website,
        joined=iso(joined),
        verified=(signature is not None and signature.is_verified) or None,
        approximate=tuple(
            count_name for count_name, found in counted.items() if found.number.approximate
        ),
        source=source,
        following=_count_of(counted, "following"),
        followers=_count_of(counted, "followers"),
        post_count=_count_of(counted, "post_count"),
    )
    return Header(profile, len(below) > 1, language, unread)


def _joined(
    lines: list[str], start: int, stop: int, *, is_known: bool
) -> tuple[Moment | None, int, str | None]:
    """Return the month of joining, the end of the lines above it, and a line not understood.

    In an unknown language, a line with month and year directly above the counts is taken for it.
    """
    found = [(at, when) for at in range(start, stop) if (when := read_joined(lines[at]))]
    if found:
        return found[-1][1], found[-1][0], None
    last = lines[stop - 1] if is_known and stop > start else ""
    if len(last) <= _LONGEST_JOINED and re.search(r"\b(?:19|20)\d\d\b|(?:19|20)\d\d", last):
        words = last.replace(":", " ").split()
        for size in (3, 2, 1):
            for at in range(len(words) - size + 1):
                if when := read_month(" ".join(words[at : at + size])):
                    return when, stop - 1, None
        if len(words) <= _MOST_WORDS_OF_JOINED and not _is_website(last):
            return None, stop - 1, last
    return None, stop, None


def _signature(lines: list[str]) -> Signature | None:
    """Return name and handle: below the avatar, or else the first in the lines."""
    for at, line in enumerate(lines):
        if is_avatar(line) and (found := read_signature(lines, at + 1)):
            return found
    return next(filter(None, (read_signature(lines, at) for at in range(len(lines)))), None)


def _names(
    lines: list[str], signature: Signature | None, posts: _Counted | None
) -> tuple[str | None, str | None]:
    """Return name and handle; in a capture cut above them, the line above the count as the name."""
    name = handle = None
    if signature:
        name, handle = signature.author.name, signature.author.handle
    elif posts and posts.at:
        name = lines[posts.at - 1]
    return (None if name and label(name) in SITE | GATE else name), handle


def _counts(lines: list[str], start: int, language: str | None) -> dict[ProfileCountName, _Counted]:
    """Return the counts of a header; `start` is the index of the first line below the handle."""
    found: dict[ProfileCountName, _Counted | None] = {
        "post_count": _count_above(lines[:start], language),
        "following": _count_before(lines, start, FOLLOWING, language),
        "followers": _count_before(lines, start, FOLLOWERS, language),
    }
    if not found["following"] and not found["followers"]:
        found["following"], found["followers"] = _counts_by_place(lines, start, language)
    return {count_name: counted for count_name, counted in found.items() if counted}


def _counts_by_place(
    lines: list[str], start: int, language: str | None
) -> tuple[_Counted | None, _Counted | None]:
    """Find both counts without known labels: two numbers, each above a word."""
    for at in reversed(range(start, len(lines) - 3)):
        counts = _count(lines[at], language), _count(lines[at + 2], language)
        words = lines[at + 1], lines[at + 3]
        if counts[0] and counts[1] and all(map(_is_label, words)):
            return _Counted(at, counts[0]), _Counted(at + 2, counts[1])
    return None, None


def _is_label(line: str) -> bool:
    return len(line) <= _LONGEST_WORD and not any(map(str.isdecimal, line))


def _count_above(lines: list[str], language: str | None) -> _Counted | None:
    """Find the number of posts: on a line with its label, or else on the line above an avatar."""
    places = range(len(lines))
    found = next(filter(None, (_count_in(lines, at, POSTS, language) for at in places)), None)
    if found:
        return found
    for at in range(1, len(lines) - 1):
        words = lines[at].split()
        if is_avatar(lines[at + 1]) and len(words) > 1 and _is_label(words[-1]):
            for size in range(len(words) - 1, 0, -1):
                if count := _count(" ".join(words[:size]), language):
                    return _Counted(at, count)
        if is_avatar(lines[at + 1]) and (count := _count_behind(lines[at], language)):
            return _Counted(at, count)
    return None


def _count_before(
    lines: list[str], start: int, labels: frozenset[str], language: str | None
) -> _Counted | None:
    """Find the last count with a label below it or on the same line."""
    for at in reversed(range(start, len(lines))):
        above = (
            _count(lines[at - 1], language) if at > start and label(lines[at]) in labels else None
        )
        if above:
            return _Counted(at - 1, above)
        if found := _count_in(lines, at, labels, language):
            return found
    return None


def _count_in(
    lines: list[str], at: int, labels: frozenset[str], language: str | None
) -> _Counted | None:
    word = label(lines[at]) if lines[at][0].isdecimal() else ""
    for known in labels if word else ():
        if word.endswith(known) and (count := _count(word.removesuffix(known), language)):
            return _Counted(at, count)
    return None


def _count_behind(line: str, language: str | None) -> PrintedCount | None:
    """Return the count of posts that stands behind its label: `게시물 3,912개`."""
    word = label(line)
    bare = (
        word.removeprefix(known).removesuffix("개") for known in POSTS if word.startswith(known)
    )
    return next(filter(None, (_count(each.strip(), language) for each in bare)), None)


def _count(line: str, language: str | None) -> PrintedCount | None:
    return read_count(line, language) if len(line) <= _LONGEST_COUNT else None


def _about(lines: list[str]) -> _About:
    """Split the lines without labels into bio, location and website, by the module's rules."""
    stop = next((at for at, line in enumerate(lines) if any(reasons([line]))), len(lines))
    lines = [line for line in lines[:stop] if label(line) not in CHROME]
    born = [lines.pop()] if lines and re.match(_BORN, lines[-1]) else []
    website = lines.pop() if lines and _is_website(lines[-1]) else None
    location = lines.pop() if lines and _is_place(lines[-1], alone=len(lines) == 1) else None
    return _About("\n".join(lines + born) or None, location, website)


def _is_website(line: str) -> bool:
    return len(line) <= _LONGEST_WEBSITE and _WEBSITE.fullmatch(line) is not None


def _is_place(line: str, *, alone: bool) -> bool:
    if len(line) > LONGEST_LOCATION or re.search(_NO_PLACE, line):
        return False
    return not alone or line.startswith(_PINS) or re.fullmatch(_TOWN_AND_REGION, line) is not None
