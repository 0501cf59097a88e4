"""Encodings of text files, and messages about wrong bytes.

A byte order mark decides. Without a mark: UTF-16 if its zero bytes show it, else UTF-8, and as the
last resort Windows-1252, called Latin-1 on the web (encoding.spec.whatwg.org); unlike real Latin-1
it has bullets and quotation marks, and files use them.
"""

import codecs
from typing import NamedTuple

from tui_feed.text.surrogates import halves_decoded

LAST_RESORT = "cp1252"
"""Encoding of text outside Unicode."""

# The marks of UTF-32 begin with those of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1024
_LONGEST_CHARACTER = 4


class Encoding(NamedTuple):
    """Encoding of a file, and the length of its byte order mark."""

    name: str
    """Name of the encoding in Python."""
    mark: int
    """Number of bytes of the byte order mark; 0 without a mark."""


class Decoded(NamedTuple):
    """Decoded text, and the fault of its bytes."""

    text: str
    """Text; unreadable bytes show as U+FFFD."""
    fault: str | None
    """Description for people, in a line; None without a fault."""


def sniff_encoding(head: bytes) -> Encoding:
    """Return the encoding of a file by its first bytes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, len(mark))
    even, odd = head[:_SAMPLE:2].count(0), head[1:_SAMPLE:2].count(0)
    many = max(2, len(head[:_SAMPLE]) // 4)
    if odd >= many and not even:
        return Encoding("utf-16-le", 0)
    if even >= many and not odd:
        return Encoding("utf-16-be", 0)
    return Encoding("utf-8", 0)


def decode(data: bytes, encoding: Encoding) -> Decoded:
    """Decode a whole file, damaged or not, byte order mark included."""
    data = data[encoding.mark :]
    try:
        return Decoded(data.decode(encoding.name), None)
    except UnicodeDecodeError as error:
        if error.start > len(data) - _LONGEST_CHARACTER and "end of data" in error.reason:
            whole = data[: error.start].decode(encoding.name)
            return Decoded(whole, "it ends in the middle of a character; it may have been cut")
    if encoding.name == "utf-8":
        return decode_damaged(data)
    text = data.decode(encoding.name, "replace")
    return Decoded(text, f"not quite {encoding.name.upper()}; unreadable bytes show as \ufffd")


def decode_damaged(data: bytes) -> Decoded:
    """Decode faulty UTF-8: few bad bytes mean damage, many mean another encoding."""
    if (joined := halves_decoded(data)) is not None:
        return Decoded(joined, None)
    text = data.decode("utf-8", "replace")
    stated = data.count("\ufffd".encode())
    bad = text.count("\ufffd") - stated
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good > bad:
        return Decoded(text, "not UTF-8 in places, which show as \ufffd")
    fault = "not UTF-8; read as Latin-1, so some letters may be wrong"
    return Decoded(data.decode(LAST_RESORT, "replace"), fault)
