"""Counts as people print them: `9,515`, `14.8K`, `1,2 M`, `1.2万`."""

import re
from decimal import Decimal
from typing import NamedTuple

LARGEST_COUNT = 2**63 - 1
"""The largest count that is believed; the next one would not fit a column of the index."""

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


class Count(NamedTuple):
    """A number of things, and whether whoever printed it had rounded it."""

    value: int
    """How many."""
    approximate: bool
    """True for `14.8K`, false for `9,515`."""


def parse_count(text: str) -> Count | None:
    """Read one printed count, or return None where `text` is anything else.

    A number with a unit (`14.8K`, `1,2 M`, `1.2万`) is approximate. Without one, separators are
    believed only as thousands: `1.5` is no count.
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
    return Count(value, bool(unit)) if value <= LARGEST_COUNT else None


def _decimal(digits: str) -> Decimal:
    """Read digits whose last point or comma is a decimal one, unless it stands there twice."""
    marks = [c for c in digits if c in ".,"]
    if not marks or marks.count(marks[-1]) > 1:
        return Decimal(_whole(digits))
    whole, _, rest = digits.rpartition(marks[-1])
    return Decimal(f"{_whole(whole)}.{rest}")


def _whole(digits: str) -> int:
    return int(re.sub(r"[^0-9]", "", digits))


def format_count(value: int, *, approximate: bool = False) -> str:
    """Print a count as its source did: `9,515`, and `14.8K` where it was rounded."""
    if approximate:
        for step, unit in _STEPS:
            if value >= step:
                return f"{(Decimal(value) / step).normalize():f}{unit}"
    return f"{value:,}"


_SINGULAR = {
    "bookmarks": "bookmark",
    "characters": "character",
    "followers": "follower",
    "likes": "like",
    "more lines": "more line",
    "notices": "notice",
    "other files": "other file",
    "posts": "post",
    "profiles": "profile",
    "quotes": "quote",
    "replies": "reply",
    "reposts": "repost",
    "views": "view",
    "voters": "voter",
    "votes": "vote",
}


def counted(value: int, things: str, *, approximate: bool = False) -> str:
    """Say how many of what: `9,515 followers`, `1 like`, `453K views`. `things` is a plural."""
    noun = _SINGULAR.get(things, things) if value == 1 else things
    return f"{format_count(value, approximate=approximate)} {noun}"
