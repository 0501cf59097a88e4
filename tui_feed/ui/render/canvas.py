"""Canvas: lines of styled text, wrapped by terminal cells.

Markup is never parsed: each text becomes `Segment`s unchanged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style

from tui_feed.ui.render.widths import cells, padded, slack, spacing_marks, steady

# Characters of exactly one cell: their cells are counted as code points.
_NARROW = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
_LINE = re.compile("[^\n]*")

CUT = "…"
"""Sign at the end of a cut text."""

WIDEST_CHARACTER = 4
"""Most cells of a character with its marks on a line; a wider pile of marks is split."""

TargetKind = Literal["tag", "mention", "link", "post", "quoted", "thread", "picture"]
"""Kinds of targets of a click; `quoted` are all posts that quote a post."""


class Target(NamedTuple):
    """Clickable cells of a line on a canvas."""

    line: int
    """Line on the canvas, from 0."""
    start: int
    """First cell."""
    end: int
    """Cell after the last."""
    kind: TargetKind
    """Kind of target."""
    value: str
    """Tag without `#`, handle without `@`, URL, id of a post, or name of a picture's file."""
    shown: str = ""
    """Text of the link, as far as it is drawn."""


class Span(NamedTuple):
    """Part of a text with its own style, and perhaps a target."""

    start: int
    """First code point."""
    end: int
    """Code point after the last."""
    style: Style
    """Style of the part."""
    kind: TargetKind | None = None
    """Kind of its target; None without a target."""
    value: str = ""
    """Value of its target."""
    whole: tuple[int, int] = (0, 0)
    """Start and end of the link text around the span; (0, 0) without a link."""


