"""Anchors: the cursor is put back after every text that two terminals measure differently.

So a frame's edge is straight whatever width a terminal gives to the text before it. Anchors are
added to the final output, when all parts of the screen have been put together and cut.
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
    # The cursor is kept twice: to paint all cells, and to write the text over them.
    return f"\x1b7{' ' * width}\x1b8\x1b7{text.rstrip(' ')}\x1b8\x1b[{width}C"
