"""Find phrases as X does: whole words in order, with spaces or punctuation between them.

A star among the words stands for any number of words, at least one. Scripts without spaces have no
whole words.
"""

import re
from functools import lru_cache
from typing import Any
from unicodedata import category

from tui_feed.query.nodes import Phrase
from tui_feed.query.patterns import compiled_source

_LETTER = r"\pL\pM\pN_"
_GAP = r"[\pZ\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]"
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_STAR = "*"
_ANY_WORD = rf"[{_LETTER}]+"
_ANY_WORDS = rf"[^\n]*?{_ANY_WORD}[^\n]*?"


def pattern_of(phrase: Phrase) -> Any:  # noqa: ANN401 - the library states no types
    """Return the pattern of a phrase for folded text, or None for plain text.

    The first group of the pattern is the phrase itself.
    """
    if phrase.whole:
        return compiled_source(_whole(phrase.needle))
    if phrase.in_links and phrase.needle.strip("_") and "_" in phrase.needle:
        parts = map(re.escape, phrase.needle.split("_"))
        return compiled_source(f"({'[-_]'.join(parts)})")
    return None


@lru_cache(16)
def _whole(needle: str) -> str:
    """Return a pattern for whole words, as an expression."""
    words = needle.split()
    is_text = any(word != _STAR for word in words)
    parts = [_ANY_WORDS if is_text and word == _STAR else re.escape(word) for word in words]
    if is_text:  # a star at an end marks a single word
        parts[0], parts[-1] = (
            _ANY_WORD if part == _ANY_WORDS else part for part in (parts[0], parts[-1])
        )
    found = parts[0]
    for before, word, part in zip(words, words[1:], parts[1:], strict=False):
        is_loose = _is_unspaced(before[-1]) or _is_unspaced(word[0])
        found += f"{_GAP}{'*' if is_loose and _STAR in (before, word) else '+'}{part}"
    first = rf"(?:^|[^{_LETTER}\n]|[{_UNSPACED}])" if _is_spaced(needle[0]) else ""
    last = rf"(?:$|[^{_LETTER}\n]|[{_UNSPACED}])" if _is_spaced(needle[-1]) else ""
    return f"{first}({found}){last}"


@lru_cache(1024)
def _is_unspaced(letter: str) -> bool:
    """Tell whether a letter is of a script without spaces between words."""
    return compiled_source(f"[{_UNSPACED}]").search(letter) is not None


def _is_spaced(letter: str) -> bool:
    is_letter = letter.isalnum() or letter == "_" or category(letter)[0] == "M"
    return is_letter and not _is_unspaced(letter)
