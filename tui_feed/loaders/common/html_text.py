"""Convert HTML of posts to plain text: paragraphs, breaks and lists as lines, links as targets.

Besides HTML as in feeds, it knows the conventions of Mastodon's server (`span.invisible`,
`span.ellipsis`, classes `mention` and `hashtag`).
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from tui_feed.loaders.common.html_tokens import Tag, plain, tokens
from tui_feed.models import Link

LARGEST_HTML = 4 * 2**20
"""Size limit of HTML in characters; the rest is not read."""

_PARAGRAPHS = frozenset([
    "p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "figure",
])  # fmt: skip
_BLOCKS = _PARAGRAPHS | frozenset([
    "div", "tr", "section", "article", "figcaption", "header", "footer", "aside", "main", "dl",
    "details", "summary", "address",
])  # fmt: skip
_ITEMS = frozenset(["li", "dt", "dd"])
_SILENT = frozenset(["script", "style", "template", "noscript", "head", "title"])
_VOID = frozenset([
    "br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed",
    "track", "param",
])  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS_ALONE = re.compile(r"<p>[^<\0]*+(?:(?:</p><p>|<br ?/?>)[^<\0]*+)*+</p>")
_BREAK = re.compile(r"<br ?/?>")
_MOST_LINKS = 2_000
_DEEPEST_HIDDEN = 100
_DEEPEST_LIST = 100
_LONGEST_NUMBER = 6


class Picture(NamedTuple):
    """Picture or video in HTML."""

    src: str
    """Address."""
    alt: str | None
    """Description; None without any."""
    kind: Literal["photo", "video", "gif"] = "photo"
    """Kind."""


class HtmlText(NamedTuple):
    """Text of HTML, with its links, names and pictures."""

    text: str
    """Plain text; an empty line separates paragraphs."""
    links: tuple[Link, ...] = ()
    """Links other than mentions and hashtags, each once."""
    hashtags: tuple[str, ...] = ()
    """Words marked as hashtags, without `#`."""
    mentions: tuple[str, ...] = ()
    """Names marked as mentions, as written, without `@`."""
    pictures: tuple[Picture, ...] = ()
    """Pictures and videos, in order."""


def html_text(html: str, base: str | None = None) -> HtmlText:
    """Return the text of HTML, even if it is malformed.

    `base` completes addresses without a scheme.
    """
    if (text := _of_paragraphs(html)) is not None:
        return HtmlText(text)
    reader = _Reader(base)
    for token in tokens(html[:LARGEST_HTML].replace("\0", "\ufffd")):
        if not isinstance(token, Tag):
            reader.read_text(token)
        elif token.is_end:
            reader.close(token.name)
        else:
            reader.open(token.name, token.attributes())
    return reader.result()


def with_breaks(content: str) -> str:
    """Return the content of a post with the breaks of its lines as tags.

    Servers such as Pixelfed may break lines without any.
    """
    has_tags = "\n" not in content or any(tag in content for tag in ("<p", "<br", "<div", "<pre"))
    return content if has_tags else content.replace("\n", "<br>")


def _of_paragraphs(html: str) -> str | None:
    """Return the text of HTML that is no more than paragraphs and breaks; None for any other."""
    if len(html) > LARGEST_HTML or not _PARAGRAPHS_ALONE.fullmatch(html):
        return None
    if html.count("<") == 2:
        return _without_ends(_spaced(plain(html[3:-4])))
    paragraphs: list[str] = []
    for paragraph in html[3:-4].split("</p><p>"):
        lines = [_spaced(plain(line)).lstrip(" ") for line in _BREAK.split(paragraph)]
        if not all(lines):
            return None
        paragraphs.append("\n".join(lines))
    return _without_ends("\n\n".join(paragraphs))


def _spaced(text: str) -> str:
    """Return a text with each run of white space as one space."""
    if "  " in text or not text.isprintable():  # most texts need no second look
        return _SPACE.sub(" ", text)
    return text


class _Reader:
    """Collector of text; its stacks hold only the open elements that matter when they end."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._pieces: list[str] = []
        self._breaks = 0
        self._spaced = True
        self._is_bare_item = False  # nothing was put behind a bullet
        self._silent: list[str] = []
        self._pre = 0
        self._ellipsis: list[bool] = []
        self._lists: list[int | None] = []  # next number of each open list
        self._anchor: tuple[str, str, int] | None = None  # kind, address, index of its first piece
        self._video: Mapping[str, str] | None = None
        self._links: dict[str, Link] = {}
        self._tags: dict[str, None] = {}
        self._mentions: dict[str, None] = {}
        self._pictures: list[Picture] = []

    def open(self, tag: str, stated: Mapping[str, str]) -> None:
        """Begin an element; `stated` are its attributes."""
        if self._silent or tag in _SILENT or (stated and _is_hidden(stated)):
            if tag not in _VOID:
                self._silent.append(tag)
        elif tag == "span":
            self._ellipsis.append("ellipsis" in stated.get("class", "").split())
        elif tag == "a":
            self._open_anchor(stated)
        elif tag == "br":
            self._break_line()
        elif tag in _BLOCKS:
            self._lines(2 if tag in _PARAGRAPHS else 1)
            self._pre += tag == "pre"
            if tag in ("ol", "ul"):
                self._open_list(tag, stated)
        elif tag in _ITEMS:
            self._is_bare_item = False
            self._lines(1)
            self._put(self._bullet(stated) if tag == "li" else "")
            self._is_bare_item = tag == "li"
        else:
            self._open_rare(tag, stated)

    def _open_rare(self, tag: str, stated: Mapping[str, str]) -> None:
        if tag == "img":
            self._picture(stated)
        elif tag == "hr":
            self._lines(2)
        elif tag == "video":
            self._video = stated
            self._add_video(stated)
        elif tag == "source" and self._video is not None:
            self._add_video(stated)

    def close(self, tag: str) -> None:
        """End an element."""
        if self._silent:
            if tag in self._silent[-_DEEPEST_HIDDEN:]:
                while self._silent.pop() != tag:
                    pass
        elif tag == "a":
            self._close_anchor()
        elif tag == "span":
            if self._ellipsis and self._ellipsis.pop():
                self._put("…")
        elif tag in _BLOCKS:
            self._is_bare_item &= tag not in ("ol", "ul")
            self._lines(2 if tag in _PARAGRAPHS else 1)
            self._pre = max(0, self._pre - (tag == "pre"))
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
        elif tag in ("td", "th"):
            self._put(" ")
        elif tag == "video":
            self._video = None

    def read_text(self, data: str) -> None:
        """Add the text between two tags."""
        if self._silent:
            return
        if self._pre:
            self._put(data)
            return
        text = _spaced(data)
        if self._spaced or self._breaks:
            text = text.lstrip(" ")
        self._put(text)

    def result(self) -> HtmlText:
        """Return the text collected."""
        self._close_anchor()
        return HtmlText(
            _without_ends("".join(self._pieces)),
            tuple(self._links.values()),
            tuple(self._tags),
            tuple(self._mentions),
            tuple(self._pictures),
        )

    def _put(self, text: str) -> None:
        if not text:
            return
        self._is_bare_item = False
        if self._breaks:
            if self._pieces:
                self._pieces.append("\n" * self._breaks)
            self._breaks = 0
        self._pieces.append(text)
        self._spaced = text[-1] in " \n"

    def _lines(self, number: int) -> None:
        if self._is_bare_item:
            return
        if number > self._breaks:
            self._breaks = number
        self._spaced = True

    def _break_line(self) -> None:
        self._breaks = min(self._breaks + 1, 3) if self._pieces else 0
        self._spaced = True

    # Lists

    def _open_list(self, tag: str, stated: Mapping[str, str]) -> None:
        is_numbered = tag == "ol" and "reversed" not in stated
        if len(self._lists) < _DEEPEST_LIST:
            self._lists.append(_number(stated.get("start"), 1) if is_numbered else None)

    def _bullet(self, stated: Mapping[str, str]) -> str:
        """Return the prefix of a list item: its number, or else a bullet."""
        following = self._lists[-1] if self._lists else None
        if following is None:
            return "• "
        number = _number(stated.get("value"), following)
        self._lists[-1] = number + 1
        return f"{number}. "

    # Pictures and links

    def _picture(self, stated: Mapping[str, str]) -> None:
        alt, src = stated.get("alt", "").strip(), self._address(stated, "src")
        if "emoji" in stated.get("class", "") or (
            alt.startswith(":") and alt.endswith(":") and alt
        ):
            self._put(alt)
        elif src.startswith(("http://", "https://")):
            self._pictures.append(Picture(src, alt or None))

    def _add_video(self, stated: Mapping[str, str]) -> None:
        """Add a video, with the first of its files."""
        video, src = self._video, self._address(stated, "src")
        if video is not None and src.startswith(("http://", "https://")):
            is_gif = "loop" in video and "autoplay" in video
            alt = video.get("aria-label", "").strip() or None
            self._pictures.append(Picture(src, alt, "gif" if is_gif else "video"))
            self._video = None

    def _open_anchor(self, stated: Mapping[str, str]) -> None:
        self._close_anchor()
        kind, classes = "link", stated.get("class", "").split()
        if "hashtag" in classes or stated.get("rel") == "tag":
            kind = "tag"
        elif "mention" in classes:
            kind = "mention"
        self._anchor = (kind, self._address(stated, "href"), len(self._pieces))

    def _address(self, stated: Mapping[str, str], key: str) -> str:
        address = stated.get(key, "").strip()
        if not self._base or not address or _is_web_address(address):
            return address
        try:
            return urljoin(self._base, address)
        except ValueError:  # invalid brackets in the host
            return address

    def _close_anchor(self) -> None:
        if not self._anchor:
            return
        kind, address, first = self._anchor
        self._anchor = None
        display = _without_ends("".join(self._pieces[first:]))
        if kind != "link" and display.startswith("#"):
            self._tags[display[1:]] = None
        elif kind == "mention" and display.startswith("@"):
            self._mentions[display[1:]] = None
        elif _is_web_address(address) and display and len(self._links) < _MOST_LINKS:
            self._links.setdefault(f"{address} {display}", Link(url=address, display=display))


def _is_hidden(stated: Mapping[str, str]) -> bool:
    classes = stated.get("class", "").split()
    return "invisible" in classes or "quote-inline" in classes or "hidden" in stated


def _number(stated: str | None, otherwise: int) -> int:
    """Return the stated number of a list item, or else `otherwise`."""
    is_number = stated and stated.isdecimal() and stated.isascii()
    return int(stated) if stated and is_number and len(stated) <= _LONGEST_NUMBER else otherwise


def _without_ends(text: str) -> str:
    """Return a text without space at its ends and at the ends of its lines."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _is_web_address(address: str) -> bool:
    return address[:8].lower().startswith(("http://", "https://"))
