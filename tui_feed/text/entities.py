"""Hashtags, mentions, cashtags and links in the text of a post.

The rules are twitter-text's (github.com/twitter/twitter-text, its documentation and its conformance
suite): `#été`, `＃全角` and `#قطار` are hashtags; `#12`, `C#` and `a#b` are not.
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from tui_feed.text.addresses import find_addresses
from tui_feed.text.domains import LATIN

_HASH = re.compile(r"[#＃](?![\s#＃])[0-9A-Za-z_]*")
# Characters of a hashtag besides letters, marks and digits: joiners, and the dots,
# dashes and repeat marks of Hebrew, Japanese, Tibetan and Catalan.
_TAG_SIGNS = frozenset(
    "\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
)
_EMOJI_STYLES = frozenset("\ufe0e\ufe0f")
_KEYCAP = ("\ufe0f", "\u20e3")
_AFTER_NO_TAG = ("#", "＃", "://")
_MENTION = re.compile(
    r"[@＠](?:(?<![0-9A-Za-z_!#$%&*@＠].)|(?<=[Rr][Tt].)(?<![0-9A-Za-z_+~.\-][Rr][Tt].))"
    rf"(?P<name>[0-9A-Za-z_]{{1,20}}+)(?![@＠{LATIN}]|://)(?:/[A-Za-z][0-9A-Za-z_\-]{{0,24}})?"
)
_CASHTAG = re.compile(
    r"\$(?<![^\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]\$)"
    r"(?P<name>[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?)(?=[\s!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$]|\Z)"
)


class Entity(Struct, frozen=True, gc=False):
    """Hashtag, mention, cashtag or link in a text."""

    kind: Literal["hashtag", "mention", "cashtag", "link"]
    """Kind of the entity."""
    start: int
    """First code point, with the sign."""
    end: int
    """First code point after the entity."""
    text: str
    """Tag without `#`, handle without `@`, symbol without `$`, or whole link.

    The name of a list after a handle (`@handle/list`) is inside the entity but not in its text. A
    link cut for display ends with `…`.
    """


def find_entities(text: str) -> list[Entity]:
    """Return the entities of `text` in ascending order; of two overlapping entities, the first.

    The time is linear in the length of `text`.
    """
    found: list[Entity] = []
    if _has_dot_inside(text):
        found += [Entity("link", at, end, text[at:end]) for at, end in find_addresses(text)]
    if "#" in text or "＃" in text:
        found += _hashtags(text)
    if "@" in text or "＠" in text:
        found += [Entity("mention", *m.span(), m["name"]) for m in _MENTION.finditer(text)]
    if "$" in text:
        found += [Entity("cashtag", *m.span(), m["name"]) for m in _CASHTAG.finditer(text)]
    return _without_overlaps(found) if len(found) > 1 else found


def _has_dot_inside(text: str) -> bool:
    """Tell whether a dot is followed by more than a space, as every address has one."""
    dots = text.count(".")
    return dots > 0 and dots != text.count(". ") + text.endswith(".")


def _without_overlaps(found: list[Entity]) -> list[Entity]:
    """Sort entities by start, and drop each entity overlapping the entity before it."""
    kept: list[Entity] = []
    end = 0
    for entity in sorted(found, key=attrgetter("start")):
        if entity.start >= end:
            kept.append(entity)
            end = entity.end
    return kept


def _hashtags(text: str) -> Iterator[Entity]:
    at = 0
    while found := _HASH.search(text, at):
        start, at = found.start(), _tag_end(text, found.end())
        tag = text[start + 1 : at]
        if (
            (tag.isalpha() or _has_letter(tag))
            and _may_precede(text, start)
            and not text.startswith(_AFTER_NO_TAG, at)
        ):
            yield Entity("hashtag", start, at, tag)


def _may_precede(text: str, at: int) -> bool:
    """Return True if a hashtag may begin after the character before `at`."""
    if not at:
        return True
    before = text[at - 1]
    return before in _EMOJI_STYLES or not (before == "&" or _in_tag(before))


def _tag_end(text: str, at: int) -> int:
    """Return the end of a hashtag; its ASCII characters up to `at` are already read."""
    if not text[at : at + 1].isascii():
        while at < len(text) and _in_tag(text[at]):
            at += 1
    return at


def _has_letter(tag: str) -> bool:
    """Return True if a tag has a letter; a keycap (`#` and U+FE0F or U+20E3) has none."""
    return not tag.startswith(_KEYCAP) and any(unicodedata.category(c)[0] in "LM" for c in tag)


def _in_tag(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in _TAG_SIGNS
