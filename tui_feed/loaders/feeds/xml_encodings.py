"""The bytes of an XML feed as UTF-8, whatever they are in.

A feed may name any codec of Python's as its own encoding, and some of them take the square of the
length (punycode), or hide what a text holds (UTF-7). So only encodings that feeds are written in
are believed, and a library that reads the feed is given nothing but UTF-8.
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
    """Return the encoding that an XML declaration names, by Python's name; None for others."""
    found = _DECLARED.match(head[:1024])
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if name in _BELIEVED else None


def as_utf8(pieces: Iterable[bytes], name: str) -> bytes | None:
    """Return bytes in UTF-8; None where they are not in the encoding that they should be in."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        # Piece by piece: as one string it may take four times the memory.
        found = [decoder.decode(piece).encode("utf-8", "replace") for piece in pieces]
        found.append(decoder.decode(b"", final=True).encode("utf-8", "replace"))
    except UnicodeDecodeError:
        return None
    return b"".join(found)
