"""Steady texts, with the same width in all terminals, and the width of texts in cells.

Measured: rich 15, wcwidth 0.9 (used by pyte), and glibc 2.36 (tmux 3.3a). They differ in characters
younger than Unicode 14, skin tones, flags and some signs; a steady text has other signs for them.
Marks with a cell in some terminals and none in others (Indic vowels) are kept: their text is
measured as in the wider terminal, and `anchoring` puts the cursor back behind it.
"""

import re
import unicodedata
from functools import cache

from rich.cells import cell_len

FIRST_DISPUTED = "\u0300"
"""Lower bound of the characters of disputed width."""
SPACING = (
    "\u0488\u0489\u0600-\u0605\u06dd\u070f\u07a6-\u07b0\u0890\u0891\u08e2"  # signs of numbers
    "\u0900-\u109f\u135d-\u135f\u1700-\u1cff"  # from Devanagari to Myanmar, Khmer to Vedic
    "\u1160-\u11ff\ud7b0-\ud7ff\u302e\u302f"  # parts of Korean syllables
    "\u200c\u20dd-\u20e4\u2630-\u2637\u268a-\u268f"  # no joint, keycaps, trigrams
    "\ua66f-\ua672\ua6f0\ua6f1\ua800-\uabff\ufb1e"
)
"""Characters of disputed width, as a class of a pattern: the cursor may be at either cell."""
SPACING_BEYOND = (
    "\U00010a00-\U00011fff\U00013430-\U00013455\U00016ac0-\U00016fff\U0001bc9d-\U0001bca3"
    "\U0001cf00-\U0001cf46\U0001d165-\U0001d376\U0001da00-\U0001e95f"
)
"""Characters of disputed width beyond the first plane; a common class is ten times slower."""


class Signs:
    """Set of characters to search for; Latin texts are ruled out by a single comparison."""

    def __init__(self, near: str, beyond: str) -> None:
        """Take two classes of a pattern: characters of the first plane, and other characters."""
        self._near = re.compile(f"[{near}]")
        self._beyond = re.compile(f"[{beyond}]")

    def are_in(self, text: str) -> bool:
        """Tell whether a text has any of the characters."""
        last = max(text, default="")
        if last < FIRST_DISPUTED:
            return False
        found = self._near.search(text) or (last > "\uffff" and self._beyond.search(text))
        return bool(found)


_SPACING = Signs(SPACING, SPACING_BEYOND)
_NEWER = {
    "\U0001f6d8": "landslide",
    "\U0001f6dc": "wireless",
    "\U0001fa75": "light blue heart",
    "\U0001fa76": "grey heart",
    "\U0001fa77": "pink heart",
    "\U0001fa87": "maracas",
    "\U0001fa88": "flute",
    "\U0001fa89": "harp",
    "\U0001fa8a": "trombone",
    "\U0001fa8e": "treasure chest",
    "\U0001fa8f": "shovel",
    "\U0001faad": "folding fan",
    "\U0001faae": "hair pick",
    "\U0001faaf": "khanda",
    "\U0001fabb": "hyacinth",
    "\U0001fabc": "jellyfish",
    "\U0001fabd": "wing",
    "\U0001fabe": "leafless tree",
    "\U0001fabf": "goose",
    "\U0001fac6": "fingerprint",
    "\U0001fac8": "hairy creature",
    "\U0001facd": "orca",
    "\U0001face": "moose",
    "\U0001facf": "donkey",
    "\U0001fada": "ginger root",
    "\U0001fadb": "pea pod",
    "\U0001fadc": "root vegetable",
    "\U0001fadf": "splatter",
    "\U0001fae8": "shaking face",
    "\U0001fae9": "tired face",
    "\U0001faea": "distorted face",
    "\U0001faef": "fight cloud",
    "\U0001faf7": "hand pushing left",
    "\U0001faf8": "hand pushing right",
}
"""Names of emoji younger than Unicode 14."""
_FLAG_LETTERS = {chr(0x1F1E6 + at): chr(0x1F130 + at) for at in range(26)}
_TAG_LETTERS = {chr(0xE0061 + at): chr(0x1F130 + at) for at in range(26)}
_TAG_DIGITS = {chr(0xE0030 + at): str(at) for at in range(10)}
_CIRCLED = {chr(0x3248 + at): f"({10 * (at + 1)})" for at in range(8)}
_FILLERS = dict.fromkeys("\u115f\u3164\uffa0", " ")
_FORMS = {
    **{sign: f":{name.replace(' ', '_')}:" for sign, name in _NEWER.items()},
    **_FLAG_LETTERS,
    **_TAG_LETTERS,
    **_TAG_DIGITS,
    **_CIRCLED,
    **_FILLERS,
}

