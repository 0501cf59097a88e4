"""Split a captured page into header, posts and footer."""

import re
from dataclasses import dataclass, field

from tui_feed.loaders.page_capture.heads import is_avatar, read_head
from tui_feed.loaders.page_capture.vocabulary import AVATAR, FOOTER, is_context, label

_BULLETS = "•‣◦▪·*-–—●○■□▸►➢❖o"
_LETTER = "o"
"""Letter that some programs write for a bullet, with a space behind it."""
_LINE_END = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_QUOTED = re.compile(r"\s*>\s?")
_COPYRIGHT = re.compile(r"©\s?(?P<year>20[0-9]{2})\b")
_LINES_OF_HEAD = 6


@dataclass(slots=True)
class Block:
    """Lines under a bullet, without empty lines and surrounding white space."""

    number: int
    """Number on the page, from 1."""
    mark: str
    """Bullet."""
    first: str
    """Text after the bullet: an avatar, or `Pinned` or `NAME reposted`."""
    indent: int
    """Column of the bullet."""
    inner: int
    """Column of the line below the bullet."""
    context: list[str] = field(default_factory=list)
    """`Pinned` and `NAME reposted` above the avatar."""
    lines: list[str] = field(default_factory=list)
    """All lines after the first."""
    stray: list[str] = field(default_factory=list)
    """Lines after the post that belong to no post; after the last post, the footer."""


@dataclass(slots=True)
class Page:
    """Capture split into its parts."""

    header: list[str] = field(default_factory=list)
    """Lines above the first post."""
    blocks: list[Block] = field(default_factory=list)
    """Posts."""
    footer: list[str] = field(default_factory=list)
    """Lines below the last post; none if the capture is cut above them."""
    ends_inside_line: bool = False
    """True if the last line has no line end, so that it may be incomplete."""

    @property
    def year(self) -> int | None:
        """Year of the capture, from the copyright line in its footer; None without such a line."""
        years = [int(found["year"]) for found in map(_COPYRIGHT.search, self.footer) if found]
        return max(years, default=None)


def split_page(text: str) -> Page:
    """Split a capture into its parts, in linear time."""
    raws = _without_marks(_LINE_END.split(text))
    splitter = _Splitter(raws)
    for at, raw in enumerate(raws):
        splitter.take(at, raw)
    page = splitter.page
    if page.blocks:
        page.footer += page.blocks[-1].stray
        page.blocks[-1].stray = []
    page.ends_inside_line = bool(raws[-1].strip()) and not page.footer
    return page


def _without_marks(raws: list[str]) -> list[str]:
    """Return lines without the `>` before each of them, as mail programs quote a text."""
    written = [raw for raw in raws if raw.strip()]
    if written and all(map(_QUOTED.match, written)):
        return [_QUOTED.sub("", raw, count=1) for raw in raws]
    return raws


class _Splitter:
    """Splitter that assigns one line after another to a part."""

    def __init__(self, raws: list[str]) -> None:
        self.page = Page()
        self._raws = raws
        self._after_blank = False
        self._current = self.page.header

    def take(self, at: int, raw: str) -> None:
        """Assign the next line to its part."""
        line = raw.strip()
        if not line:
            self._after_blank = True
            return
        is_marked = line[0] in _BULLETS and (line[0] != _LETTER or line[1:2].isspace())
        if is_marked and self._begins_post(at, raw, line[1:].strip()):
            self._begin_post(at, raw, line[1:].strip())
        elif self._begins_footer(raw, line):
            blocks = self.page.blocks
            self._current = blocks[-1].stray if blocks else self.page.footer
            self._current.append(line)
        else:
            self._current.append(line)
        self._after_blank = False

    def _begins_post(self, at: int, raw: str, first: str) -> bool:
        """Tell whether a line with a bullet begins a post, not a list item in a text.

        Bullets of posts are left of the posts' lines. If the capture lost its indentation, an
        avatar and a head decide. Before the first post, other bullets belong to the header.
        """
        block = self.page.blocks[-1] if self.page.blocks else None
        is_labelled = label(first) in AVATAR or is_context(first)
        if block and block.inner > block.indent:
            if is_labelled:
                return _indent(raw) < block.inner
            return (raw.lstrip()[0], _indent(raw)) == (block.mark, block.indent)
        return is_labelled and self._has_head(at, first)

    def _has_head(self, at: int, first: str) -> bool:
        """Tell whether a head follows, or the capture ends before a head is complete."""
        follow = [raw.strip() for raw in self._raws[at + 1 : at + 1 + _LINES_OF_HEAD]]
        lines = [line for line in follow if line]
        if not is_avatar(first):
            if not lines or not is_avatar(lines[0]):
                return False
            lines = lines[1:]
        ends = at + 1 + _LINES_OF_HEAD > len(self._raws) and len(lines) < 2
        return ends or read_head(lines, 0) is not None

    def _begin_post(self, at: int, raw: str, first: str) -> None:
        blocks, context = self.page.blocks, []
        # `Pinned` above a bullet belongs to the post below, unless it is the whole text of the post
        # above.
        before = self._current
        if before and is_context(before[-1]) and not (blocks and _is_only_words(before)):
            context.append(before.pop())
        below = next(filter(str.strip, self._raws[at + 1 : at + 1 + _LINES_OF_HEAD]), raw)
        mark = raw.lstrip()[0]
        block = Block(len(blocks) + 1, mark, first, _indent(raw), _indent(below), context)
        blocks.append(block)
        self._current = block.lines

    def _begins_footer(self, raw: str, line: str) -> bool:
        """Tell whether a line without indentation ends a post or the header, as a footer does."""
        if raw[0].isspace():
            return False
        if label(line) in FOOTER:
            return True
        blocks = self.page.blocks
        return bool(blocks) and self._after_blank and self._current is blocks[-1].lines


def _is_only_words(lines: list[str]) -> bool:
    head = read_head(lines, 0)
    return head is not None and head.end == len(lines) - 1


def _indent(raw: str) -> int:
    if "\t" in raw:
        raw = raw.expandtabs(4)
    return len(raw) - len(raw.lstrip())
