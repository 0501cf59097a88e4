"""Modes of a terminal that a program turned on, read from what it wrote."""

import re

_SWITCH = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([><])\d*u")
NAMES = {
    25: "the cursor is hidden",
    1000: "the mouse is reported",
    1003: "moves of the mouse are reported",
    1004: "the focus is reported",
    1006: "the mouse is reported in another form",
    1015: "the mouse is reported in an old form",
    1016: "the mouse is reported in pixels",
    1049: "the alternate screen is shown",
    2004: "pastes are bracketed",
    2026: "a frame is held back",
    2048: "the window's size is reported",
}
"""What is the matter where such a mode stays on; of the cursor, where it stays off."""


def modes_left(output: bytes) -> list[str]:
    """Return what is the matter with a terminal after a program wrote all this to it."""
    is_on = {25: True}
    for numbers, switch in _SWITCH.findall(output):
        for number in numbers.split(b";"):
            is_on[int(number)] = switch == b"h"
    is_on[25] = not is_on[25]
    left = [words for number, words in NAMES.items() if is_on.get(number)]
    pushed = 0
    for way in _KEYBOARD.findall(output):
        pushed = max(0, pushed + (1 if way == b">" else -1))
    return left + ["the keyboard sends other sequences"] * (pushed > 0)
