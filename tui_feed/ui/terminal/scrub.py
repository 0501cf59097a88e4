"""Output filter: every line of every widget passes it before it is drawn.

Messages, tool tips, dialogs and inputs are widgets, too; the app writes no other texts.
"""

import re

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui_feed.text.scrub import MARK, is_safe

_LINK = re.compile(r"https?://[-0-9A-Za-z.:\[\]]{1,300}(?:[/?#][!-~]{0,2047})?")
"""Address of a link that may pass: ASCII without spaces, controls and user names."""
_LINK_ID = re.compile(r"[0-9a-f]{1,20}")


class Scrub(LineFilter):
    """Line filter: replaces control characters, and drops sequences and unsafe links in styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments without control characters or sequences; no line gets wider."""
        del background
        if not any(_is_unsafe(segment) for segment in segments):
            return segments
        return [_safe(segment) for segment in segments if not segment.control]


def _is_unsafe(segment: Segment) -> bool:
    text, style, control = segment
    has_unsafe_link = style is not None and style._link is not None and not _is_safe_link(style)
    return control is not None or has_unsafe_link or not _is_safe(text)


def _is_safe_link(style: Style) -> bool:
    """Tell whether a link can only be a link; both its parts are written between controls."""
    is_known = _LINK.fullmatch(style._link or "") is not None
    return is_known and _LINK_ID.fullmatch(style._link_id) is not None


def _is_safe(text: str) -> bool:
    return is_safe(text) and "\n" not in text


def _safe(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style._link is not None and not _is_safe_link(style):
        style = style.update_link(None)
    if not _is_safe(text):  # the line was measured already: a replacement must not be wider
        text = "".join(each if _is_safe(each) else MARK * cell_len(each) for each in text)
    return Segment(text, style)
