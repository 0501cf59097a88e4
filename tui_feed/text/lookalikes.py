"""Characters with the look of others, replaced by them: a text as a reader sees it.

Used only to judge a text, never to draw or change it.
"""

import re
import unicodedata

from tui_feed.text.addresses import CUT

_SLASHES = "\u2044\u2215\u29f8\u2571\u27cb\u3033\u1735\u2cc6"
_DOTS = (
    "\u00b7\u0387\u0589\u06d4\u0701\u0702\u1427\u16eb\u2022\u2024\u2027\u2219\u22c5\u2e31\u2e33"
    "\u3002\u30fb\ua4f8\uff61\uff65\ufe52"
)
_COLONS = "\u02d0\u02f8\u05c3\u1361\u16ec\u205a\u2236\ua789\ufe13\ufe55"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_SLASHES, "/"),
        **dict.fromkeys(_DOTS, "."),
        **dict.fromkeys(_COLONS, ":"),
        "\u2216": "\\",
        "\u29f5": "\\",
    }
)
LIKE_LATIN = dict(zip("асԁеһіјкӏорԛѕԝхуοανօոսհց", "acdehijklopqswxyoavonuhg", strict=True))
"""Small letters of other scripts with the look of Latin letters."""
_SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")


def as_read(text: str) -> str:
    """Return `text` with look-alikes of slashes, dots and colons replaced by the ASCII characters.

    Letters of other widths and styles become plain letters, and invisible characters are dropped.
    """
    if text.isascii():
        return text
    parts = (unicodedata.normalize("NFKC", part) for part in text.translate(_SIGNS).split(CUT))
    plain = _UNSEEN.sub("", CUT.join(parts).translate(_SIGNS))
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")


def as_latin(word: str) -> str:
    """Return a word in lower case, with look-alikes of Latin letters replaced by them."""
    return word.lower() if word.isascii() else "".join(map(_latin, word.lower()))


def _latin(letter: str) -> str:
    if letter.isascii():
        return letter
    found = _SMALL_CAPITAL.fullmatch(unicodedata.name(letter, ""))
    return found[1].lower() if found else LIKE_LATIN.get(letter, letter)
