"""Decode an XML feed to UTF-8.

A feed may declare any codec of Python. Some of these take quadratic time (punycode) or hide
characters (UTF-7). So only encodings that are usual for feeds are accepted, and feedparser always
gets UTF-8.
"""

import codecs
import re
from collections.abc import Iterable

from tui_feed.sources.encodings import LAST_RESORT

_DECLARED = re.compile(
    rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": LAST_RESORT, "ascii": "utf-8"}
_BELIEVED = frozenset([
    "utf-8", "cp1252", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "euc_kr",
    "cp949", "koi8-r", "koi8-u", "cp437", "cp850", "cp852", "cp866", "tis-620", "mac-roman",
    *(f"iso8859-{number}" for number in range(2, 17)),
    *(f"cp{number}" for number in range(1250, 1259)),
])  # fmt: skip


def declared(head: bytes) -> str | None:
    """Return the Python name of the encoding in an XML declaration; None if not accepted."""
    found = _DECLARED.match(head[:1024])
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if name in _BELIEVED else None


def as_utf8(pieces: Iterable[bytes], name: str) -> bytes | None:
    """Return bytes as UTF-8; None if they are not valid in the encoding `name`."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        # Decode in pieces: a single string may take four times the memory.
        found = [decoder.decode(piece).encode("utf-8", "replace") for piece in pieces]
        found.append(decoder.decode(b"", final=True).encode("utf-8", "replace"))
    except UnicodeDecodeError:
        return None
    return b"".join(found)
