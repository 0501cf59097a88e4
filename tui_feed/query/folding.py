"""Fold texts to the form in which they are compared, without case and compatibility forms."""

import re
from typing import NamedTuple
from unicodedata import combining, normalize

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return `text` in the form in which it is compared: NFKC and full case folding.

    `ＳＴＲＡẞＥ` and `strasse` are one word. Folding twice is folding once. Accents count: `é` is
    not `e`.
    """
    if text.isascii():
        return text.lower()
    # Folding can undo composition (U+0345), and composing can bring back what folds.
    return normalize("NFKC", normalize("NFKC", text.casefold()).casefold())


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
