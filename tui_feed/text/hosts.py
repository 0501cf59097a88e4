"""Host names as browsers spell them, and names that look like another's.

The spelling is that of UTS 46 without transitional processing, in its everyday part: lower case,
NFKC, punycode. So `faß.example` and `fass.example` are two hosts, as they are for a browser.
"""

import re
import unicodedata

from tui_feed.text.domains import LONGEST_HOST, LONGEST_LABEL
from tui_feed.text.lookalikes import LIKE_LATIN

_LABEL = re.compile(r"[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTTED = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}")
_IN_LABEL = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd", "So"))
_MIDDLE_DOTS = frozenset("\u00b7\u30fb")
_EMOJI_STYLE = "\ufe0f"
_NEVER_WITH_LATIN = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"))


def spelled(host: str) -> str | None:
    """Return `host` in lower case and punycode, or None where it is no host.

    An IPv6 address keeps its brackets. A name that ends in a number must be an IPv4 address with
    four parts: what `0x7f.1` means is left to no program.
    """
    if host.startswith("["):
        return _address(host)
    labels = [_spelled_label(label) for label in _folded(host).removesuffix(".").split(".")]
    name = ".".join(label or "" for label in labels)
    if not all(labels) or len(name) > LONGEST_HOST:
        return None
    return None if _NUMBER.fullmatch(labels[-1] or "") and not _DOTTED.fullmatch(name) else name


def is_disguised(host: str) -> bool:
    """Tell whether a label of `host` mixes Latin with letters like it, or is made of such only."""
    return any(not label.isascii() and _is_mask(label) for label in _folded(host).split("."))


def _is_mask(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in letters}
    mixed = "LATIN" in scripts and not scripts.isdisjoint(_NEVER_WITH_LATIN)
    return mixed or (bool(letters) and LIKE_LATIN.keys() >= set(letters))


def _folded(host: str) -> str:
    # One character at a time: str.lower would write a Greek sigma at the end in its other form.
    lowered = "".join(c.lower() for c in unicodedata.normalize("NFKC", host))
    folded = unicodedata.normalize("NFKC", lowered).replace(_EMOJI_STYLE, "")
    return folded.replace("\u3002", ".")


def _spelled_label(label: str) -> str | None:
    """Return one part of a folded name in ASCII, or None where no name has such a part."""
    if label.isascii():
        return label if _LABEL.fullmatch(label) and len(label) <= LONGEST_LABEL else None
    fits = len(label) <= LONGEST_LABEL and label[0] != "-" != label[-1]
    if not fits or unicodedata.category(label[0])[0] == "M" or not all(map(_may_be_inside, label)):
        return None
    name = f"xn--{label.encode('punycode').decode('ascii')}"
    return name if len(name) <= LONGEST_LABEL else None


def _may_be_inside(c: str) -> bool:
    if c.isascii():
        return c.isalnum() or c in "-_"
    return unicodedata.category(c) in _IN_LABEL or c in _MIDDLE_DOTS


def _address(host: str) -> str | None:
    """Return an IPv6 address in brackets in its shortest form, or None."""
    from ipaddress import IPv6Address  # a rare guest, and slow to arrive

    try:
        return f"[{IPv6Address(host[1:-1])}]"
    except ValueError:
        return None