class Canvas:
    """Lines of a known width, and the targets on them."""

    def __init__(self, width: int, cut: str = CUT) -> None:
        self.width = max(1, width)
        """Most cells of a line."""
        self.cut = cut
        """Sign at the end of a cut line."""
        self.lines: list[list[Segment]] = []
        """Lines so far."""
        self.targets: list[Target] = []
        """Targets on the lines so far."""
        self.items: list[range] = []
        """Lines of each item to choose by key, so far; each has a target."""

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append([])

    def row(self, *pieces: tuple[str, Style]) -> None:
        """Add a line of pieces; an ellipsis ends pieces that do not fit."""
        line: list[Segment] = []
        room = self.width
        for text, style in pieces:
            text = padded(fit(steady(text), room, self.cut))
            line.append(Segment(text, style))
            room -= cell_len(text)
        self.lines.append(line)

    def spread(self, left: Sequence[tuple[str, Style]], right: tuple[str, Style]) -> None:
        """Add a line with `right` flush right; if both do not fit, `left` is cut."""
        end = padded(steady(right[0]))
        room = self.width - cell_len(end) - 1
        if room < 4:
            self.row(*left)
            return
        inner = Canvas(room, self.cut)
        inner.row(*left)
        line = inner.lines[0]
        gap = self.width - cell_len(end) - width_of(line)
        self.lines.append([*line, Segment(" " * gap, right[1]), Segment(end, right[1])])

    def listed(self, items: Iterable[str], between: str, style: Style) -> None:
        """Add lines of items that are not broken unless they are wider than a line."""
        line = ""
        for item in map(steady, items):
            longer = f"{line}{between}{item}" if line else item
            if line and cells(longer) > self.width:
                self.row((line, style))
                longer = item
            line = longer
        if line:
            self.row((line, style))

    def text(
        self, text: str, style: Style, spans: Sequence[Span] = (), *, limit: int | None = None
    ) -> int:
        """Add `text`, wrapped to at most `limit` lines; return the number of lines left out.

        Spans rise, do not overlap, and count code points of a `steady` text.
        """
        text = text if spans else steady(text)
        pieces = wrap(text, self.width)
        shown = pieces if limit is None else pieces[:limit]
        last = shown[-1][1] if len(shown) < len(pieces) else len(text)
        first = 0  # the first span that may reach into the line
        for start, end in shown:
            while first < len(spans) and spans[first].end <= start:
                first += 1
            self._slice(text, (start, end, last), style, spans, first)
        return len(pieces) - len(shown)

    def wrapped(
        self, text: str, style: Style, limit: int | None, spans: Sequence[Span] = ()
    ) -> str:
        """Add `text`, wrapped to at most `limit` lines; an ellipsis ends a cut text.

        Return the visible part of the text.
        """
        top = len(self.lines)
        if not self.text(text, style, spans, limit=limit):
            return text
        kept = self.lines[-1].pop() if self.lines[-1] else Segment("", style)
        room = self.width - width_of(self.lines[-1])
        cut = fit(f"{kept.text.rstrip()} {self.cut}".lstrip(), room, self.cut)
        self.lines[-1].append(Segment(padded(cut), kept.style))
        lines = ("".join(segment.text for segment in line) for line in self.lines[top:])
        return "".join(lines).replace(f" {self.cut}", CUT)

    def inset(self, inner: "Canvas", left: Sequence[Segment], right: Segment | None = None) -> None:
        """Add the lines of another canvas between a left and a right edge; the right is flush."""
        shift = width_of(left)
        top = len(self.lines)
        self.targets += [
            t._replace(line=t.line + top, start=t.start + shift, end=t.end + shift)
            for t in inner.targets
        ]
        for line in inner.lines:
            framed = [*left, *line]
            if right is not None:
                framed += [Segment(" " * (inner.width - width_of(line))), right]
            self.lines.append(framed)

    def target(self, kind: TargetKind, value: str, lines: range, shown: str = "") -> None:
        """Make whole lines a target; `shown` is their text."""
        for line in lines:
            self.targets.append(Target(line, 0, self.width, kind, value, shown))

    def item(self, kind: TargetKind, value: str, lines: range, shown: str = "") -> None:
        """Make whole lines an item to choose by key or by click."""
        self.target(kind, value, lines, shown)
        self.items.append(lines)

    def at(self, line: int, cell: int) -> Target | None:
        """Return the target under a cell; of nested targets the innermost, added first."""
        for target in self.targets:
            if target.line == line and target.start <= cell < target.end:
                return target
        return None

    def _slice(
        self, text: str, part: tuple[int, int, int], style: Style, spans: Sequence[Span], first: int
    ) -> None:
        """Add a line of a text with its spans; spans before number `first` end before the line.

        `part` has the start and the end of the line in `text`, and the end of the last line.
        """
        start, end, last = part
        line: list[Segment] = []
        cell = 0
        at = start
        for number in range(first, len(spans)):
            span = spans[number]
            if span.start >= end:
                break
            if span.start > at:
                line.append(Segment(padded(text[at : span.start]), style))
                cell += cell_len(line[-1].text)
            piece = padded(text[max(at, span.start) : min(end, span.end)])
            line.append(Segment(piece, span.style))
            wide = cell_len(piece)
            if span.kind:
                place = (len(self.lines), cell, cell + wide)
                self.targets.append(Target(*place, span.kind, span.value, _shown(text, span, last)))
            cell += wide
            at = min(end, span.end)
        if at < end:
            line.append(Segment(padded(text[at:end]), style))
        self.lines.append(line)


def _shown(text: str, span: Span, last: int) -> str:
    """Return a span's own text and the link text around it, as far as `text` is drawn."""
    own = _drawn(text, span.start, span.end, last)
    whole = _drawn(text, *span.whole, last)
    return f"{own}\n{whole}" if span.whole[1] and whole != own else own


def _drawn(text: str, start: int, end: int, last: int) -> str:
    return text[start:end] if end <= last else text[start:last] + CUT


def width_of(line: Iterable[Segment]) -> int:
    """Return the number of cells of a line."""
    return sum(cell_len(segment.text) for segment in line)


