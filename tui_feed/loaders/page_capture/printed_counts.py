"""Parse counts as printed by X in the language of a page: `1,2 B` is 1,200 in Turkish."""

import re
import unicodedata
from functools import cache

from tui_feed.loaders.common.cldr import SHORT_NUMBERS
from tui_feed.text.numbers import PrintedCount, parse_count

_LONGEST = 40
_MARKS = str.maketrans("٫٬\u00a0\u202f", ".,  ", "\u200b\u200e\u200f\u061c\ufeff")
_FORM = re.compile(r"(?P<digits>\d[\d.,'’ ]*?)\s?(?P<unit>[^\d\s.,'’][^\d]{0,9}?)\.?")
_THOUSAND = 3
_SCRIPTS = {"zh": ("zh", "zh-Hant")}


def read_count(text: str, language: str | None = None) -> PrintedCount | None:
    """Return a printed count; None if `text` is not a count.

    Units of the page's language are tried before English units, which may occur in any language.
    """
    if len(text) > _LONGEST:
        return None
    line = _plain(text)
    found = _FORM.fullmatch(line)
    power = _units_of(language).get(found["unit"].casefold().strip()) if found else None
    if found is None or power is None:
        return parse_count(line)
    thousands = parse_count(f"{found['digits'].strip()}K")
    if thousands is None:
        return None
    return PrintedCount(thousands.value * 10**power // 10**_THOUSAND, approximate=True)


def is_count(text: str) -> bool:
    """Tell whether a text is a count in any known language."""
    return any(read_count(text, language) for language in (None, *SHORT_NUMBERS))


@cache
def _units_of(language: str | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in _SCRIPTS.get(language or "", (language,)):
        for unit in SHORT_NUMBERS.get(name or "", "").split("|"):
            word, _, power = unit.partition("=")
            if word:
                found[unicodedata.normalize("NFC", word)] = int(power)
    return found


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return unicodedata.normalize("NFC", digits.translate(_MARKS)).strip()
