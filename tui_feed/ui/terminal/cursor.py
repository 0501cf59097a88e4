"""Position of the terminal's cursor on a widget, for Braille displays and screen readers.

A widget has its cell as `cursor_cell`, counted from the corner of its content; Textual's inputs
have `cursor_screen_offset`. A screen's `pointed` overrules the focused widget: the cursor is in a
list while the input above it has the focus.
"""

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

SHOW = "\x1b[?25h"
"""Sequence to show the terminal's cursor."""
CORNER = Offset(0, 0)
"""Cell of the cursor in a widget without a `cursor_cell`."""


def cursor_on(screen: Screen[object]) -> Offset | None:
    """Return the cell of the cursor for a screen; None without a visible widget for it."""
    widget: Widget | None = getattr(screen, "pointed", None) or screen.focused
    if widget is None or not widget.region:
        return None
    return _inside(widget, _typed(widget) or _own(widget))


def _own(widget: Widget) -> Offset:
    cell: Offset = getattr(widget, "cursor_cell", CORNER)
    return widget.content_region.offset + cell


def _typed(line: Widget) -> Offset | None:
    """Return the cell of the next character; None in a widget without an input."""
    place: Offset | None = getattr(line, "cursor_screen_offset", None)
    if place and getattr(line, "cursor_at_end", False):
        return place - Offset(1, 0)  # at the end Textual counts another cell, for scrolling
    return place


def _inside(widget: Widget, place: Offset) -> Offset:
    """Return the cell of a widget nearest to a place."""
    x, y, width, height = widget.region
    return Offset(min(max(x, place.x), x + width - 1), min(max(y, place.y), y + height - 1))
