"""Host names in running text, and the list of top-level domains.

The rules are twitter-text's (github.com/twitter/twitter-text, its documentation and its conformance
suite). Labels may hold any script. A name ends at a top-level domain not followed by a letter, a
digit, `@`, `+` or `-`, so `example.comです` is `example.com`.
"""

import re
from functools import lru_cache
from pathlib import Path

LATIN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u02bb\u0300-\u036f\u1e00-\u1eff"
"""Accented Latin letters and their marks, as the inside of a character class."""

LONGEST_LABEL = 63
"""Characters of a label of a host name in punycode (RFC 1035)."""

LONGEST_HOST = 253
"""Characters of a host name (RFC 1035)."""

_LONGEST_TOP_LEVEL = 24
_ASCII_WORD = re.compile(r"[0-9A-Za-z]*")
_PUNYCODE = re.compile(r"xn--[-0-9a-z]+", re.IGNORECASE | re.ASCII)
_NOT_AFTER = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@+-")


@lru_cache(maxsize=1)
def top_level_domains() -> frozenset[str]:
    """Return all top-level domains in lower case, international domains in their own script.

    The list states its source in lines beginning with `#`.
    """
    lines = Path(__file__).with_name("top_level_domains.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def known_host_end(text: str, start: int, stop: int) -> int | None:
    """Return the end of the longest host name from `start`, or None without a host name.

    Its labels lie before `stop`, except for the top-level domain, which must be known.
    """
    at, found, named = start, None, False
    for label in text[start : min(stop, start + LONGEST_HOST)].split("."):
        if named and (end := _top_level_end(text, at)):
            found = end
        if not is_label(label):
            break
        at += len(label) + 1
        named = "_" not in label
    return found


def is_plain_host(name: str) -> bool:
    """Return True for an ASCII host of at least two labels, the last of letters only.

    After `http://` such a name is a link whatever its top-level domain: new domains appear every
    year, and `example` and `test` are on no list.
    """
    *labels, top = name.split(".")
    if not labels or not name.isascii() or len(name) > LONGEST_HOST:
        return False
    return top.isalpha() and len(top) > 1 and all(map(is_label, labels)) and "_" not in labels[-1]


def is_label(label: str) -> bool:
    """Return True for a valid label of a host name; `_` may be inside it."""
    if not label or len(label) > LONGEST_LABEL or label[0] in "-_" or label[-1] in "-_":
        return False
    if label.isascii():
        return True
    encoded = label.encode("punycode", "replace")
    return label[:4].lower() != "xn--" and len(encoded) + len("xn--") <= LONGEST_LABEL


def _top_level_end(text: str, at: int) -> int | None:
    """Return the end of the top-level domain that starts at `at`, or None."""
    if encoded := _PUNYCODE.match(text, at):
        return encoded.end()
    longest = shortest = _ASCII_WORD.match(text, at).end()  # type: ignore[union-attr]
    if not text[longest : longest + 1].isascii():  # `vermögensberater`, or `com` before `です`
        longest, shortest = min(len(text), at + _LONGEST_TOP_LEVEL), at + 2
    for end in range(longest, shortest - 1, -1):
        if text[end : end + 1] not in _NOT_AFTER and text[at:end].lower() in top_level_domains():
            return end
    return None
