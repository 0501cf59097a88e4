"""Cut HTML into tags and texts, in linear time.

Python's own parser takes minutes for a hundred thousand unclosed comments. The rules are from HTML
(html.spec.whatwg.org, "Tokenization"), as far as posts need them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import Final, NamedTuple

LONGEST_TAG = 64 * 2**10
"""Size limit of a tag's attributes in characters; the rest is not read."""

_TAG = re.compile(r"</?([A-Za-z][^\s/>]*+)")
# Form of most tags; such a tag ends at its first `>`.
_PLAIN_TAG = re.compile(r"(</?[A-Za-z][A-Za-z0-9]*+(?:\s++[A-Za-z-]++=\"[^\"<>]*+\")*+\s*+/?>)")
_NAME = re.compile(r"</?([A-Za-z0-9]++)")
_SIGN = re.compile("[\"'>]")
_RAW = frozenset(["script", "style"])
_RAW_TAG = re.compile(r"<s(?:cript|tyle)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+"
)
# More digits than any character has; Python refuses to parse thousands of digits.
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{8,});?")
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})


class Tag(NamedTuple):
    """Tag."""

    name: str
    """Name in lower case."""
    is_end: bool
    """True for an end tag."""
    inside: str
    """Text after its name."""

    def attributes(self) -> Mapping[str, str]:
        """Return attributes by name; of a repeated name the first value."""
        return _attributes(self.inside[:LONGEST_TAG]) if self.inside else _NO_ATTRIBUTES


@lru_cache(512)
def _attributes(inside: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(inside):
        value = each[2] or each[3] or each[4] or ""
        found.setdefault(each[1].lower(), plain(value))
    return found


def plain(text: str) -> str:
    """Return a text with its character references decoded."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def tokens(html: str) -> Iterator[Tag | str]:
    """Yield the tags of HTML and the texts between them; comments are left out."""
    pieces = _PLAIN_TAG.split(html)  # every second piece is a tag
    if any("<" in text for text in pieces[::2]) or _has_raw(html):
        yield from _Tokens(html).all()
        return
    for at, piece in enumerate(pieces):
        if at % 2:
            yield _plain_tag(piece)
        elif piece:
            yield plain(piece)


def _has_raw(html: str) -> bool:
    """Tell whether there may be an element with raw text (script, style)."""
    return ("<s" in html or "<S" in html) and _RAW_TAG.search(html) is not None


@lru_cache(1024)
def _plain_tag(text: str) -> Tag:
    found = _NAME.match(text)
    name = found[1].lower() if found else ""
    return Tag(name, text.startswith("</"), text[found.end() if found else 0 : -1])


class _Tokens:
    def __init__(self, html: str) -> None:
        self._html = html
        self._last_end = html.rfind(">")
        self._quotes_pair = True

    def all(self) -> Iterator[Tag | str]:
        html, at, begin = self._html, 0, 0
        while (at := html.find("<", at)) >= 0:
            end, tag = self._markup(at)
            if end is None:
                at += 1
                continue
            if begin < at:
                yield plain(html[begin:at])
            if tag:
                yield tag
                if tag.name in _RAW and not tag.is_end:
                    end = self._end_of_raw(tag.name, end)
            at = begin = end
        if begin < len(html):
            yield plain(html[begin:])

    def _markup(self, at: int) -> tuple[int | None, Tag | None]:
        """Return the end of the tag or comment at `at`, and the tag; None if it is text."""
        html = self._html
        if html.startswith("<!--", at):
            # A comment without an end reaches to the end of the text.
            end = html.find("-->", at + 2)
            return (end + 3 if end >= 0 else len(html)), None
        if at > self._last_end:
            return None, None
        if html.startswith(("<!", "<?"), at):
            return html.index(">", at) + 1, None
        found = _TAG.match(html, at)
        if not found:
            return (html.index(">", at) + 1, None) if html.startswith("</", at) else (None, None)
        end = self._end_of_tag(found.end())
        inside = html[found.end() : end - 1]
        return end, Tag(found[1].lower(), html.startswith("</", at), inside)

    def _end_of_tag(self, at: int) -> int:
        """Return the end of a tag; a `>` inside a quoted value does not end it."""
        html, begin = self._html, at
        while self._quotes_pair and (sign := _SIGN.search(html, at)):
            if sign[0] == ">":
                return sign.end()
            at = sign.end()
            if _is_value(html, sign.start()):
                at = html.find(sign[0], at) + 1
                self._quotes_pair = at > 0
        self._quotes_pair = False  # a single search to the end of the text is enough
        return html.index(">", begin) + 1

    def _end_of_raw(self, name: str, at: int) -> int:
        """Return the end of the text of a script; the end of the HTML if it is unclosed."""
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._html, at)
        return found.start() if found else len(self._html)


def _is_value(html: str, mark: int) -> bool:
    """Tell whether a quotation mark begins a value: only after `=`."""
    at = mark - 1
    while html[at].isspace():
        at -= 1
    return html[at] == "="