_TONES = "\U0001f3fb-\U0001f3ff"
UNSEEN = "\u034f\u061c\u180b-\u180f\u200b\u200d-\u200f\u2060-\u2065\ufe00-\ufe0f"
"""Invisible characters, as a class."""
UNSTEADY_BEYOND = (
    f"{_TONES}\U00016ff0\U00016ff1\U0001f1e6-\U0001f1ff\U0001f6d8-\U0001f6dc"
    "\U0001fa75-\U0001faf8\U000e0000-\U000e01ef"
)
"""Ranges beyond the first plane around all characters with another form."""
_UNSEEN_BEYOND = "\U000e0001\U000e007f\U000e0100-\U000e01ef"
_JAMO = "\u1100-\u115e\u1160-\u11ff\ua960-\ua97c\ud7b0-\ud7fb"
_NOT_JOINED = "(?<![\u0600-\u1fff\ua800-\uabff])\u200c"  # kept behind Arabic and Indic letters
_NEAR_FORMS = "".join(sign for sign in _FORMS if sign <= "\uffff")
_NEAR = re.compile(
    f"(?P<unseen>[{UNSEEN}]|{_NOT_JOINED})|(?P<jamo>[{_JAMO}]+)"
    f"|(?P<code>[\u302e\u302f])|(?P<form>[{_NEAR_FORMS}])"
)
_BEYOND = re.compile(
    f"(?P<unseen>(?<=[\u261d-\u270d\U0001f385-\U0001faf8])[{_TONES}]|[{_UNSEEN_BEYOND}])"
    f"|(?P<code>[{_TONES}\U00016ff0\U00016ff1])|(?P<form>[{UNSTEADY_BEYOND}])"
)
_UNSTEADY = Signs(f"{_JAMO}{UNSEEN}\u200c\u302e\u302f{_NEAR_FORMS}", UNSTEADY_BEYOND)
_SYLLABLE = re.compile(
    "[\u1100-\u115e\ua960-\ua97c]+[\u1160-\u11ff\ud7b0-\ud7fb]*|[\uac00-\ud7a3][\u11a8-\u11ff]*|."
)
_LONE = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")


def steady(text: str) -> str:
    """Return `text` with words or other signs for characters of disputed width.

    Joined emoji become their members, flags letters in boxes; characters too young for most
    terminals become names or numbers. Skin tones and invisible characters, such as marks of
    direction, are left out. Copying takes the original text.
    """
    if text.isascii():
        return text
    if _UNSTEADY.are_in(text):
        text = _BEYOND.sub(_form, _NEAR.sub(_form, text))
    return text if text.replace("\n", "").isprintable() else "".join(map(_known, text))


def _form(found: re.Match[str]) -> str:
    sign = found[0]
    match found.lastgroup:
        case "jamo":
            parts = _SYLLABLE.findall(unicodedata.normalize("NFC", sign))
            return "".join(map(_syllables, parts))
        case "form":
            return _FORMS.get(sign, sign)
        case "code":
            return _number(sign)
    return ""


def _syllables(part: str) -> str:
    """Return a part of a Korean text; incomplete syllables become numbers of characters."""
    return _number(part) if _LONE.match(part) else part


def _known(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) != "Cn":
        return character
    return _number(character)


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def cells(text: str) -> int:
    """Return the cells of the steady form of `text` in the widest terminal."""
    if text.isascii():
        return len(text)
    text = steady(text)
    return cell_len(text) + slack(text)


def slack(text: str) -> int:
    """Return the difference in cells of a steady text between terminals."""
    if text.isascii() or not _SPACING.are_in(text):
        return 0
    return sum(map(spacing_marks().__contains__, text))


@cache
def spacing_marks() -> frozenset[str]:
    """Return the marks with a cell in some terminals and none in others."""
    every = (chr(code) for code in (*range(0x900, 0xAC00), *range(0x11000, 0x1D200)))
    return frozenset(mark for mark in every if unicodedata.category(mark) == "Mc")


def padded(text: str) -> str:
    """Return a steady text with spaces after it, to make its `cell_len` equal to `cells`."""
    return text if text.isascii() else text + " " * slack(text)