def thumb(height: int, start: float, part: float) -> range:
    """Return the lines of a scroll bar's thumb; an empty range if everything is visible.

    `start` is the start of the visible part, `part` its length, both as parts of the whole.
    """
    if part >= 1:
        return range(0)
    size = max(1, round(height * part))
    # As a part of the possible way: the thumb touches both ends of the track.
    top = round((height - size) * min(1.0, start / (1 - part)))
    return range(top, top + size)


def fit(text: str, width: int, cut: str = CUT) -> str:
    """Return `text` as a line of at most `width` cells; `cut` ends a cut text."""
    text = text.replace("\n", " ")
    if cells(text) <= width:
        return text
    if width < 1:
        return ""
    cut = cut[:width]
    end = taken = 0
    for _, stop, size in _graphemes(text, 0, width * 8):
        taken += size
        if taken > width - len(cut):
            break
        end = stop
    return text[:end].rstrip() + cut


def fit_end(text: str, width: int, cut: str = CUT) -> str:
    """Return the end of `text` as a line of at most `width` cells; `cut` begins a cut text.

    It is for hosts: the end of a host names its owner.
    """
    text = text.replace("\n", " ")
    if cells(text) <= width:
        return text
    cut = cut[:width]
    start, taken = len(text), len(cut)
    for left, _, size in reversed(_graphemes(text, max(0, len(text) - width * 8), len(text))):
        taken += size
        if taken > width:
            break
        start = left
    return f"{cut}{text[start:]}" if width > 0 else ""


def _graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return start, end and greatest width in cells of each character with its marks.

    Only the part of `text` from `start` to `end` is split.
    """
    part = text[start:end]
    spans = split_graphemes(part)[0]
    if slack(part):
        spans = list(_with_marks(part, spans))
    return [(at + start, stop + start, size) for at, stop, size in spans] if start else spans


def _with_marks(text: str, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield spans with the cells of their spacing marks; a pile of marks is split."""
    is_mark = spacing_marks().__contains__
    for start, end, size in spans:
        more = sum(map(is_mark, text[start:end])) if end - start > 1 or not size else 0
        if size + more <= WIDEST_CHARACTER:
            yield start, end, size + more
            continue
        yield start, start + 1, size or int(is_mark(text[start]))
        yield from ((at, at + 1, int(is_mark(text[at]))) for at in range(start + 1, end))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Split `text` into lines of at most `width` cells; return starts and ends in code points.

    Lines break at LF, at spaces, between wide characters (Chinese, Japanese, Korean), and inside
    a word only if it is longer than a line. Takes time linear in the length of the text.
    """
    lines: list[tuple[int, int]] = []
    for paragraph in _LINE.finditer(text):
        start, end = paragraph.span()
        if start == end and start and text[start - 1] != "\n":
            continue  # the empty match of `finditer` behind each paragraph
        if _NARROW.fullmatch(text, start, end):
            _wrap_narrow(text, start, end, width, lines)
        else:
            _wrap_wide(text, start, end, width, lines)
    return lines


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
        lines.append((start, cut))
        start = cut + 1 if text[cut] == " " else cut
    lines.append((start, end))


def _wrap_wide(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    first, cells = start, 0  # beginning of the present line, and its cells so far
    stop, resume, rest = start, start, 0  # last possible end, next beginning, cells since then
    for left, right, size in _graphemes(text, start, end):
        is_space = text[left:right] == " "  # without a mark on it
        if is_space and cells + size > width:
            lines.append((first, left))
            first, cells, stop, resume, rest = right, 0, right, right, 0
            continue
        while cells + size > width and left > first:
            if stop > first:
                lines.append((first, stop))
                first, cells = resume, rest
            else:
                lines.append((first, left))
                first, cells = left, 0
            stop, resume, rest = first, first, cells
        cells, rest = cells + size, rest + size
        if is_space:
            stop, resume, rest = left, right, 0
        elif size == 2 and (right - left == 1 or cell_len(text[left]) == 2):
            stop, resume, rest = right, right, 0
    lines.append((first, end))
