"""What two strings must share to be the same word: compatibility forms and case do not count."""

import re
from typing import NamedTuple
from unicodedata import combining, normalize

_RUN = re.compile(r"\s+")


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
    """A text as it is searched, and the way back to the text as it is read."""

    text: str
    """The folded text; a run of white space is one space."""
    places: "range | list[int]"
    """For each of its characters, and for its end, the place in the text that was folded."""


def folded(text: str) -> Folded:
    """Fold a text so that what is found in it can be shown in the text itself.

    Folded piece by piece, a letter with its marks at a time; letters that compose across such
    pieces (Korean syllables written in parts) fold differently than in `fold`.
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return Folded(text.lower(), range(len(text) + 1))
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = _piece_end(text, at)
        piece = " " if text[at].isspace() else fold(text[at:end])
        pieces.append(piece)
        places += [at] * len(piece)
        at = end
    return Folded("".join(pieces), [*places, len(text)])


def _piece_end(text: str, at: int) -> int:
    """Return where a run of white space, or a letter with its marks, ends."""
    if run := _RUN.match(text, at):
        return run.end()
    end = at + 1
    while end < len(text) and combining(text[end]):
        end += 1
    return end
