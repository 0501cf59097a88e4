"""Title of the terminal's window: account and file, and the title before it at the end."""

from tui_feed.text.names import cut_in_the_middle, one_line
from tui_feed.text.scrub import scrubbed

PUSH = "\x1b[22;0t"
"""Sequence to keep the present title."""
POP = "\x1b[23;0t"
"""Sequence to bring back the kept title; terminals without a memory keep the last."""
_LONGEST = 120


def title_sequence(text: str) -> str:
    """Return the sequence to set a title; no character of it can end or begin a sequence."""
    safe = scrubbed(cut_in_the_middle(one_line(text), _LONGEST)).replace("\n", " ")
    return f"\x1b]2;{safe}\x07"
