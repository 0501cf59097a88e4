"""Fold texts for comparison: without case, accents and compatibility forms.

As on X, `é` and `e` are equal in both directions. Distinct letters stay distinct: `й` is not `и`,
`が` is not `か`, and vowel signs of Indic scripts count.
"""

import re
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

_SPACES = re.compile(r"\s+")
_ACCENTS = (
    "\u0300-\u0337\u0339-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # without the overlay of ≠
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # points of Hebrew
    "\u064b-\u0652\u0656-\u065f\u0670"  # vowels of Arabic
)
_UNSEEN = "\u00ad\u200b\u2060"  # soft hyphen, and characters without a width between letters
_OWN_LETTERS = (
    "\u0438\u0306|\u0456\u0308|\u0443\u0306|[\u0433\u043a]\u0301"  # of Cyrillic, decomposed
)
_DROPPED = re.compile(f"({_OWN_LETTERS})|[{_ACCENTS}{_UNSEEN}]+")
_PLAIN_LETTERS = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿёѝάέήίϊΐόύϋΰώ\u2018\u2019"
_LATIN, _LATIN_FIRST = re.compile(rb"\xc3[\xa0-\xbf]"), b"\xc3"
_SAME = str.maketrans("øłđħŧı\u2018\u2019\u02bc", "oldhti'''")


def fold(text: str) -> str:
    """Return `text` folded for comparison: NFKC, full case folding, no accents.

    `ＳＴＲＡẞＥ` and `strasse` are equal, and so are `Été` and `ete`. A curly apostrophe equals a
    straight apostrophe. Folding a folded text changes nothing.
    """
    if text.isascii():
        return text.lower()
    # Folding can undo composition (U+0345), and decomposition can bring back characters that fold.
    letters = normalize("NFKD", normalize("NFKD", text.casefold()).casefold())
    return normalize("NFKC", _DROPPED.sub(r"\1", letters).translate(_SAME))


def fold_plain(text: bytes) -> bytes:
    """Fold plain text (`text.plain`) in UTF-8, hundreds of posts at once.

    In other text only plain letters are folded; `fold` has to fold the rest.
    """
    for first, letters in _plain_letters():
        if first in text:
            # A language has few of the letters of Latin-1: only those in the text are replaced.
            there = set(_LATIN.findall(text)) if first == _LATIN_FIRST else None
            for letter, folded_letter in letters:
                if there is None or letter in there:
                    text = text.replace(letter, folded_letter)
    return text.lower()


@cache
def _plain_letters() -> list[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """Return the plain letters changed by folding, grouped by their first bytes."""
    found: dict[bytes, list[tuple[bytes, bytes]]] = {}
    for letter in _PLAIN_LETTERS:
        spelled = letter.encode()
        found.setdefault(spelled[: len(spelled) - 1], []).append((spelled, fold(letter).encode()))
    return list(found.items())


def searchable(text: str) -> str:
    """Return `text` folded, with single spaces and without spaces at its ends."""
    return " ".join(fold(text).split())


class Folded(NamedTuple):
    """Folded text, with positions in the original text."""

    text: str
    """Folded text, with single spaces."""
    places: "range | list[int]"
    """Position in the original text of each folded character, and of the end."""


def folded(text: str) -> Folded:
    """Fold a text, and map positions in it to the original text.

    A letter is folded together with its marks. Letters that compose with following letters (Korean
    syllables in parts) fold differently in `fold`.
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return Folded(text.lower(), range(len(text) + 1))
    clusters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = _cluster_end(text, at)
        cluster = " " if text[at].isspace() else fold(text[at:end])
        clusters.append(cluster)
        places += [at] * len(cluster)
        at = end
    return Folded("".join(clusters), [*places, len(text)])


def _cluster_end(text: str, at: int) -> int:
    """Return the end of a run of white space, or of a letter with its marks."""
    if spaces := _SPACES.match(text, at):
        return spaces.end()
    end = at + 1
    while end < len(text) and combining(text[end]):
        end += 1
    return end
