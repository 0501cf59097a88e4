"""Hashtags, mentions, cashtags and links in the text of a post.

The rules are those of twitter-text (github.com/twitter/twitter-text, its documentation and its
conformance suite): `#été`, `＃全角` and `#قطار` are tags; `#12`, `C#` and `a#b` are none.
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, NamedTuple

from tui_feed.text.addresses import find_addresses
from tui_feed.text.domains import LATIN

_HASH = re.compile(r"[#＃](?![\s#＃])[0-9A-Za-z_]*")
# Signs that belong to a hashtag without being letters, marks or digits: joiners, and the dots,
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


class Entity(NamedTuple):
    """A piece of a text that leads somewhere."""

    kind: Literal["hashtag", "mention", "cashtag", "link"]
    """What it is."""
    start: int
    """Where it begins, its mark included, in code points."""
    end: int
    """Where it ends: the first code point after it."""
    text: str
    """The tag without `#`, the handle without `@`, the symbol without `$`; of a link all of it.

    The name of a list after a handle (`@handle/list`) lies inside the piece but not in here. A link
    that was cut for display ends with `…`.
    """


def find_entities(text: str) -> list[Entity]:
    """Return the entities of `text` in ascending order; where two overlap, the first one counts.

    Time grows with the length of `text` and no faster.
    """
    found: list[Entity] = []
    if "." in text:
        found += [Entity("link", at, end, text[at:end]) for at, end in find_addresses(text)]
    if "#" in text or "＃" in text:
        found += _hashtags(text)
    if "@" in text or "＠" in text:
        found += [Entity("mention", *m.span(), m["name"]) for m in _MENTION.finditer(text)]
    if "$" in text:
        found += [Entity("cashtag", *m.span(), m["name"]) for m in _CASHTAG.finditer(text)]
    return _apart(found) if len(found) > 1 else found


def _apart(found: list[Entity]) -> list[Entity]:
    """Sort entities by where they start and drop each that begins inside the one before."""
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
    """Tell whether what stands before position `at` lets a hashtag begin there."""
    if not at:
        return True
    before = text[at - 1]
    return before in _EMOJI_STYLES or not (before == "&" or _in_tag(before))


def _tag_end(text: str, at: int) -> int:
    """Return where a hashtag ends whose ASCII characters have been read up to `at`."""
    if not text[at : at + 1].isascii():
        while at < len(text) and _in_tag(text[at]):
            at += 1
    return at


def _has_letter(tag: str) -> bool:
    """Tell whether a tag says anything; a keycap (`#` and U+FE0F or U+20E3) does not."""
    return not tag.startswith(_KEYCAP) and any(unicodedata.category(c)[0] in "LM" for c in tag)


def _in_tag(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in _TAG_SIGNS
