"""Look up months by their names in all known languages."""

import unicodedata
from functools import cache

from tui_feed.loaders.common.cldr import MONTHS

_MORE = {
    "jänner": 1, "janner": 1, "янв": 1, "febb": 2, "фев": 2, "mrz": 3, "mart": 3,
    "sept": 9, "sett": 9, "сен": 9, "ноя": 11,
}  # fmt: skip
"""Names used by sites and feeds, missing in CLDR."""
_HEBREW_IN = "ב"
_MARKS = str.maketrans("", "", "\u200e\u200f\u061c.")


def month_of(name: str) -> int | None:
    """Return the number of a month, 1 to 12; None for a word that is not a month."""
    folded = name.translate(_MARKS).replace("’", "'").casefold().strip()
    names = _names()
    found = names.get(folded) or names.get(_without_accents(folded))
    return found or names.get(folded.removeprefix(_HEBREW_IN))


@cache
def _names() -> dict[str, int]:
    found = dict(_MORE)
    for language in MONTHS.values():
        for number, names in enumerate(language.split("|"), 1):
            for name in filter(None, names.split(",")):
                plain = name.translate(_MARKS).casefold()
                found[plain] = number
                found.setdefault(_without_accents(plain), number)
    return found


def _without_accents(name: str) -> str:
    """Return a Latin name without accents; in other scripts accents distinguish names, and stay."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.replace("ı", "i") if bare.isascii() or "ı" in bare else name
