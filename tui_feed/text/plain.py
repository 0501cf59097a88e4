"""Find steady text: it need not be cleaned, and is folded letter by letter, whatever is beside it.

Most text is steady, and one look at a megabyte tells. RE2 looks, in a tenth of the time that it
takes to clean and to fold each string of it. Text that is not steady needs a closer look; it is not
wrong.
"""

from functools import cache
from typing import Any

STEADY = (
    "\n\x20-\x7e"
    "\xa1-\xa7\xa9\xab\xac\xae\xb0\xb1\xb6\xb7\xbb\xbf"  # signs of Latin-1
    "\xd7\xe0-\xff"  # its small letters, which begin behind the large ones
    "\u0430-\u044f\u0451-\u045f"  # small Cyrillic letters
    "\u03ac-\u03af\u03b1\u03b3-\u03b7\u03b9-\u03c1\u03c3\u03c4\u03c7\u03c8\u03cb-\u03ce"  # Greek
    "\u05d0-\u05ea\u0620-\u064a\u0660-\u0669\u0671-\u0674\u0679-\u06d3\u06f0-\u06f9"  # no cases
    "\u0e01-\u0e30\u0e32\u0e34-\u0e37\u0e40-\u0e46"  # Thai
    "\u2010\u2012-\u2016\u2018-\u201e\u2020-\u2023\u2030\u2039\u203a\u20a0-\u20a7\u20a9-\u20bf"
    "\u2190-\u21ff\u2200-\u222b\u222e\u2231-\u2328\u232b-\u23ff\u2500-\u27ff"
    "\u3001-\u3020\u3041-\u3096\u309d\u309e\u30a0-\u30fe"  # Japanese
    "\u4e00-\u9fff\uac00-\ud7a3"  # Chinese and Korean
    "\ufe0e\ufe0f\u200d"  # how emoji are drawn, and what joins them
    "\U0001f300-\U0001faff"
)
"""Characters, as a class of a pattern, that `clean` leaves as they are beside any others.

`fold` changes the capitals of ASCII and a few accented letters (`folding.fold_steady`), each on its
own. Many joiners in a row are not steady.
"""
FIELD, ROW, LINKS = "\x03", "\x04", "\x02"
"""What ends a field, begins a row, and stands before links, where texts are joined.

No text that came through the door holds any of them.
"""

_PILE = "[\ufe0e\ufe0f\u200d]{9}"
_ESCAPED = r'\\[^"\\/n]'
_LOOSE = f" [ {FIELD}]|[{FIELD}{ROW}] "


def first_unsteady(json: bytes, at: int) -> int:
    """Return where JSON in UTF-8 spells something that is not steady, from a place on; -1: nowhere.

    Every escape does but that of a quotation mark, a backslash, a line end or a slash.
    """
    found = _pattern(f"[^{STEADY}]|{_PILE}|{_ESCAPED}").search(json, at)
    return found.start() if found else -1


def first_untidy(text: bytes, at: int, *, is_steady: bool) -> int:
    """Return where joined text needs a closer look, from a place on; -1 where nowhere.

    There is white space that is no single space between two words, or what is not steady, unless it
    is known that everything is.
    """
    unsteady = "" if is_steady else f"|[^{STEADY}{FIELD}{ROW}{LINKS}]|{_PILE}"
    found = _pattern(_LOOSE + unsteady).search(text, at)
    return found.start() if found else -1


@cache
def _pattern(source: str) -> Any:  # noqa: ANN401 - the library states no types
    import re2  # only where much is read

    return re2.compile(source)
