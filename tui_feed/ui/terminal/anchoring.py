"""Anchors: sequences to put the cursor back behind each text of disputed width.

With them, the edge of a frame is straight in all terminals. Anchors are added to the final output,
after all parts of the screen have been joined and cut.
"""

import re

from rich.cells import cell_len

from tui_feed.ui.render.widths import SPACING, SPACING_BEYOND, UNSEEN, UNSTEADY_BEYOND, Signs

_DISPUTED = Signs(f"{SPACING}{UNSEEN}", f"{SPACING_BEYOND}\U0001fa70-\U0001faff{UNSTEADY_BEYOND}")
_PARTS = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]?|[^\x00-\x1f\x7f]+"
)


def anchored(output: str) -> str:
    """Return output for a terminal with the cursor put back behind texts of disputed width."""
    if output.isascii() or not _DISPUTED.are_in(output):
        return output
    return _PARTS.sub(_anchor, output)


def _anchor(part: re.Match[str]) -> str:
    text = part[0]
    width = 0 if text[0] == "\x1b" or not _DISPUTED.are_in(text) else cell_len(text)
    if not width:
        return text
    # The cursor is saved twice: before painting all cells, and before writing the text over them.
    return f"\x1b7{' ' * width}\x1b8\x1b7{text.rstrip(' ')}\x1b8\x1b[{width}C"
