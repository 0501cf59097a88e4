"""Counts as printed for people: `9,515`, `14.8K`, `1,2 M`, `1.2万`."""

import re
from decimal import Decimal
from typing import NamedTuple

LARGEST_COUNT = 2**63 - 1
"""Largest accepted count; the next number would not fit a column."""

_THOUSAND, _MILLION, _BILLION, _MYRIAD, _HUNDRED_MILLION = 10**3, 10**6, 10**9, 10**4, 10**8
_UNITS = (
    dict.fromkeys(("k", "mil", "tsd", "тыс", "천", "千"), _THOUSAND)
    | dict.fromkeys(("m", "mi", "mio", "mln", "млн"), _MILLION)
    | dict.fromkeys(("b", "bn", "md", "mrd", "млрд"), _BILLION)
    | dict.fromkeys(("万", "萬", "만"), _MYRIAD)
    | dict.fromkeys(("億", "亿", "억"), _HUNDRED_MILLION)
)
_COUNT = re.compile(
    r"(?P<digits>[0-9]{1,19}(?:[.,\u00a0\u202f'’ ][0-9]{3}){0,6}(?:[.,][0-9]{1,9})?)"
    rf"(?:\s?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\.?)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,\u00a0\u202f'’ ])[0-9]{3})(?:\1[0-9]{3})*")
_STEPS = ((_BILLION, "B"), (_MILLION, "M"), (_THOUSAND, "K"))


class PrintedCount(NamedTuple):
    """Parsed count, exact or rounded."""

    value: int
    """Number."""
    approximate: bool
    """True for `14.8K`, False for `9,515`."""


def parse_count(text: str) -> PrintedCount | None:
    """Parse a printed count; return None for any other text.

    A number with a unit (`14.8K`, `1,2 M`, `1.2万`) is approximate. Without a unit, separators must
    mark thousands: `1.5` is no count.
    """
    found = _COUNT.fullmatch(text.strip())
    if not found:
        return None
    digits, unit = found["digits"], (found["unit"] or "").casefold()
    if unit in _UNITS:
        value = int(_decimal(digits) * _UNITS[unit])
    elif not unit and (digits.isdecimal() or _GROUPED.fullmatch(digits)):
        value = _whole(digits)
    else:
        return None
    return PrintedCount(value, bool(unit)) if value <= LARGEST_COUNT else None


def _decimal(digits: str) -> Decimal:
    """Return a number; its last point or comma is the decimal separator, unless it is repeated."""
    marks = [c for c in digits if c in ".,"]
    if not marks or marks.count(marks[-1]) > 1:
        return Decimal(_whole(digits))
    whole, _, rest = digits.rpartition(marks[-1])
    return Decimal(f"{_whole(whole)}.{rest}")


def _whole(digits: str) -> int:
    return int(re.sub(r"[^0-9]", "", digits))


def format_count(value: int, *, approximate: bool = False) -> str:
    """Return a count in the style of its source: `9,515`, or `14.8K` if rounded."""
    if approximate:
        for step, unit in _STEPS:
            if value >= step:
                return f"{(Decimal(value) / step).normalize():f}{unit}"
    return f"{value:,}"


_SINGULAR = {
    "bookmarks": "bookmark",
    "characters": "character",
    "files": "file",
    "followers": "follower",
    "likes": "like",
    "more files": "more file",
    "long texts": "long text",
    "more lines": "more line",
    "notices": "notice",
    "other files": "other file",
    "posts": "post",
    "profiles": "profile",
    "quotes": "quote",
    "records": "record",
    "replies": "reply",
    "reposts": "repost",
    "views": "view",
    "voters": "voter",
    "votes": "vote",
}


def counted(value: int, things: str, *, approximate: bool = False) -> str:
    """Return a count with its noun, given as a plural: `9,515 followers`, `1 like`."""
    noun = _SINGULAR.get(things, things) if value == 1 else things
    return f"{format_count(value, approximate=approximate)} {noun}"
