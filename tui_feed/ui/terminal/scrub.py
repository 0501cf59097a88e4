"""Output filter: every line of every widget passes it before it is drawn.

Messages, tool tips, dialogs and inputs are widgets, too; the app writes no other texts.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui_feed.text.scrub import MARK, is_safe


class Scrub(LineFilter):
    """Line filter: replaces control characters, and drops sequences and links in styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments without control characters or sequences; no line gets wider."""
        del background
        if not any(_is_unsafe(segment) for segment in segments):
            return segments
        return [_safe(segment) for segment in segments if not segment.control]


def _is_unsafe(segment: Segment) -> bool:
    text, style, control = segment
    has_link = style is not None and style.link is not None
    return control is not None or has_link or not _is_safe(text)


def _is_safe(text: str) -> bool:
    return is_safe(text) and "\n" not in text


def _safe(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link:
        style = style.update_link(None)
    if not _is_safe(text):  # the line was measured already: a replacement must not be wider
        text = "".join(each if _is_safe(each) else MARK * cell_len(each) for each in text)
    return Segment(text, style)
