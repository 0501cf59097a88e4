"""Encodings of text files, and messages about bytes outside of them.

A byte order mark decides; without one UTF-8, UTF-16 that its zero bytes give away, and at last
Windows-1252, which the web calls Latin-1 (encoding.spec.whatwg.org) and which has the bullets and
quotation marks that real files hold.
"""

import codecs
from typing import NamedTuple

LAST_RESORT = "cp1252"
"""Encoding of text that is no kind of Unicode."""

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
    """The encoding of a file, and the mark that stands before its text."""

    name: str
    """Name of the encoding in Python."""
    mark: int
    """Count of bytes of the byte order mark."""


class Decoded(NamedTuple):
    """A text, and the fault of its bytes."""

    text: str
    """All that could be read."""
    fault: str | None
    """One line for people; None where the bytes were in order."""


def sniff_encoding(head: bytes) -> Encoding:
    """Tell the encoding from the first bytes of a file."""
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
    """Read bytes, damaged or not; they begin with the byte order mark, if there is one."""
    data = data[encoding.mark :]
    try:
        return Decoded(data.decode(encoding.name), None)
    except UnicodeDecodeError as error:
        if error.start > len(data) - _LONGEST_CHARACTER and "end of data" in error.reason:
            whole = data[: error.start].decode(encoding.name)
            return Decoded(whole, "it ends in the middle of a character; it may have been cut")
    if encoding.name == "utf-8":
        return _decode_damaged(data)
    text = data.decode(encoding.name, "replace")
    return Decoded(text, f"not quite {encoding.name.upper()}; what cannot be read shows as \ufffd")


def _decode_damaged(data: bytes) -> Decoded:
    """Read bytes that should be UTF-8: a few bad ones are damage, many another encoding."""
    text = data.decode("utf-8", "replace")
    stated = data.count("\ufffd".encode())
    bad = text.count("\ufffd") - stated
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good > bad:
        return Decoded(text, "not UTF-8 in places, which show as \ufffd")
    fault = "not UTF-8; read as Latin-1, so some letters may be wrong"
    return Decoded(data.decode(LAST_RESORT, "replace"), fault)
