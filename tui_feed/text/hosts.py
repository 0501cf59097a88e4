"""Host names in the spelling of browsers, and names imitating another.

The spelling is UTS 46 without transitional processing, by the tables of `idna`, which is imported
for the first non-ASCII name. So `faß.example` and `fass.example` are two hosts, and `a⒈com` is no
host, as in a browser. Unlike a browser, this module also refuses invisible characters and most
symbols in a name.
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
_JOINERS = frozenset("\u200c\u200d")
_OTHER_DOTS = frozenset("\u3002\uff0e\uff61")
_NEVER_WITH_LATIN = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"))


def spelled(host: str) -> str | None:
    """Return `host` in lower case and punycode, or None if it is no host.

    An IPv6 address keeps its brackets. A name ending in a number must be an IPv4 address of four
    parts: programs disagree about `0x7f.1`.
    """
    if host.startswith("["):
        return _address(host)
    parts = (_folded(host) or "").removesuffix(".").split(".")
    labels = [_spelled_label(part) for part in parts]
    name = ".".join(label or "" for label in labels)
    if not all(labels) or len(name) > LONGEST_HOST or not _keep_their_order(parts):
        return None
    return None if _NUMBER.fullmatch(labels[-1] or "") and not _DOTTED.fullmatch(name) else name


def is_disguised(host: str) -> bool:
    """Return True if a label of `host` mixes Latin with look-alikes, or has look-alikes only.

    An invalid host counts as disguised.
    """
    folded = _folded(host)
    if folded is None:
        return True
    return any(not label.isascii() and _is_mask(label) for label in folded.split("."))


def has_other_dots(host: str) -> bool:
    """Return True if `host` has a character other than `.` which browsers read as a dot."""
    return not _OTHER_DOTS.isdisjoint(host)


def _is_mask(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in letters}
    mixed = "LATIN" in scripts and not scripts.isdisjoint(_NEVER_WITH_LATIN)
    return mixed or (bool(letters) and LIKE_LATIN.keys() >= set(letters))


def _folded(host: str) -> str | None:
    """Return a host in lower case and normal form, as browsers compare hosts; None if invalid."""
    if host.isascii():
        return host.lower()
    import idna  # 10 ms, and most names are ASCII

    if any(c not in _JOINERS and unicodedata.category(c) == "Cf" for c in host):
        return None
    try:
        folded: str = idna.uts46_remap(host, std3_rules=False)
    except idna.IDNAError:
        return None
    return folded


def _keep_their_order(labels: list[str]) -> bool:
    """Return True if labels, some written from right to left, cannot run into each other."""
    signs = (c for label in labels if not label.isascii() for c in label)
    if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in signs):
        return True
    import idna

    try:
        return all(idna.check_bidi(label, check_ltr=True) for label in labels)
    except idna.IDNAError:
        return False


def _spelled_label(label: str) -> str | None:
    """Return a label of a folded name in ASCII, or None if invalid."""
    if label.isascii():
        return label if _LABEL.fullmatch(label) and len(label) <= LONGEST_LABEL else None
    fits = len(label) <= LONGEST_LABEL and label[0] != "-" != label[-1]
    if not fits or unicodedata.category(label[0])[0] == "M":
        return None
    if not all(map(_may_be_inside, label)) or not _joins(label):
        return None
    name = f"xn--{label.encode('punycode').decode('ascii')}"
    return name if len(name) <= LONGEST_LABEL else None


def _may_be_inside(c: str) -> bool:
    if c.isascii():
        return c.isalnum() or c in "-_"
    return unicodedata.category(c) in _IN_LABEL or c in _MIDDLE_DOTS or c in _JOINERS


def _joins(label: str) -> bool:
    """Return True if each joiner in a label stands where its script needs it."""
    at = [at for at, c in enumerate(label) if c in _JOINERS]
    if not at:
        return True
    import idna

    return all(idna.valid_contextj(label, each) for each in at)


def _address(host: str) -> str | None:
    """Return an IPv6 address in brackets in its shortest form, or None."""
    from ipaddress import IPv6Address  # rarely needed, and slow to import

    try:
        return f"[{IPv6Address(host[1:-1])}]"
    except ValueError:
        return None
