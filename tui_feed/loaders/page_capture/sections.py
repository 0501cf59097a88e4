"""The lines of a captured page: which belong to the header, to which post, and to the footer."""

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
    """The lines under one bullet, each without the white space around it, none empty."""

    number: int
    """Place on the page, from 1."""
    mark: str
    """Bullet."""
    first: str
    """Words behind the bullet: an avatar, or why the post is shown."""
    indent: int
    """Columns before the bullet."""
    inner: int
    """Columns before the line below the bullet."""
    context: list[str] = field(default_factory=list)
    """`Pinned` and `NAME reposted`, where they stand above the avatar."""
    lines: list[str] = field(default_factory=list)
    """All lines after the first."""
    stray: list[str] = field(default_factory=list)
    """Lines after it that belong to no post: for the last one, the footer."""


@dataclass(slots=True)
class Page:
    """A capture, taken apart."""

    header: list[str] = field(default_factory=list)
    """The lines above the first post."""
    blocks: list[Block] = field(default_factory=list)
    """The posts."""
    footer: list[str] = field(default_factory=list)
    """The lines below the last post; none where the capture was cut before."""
    ends_inside_line: bool = False
    """True where the very last line lacks its end, so that it may have been longer."""

    @property
    def year(self) -> int | None:
        """The year in which the page was saved, by the copyright in its footer."""
        years = [int(found["year"]) for found in map(_COPYRIGHT.search, self.footer) if found]
        return max(years, default=None)


def split_page(text: str) -> Page:
    """Take a capture apart. Time grows with its length and no faster."""
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
    """Puts one line after the other where it belongs."""

    def __init__(self, raws: list[str]) -> None:
        self.page = Page()
        self._raws = raws
        self._after_blank = False
        self._rest = self.page.header

    def take(self, at: int, raw: str) -> None:
        """Take the next line."""
        line = raw.strip()
        if not line:
            self._after_blank = True
            return
        is_marked = line[0] in _BULLETS and (line[0] != _LETTER or line[1:2].isspace())
        if is_marked and self._begins_post(at, raw, line[1:].strip()):
            self._begin_post(at, raw, line[1:].strip())
        elif self._begins_rest(raw, line):
            blocks = self.page.blocks
            self._rest = blocks[-1].stray if blocks else self.page.footer
            self._rest.append(line)
        else:
            self._rest.append(line)
        self._after_blank = False

    def _begins_post(self, at: int, raw: str, first: str) -> bool:
        """Tell whether a line with a bullet begins a post rather than going on with a text.

        Bullets stand to the left of the lines of posts; where all indentation was lost, an avatar
        and a head tell. Before the first post, other bullets belong to the header.
        """
        block = self.page.blocks[-1] if self.page.blocks else None
        is_labelled = label(first) in AVATAR or is_context(first)
        if block and block.inner > block.indent:
            if is_labelled:
                return _indent(raw) < block.inner
            return (raw.lstrip()[0], _indent(raw)) == (block.mark, block.indent)
        return is_labelled and self._has_head(at, first)

    def _has_head(self, at: int, first: str) -> bool:
        """Tell whether a head follows, or the capture ends before it could."""
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
        # Above a bullet, `Pinned` belongs to the post below, unless it is all that one above says.
        before = self._rest
        if before and is_context(before[-1]) and not (blocks and _is_only_words(before)):
            context.append(before.pop())
        below = next(filter(str.strip, self._raws[at + 1 : at + 1 + _LINES_OF_HEAD]), raw)
        mark = raw.lstrip()[0]
        block = Block(len(blocks) + 1, mark, first, _indent(raw), _indent(below), context)
        blocks.append(block)
        self._rest = block.lines

    def _begins_rest(self, raw: str, line: str) -> bool:
        """Tell whether a line without indentation ends a post, or the header: the footer does."""
        if raw[0].isspace():
            return False
        if label(line) in FOOTER:
            return True
        blocks = self.page.blocks
        return bool(blocks) and self._after_blank and self._rest is blocks[-1].lines


def _is_only_words(lines: list[str]) -> bool:
    head = read_head(lines, 0)
    return head is not None and head.end == len(lines) - 1


def _indent(raw: str) -> int:
    if "\t" in raw:
        raw = raw.expandtabs(4)
    return len(raw) - len(raw.lstrip())
