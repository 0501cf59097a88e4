"""HTML of posts to plain text: paragraphs, breaks and lists as lines, links by where they lead.

Mastodon's habits (`span.invisible`, `span.ellipsis`, classes `mention` and `hashtag`) are those of
its own server; the rest is HTML as feeds hold it.
"""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from tui_feed.loaders.common.html_tokens import Tag, tokens
from tui_feed.models import Link

LARGEST_HTML = 4 * 2**20
"""Characters of the longest HTML that is read; more is cut."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "section",
        "article",
        "figure",
        "figcaption",
        "header",
        "footer",
        "aside",
        "main",
        "dl",
        "details",
        "summary",
        "address",
    ]
)
_PARAGRAPHS = frozenset(
    ["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "figure"]
)
_SILENT = frozenset(["script", "style", "template", "noscript", "head", "title"])
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "wbr",
        "area",
        "base",
        "col",
        "embed",
        "track",
        "param",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_LINKS = 2_000
_DEEPEST_HIDDEN = 100


class Picture(NamedTuple):
    """A picture that stands in the HTML."""

    src: str
    """Its address."""
    alt: str | None
    """Its description; None where there is none."""


class HtmlText(NamedTuple):
    """What HTML says."""

    text: str
    """Plain text; paragraphs have an empty line between them."""
    links: tuple[Link, ...]
    """Its links, those of mentions and tags left out, each once."""
    hashtags: tuple[str, ...]
    """What is marked as a tag, without `#`."""
    mentions: tuple[str, ...]
    """What is marked as a mention, as it is written, without `@`."""
    pictures: tuple[Picture, ...]
    """Pictures, in their order."""


def html_text(html: str, base: str | None = None) -> HtmlText:
    """Return the text of a piece of HTML, however broken it is.

    Addresses that do not begin with a scheme are completed by `base`.
    """
    reader = _Reader(base)
    for token in tokens(html[:LARGEST_HTML].replace("\0", "\ufffd")):
        if not isinstance(token, Tag):
            reader.read_text(token)
        elif token.is_end:
            reader.close(token.name)
        else:
            reader.open(token.name, token.attributes())
    return reader.result()


class _Reader:
    """Collects text; of an element only what closes it later is kept on a stack."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._pieces: list[str] = []
        self._breaks = 0
        self._spaced = True
        self._silent: list[str] = []
        self._pre = 0
        self._ellipsis: list[bool] = []
        self._anchor: tuple[str, str, list[str]] | None = None
        self._links: dict[str, Link] = {}
        self._tags: dict[str, None] = {}
        self._mentions: dict[str, None] = {}
        self._pictures: list[Picture] = []

    def open(self, tag: str, stated: dict[str, str]) -> None:
        """Begin an element."""
        classes = stated.get("class", "").split()
        if self._silent:
            if tag not in _VOID:
                self._silent.append(tag)
            return
        if tag in _SILENT or "invisible" in classes or "quote-inline" in classes:
            if tag not in _VOID:
                self._silent.append(tag)
        elif tag == "br":
            self._break_line()
        elif tag == "img":
            self._picture(stated)
        elif tag == "a":
            self._open_anchor(stated, classes)
        elif tag == "span":
            self._ellipsis.append("ellipsis" in classes)
        elif tag in _BLOCKS or tag == "pre":
            self._block(tag)
            self._pre += tag == "pre"
        elif tag in ("li", "dt", "dd"):
            self._lines(1)
            self._put("• " if tag == "li" else "")
        elif tag == "hr":
            self._lines(2)

    def close(self, tag: str) -> None:
        """End an element."""
        if self._silent:
            if tag in self._silent[-_DEEPEST_HIDDEN:]:
                while self._silent.pop() != tag:
                    pass
            return
        if tag == "a":
            self._close_anchor()
        elif tag == "span" and self._ellipsis:
            if self._ellipsis.pop():
                self._put("…")
        elif tag in _BLOCKS or tag == "pre":
            self._block(tag)
            self._pre = max(0, self._pre - (tag == "pre"))
        elif tag in ("td", "th"):
            self._put(" ")

    def read_text(self, data: str) -> None:
        """Take what stands between two tags."""
        if self._silent:
            return
        if self._pre:
            self._put(data)
            return
        text = _SPACE.sub(" ", data)
        if self._spaced or self._breaks:
            text = text.lstrip(" ")
        self._put(text)

    def result(self) -> HtmlText:
        """Return what was collected."""
        self._close_anchor()
        text = _without_ends("".join(self._pieces))
        links = tuple(self._links.values())
        pictures = tuple(self._pictures)
        return HtmlText(text, links, tuple(self._tags), tuple(self._mentions), pictures)

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._breaks:
            if self._pieces:
                self._pieces.append("\n" * self._breaks)
                if self._anchor:
                    self._anchor[2].append("\n" * self._breaks)
            self._breaks = 0
        self._pieces.append(text)
        if self._anchor:
            self._anchor[2].append(text)
        self._spaced = text[-1] in " \n"

    def _lines(self, number: int) -> None:
        self._breaks = max(self._breaks, number)
        self._spaced = True

    def _break_line(self) -> None:
        self._breaks = min(self._breaks + 1, 3) if self._pieces else 0
        self._spaced = True

    def _block(self, tag: str) -> None:
        self._lines(2 if tag in _PARAGRAPHS else 1)

    def _picture(self, stated: dict[str, str]) -> None:
        alt, src = stated.get("alt", "").strip(), self._address(stated, "src")
        if "emoji" in stated.get("class", "") or (
            alt.startswith(":") and alt.endswith(":") and alt
        ):
            self._put(alt)
        elif src.startswith(("http://", "https://")):
            self._pictures.append(Picture(src, alt or None))

    def _open_anchor(self, stated: dict[str, str], classes: list[str]) -> None:
        self._close_anchor()
        kind = "link"
        if "hashtag" in classes or stated.get("rel") == "tag":
            kind = "tag"
        elif "mention" in classes:
            kind = "mention"
        self._anchor = (kind, self._address(stated, "href"), [])

    def _address(self, stated: dict[str, str], key: str) -> str:
        address = stated.get(key, "").strip()
        if not self._base or not address or _leads_out(address):
            return address
        try:
            return urljoin(self._base, address)
        except ValueError:  # brackets that hold no address of the net
            return address

    def _close_anchor(self) -> None:
        if not self._anchor:
            return
        kind, address, pieces = self._anchor
        self._anchor = None
        display = _without_ends("".join(pieces))
        if (kind == "tag" and display.startswith("#")) or (
            kind == "mention" and display.startswith("#")
        ):
            self._tags[display[1:]] = None
        elif kind == "mention" and display.startswith("@"):
            self._mentions[display[1:]] = None
        elif _leads_out(address) and display and len(self._links) < _MOST_LINKS:
            self._links.setdefault(f"{address} {display}", Link(url=address, display=display))


def _without_ends(text: str) -> str:
    """Return a text without space at its ends and at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _leads_out(address: str) -> bool:
    return address[:8].lower().startswith(("http://", "https://"))
