"""The cursor, put back behind every text after which two terminals may stand at different cells.

So a frame's edge is straight whatever a terminal thinks of the marks before it. This is done to
what is written, when all parts of the screen have been put together and cut.
"""

import re

from rich.cells import cell_len

from tui_feed.ui.widths import SPACING

_DISPUTED = re.compile(
    f"[{SPACING}\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2065\ufe00-\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U0001fa70-\U0001faff\U000e0000-\U000e01ef]"
)
_PARTS = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]?|[^\x00-\x1f\x7f]+"
)


def anchored(output: str) -> str:
    """Return what is written to a terminal, with the cursor put back behind disputed texts."""
    if output.isascii() or not _DISPUTED.search(output):
        return output
    return _PARTS.sub(_anchor, output)


def _anchor(part: re.Match[str]) -> str:
    text = part[0]
    width = 0 if text[0] == "\x1b" or not _DISPUTED.search(text) else cell_len(text)
    if not width:
        return text
    # The cursor is kept twice: to paint all cells, and to write the text over them.
    return f"\x1b7{' ' * width}\x1b8\x1b7{text.rstrip(' ')}\x1b8\x1b[{width}C"


class Anchoring:
    """Part of a driver that puts the cursor back."""

    def write(self, data: str) -> None:
        """Write to the terminal."""
        super().write(anchored(data))  # type: ignore[misc]
