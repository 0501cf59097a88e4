"""Fold texts to the form in which they are compared, without case, accents and compatibility forms.

As on X, `é` and `e` are the same letter in both directions. Letters of their own stay so: `й` is
not `и`, `が` is not `か`, and vowel signs of Indic scripts count.
"""

import re
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

_SPACES = re.compile(r"\s+")
_ACCENTS = (
    "\u0300-\u0337\u0339-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # but that of ≠
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # points of Hebrew
    "\u064b-\u0652\u0656-\u065f\u0670"  # vowels of Arabic
)
_UNSEEN = "\u00ad\u200b\u2060"  # soft hyphen, and signs without a width between letters
_OWN_LETTERS = (
    "\u0438\u0306|\u0456\u0308|\u0443\u0306|[\u0433\u043a]\u0301"  # of Cyrillic, decomposed
)
_DROPPED = re.compile(f"({_OWN_LETTERS})|[{_ACCENTS}{_UNSEEN}]+")
_PLAIN_LETTERS = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿёѝάέήίϊΐόύϋΰώ\u2018\u2019"
_SAME = str.maketrans("øłđħŧı\u2018\u2019\u02bc", "oldhti'''")


def fold(text: str) -> str:
    """Return `text` in the form in which it is compared: NFKC, full case folding, no accents.

    `ＳＴＲＡẞＥ` and `strasse` are one word, and so are `Été` and `ete`. Folding twice is folding
    once. A curly apostrophe is a straight one.
    """
    if text.isascii():
        return text.lower()
    # Folding can undo composition (U+0345), and decomposing can bring back what folds.
    letters = normalize("NFKD", normalize("NFKD", text.casefold()).casefold())
    return normalize("NFKC", _DROPPED.sub(r"\1", letters).translate(_SAME))


def fold_plain(text: bytes) -> bytes:
    """Fold plain text (`text.plain`) in UTF-8, hundreds of posts at once.

    In other text its letters are folded as `fold` does, and the rest is left to `fold`.
    """
    for first, letters in _plain_letters():
        if first in text:
            for letter, folded_letter in letters:
                text = text.replace(letter, folded_letter)
    return text.lower()


@cache
def _plain_letters() -> list[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """Return the plain letters that folding changes, under the bytes that they begin with."""
    found: dict[bytes, list[tuple[bytes, bytes]]] = {}
    for letter in _PLAIN_LETTERS:
        spelled = letter.encode()
        found.setdefault(spelled[: len(spelled) - 1], []).append((spelled, fold(letter).encode()))
    return list(found.items())


def searchable(text: str) -> str:
    """Return `text` folded, with every run of white space as one space and none at the ends."""
    return " ".join(fold(text).split())


class Folded(NamedTuple):
    """Text as it is searched, and the way back to the text as it is read."""

    text: str
    """Folded text; each run of white space is one space."""
    places: "range | list[int]"
    """Place in the original text, of each folded character and of the end."""


def folded(text: str) -> Folded:
    """Fold a text, with the way back from found places to the text itself.

    A letter is folded with its marks, one after the other; letters that compose across such
    clusters (Korean syllables written in parts) fold differently than in `fold`.
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
    """Return where a run of white space, or a letter with its marks, ends."""
    if spaces := _SPACES.match(text, at):
        return spaces.end()
    end = at + 1
    while end < len(text) and combining(text[end]):
        end += 1
    return end
