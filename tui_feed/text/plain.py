"""Plain text: text left unchanged by `clean`, and folded letter by letter by `fold`.

Most text is plain, and RE2 finds out for a megabyte at once, in a tenth of the time needed to clean
and fold each string. Special text is not wrong; it needs the slower way.
"""

from functools import cache
from typing import Any

PLAIN = (
    "\n\x20-\x7e"
    "\xa1-\xa7\xa9\xab\xac\xae\xb0\xb1\xb6\xb7\xbb\xbf"  # signs of Latin-1
    "\xd7\xe0-\xff"  # its small letters
    "\u0430-\u044f\u0451-\u045f"  # small Cyrillic letters
    "\u03ac-\u03af\u03b1\u03b3-\u03b7\u03b9-\u03c1\u03c3\u03c4\u03c7\u03c8\u03cb-\u03ce"  # Greek
    "\u05d0-\u05ea\u0620-\u064a\u0660-\u0669\u0671-\u0674\u0679-\u06d3\u06f0-\u06f9"  # no cases
    "\u0e01-\u0e30\u0e32\u0e34-\u0e37\u0e40-\u0e46"  # Thai
    "\u2010\u2012-\u2016\u2018-\u201e\u2020-\u2023\u2030\u2039\u203a\u20a0-\u20a7\u20a9-\u20bf"
    "\u2190-\u21ff\u2200-\u222b\u222e\u2231-\u2328\u232b-\u23ff\u2500-\u27ff"
    "\u3001-\u3020\u3041-\u3096\u309d\u309e\u30a0-\u30fe"  # Japanese
    "\u4e00-\u9fff\uac00-\ud7a3"  # Chinese and Korean
    "\ufe0e\ufe0f\u200d"  # variation selectors and joiner of emoji
    "\U0001f300-\U0001faff"
)
"""Plain characters, as the inside of a character class.

`clean` leaves them unchanged in any company, except that it shortens a long run of joiners. `fold`
changes ASCII capitals and a few accented letters (`folding.fold_plain`), each for itself.
"""
FIELD, ROW, LINKS = "\x03", "\x04", "\x02"
"""Separators in joined texts: the end of a field, the start of a row, and the start of links.

No cleaned text contains any of them.
"""

_PILE = "[\ufe0e\ufe0f\u200d]{9}"
_ESCAPED = r'\\[^"\\/n]'
_LOOSE = f" [ {FIELD}]|[{FIELD}{ROW}] "


def first_special(json: bytes, at: int) -> int:
    """Return the position of the first special character in JSON, from `at` on; -1 without any.

    Escapes are special, except for a quotation mark, a backslash, a slash or a line end.
    """
    found = _pattern(f"[^{PLAIN}]|{_PILE}|{_ESCAPED}").search(json, at)
    return found.start() if found else -1


def first_untidy(text: bytes, at: int, *, is_plain: bool) -> int:
    """Return the first position in joined text, from `at` on, for a closer look; -1 without any.

    It is white space other than a single space between words, or, unless the text `is_plain`, a
    special character.
    """
    special = "" if is_plain else f"|[^{PLAIN}{FIELD}{ROW}{LINKS}]|{_PILE}"
    found = _pattern(_LOOSE + special).search(text, at)
    return found.start() if found else -1


@cache
def _pattern(source: str) -> Any:  # noqa: ANN401 - the library states no types
    import re2  # slow to import; needed for large inputs only

    return re2.compile(source)
