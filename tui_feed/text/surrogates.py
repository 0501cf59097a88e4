"""Halves of characters: UTF-16 writes a character beyond U+FFFF as two surrogates.

Programs that do not know it escape or encode each half by itself: `&#55357;&#56970;`, CESU-8.
"""

import re

_REFERENCES = re.compile(r"(?:&#(?:0{0,8}5[5-7]\d{3}|[xX]0{0,8}[dD][89a-fA-F][0-9a-fA-F]{2});)+")
_NUMBER = re.compile(r"&#(?:(\d+)|[xX]([0-9a-fA-F]+));")


def joined_halves(text: str) -> str:
    """Return a text whose surrogates are joined to characters; a lone one is U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def joined_references(markup: str) -> str:
    """Return markup whose references to surrogates are the characters that they mean."""
    return _REFERENCES.sub(_characters, markup) if "&#" in markup else markup


def halves_decoded(data: bytes) -> str | None:
    """Return the text of UTF-8 in which each half is encoded by itself; None for other bytes."""
    try:
        return joined_halves(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None


def _characters(found: re.Match[str]) -> str:
    numbers = (
        int(each[1] or each[2], 10 if each[1] else 16) for each in _NUMBER.finditer(found[0])
    )
    return joined_halves("".join(map(chr, numbers)))
