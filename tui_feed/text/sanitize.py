"""Cleaning of strings from strangers: the result is safe to draw."""

import re
import unicodedata
from itertools import groupby, islice

MARKS_ON_A_BASE = 8
"""Combining marks allowed on a character; more would cover the lines around it."""

_REPLACEMENT = "\ufffd"

_PLANES = range(0x10000, 0x110000, 0x10000)

# Characters replaced or removed; piles of combining marks are handled by _PILE.
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but for LF, DEL, C1
    "\xad"  # soft hyphen: no two terminals agree how wide it is
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u206f"  # bidi embeddings, overrides, isolates; deprecated controls
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"  # tag characters
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
    + "]"
)
# Marks are neither word characters nor white space, so a pile is always inside such a run.
_PILE = re.compile(rf"[^\w\s\x00-\u02ff]{{{MARKS_ON_A_BASE + 1},}}")
# Every pile is a run of such characters, each of more than one byte; two looks that cost less.
_FAR_RUN = re.compile(rf"[^\x00-\u02ff]{{{MARKS_ON_A_BASE + 1}}}")
_FLAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,7}\U000e007f)")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_TO_MARK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` without characters that could affect a terminal or a layout.

    Line ends of every kind become LF, a tab four spaces; controls, ESC, lone surrogates and
    non-characters become U+FFFD; bidi controls, BOM, soft hyphens and tag characters outside flags
    vanish; a base keeps at most `MARKS_ON_A_BASE` marks. Clean text is returned unchanged, so
    cleaning twice equals cleaning once.
    """
    if _is_suspect(text):
        text = "".join(_without_suspects(_parts(text)))
    if _may_be_piled(text):
        text = _PILE.sub(_flatten, text)
    return text


def hidden(text: str) -> int:
    """Count the characters of `text` replaced or removed by `clean`, except white space."""
    if not (_is_suspect(text) or _may_be_piled(text)):
        return 0
    parts = _parts(text)
    suspects = sum(len(_SUSPECT.findall(part)) for part in parts[::2])
    kept = "".join(_without_suspects(parts))
    return suspects + len(kept) - len(_PILE.sub(_flatten, kept))


def _is_suspect(text: str) -> bool:
    # Printable text has no suspects; `isprintable` takes a twentieth of the time.
    return not text.replace("\n", "").isprintable() and _SUSPECT.search(text) is not None


def _may_be_piled(text: str) -> bool:
    if text.isascii():
        return False
    more = len(text.encode("utf-8", "surrogatepass")) - len(text)
    return more > MARKS_ON_A_BASE and bool(_FAR_RUN.search(text) and _PILE.search(text))


def _parts(text: str) -> list[str]:
    """Join surrogate pairs and normalise white space, then split: every second part is a flag.

    A flag consists of tag characters, and only there they may stay.
    """
    text = _PAIR.sub(_join, text)
    return _FLAG.split(_BREAK.sub("\n", text).replace("\t", "    "))


def _without_suspects(parts: list[str]) -> list[str]:
    return [part if place % 2 else _drop(part) for place, part in enumerate(parts)]


def _drop(text: str) -> str:
    return _SUSPECT.sub("", _TO_MARK.sub(_REPLACEMENT, text))


def _join(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _flatten(pile: re.Match[str]) -> str:
    """Cut every run of marks (and joiners) in a pile to the number allowed on a base."""
    runs = groupby(pile[0], lambda c: unicodedata.category(c) in ("Mn", "Mc", "Me", "Cf"))
    return "".join("".join(islice(run, MARKS_ON_A_BASE if mark else None)) for mark, run in runs)
