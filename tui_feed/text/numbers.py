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
    r"(?P<digits>\d{1,15}(?:[.,\u00a0\u202f' ]\d{1,3}){0,6})"
    rf"\s?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})?\.?",
    re.IGNORECASE | re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+", re.ASCII)
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
    digits, unit = found["digits"], found["unit"]
    if unit:
        value = int(_decimal(digits) * _UNITS[unit.lower()])
    elif digits.isdecimal() or _GROUPED.fullmatch(digits):
        value = int(re.sub(r"\D", "", digits))
    else:
        return None
    return Count(value, unit is not None) if value <= LARGEST_COUNT else None


def _decimal(digits: str) -> Decimal:
    """Read digits whose last separator is a decimal point, unless it stands there twice."""
    marks = [c for c in digits if not c.isdecimal()]
    if not marks or marks.count(marks[-1]) > 1:
        return Decimal(re.sub(r"\D", "", digits))
    whole, _, rest = digits.rpartition(marks[-1])
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{rest}")


def format_count(value: int, *, approximate: bool = False) -> str:
    """Print a count as its source did: `9,515`, and `14.8K` where it was rounded."""
    if approximate:
        for step, unit in _STEPS:
            if value >= step:
                return f"{(Decimal(value) / step).normalize():f}{unit}"
    return f"{value:,}"
