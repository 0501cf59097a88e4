"""What two strings must share to be the same word: compatibility forms and case do not count."""

from unicodedata import normalize


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
